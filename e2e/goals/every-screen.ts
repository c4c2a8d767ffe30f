/**
 * Every screen of every app in its states, drawn from the pages of examples, in each language its readers have: one page load an app. What is asked of each
 * is told by the goals (hands-and-eyes.ts, words-fit.ts); this file only walks.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { extname, join, normalize } from 'node:path'
import { exampleState } from '@latchkey/server/record/example-state.test.kit.ts'
import { doorPaths } from '@latchkey/server/record/record-frame.ts'
import { recordLook } from '@latchkey/server/record/record-look.ts'
import { recordPages, renderers } from '@latchkey/server/record/record-pages.ts'
import { emptyPorts } from '@latchkey/server/record/record-state.ts'
import { WaysNow } from '@latchkey/server/settings/ways-now.ts'
import { renderOperators } from '@latchkey/server/sites/operators-page.ts'
import { renderSites } from '@latchkey/server/sites/sites-page.ts'
import type { ExamplePage } from '@latchkey/ui/example-pages.tsx'
import { parse } from '@latchkey/wire/edge.ts'
import { sites as sitesSchema } from '@latchkey/wire/sites.ts'
import type { Page } from 'playwright-core'
import { top } from '../../tools/build.mjs'
import { readCity } from '../../tools/city-plugin.mjs'
import { buildExamples, examplePages, stillPages } from '../../tools/examples.mjs'
import { readNamespace } from '../../tools/languages.mjs'
import { offeredIn } from '../../tools/texts-plugin.mjs'
import { versionsAt } from '../../tools/versions.mjs'
import { openPerson } from '../browser.ts'
import type { Journey } from '../journey.ts'
import { misfits } from './misfits.ts'

export interface Look {
  name: string
  width: number
  height: number
  scheme?: 'light' | 'dark'
  forced?: boolean
  /** Letters twice as large. */
  twice?: boolean
}
export interface Screen {
  app: string
  name: string
  languages: readonly string[]
  large: boolean
}
export interface Finding {
  app: string
  screen: string
  look: string
  language: string
  what: string
}

const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm' }
type InPage = typeof globalThis & {
  examples: ExamplePage
  misfits: typeof misfits
  axe: {
    run(where: Document, options: object): Promise<{ violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }>
  }
}

/** WCAG 2.2, levels A and AA. */
const everyRule = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'] }
/** Those that another scheme of colours can change: the page itself is the same. */
const colourRules = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }
const axeOptions = (look: Look) => ({
  runOnly: look.forced || look.scheme === 'dark' ? colourRules : everyRule,
  resultTypes: ['violations'],
  preload: false,
})

export interface OpenApp {
  screens: Screen[]
  page: Page
  show(name: string): Promise<void>
  /** What the screen that is drawn calls itself, and those inside it. */
  names(): Promise<string[]>
  /** One look, then each of the languages. @returns what is wrong */
  look(screen: Screen, look: Look, languages: readonly string[], ask: 'axe' | 'boxes' | 'both'): Promise<Finding[]>
  close(): Promise<void>
}

/** Apps in the order of the walk; `still`: the pages that the public reads without scripts. */
export const apps = [...(Object.keys(examplePages) as (keyof typeof examplePages)[]), 'still'] as const
export type App = (typeof apps)[number]

