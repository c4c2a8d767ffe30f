/**
 * `npm run drill -- quick` (DESIGN §6, games *find* and *hold*): canary residents through the real server, then everything taken and searched. It proves
 * itself: each canary was seen to arrive, each artefact holds its beacon, phantoms score zero, and fifteen planted leaks are each caught.
 */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { periodOf } from '@latchkey/certificates/period.ts'
import { parseRoot } from '@latchkey/certificates/root.ts'
import { makeCity } from '@latchkey/e2e/city.ts'
import { startServer } from '@latchkey/e2e/server.ts'
import { parseRules } from '@latchkey/rules/rules.ts'
import { clock } from '@latchkey/ui/platform.ts'
import { buildCity, softwareHash, top } from '../tools/build.mjs'
import { checkArrivals, checkTokens } from './arrivals.ts'
import {
  type Artefact,
  changedFiles,
  folder,
  memory,
  memoryFolderOf,
  plantBeacon,
  publicFiles,
  signersOf,
  temporary,
  text,
} from './artefacts.ts'
import { browserResidents } from './browser-residents.ts'
import { cancelCodePatterns, factPatterns, isToldToken, isWayBack, madePatterns, tokenPatterns } from './canaries.ts'
import { statementsWhile } from './database-log.ts'
import { keptCodes } from './kept-codes.ts'
import { Looks } from './looks.ts'
import { makeNoShows, stayAway } from './no-shows.ts'
import { plantCopies, runCopy, runPlants } from './plants.ts'
import { Report } from './report.ts'
import { memoryReadable } from './sweep/capture.ts'
import type { Pattern } from './sweep/matcher.ts'
import { MemorySweeper } from './sweep/memory-sweep.ts'
import { Sweeper } from './sweep/sweep.ts'
import { offerAllDay } from './world/all-day-slots.ts'
import { askIn } from './world/ask.ts'
import { type AtCounter, type Comes, openCounter } from './world/counter.ts'
import { freePort } from './world/free-port.ts'
import { beginHold, leaveOverdue, overdue } from './world/hold.ts'
import { makeKeyring, openCity } from './world/open-city.ts'
import { type Clerk, runResident, startClerk, type Went, type World } from './world/people.ts'
import { startCluster } from './world/postgres.ts'
import { startPrinting } from './world/printing.ts'
import { type Canary, decider, decisions, invent, makePhantoms, makeRoster, pictureId, readRoster } from './world/roster.ts'
import { createTold } from './world/told.ts'
import type { HeldToken } from './world/way-to-be-seen.ts'

const city = 'drilltown'
const clientResidents = 16
/** At the counter, without a browser; two more come in one. */
const counterResidents = 18
/** They come in this order; the first paper of a party is shared. Of one that has booked for four, three come. */
const parties: readonly (Comes & { size: number })[] = [
  { size: 4, coming: 'booked', booked: 4 },
  { size: 1, coming: 'number', booked: 1 },
  { size: 1, coming: 'moved', booked: 1 },
  { size: 3, coming: 'booked', booked: 4 },
  { size: 1, coming: 'given back', booked: 2 },
  { size: 1, coming: 'booked', booked: 1 },
  { size: 1, coming: 'number', booked: 1 },
  { size: 4, coming: 'number', booked: 4 },
  { size: 1, coming: 'moved', booked: 1 },
  { size: 1, coming: 'number', booked: 1 },
]
/** So many of them lose the card at once. */
const lostCards = 2
/** So many jobs go to the print queue as well. */
const onQueueToo = 4
const counsel = 'Drill counsel'
/** Seconds after each seal at which every living process is read. */
const looks = [0, 10, 60]
/** Milliseconds between two sweeps of memory, during which people can be sealed. */
const roomForSeals = 10_000

