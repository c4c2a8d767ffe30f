/**
 * `npm run plates -- [--city X] [--out DIR]`: draws 40 cases on both sides and checks them by the ink of their letters; exit status 0 when
 * nothing is clipped, missing or over something else, and every fault made on purpose was seen. `--watch` shows them while look.json is edited.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { LookFault, parseLook } from '@latchkey/card/look.ts'
import { build } from 'vite'
import { cityDirectory, top } from '../../tools/build.mjs'
import { cityPlugin } from '../../tools/city-plugin.mjs'
import { openPerson } from '../browser.ts'
import { cases } from './cases.ts'
import type { PlatesPage, Side } from './drawing.ts'

const option = (name: string) => {
  const at = process.argv.indexOf(`--${name}`)
  return at > 0 ? process.argv[at + 1] : undefined
}
const directory = cityDirectory(option('city') ?? 'chicago')

if (process.argv.includes('--watch')) {
  const { watchPlates } = await import('./watch.ts')
  await watchPlates(directory)
} else process.exit(await checkPlates(option('out')))

async function checkPlates(out: string | undefined): Promise<number> {
  try {
    parseLook(JSON.parse(readFileSync(join(directory, 'look.json'), 'utf8')))
  } catch (cause) {
    if (!(cause instanceof LookFault || cause instanceof SyntaxError)) throw cause
    console.error(`look.json: ${cause.message}`)
    return 1
  }
  const page = await openPage()
  const to = out && resolve(out)
  if (to) mkdirSync(to, { recursive: true })
  const save = (name: string, address: string) =>
    to && writeFileSync(join(to, `${name}.png`), Buffer.from(address.slice(address.indexOf(',') + 1), 'base64'))
  const counts = { clipped: 0, missing: 0, overlap: 0, code: 0 }
  const modules = new Set<number>()
  for (const [number, { id }] of cases.entries()) {
    const drawn = await page.draw(number)
    const name = `${String(number + 1).padStart(2, '0')}-${id}`
    for (const side of ['front', 'back'] as const) save(`${name}-${side}`, drawn.pictures[side])
    for (const { kind, what, side } of drawn.problems) console.log(`${name} ${side}: ${kind}: ${what}`)
    for (const { kind } of drawn.problems) counts[kind]++
    if (drawn.module !== null) modules.add(drawn.module)
  }
  for (const side of ['front', 'back'] as const) save(`all-${side}`, await page.sheet(side))
  const unseen = await page.unseen()
  for (const what of unseen) console.log(`planted and not seen: ${what}`)
  await page.close()
  const { clipped, missing, overlap, code } = counts
  console.log(`${cases.length} cases, ${clipped} clipped, ${missing} missing`)
  console.log(
    `${overlap} overlaps; ${code} bad codes, modules of ${[...modules].sort().join(' and ')} dots; ${unseen.length} planted faults not seen`,
  )
  return clipped + missing + overlap + code + unseen.length === 0 ? 0 : 1
}

/** The page that draws, in a browser without anything else. */
async function openPage() {
  const made = await build({
    configFile: false,
    root: top,
    logLevel: 'error',
    publicDir: false,
    plugins: [cityPlugin({ directory, builtAt: 0, build: '' })],
    build: {
      write: false,
      minify: false,
      lib: { entry: join(top, 'e2e/plates/drawing.ts'), formats: ['iife'], name: 'drawing' },
    },
  })
  const [output] = Array.isArray(made) ? made : [made]
  const chunk = output && 'output' in output ? output.output[0] : undefined
  if (!chunk) throw new Error('the page was not built')
  const person = await openPerson()
  await person.page.addScriptTag({ content: chunk.code })
  type Window = { plates: PlatesPage }
  return {
    draw: (number: number) => person.page.evaluate(number => (globalThis as unknown as Window).plates.draw(number), number),
    unseen: () => person.page.evaluate(() => (globalThis as unknown as Window).plates.unseen()),
    sheet: (side: Side) => person.page.evaluate(side => (globalThis as unknown as Window).plates.sheet(side), side),
    close: () => person.close(),
  }
}
