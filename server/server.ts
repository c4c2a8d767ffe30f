/**
 * The server's command line, one bundled file: node dist/<city>/server.js --directory CITY --data DIR [--port N] [--practice]
 * [--tls DIR] [--host NAME] [--make-root] [--schedule VERSION] [--disposal SERIES:DAY:STATE] [--drill-report FILE]; with --statement --out DIR it writes a
 * statement of that store and ends. Started by the launcher (practice) or by `npm run serve`. It prints nothing about anyone.
 */
import { readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import type { Seizure } from '@latchkey/wire/record.ts'
import { builtWith } from './city/built-with.ts'
import { CityProblem } from './city/read-city.ts'
import { disposalAtConsole } from './disposals/at-console.ts'
import { DisposalRefused } from './disposals/disposals.ts'
import { startMakeRoot } from './make-root.ts'
import { clock } from './platform.ts'
import { NeedsSchedule } from './schedule/schedule.ts'
import { Refused, type RunningServer, startServer } from './start.ts'
import { readDrillReport } from './statement/drill-report.ts'
import { StatementRefused } from './statement/live-store.ts'
import { readRelease } from './statement/release.ts'
import { statementToFiles } from './statement/to-files.ts'
import { InventoryProblem } from './store/inventory.ts'
import { StoreLocked } from './store/lock.ts'

const here = dirname(fileURLToPath(import.meta.url))
const flag = (name: string) => process.argv.includes(`--${name}`)
const value = (name: string) => {
  const at = process.argv.indexOf(`--${name}`)
  return at > 0 ? process.argv[at + 1] : undefined
}

// Node's HTTP is many small functions one in another. Where V8 may put twice as many of them into one (920 bytes are its own limit), a look at *now
// serving* costs a fifteenth less.
setFlagsFromString('--max-inlined-bytecode-size-cumulative=2000')

// No crash report is written, and no signal opens a debugger: either would put this memory where somebody can read it.
if (process.report) {
  process.report.reportOnFatalError = false
  process.report.reportOnSignal = false
  process.report.reportOnUncaughtException = false
}
process.on('SIGUSR1', () => {})
// The embedded store's adapter reads two fields that pg has deprecated; the console is for what a person can act on.
process.noDeprecation = true

// What broke may be quoted in a message, and a message may quote what somebody sent: only where it broke is printed.
const broken = (problem: unknown) => {
  const frames = problem instanceof Error ? (problem.stack ?? '').split('\n').filter(line => /^\s+at /.test(line)) : []
  console.error(['Something broke in the server.', ...frames].join('\n'))
  process.exit(70)
}
process.on('uncaughtException', broken)
process.on('unhandledRejection', broken)

const tlsDirectory = value('tls')
const tls = tlsDirectory
  ? { key: readFileSync(join(tlsDirectory, 'key.pem')), cert: readFileSync(join(tlsDirectory, 'cert.pem')) }
  : undefined
const port = Number(value('port') ?? (tls ? 443 : 4400))
// Without TLS only this computer may ask: a proxy of the city's own, or the practice city's browser.
const host = value('host') ?? (tls ? '0.0.0.0' : 'localhost')
const pagesDirectory = join(here, 'www')
const release = readRelease(here)
// Beside the release and not in it: the drill runs after the build and is of a city of its own.
const drillReport = () => readDrillReport(value('drill-report') ?? join(here, '..', 'drill-report.json'), release?.software ?? null)
const data = value('data')

async function run(): Promise<RunningServer | { address: string; port: number; stop(): Promise<void> }> {
  if (flag('make-root')) return startMakeRoot({ port, host, tls, pagesDirectory })
  if (!data) throw new Refused(['Say where the data lies: --data DIR'])
  const cityDirectory = resolve(value('directory') ?? join('cities', value('city') ?? 'chicago'))
  const schedule = { practice: flag('practice'), version: value('schedule') === undefined ? null : Number(value('schedule')) }
  const disposal = value('disposal')
  if (disposal !== undefined) {
    const databaseUrl = process.env.DATABASE_URL
    await disposalAtConsole({ text: disposal, cityDirectory, dataDirectory: resolve(data), databaseUrl, schedule })
    console.log('Recorded. The clock ends it when the law lets it.')
    process.exit(0)
  }
  const build = builtWith(cityDirectory, join(here, 'build.json'))
  return startServer({
    cityDirectory,
    dataDirectory: resolve(data),
    practice: flag('practice'),
    port,
    host,
    tls,
    databaseUrl: process.env.DATABASE_URL,
    pagesDirectory,
    languages: build?.languages,
    versions: build?.versions,
    siteTexts: build?.siteTexts,
    release,
    drillReport,
    // It does one thing once: other threads would be busy with code that never runs again, and with more room for what is new it collects less.
    signer: { command: process.execPath, args: ['--single-threaded', '--min-semi-space-size=8', join(here, 'signer.js')] },
    schedule: schedule.version,
    askSeize: () => process.send?.({ ask: 'seize' }) ?? false,
  })
}

/** `npm run statement`. */
async function writeStatement(): Promise<void> {
  if (!data) throw new Refused(['Say where the data lies: --data DIR'])
  const written = statementToFiles({
    cityDirectory: resolve(value('directory') ?? join('cities', value('city') ?? 'chicago')),
    dataDirectory: resolve(data),
    databaseUrl: process.env.DATABASE_URL,
    out: resolve(value('out') ?? '.'),
    now: clock(),
    release,
    drill: drillReport(),
  })
  const { hash, json, pdf } = await written.catch(problem => {
    throw problem instanceof StoreLocked
      ? new Refused(["A server is using this data folder. Make the statement at counsel's desk, or stop the server first."])
      : problem
  })
  console.log([json, pdf, `SHA-256 ${hash}`].join('\n'))
}

const isReason = (problem: unknown): problem is Error =>
  [Refused, CityProblem, StoreLocked, NeedsSchedule, DisposalRefused, InventoryProblem, StatementRefused].some(
    kind => problem instanceof kind,
  )

try {
  if (flag('statement')) {
    await writeStatement()
    process.exit(0)
  }
  const server = await run()
  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    await server.stop()
    process.exit(0)
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  process.on('message', (message: { do?: string; seizure?: Seizure }) => {
    if (message.do === 'stop') void stop()
    if ('tick' in server && message.do === 'tick') void server.tick().then(() => process.send?.({ at: 'ticked' }))
    if ('tellSeizure' in server && message.seizure) server.tellSeizure(message.seizure)
  })
  // The launcher is gone: nobody would start this server again or stop it.
  process.on('disconnect', stop)
  process.send?.({ at: 'listening', port: server.port })
  console.log(`Open at ${server.address}`)
} catch (problem) {
  if (!isReason(problem)) broken(problem)
  else console.error(problem.message)
  process.exit(1)
}