export async function quick(args: string[]): Promise<boolean> {
  const started = Date.now()
  const home = mkdtempSync(join(temporary(), 'latchkey-drill-'))
  const report = new Report()
  // Of what it builds: a file that changes meanwhile is other software.
  const software = softwareHash()
  const say = (line: string) => console.log(`       ${Math.round((Date.now() - started) / 1000)} s: ${line}`)
  const closers: (() => unknown)[] = [() => rmSync(home, { recursive: true, force: true })]
  try {
    let planting = Promise.resolve()
    await play(args, home, report, closers, started, say, www => {
      planting = plantAll(report, home, www)
      // It is waited for below; until then nobody hears of what went wrong.
      planting.catch(() => {})
    })
    await planting
  } finally {
    for (const close of closers.reverse()) await Promise.resolve(close()).catch(() => {})
  }
  const seconds = Math.round((Date.now() - started) / 1000)
  console.log(`${seconds} s on ${availableParallelism()} cores`)
  report.print()
  // Beside the releases: a server of this very software tells it, another does not (server/statement/drill-report.ts). With residents of a file it is somebody's try.
  const told = report.told(software, new Date(started).toISOString().slice(0, 10), seconds)
  if (!args.includes('--residents')) writeFileSync(join(top, 'dist/drill-report.json'), `${JSON.stringify(told, null, 2)}\n`)
  return report.green
}

/** Two at a time: each is mostly one process that builds, or one that searches. */
async function plantAll(report: Report, home: string, www: string) {
  const timed = async <T>(what: string, work: Promise<T>) => {
    const began = Date.now()
    const result = await work
    console.log(`planted: ${what} (${Math.round((Date.now() - began) / 1000)} s)`)
    return result
  }
  const without = timed('nothing', runCopy([], home, www))
  const queue = [...plantCopies]
  const planter = async () => {
    for (let names = queue.shift(); names; names = queue.shift())
      report.plants.push(...(await timed(names.join(', '), runPlants(names, without, home, www))))
  }
  await Promise.all([without.then(planter), planter()])
}

