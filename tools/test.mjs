// `npm test`: everything that must hold on every change. Types, lint, guards, unit tests; then journeys in a real browser and,
// beside them, the quick drill.
import { install } from './install.mjs'
import { prepareTests } from './prepare-tests.mjs'

install()
prepareTests()
const { Tally, closingLine, drillLine } = await import('./tally.mjs')
const { sideBySide } = await import('./lanes.mjs')
const journeys = [
  'main-job',
  'desk',
  'bad-days',
  'refused-and-back',
  'second-look',
  'day-ends',
  'try',
  'lobby',
  'languages',
  'guide',
  'same-answer',
  'card-photo',
  'counter',
  'counter-with-phone',
  'print-only',
  'replace',
  'party',
  'child',
  'caretaker',
  'family',
  'printer-faults',
  'close-day',
]
const tally = new Tally()
await tally.fast()
// Whichever lane is free takes the next journey. The drill fills a core of its own, a journey half of one: when the drill is over there is room for two.
const walk = async env => {
  for (let journey = journeys.shift(); journey; journey = journeys.shift())
    await tally.step(`journey: ${journey}`, process.execPath, ['--import', 'tsx', 'e2e/run.ts', journey, '--short'], {
      count: closingLine,
      env,
    })
}
let drillEnds
const drillIsOver = new Promise(done => (drillEnds = done))
await sideBySide(
  async env => {
    await tally.step('plates', process.execPath, ['--import', 'tsx', 'e2e/plates/run.ts'], { env })
    await walk(env)
  },
  async env => {
    await tally.step('drill: quick', process.execPath, ['--import', 'tsx', 'drill/run.ts', 'quick'], { count: drillLine, env })
    drillEnds()
    await walk(env)
  },
  async env => {
    await drillIsOver
    await walk(env)
  },
)
process.exit(tally.end())
