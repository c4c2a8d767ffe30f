// `npm test`: everything that must hold on every change. Types, lint, guards, unit tests; then journeys in a real browser and, beside them, the quick drill.
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
  'day-ends',
  'try',
  'lobby',
  'card-photo',
  'counter',
  'counter-with-phone',
  'print-only',
  'replace',
  'party',
  'printer-faults',
  'close-day',
]
const tally = new Tally()
await tally.fast()
await sideBySide(
  async env => {
    await tally.step('plates', process.execPath, ['--import', 'tsx', 'e2e/plates/run.ts'], { env })
    for (const journey of journeys)
      await tally.step(`journey: ${journey}`, process.execPath, ['--import', 'tsx', 'e2e/run.ts', journey], { count: closingLine, env })
  },
  env => tally.step('drill: quick', process.execPath, ['--import', 'tsx', 'drill/run.ts', 'quick'], { count: drillLine, env }),
)
process.exit(tally.end())
