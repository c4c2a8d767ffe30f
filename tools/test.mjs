// `npm test`: everything that must hold on every change. Types, lint, guards, unit tests; then journeys in a real browser and,
// beside them, the quick drill. `npm test -- --all` tells the other stories too.
import { install } from './install.mjs'
import { prepareTests } from './prepare-tests.mjs'

install()
prepareTests()
const { Tally, closingLine, drillLine } = await import('./tally.mjs')
const { sideBySide } = await import('./lanes.mjs')
// A story that is told in three languages (npm run e2e) is told here in one, from left or from right.
const journeys = [
  'main-job',
  // These two wait for clocks.
  'try',
  'record',
  'desk',
  'bad-days',
  'refused-and-back --in en',
  'second-look --in ar',
  'board',
  'full-day',
  'lobby',
  'languages',
  'guide',
  'same-answer',
  'card-photo',
  'counter',
  'counter-with-phone',
  'replace',
  'family --in ar',
  'screen-paper',
  'till',
  'booked --in ar',
  'printer-faults',
  'close-day',
  'close-and-open --in ar',
  'moved-event --in ar',
  'quarter --in ar',
  'subpoena',
  'sealed',
  'public-record-pages --in ar',
]
/** Stories whose turns are told above by others, or that take long for what they add. */
const others = [
  'administrators',
  'child --in ar',
  'caretaker --in en',
  'helper --in ar',
  'party',
  'day-ends',
  'print-only',
  'hold',
  'statement',
  'fee',
]
if (process.argv.includes('--all')) journeys.push(...others)
const tally = new Tally()
await tally.fast()
// Whichever of the two lanes is free takes the next journey. People, films and timers leave half of the cores idle: the drill, which is one long
// reckoning, takes that half and gives way to people.
const walk = async (env, names = journeys, again = name => once.push(name)) => {
  for (let journey = names.shift(); journey; journey = names.shift()) {
    const args = ['--import', 'tsx', 'e2e/run.ts', ...journey.split(' ')]
    await tally.step(`journey: ${journey}`, process.execPath, args, {
      count: closingLine,
      env,
      again: again ? () => again(journey) : undefined,
    })
  }
}
/** What failed beside everything else: a robot's patience ends on a busy machine. It is said, and what counts is how it goes alone. */
const once = []
/** More than so many are no bad luck. */
const few = 3
await sideBySide(
  env =>
    tally.step('drill: quick', process.execPath, ['--import', 'tsx', 'drill/run.ts', 'quick'], { count: drillLine, env, behind: true }),
  walk,
  async env => {
    await tally.step('plates', process.execPath, ['--import', 'tsx', 'e2e/plates/run.ts'], { env })
    await walk(env)
  },
)
if (once.length <= few) {
  if (once.length > 0) await sideBySide(env => walk(env, once, null))
} else tally.failed += once.length
process.exit(tally.end())
