// `npm test`: everything that must hold on every change. Types, lint, guards, unit tests, journeys in a real browser, the quick drill.
import { install } from './install.mjs'
import { prepareTests } from './prepare-tests.mjs'

install()
prepareTests()
const { Tally, closingLine, drillLine } = await import('./tally.mjs')
const tally = new Tally()
await tally.fast()
for (const journey of ['main-job', 'desk', 'bad-days', 'day-ends', 'try']) {
  await tally.step(`journey: ${journey}`, process.execPath, ['--import', 'tsx', 'e2e/run.ts', journey], { count: closingLine })
}
await tally.step('drill: quick', process.execPath, ['--import', 'tsx', 'drill/run.ts', 'quick'], { count: drillLine })
process.exit(tally.end())
