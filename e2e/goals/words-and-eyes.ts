/** Goals 12 and 13 in one walk over every screen: words that fit in ten languages, and screens for everyone's hands and eyes. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sourcesHash, top } from '../../tools/build.mjs'
import type { Journey } from '../journey.ts'
import { apps, type Finding, type Look, openExamples, type Screen } from './every-screen.ts'
import { type Goal, tell } from './goal.ts'
import { undrawn } from './screen-names.ts'
import { tabWalk } from './tab-walk.ts'

const phone: Look = { name: '360', width: 360, height: 640 }
const desk: Look = { name: 'desk', width: 1280, height: 800 }
const sizes: Look[] = [phone, { name: '320', width: 320, height: 640 }, { name: '320, 200 %', width: 320, height: 640, twice: true }, desk]
/** Where a screen on a wall hangs. */
const largeSizes: Look[] = [desk, { name: 'upright', width: 800, height: 1280 }]
const schemes = (base: Look): Look[] => [
  base,
  { ...base, name: `${base.name}, dark`, scheme: 'dark' },
  { ...base, name: `${base.name}, forced colours`, forced: true },
]
/** Staff sits at a large screen; everybody else may hold a phone. */
const baseOf = ({ app, large }: Screen) => (app === 'desk' || large ? desk : phone)

/** What is committed: the accessibility statement is made from it (tools/statement.mjs). */
export interface Report {
  day: string
  build: string
  screens: number
  languages: number
  looks: number
  violations: number
  misfits: number
  unreached: number
}
export const reportFile = join(top, 'docs/measured/accessibility.json')

export interface Walked {
  goals: Goal[]
  screens: number
}

/**
 * @param wants which of the two @param options.sample draws every screen but looks at few of them, in one language and scheme each @param options.only apps
 * @param options.report writes the committed report, of a whole walk
 */
export async function wordsAndEyes(
  run: Journey,
  wants: { words: boolean; eyes: boolean },
  options: { sample?: number; report?: boolean; only?: readonly string[] } = {},
): Promise<Walked> {
  const open = await openExamples(run)
  const misfits: Finding[] = []
  const violations: Finding[] = []
  const unreached: string[] = []
  const drawn = new Set<string>()
  const spoken = new Set<string>()
  const count = { screens: 0, looks: 0, axe: 0, boxes: 0 }
  const { sample, only } = options
  for (const name of apps) {
    if (only && !only.includes(name)) continue
    const app = await open(name)
    tell(`${name}: ${app.screens.length} screens`)
    for (const [at, screen] of app.screens.entries()) {
      if (sample && at % sample !== 0) continue
      count.screens += 1
      await app.show(screen.name)
      for (const one of await app.page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('[data-screen]')].map(node => node.dataset.screen!),
      ))
        drawn.add(`${packageOf(name)} ${one}`)
      const languages = sample ? [screen.languages[at % screen.languages.length]!] : screen.languages
      for (const language of languages) spoken.add(language)
      const of = <T>(all: T[]) => (sample ? [all[(at / sample) % all.length]!] : all)
      if (wants.eyes) {
        for (const look of of(schemes(baseOf(screen)))) {
          violations.push(...(await app.look(screen, look, languages, 'axe')))
          count.axe += languages.length
        }
      }
      if (wants.words) {
        for (const look of of(screen.large ? largeSizes : sizes)) {
          misfits.push(...(await app.look(screen, look, languages, 'boxes')))
          count.boxes += languages.length
        }
      }
      if (wants.eyes) {
        await app.look(screen, baseOf(screen), [languages[0]!], 'boxes')
        for (const what of await tabWalk(app.page)) unreached.push(`${name} ${screen.name}: ${what}`)
      }
      if ((at + 1) % 20 === 0)
        tell(`${name}: ${at + 1}, ${misfits.length} misfits, ${violations.length} violations, ${unreached.length} not by keyboard`)
    }
    await app.close()
  }
  const missing = sample || only ? [] : undrawn(drawn)
  for (const line of summed(misfits)) tell(`misfit     ${line}`)
  for (const line of summed(violations)) tell(`violation  ${line}`)
  for (const line of unreached) tell(`keyboard   ${line}`)
  for (const line of missing) tell(`no example ${line}`)
  const goals: Goal[] = []
  if (wants.words)
    goals.push({
      goal: 12,
      name: 'Words fit, in every language',
      value: { screens: count.screens, languages: spoken.size, looks: count.boxes, misfits: misfits.length },
      unit: 'screens in their states; looks: screen × language × size, letters twice as large among them; boxes, targets, names and texts that are wrong',
      target: '0 missing texts, 0 clipped boxes, targets of 44 px, every control named',
      met: misfits.length === 0 && count.boxes > 0,
    })
  if (wants.eyes)
    goals.push({
      goal: 13,
      name: 'For everyone’s hands and eyes',
      value: {
        screens: count.screens,
        languages: spoken.size,
        looks: count.axe,
        violations: violations.length,
        keyboard: unreached.length,
        withoutExample: missing,
      },
      unit: 'looks: screen × language × light, dark, forced colours; violations of WCAG 2.2 A and AA that axe finds; controls that Tab does not reach in order',
      target: '0 violations, 0 not reached, no screen without an example',
      met: violations.length === 0 && unreached.length === 0 && missing.length === 0 && count.axe > 0,
    })
  if (options.report && wants.words && wants.eyes && !sample && !only) {
    const report: Report = {
      day: new Date().toISOString().slice(0, 10),
      build: sourcesHash(join(top, 'cities/chicago')).slice(0, 16),
      screens: count.screens,
      languages: spoken.size,
      looks: count.axe + count.boxes,
      violations: violations.length,
      misfits: misfits.length,
      unreached: unreached.length,
    }
    mkdirSync(join(reportFile, '..'), { recursive: true })
    writeFileSync(reportFile, `${JSON.stringify(report, null, 2)}\n`)
  }
  return { goals, screens: count.screens }
}

const packageOf = (app: string) => (app === 'kiosk' || app === 'wall' ? 'lobby' : app)

/** The same fault once, with how often and where first. */
function summed(findings: Finding[]): string[] {
  const by = new Map<string, Finding[]>()
  for (const one of findings) by.set(`${one.app}: ${one.what}`, [...(by.get(`${one.app}: ${one.what}`) ?? []), one])
  return [...by].map(([what, all]) => {
    const places = all.slice(0, 4).map(({ screen, look, language }) => `${screen} / ${look} / ${language}`)
    return `${what} (${all.length}: ${places.join('; ')})`
  })
}
