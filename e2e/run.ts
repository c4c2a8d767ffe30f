/** `npm run e2e -- NAME [--shots DIR] [--in LANGUAGE]`: one journey; exit status 0 when it passes. Without a name it lists them. */
import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { Journey } from './journey.ts'

const journeys: Record<string, () => Promise<{ journey(run: Journey): Promise<unknown> }>> = {
  'main-job': () => import('./journeys/main-job.ts'),
  // Its way is part of main-job; alone it takes pictures.
  administrators: () => import('./journeys/administrators.ts'),
  desk: () => import('./journeys/desk.ts'),
  'bad-days': () => import('./journeys/bad-days.ts'),
  'refused-and-back': () => import('./journeys/refused-and-back.ts'),
  'second-look': () => import('./journeys/second-look.ts'),
  board: () => import('./journeys/board.ts'),
  'full-day': () => import('./journeys/full-day.ts'),
  'day-ends': () => import('./journeys/day-ends.ts'),
  // Builds a second city, so that `npm test` leaves it out: e2e/visit/fee.test.ts has the same without a browser.
  fee: () => import('./journeys/fee.ts'),
  counter: () => import('./journeys/counter.ts'),
  'counter-with-phone': () => import('./journeys/counter-with-phone.ts'),
  'print-only': () => import('./journeys/print-only.ts'),
  replace: () => import('./journeys/replace.ts'),
  party: () => import('./journeys/party.ts'),
  child: () => import('./journeys/child.ts'),
  caretaker: () => import('./journeys/caretaker.ts'),
  family: () => import('./journeys/family.ts'),
  helper: () => import('./journeys/with-helper.ts'),
  'printer-faults': () => import('./journeys/printer-faults.ts'),
  'close-day': () => import('./journeys/close-day.ts'),
  lobby: () => import('./journeys/lobby.ts'),
  languages: () => import('./journeys/languages.ts'),
  guide: () => import('./journeys/guide.ts'),
  'same-answer': () => import('./journeys/same-answer.ts'),
  'card-photo': () => import('./journeys/card-photo.ts'),
  'screen-paper': () => import('./journeys/screen-paper.ts'),
  booked: () => import('./journeys/booked.ts'),
  'close-and-open': () => import('./journeys/close-and-open.ts'),
  'moved-event': () => import('./journeys/moved-event.ts'),
  quarter: () => import('./journeys/quarter.ts'),
  till: () => import('./journeys/till.ts'),
  record: () => import('./journeys/record.ts'),
  subpoena: () => import('./journeys/subpoena.ts'),
  sealed: () => import('./journeys/sealed.ts'),
  hold: () => import('./journeys/hold.ts'),
  statement: () => import('./journeys/statement.ts'),
  'public-record-pages': () => import('./journeys/public-record-pages.ts'),
  try: () => import('./journeys/try.ts'),
}

const [name = '', ...rest] = process.argv.slice(2)
const found = journeys[name]
if (!found) {
  console.error(`Which journey? One of: ${Object.keys(journeys).join(', ')}`)
  process.exit(2)
}
const after = (option: string) => (rest.includes(option) ? (rest[rest.indexOf(option) + 1] ?? '') : null)
const folder = after('--shots')
const shots = folder === null ? null : resolve(folder || 'out')
if (shots) mkdirSync(shots, { recursive: true })
const run = new Journey(name, shots, after('--in'))
try {
  await (await found()).journey(run)
} catch (cause) {
  await run.broke(cause)
} finally {
  await run.tidy()
}
console.log(`${run.passed} passed, ${run.failed} failed`)
process.exit(run.failed === 0 && run.passed > 0 ? 0 : 1)
