/** Goal 11: the plastic scans. Printed plates as a small camera sees them, read by the check page's reader at an old phone's pace. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseLook } from '@latchkey/card/look.ts'
import { build } from 'vite'
import { top } from '../../tools/build.mjs'
import { cityPlugin } from '../../tools/city-plugin.mjs'
import { openPerson } from '../browser.ts'
import type { Journey } from '../journey.ts'
import type { FrameRead, PlasticPage } from './distorted.ts'
import { type Goal, tell, tenth } from './goal.ts'
import { oldPhone } from './old-phone.ts'

const frames = 300
const atOnce = 30
const withinMilliseconds = 2_000
/** A directory for one frame in thirty, to be looked at. */
const pictures = process.env.LATCHKEY_FRAMES

export async function plasticScans(run: Journey): Promise<Goal> {
  const page = await openPlastic(run)
  const { code } = parseLook(JSON.parse(readFileSync(join(top, 'cities/chicago/look.json'), 'utf8')))
  const usual = await measure(page, code.module)
  // Where the back holds much: fewer dots a module bleed into each other more.
  const crowded = await measure(page, code.moduleWhenCrowded)
  return {
    goal: 11,
    name: 'The plastic scans',
    value: { reader: await page.reader(), usual, crowded },
    unit: 'frames of 640 × 480 (tilted by 20°, blurred, three lights) that the check page’s reader reads right within 2 s on a processor slowed six times; printer dots a module',
    target: '>= 98 % of 300 frames of either plate within 2 s; modules of 4 dots or more',
    met: [usual, crowded].every(plate => plate.of === frames && plate.read >= 0.98 * frames && plate.dots >= 4),
  }
}

async function measure(page: Awaited<ReturnType<typeof openPlastic>>, module: number) {
  const all: FrameRead[] = []
  for (let from = 0; from < frames; from += atOnce) {
    tell(`frames ${from + 1} to ${from + atOnce}, modules of ${module} dots`)
    all.push(...(await page.frames(from, from + atOnce, module)))
  }
  const good = (some: FrameRead[]) => some.filter(one => one.right && one.milliseconds <= withinMilliseconds).length
  const times = all.map(one => one.milliseconds).sort((a, b) => a - b)
  const percent = (some: FrameRead[]) => tenth((100 * good(some)) / some.length)
  return {
    dots: module,
    of: all.length,
    read: good(all),
    percent: percent(all),
    rightButLate: all.filter(one => one.right).length - good(all),
    byLight: Object.fromEntries(
      [...new Set(all.map(one => one.light))].map(light => [light, percent(all.filter(one => one.light === light))]),
    ),
    leastPixelsAModule: tenth(Math.min(...all.map(one => one.pixels))),
    medianMilliseconds: Math.round(times[Math.floor(times.length / 2)] ?? Number.NaN),
    slowestMilliseconds: Math.round(times.at(-1) ?? Number.NaN),
  }
}

/** The page that photographs and reads; slowed only while it reads. */
async function openPlastic(run: Journey) {
  const made = await build({
    configFile: false,
    root: top,
    logLevel: 'error',
    publicDir: false,
    plugins: [cityPlugin({ directory: join(top, 'cities/chicago'), builtAt: 0, build: '' })],
    build: {
      write: false,
      minify: false,
      // The reader’s WebAssembly inside: this page has no server.
      assetsInlineLimit: 10_000_000,
      lib: { entry: join(top, 'e2e/goals/distorted.ts'), formats: ['iife'], name: 'distorted' },
    },
  })
  const [output] = Array.isArray(made) ? made : [made]
  const chunk = output && 'output' in output ? output.output[0] : undefined
  if (!chunk) throw new Error('the page was not built')
  const person = await openPerson()
  run.later(() => person.close())
  await person.page.addScriptTag({ content: chunk.code })
  type Window = { plastic: PlasticPage }
  const slow = (rate: number) => person.cdp.send('Emulation.setCPUThrottlingRate', { rate })
  return {
    async frames(from: number, to: number, module: number): Promise<FrameRead[]> {
      const first = await person.page.evaluate(
        ([from, to, module]) => (globalThis as unknown as Window).plastic.photographAll(from, to, module),
        [from, to, module] as const,
      )
      if (pictures) writeFileSync(join(pictures, `frame-${module}-${from}.png`), Buffer.from(first.slice(first.indexOf(',') + 1), 'base64'))
      await slow(oldPhone.slower)
      const read = await person.page.evaluate(most => (globalThis as unknown as Window).plastic.read(most), withinMilliseconds)
      await slow(1)
      return read
    },
    reader: () => person.page.evaluate(() => (globalThis as unknown as Window).plastic.reader()),
  }
}