async function play(
  args: string[],
  home: string,
  report: Report,
  closers: (() => unknown)[],
  started: number,
  say: (line: string) => void,
  /** Everything but the looks and the search is over: the plants have their turn beside them. */
  plant: (www: string) => void,
) {
  const at = args.indexOf('--residents')
  const file = at >= 0 ? args[at + 1] : undefined
  const roster = file ? readRoster(readFileSync(file, 'utf8'), 1) : makeRoster(clientResidents)
  const atCounter = makeRoster(counterResidents).map(one =>
    invent(200 + one.id, decisions[one.outcome][0] === 'refuse' ? 'refused' : 'approved'),
  )
  const phantoms = makePhantoms(200)

  const port = await freePort()
  const address = `http://localhost:${port}`
  const keys = makeKeyring(city, address, { clerks: ['21', '22', '23', '24'], supervisors: ['25'] })
  const directory = makeCity(join(home, 'city'), keys.rootJson, { counter: true })
  offerAllDay(directory)
  const { out } = await buildCity({ city: directory, outDirectory: join(top, 'dist/drill'), say: () => {} })
  // PostgreSQL runs as somebody else, who has to reach its folder.
  chmodSync(home, 0o711)
  const cluster = await startCluster(join(home, 'postgres'))
  closers.push(() => cluster.stop())
  const data = join(home, 'data')
  mkdirSync(data)
  const start = () => startServer({ out, directory, data, port, databaseUrl: cluster.url })
  // Before anybody comes: a request is open, and what should have ended lies there at the next start.
  const first = await start()
  closers.push(() => first.stop())
  const hold = await beginHold(address, city, keys)
  const overdueRows = await leaveOverdue(cluster.url)
  closers.push(() => overdueRows.end())
  await first.stop()
  const server = await start()
  closers.push(() => server.stop())
  const opened = await openCity(address, city, keys)
  const root = parseRoot(JSON.parse(keys.rootJson))
  const rules = parseRules(JSON.parse(readFileSync(join(directory, 'rules.json'), 'utf8')))
  // What each was given to be seen by, from the moment they were given it: searched for like everything else of theirs.
  const given = new Map<number, HeldToken[]>()
  const told = createTold()
  const world: World = {
    address,
    root,
    rules,
    told,
    given(who, token) {
      given.set(who, [...(given.get(who) ?? []), token])
      patterns.push(...tokenPatterns(who, token))
    },
  }
  const planted = Buffer.from(`beacon ${started.toString(36)} of this run`)
  const memoryFiles = memoryFolderOf(data)
  plantBeacon(memoryFiles, planted)
  plantBeacon(temporary(), planted)
  closers.push(() => rmSync(join(temporary(), 'beacon'), { force: true }))

  const beacons = new Map([
    ['city', Buffer.from(city)],
    ['counsel', Buffer.from(counsel)],
    ['planted', planted],
    ['address', Buffer.from(`localhost:${port}`)],
    ['job history', Buffer.from('job-state')],
    ['print job', Buffer.from('Print-Job')],
    ['database log', Buffer.from('database system is ready')],
  ])
  const patterns: Pattern[] = [...roster, ...atCounter].flatMap(factPatterns)
  const phantomPatterns = phantoms.flatMap(factPatterns)
  const wanted = { canaries: patterns, phantoms: phantomPatterns, beacons }
  const sweeper = new Sweeper(wanted)
  const sweep = (artefact: Artefact, allowed?: (pattern: Pattern) => boolean) =>
    report.add(sweeper.sweep(artefact.name, artefact.beacon, artefact.pieces(sweeper.overlap), allowed), artefact.floor)
  const serverPid = server.process.pid ?? 0

  // A spent cancel code is its index, which the server holds until the next list, and a MAC that the server can make itself: the process that
  // was told it may still have it (docs/threat-model/server.md). Nothing else may, and nothing else of that card.
  const spent: string[] = []
  const toldOnes = () => patterns.filter(one => isWayBack(one) || isToldToken(one)).map(({ name }) => name)
  const memorySweeper = new MemorySweeper(wanted)
  closers.push(() => memorySweeper.stop())
  const looksAt = new Looks(async () => {
    const targets = [
      { artefact: 'memory of the server', beacon: 'city', pids: [serverPid], declared: [...spent, ...toldOnes()] },
      { artefact: 'memory of the signers', beacon: 'city', pids: signersOf(serverPid) },
    ]
    const [ofServer, ofSigners] = await memorySweeper.sweep(targets)
    if (ofServer) report.add(ofServer, 20_000_000)
    if (ofSigners) report.add(ofSigners, 5_000_000)
  }, roomForSeals)
  const lookAgain = () => {
    if (memoryReadable()) for (const seconds of looks) looksAt.after(seconds)
  }

  const decide = decider(roster)
  const [one, other, third, counterClerk, supervisor] = opened.clerks
  if (!one || !other || !third || !counterClerk || !supervisor) throw new Error('a clerk is missing')
  // The supervisor is there before anybody is told *not yet*. The third clerk sits in a real browser, later.
  const clerks: Clerk[] = []
  for (const clerk of [supervisor, one, other]) clerks.push(await startClerk(world, clerk, decide, looksAt))
  closers.push(() => clerks.map(clerk => clerk.stop()))
  const went: Went[] = []
  const come = async (canary: Canary) => {
    const ids = canary.papers.map(pictureId).concat(pictureId(), pictureId())
    const one = await runResident(world, canary, ids, sealed => {
      patterns.push(...madePatterns(sealed))
      lookAgain()
    })
    went.push(one)
    if (!one.sealed) patterns.push(...madePatterns(one))
    say(`${went.length} of ${roster.length} residents came`)
  }
  const queue = [...roster]
  const worker = async () => {
    for (let canary = queue.shift(); canary; canary = queue.shift()) await come(canary)
  }
  // The counter goes on beside them: parties of four, three and one; two lose their card at once and have it replaced.
  const printing = await startPrinting(address, planted)
  closers.push(() => printing.stop())
  const counter = await openCounter(world, counterClerk, {
    seal: work => looksAt.seal(work),
    print: (id, sealed) => printing.print(id, sealed, printing.printed() < onQueueToo),
  })
  closers.push(() => counter.stop())
  const stood: AtCounter[] = []
  const made = (one: AtCounter) => void patterns.push(...madePatterns(one))
  const counterWork = async () => {
    const people = [...atCounter]
    for (const { size, ...comes } of parties) {
      const party = people.splice(0, size)
      stood.push(...(await counter.serve(party, comes, pictureId, made)))
      // Once a party, for all of it: the looks of those who come by phone see the counter's people too, ten and sixty seconds later.
      if (memoryReadable()) looksAt.after(0)
      say(`${stood.length} of ${atCounter.length} stood at the counter`)
    }
    for (const { sealed, canary } of stood.filter(one => one.sealed).slice(0, lostCards)) {
      if (!sealed) continue
      // Not beside a sweep that has begun: it would not know that the server may have this code from now on.
      await looksAt.seal(async () => void spent.push(...cancelCodePatterns(canary, sealed).map(({ name }) => name)))
      // Another number in the report: the new card has a code of its own, which is not spent.
      made(await counter.replace(sealed, { ...canary, id: canary.id + 100 }, pictureId()))
    }
    counter.stop()
  }
  const noShows = makeNoShows(400)
  // Between two writes of the clock, while all of them come and some do not.
  const statements = statementsWhile(() => readFileSync(cluster.log, 'utf8'), server.tick)
  await statements.begin()
  await Promise.all([worker(), worker(), counterWork(), stayAway(world, noShows)])
  for (const one of stood) if (!one.sealed) patterns.push(...madePatterns(one))
  for (const clerk of clerks) clerk.stop()

  // Four residents and their clerk in real browsers, then two at that clerk’s counter, on the same server.
  say('four more come in real browsers, and two at a counter')
  const clerk = keys.clerks[2]
  if (!clerk) throw new Error('no third clerk')
  const browsers = await browserResidents({
    address,
    home,
    firstId: roster.length + 1,
    clerk,
    seal: work => looksAt.seal(work),
    brought: more => void patterns.push(...more),
    made: more => void patterns.push(...more),
    sealed: (canary, sealed) => {
      patterns.push(...madePatterns({ canary, sealed, pages: [], pictureIds: [] }))
      lookAgain()
    },
  })
  for (const problem of browsers.problems) say(problem)
  report.add(await statements.end(), 0)
  lookAgain()
  if (!memoryReadable()) report.problems.push('memory was not searched here')

  // Everything else beside the last looks, while the server runs; and again after it has closed.
  say('everything is searched')
  for (const artefact of await printing.artefacts()) sweep(artefact)
  if (printing.printed() === 0) report.problems.push('nothing was printed')
  await printing.stop()
  plant(join(out, 'www'))
  const run = (when: string) => {
    sweep(folder(`store files, deleted space, write-ahead log (${when})`, cluster.data, 'counsel', 10_000_000))
    sweep(text(`dump (${when})`, () => cluster.dump(), 'counsel', 10_000))
    sweep(text(`database log, every statement (${when})`, () => readFileSync(cluster.log, 'utf8'), 'database log', 5_000))
  }
  run('running')
  const pieces = await publicFiles(address, periodOf(clock()))
  report.add(sweeper.sweep('public files', 'city', pieces), 10_000)
  for (const path of ['/now', '/booking/slots']) await askIn(world)(path)
  report.add(
    told.swept(
      'what everyone was told',
      [...roster, ...atCounter, ...noShows].map(({ language }) => language),
    ),
    100,
  )
  // Of a way back that was used its id stands there until the day ends, as the record says (server/comebacks/declaration.ts): nothing of any other, and no proof.
  const used = new Set(went.filter(one => one.canary.outcome === 'returned').map(({ canary }) => `resident ${canary.id}: way back, raw`))
  sweep(folder('memory file system', memoryFiles, 'planted', 100), ({ name }) => used.has(name))
  const changed = changedFiles([...new Set([temporary(), '/tmp', '/var/tmp'])], started, [home])
  report.add(sweeper.sweep('temporary folders', 'planted', changed), 20)
  for (const artefact of browsers.artefacts) sweep(artefact)
  await looksAt.over()
  const ofServer = memory('codes in the memory of the server, at the end', () => [serverPid], 'city', 20_000_000)
  if (memoryReadable()) report.add(keptCodes(ofServer, given, beacons), ofServer.floor)
  say('memory was searched')
  await checkArrivals(
    report,
    world,
    server,
    roster,
    went,
    clerks.flatMap(clerk => clerk.arrived),
    browsers.sealed,
    stood,
    lostCards,
  )
  await checkTokens(report, world, given, noShows)
  if (!(await hold.isOpen())) report.problems.push('no legal request was open: this was no hold world')
  await server.tick()
  report.held = await overdueRows.left()
  if (report.held !== overdue) report.problems.push(`of ${overdue} overdue rows ${report.held} are left: something ended while it was held`)
  await server.stop()
  sweep(text('log of the server', () => server.output(), 'address', 20))
  plantBeacon(data, planted)
  sweep(folder('data folder of the server', data, 'planted', 100))
  if (existsSync(cluster.data)) run('after close')
  report.problems.push(...browsers.problems)
  report.arrived += browsers.arrived
  report.expected += browsers.expected
}
