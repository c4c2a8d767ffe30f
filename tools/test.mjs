// `npm test`: everything that must hold on every change. Types, lint, guards, unit tests, journeys in a real browser.
// The quick drill is run by itself (`npm run drill -- quick`) until it has been seen green from end to end: docs/status.md.
import { install } from './install.mjs'
import { prepareTests } from './prepare-tests.mjs'

install()
prepareTests()
const { Tally, closingLine } = await import('./tally.mjs')
const tally = new Tally()
await tally.fast()
for (const journey of ['main-job', 'try']) {
  await tally.step(`journey: ${journey}`, process.execPath, ['--import', 'tsx', 'e2e/run.ts', journey], { count: closingLine })
}
process.exit(tally.end())