/** Serves the built examples and the still pages of the city, and opens one app's page of them. */
export async function openExamples(run: Journey): Promise<(app: App) => Promise<OpenApp>> {
  const directory = await buildExamples()
  const still = await readStill()
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname)
    try {
      const made = still.made[path]
      const bytes = made ?? readFileSync(join(directory, path))
      response.writeHead(200, { 'content-type': types[extname(path)] ?? 'application/octet-stream' }).end(bytes)
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise<void>(done => server.listen(0, 'localhost', () => done()))
  run.later(() => server.close())
  const { port } = server.address() as { port: number }
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  // A compiled function names what is in it with a helper that pages do not have.
  const init = `globalThis.__name = one => one; globalThis.misfits = ${misfits.toString()};\n${axe}`
  const texts = readTexts()

  return async app => {
    const person = await openPerson({ size: { width: 360, height: 640 } })
    run.later(() => person.close())
    const { page } = person
    let before = ''
    run.watch(app, page)
    await page.addInitScript({ content: init })
    const address = `http://localhost:${port}/`
    if (app !== 'still') {
      await page.goto(address + examplePages[app])
      await page.waitForFunction(() => (globalThis as InPage).examples)
    }
    const list = app === 'still' ? still.list : await page.evaluate(() => (globalThis as InPage).examples.list)
    /** A page without scripts speaks by what stands behind its #. */
    const showStill = async (name: string) => {
      await page.goto(address + still.list.find(one => one.name === name)!.path)
      await page.evaluate(() => {
        const speak = async (code: string) => {
          location.hash = code
          await new Promise(done => requestAnimationFrame(done))
        }
        Object.assign(globalThis, { examples: { speak } })
      })
      before = ''
    }
    return {
      screens: list.map(({ name, languages, large }) => ({ app, name, languages, large })),
      page,
      show: name => (app === 'still' ? showStill(name) : page.evaluate(name => (globalThis as InPage).examples.show(name), name)),
      names: () => page.evaluate(() => [...document.querySelectorAll<HTMLElement>('[data-screen]')].map(node => node.dataset.screen!)),
      async look(screen, look, languages, ask) {
        const { name, width, height, scheme = 'light', forced = false, twice = false } = look
        if (before !== name) {
          await page.setViewportSize({ width, height })
          await page.emulateMedia({ colorScheme: scheme, forcedColors: forced ? 'active' : 'none', reducedMotion: 'reduce' })
          await page.evaluate(
            size => {
              document.documentElement.style.fontSize = size
            },
            twice ? '200%' : '',
          )
        }
        before = name
        const said = await page.evaluate(
          async ({ languages, ask, texts, axeOptions }) => {
            const here = globalThis as InPage
            const found: [language: string, what: string][] = []
            for (const language of languages) {
              await here.examples.speak(language as 'en')
              if (ask !== 'axe') {
                const english = language === 'en' ? [] : texts.english
                for (const what of here.misfits({ namespaces: texts.namespaces, english })) found.push([language, what])
              }
              if (ask !== 'boxes') {
                // Where the buttons at the foot lie over nothing: what they cover elsewhere is uncovered by scrolling.
                scrollTo(0, document.documentElement.scrollHeight)
                if (document.getAnimations().some(one => one.playState === 'running'))
                  found.push([language, 'something moves although less motion was asked for'])
                const { violations } = await here.axe.run(document, axeOptions)
                for (const { id, nodes } of violations)
                  found.push([language, `${id}: ${nodes[0]!.html.slice(0, 140)} ${nodes[0]!.failureSummary?.split('\n')[1]?.trim() ?? ''}`])
              }
            }
            return found
          },
          { languages: [...languages], ask, texts, axeOptions: axeOptions(look) },
        )
        return said.map(([language, what]) => ({ app, screen: screen.name, look: name, language, what }))
      },
      close: () => person.close(),
    }
  }
}

/** What stands in the build as it is, and the public record, with every state said once. */
async function readStill() {
  const { runnerImport } = await import('vite')
  const directory = join(top, 'cities/chicago')
  const languages = offeredIn(directory, join(top, 'ui/languages'))
  const { names, texts } = readCity(directory)
  const versions = await versionsAt({ directory, runnerImport, top, codes: languages.offered })
  const siteTexts = Object.fromEntries(
    languages.offered.map(code => [code, { ...readNamespace(code, 'sites'), ...readNamespace(code, 'operators') }]),
  )
  const { city: cityName, otherRecords } = names
  const state = exampleState({ ...languages, cityName, cityTexts: texts, siteTexts, otherRecords, versions })
  const { settings } = state
  // As it reads before anybody holds anything for it.
  const bare = { ...state, history: [], versions: [], ports: emptyPorts(() => state.today) }
  const record = Object.fromEntries([
    ...recordPages.map(page => [`${doorPaths[page]}/index.html`, renderers[page](state)]),
    ...(['front', 'requests', 'drill', 'ways'] as const).map(page => [`${doorPaths[page]}/bare.html`, renderers[page](bare)]),
  ])
  const file = parse(sitesSchema, JSON.parse(readFileSync(join(directory, 'sites.json'), 'utf8')))
  const [zone, plan] = [names.timeZone, { opens: '00:00', closes: '23:59', secondsAVisit: 240 }]
  const ports = {
    ...languages,
    file,
    settings,
    ways: new WaysNow({ settings, sites: file.sites, plan, clock: () => Date.parse('2026-11-28T18:00:00Z') / 1000, zone }),
    today: () => '2026-11-28',
    zone,
    practice: true,
    cityTexts: texts,
    texts: siteTexts,
  }
  const sites = renderSites(ports)
  const made: Record<string, string> = {
    ...record,
    '/record/record.css': recordLook,
    '/sites/index.html': sites,
    '/sites/311.html': renderOperators(ports),
  }
  const pages = { ...recordScreens(record), sites: 'sites/index.html', ...stillPages }
  const list = Object.entries(pages).map(([name, path]) => ({ name, path, languages: languages.offered, large: false }))
  const staff = languages.offered.filter(code => readNamespace(code, 'operators') !== null)
  return { made, list: [...list, { name: 'operators', path: 'sites/311.html', languages: staff, large: false }] }
}

/** `record-held`, `record-drill-bare` by their paths. */
const recordScreens = (record: Record<string, string>) =>
  Object.fromEntries(
    Object.keys(record).map(path => [path.slice(1).replace('/index.html', '').replace('.html', '').replaceAll('/', '-'), path.slice(1)]),
  )

/** English sentences that must not stand where another language is spoken: long enough not to be a name. */
function readTexts() {
  const directory = join(top, 'ui/languages/en')
  const files = readdirSync(directory)
  const messages = files.flatMap(file => Object.values<string>(JSON.parse(readFileSync(join(directory, file), 'utf8'))))
  return {
    namespaces: files.map(file => file.replace('.json', '')),
    english: messages.filter(message => !message.includes('{') && message.length > 14 && message.includes(' ')),
  }
}
