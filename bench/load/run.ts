/**
 * `npm run load`: a city's busiest day against the real server with PostgreSQL, one line of JSON a measure; exit status 0 when all are met.
 * `-- --phones 1000 --visits 10 --kills 2 --minutes 1` is a smaller one. docs/load.md says how. Loopback only, and never more than the whole.
 */
import { chmodSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { certify, encodeCertified } from '@latchkey/certificates/certified.ts'
import { deskTag, encodeDesk } from '@latchkey/certificates/desk.ts'
import { parseRoot } from '@latchkey/certificates/root.ts'
import type { DeskLine } from '@latchkey/desk/waiting/desk-line.ts'
import { freePort } from '@latchkey/drill/world/free-port.ts'
import { makeKeyring, openCity } from '@latchkey/drill/world/open-city.ts'
import { type ClerkKeys, postTo, until, type World } from '@latchkey/drill/world/people.ts'
import { startCluster } from '@latchkey/drill/world/postgres.ts'
import { makeCity } from '@latchkey/e2e/city.ts'
import { eraseMemoryFiles, type RunningServer, startServer } from '@latchkey/e2e/server.ts'
import { parseRules } from '@latchkey/rules/rules.ts'
import { clock, random, sha256 } from '@latchkey/server/platform.ts'
import { toText } from '@latchkey/wire/edge.ts'
import type { Now, Number as WaitingNumber } from '@latchkey/wire/waiting.ts'
import { BenchRun } from '../bench-run.ts'
import { percentile, tell } from '../measure.ts'
import { cores, stayOn } from '../process.ts'
import { buildServer } from '../real-server.ts'
import { Calm } from './calm.ts'
import { HeldVisit } from './held-visit.ts'
import { Connections } from './http-line.ts'
import { CoreTime, connectionsFor, onCore, serverKb } from './machine.ts'
import { atLeast, atMost, type Line } from './measured.ts'
import { Phone, type PhoneWorld } from './phones.ts'
import { arrivesAt, firstPageAt, killsAt, numbersOf, pageEvery, readSize, type Size, takesNumber } from './schedule.ts'
import { type Seat, Visit } from './visits.ts'

const city = 'loadville/practice'
/** Of the visits, so many are held by the real ends of phone and desk. */
const heldOf = (visits: number) => Math.min(8, Math.ceil(visits / 5))
const mostKb = 1_000_000
const mostSeconds = 30
const mostMilliseconds = 250
const lookEvery = 250
const memoryEvery = 2000

const closeAll = (ends: readonly { close(): void }[]) => {
  for (const end of ends) end.close()
}
const stopAll = (timers: readonly NodeJS.Timeout[]) => {
  for (const timer of timers) clearTimeout(timer)
}
const turn = () => new Promise(done => setImmediate(done))
const pause = (milliseconds: number) => new Promise(done => setTimeout(done, milliseconds))

async function load(size: Size, run: BenchRun): Promise<Line[]> {
  // Each visit has a phone, a desk, and two who are called and stand in the line.
  const connections = new Connections(connectionsFor(size.phones, 4 * size.visits))
  const { start, world, clerks, port } = await prepare(size, run)
  const calm = new Calm()
  const phoneWorld = { port, calm, connections }
  let server = await start()
  const opened = await clerks()
  const { visits, held } = await begin(size, run, world, opened, phoneWorld)
  tell(`${visits.length} visits and ${held.length} by the real ends have begun`)

  const began = performance.now()
  const timers: NodeJS.Timeout[] = []
  run.later(() => stopAll(timers))
  const at = (milliseconds: number, work: () => void) => timers.push(setTimeout(work, milliseconds))
  const phones: Phone[] = []
  run.later(() => closeAll(phones))
  for (let one = 0; one < size.phones; one++) at(arrivesAt(one, size), () => phones.push(new Phone(phoneWorld, takesNumber(one))))
  const end = size.minutes * 60_000
  const all = [...visits, ...held]
  for (const [one, visit] of all.entries())
    for (let moment = firstPageAt(one, size); moment < end; moment += pageEvery) at(moment, () => visit.show())
  let mostMemory = 0
  const core = new CoreTime()
  const ownDelay = monitorEventLoopDelay({ resolution: 10 })
  ownDelay.enable()
  const memory = setInterval(() => {
    const pid = server.process.pid ?? 0
    mostMemory = Math.max(mostMemory, serverKb(pid))
    core.look(pid)
  }, memoryEvery)
  run.later(() => clearInterval(memory))

  const restarts: number[] = []
  for (const kill of killsAt(size)) {
    await pause(Math.max(0, kill * 1000 - (performance.now() - began)))
    const killed = performance.now()
    calm.kill()
    ownDelay.disable()
    await server.kill()
    const refused = askAll(phones)
    server = await start()
    const up = performance.now()
    await refused
    await askAll(phones.filter(phone => phone.heardAt < killed))
    const missing = () => ({
      phones: phones.filter(phone => phone.heardAt < killed).length,
      line: phones.filter(phone => phone.inLine && phone.lineAt < killed).length,
      visits: visits.filter(visit => visit.heardAt < killed).length,
      held: held.filter(visit => visit.wholeAt < killed).length,
    })
    const back: Record<string, string> = {}
    let told = false
    for (;;) {
      for (const visit of held) visit.look()
      const left = Object.entries(missing())
      for (const [who, count] of left) if (count === 0) back[who] ??= `${who} ${((performance.now() - killed) / 1000).toFixed(1)}`
      if (left.every(([, count]) => count === 0)) break
      if (!told && performance.now() - killed > mostSeconds * 500) {
        told = true
        tell(`slow: ${JSON.stringify(missing())}; ${held.map(({ says }) => says).join('; ')}`)
      }
      if (performance.now() - killed > 2 * mostSeconds * 1000) {
        tell(`still missing: ${JSON.stringify(missing())}; ${held.map(({ says }) => says).join('; ')}`)
        break
      }
      await pause(lookEvery)
    }
    calm.everyoneAnswered()
    ownDelay.enable()
    const seconds = (performance.now() - killed) / 1000
    restarts.push(seconds)
    tell(
      `kill ${restarts.length}: open again after ${((up - killed) / 1000).toFixed(1)} s, everyone answered after ${seconds.toFixed(1)} s (${Object.values(back).join(', ')})`,
    )
  }
  await pause(Math.max(0, end - (performance.now() - began)))
  stopAll(timers)
  clearInterval(memory)
  ownDelay.disable()
  const numbersInAMinute = phones.filter(({ numberedAt }) => numberedAt - began <= 60_000).length

  // What is asked from here on no phone asked.
  calm.end()
  const { lost, doubled } = await count(phones)
  const faults = [...phones, ...visits].filter(({ fault }) => fault !== null)
  const kinds = new Set(faults.map(({ fault }) => fault))
  if (kinds.size > 0) tell(`faults heard: ${[...kinds].join(', ')}`)
  const pages = visits.reduce((sum, { thanked }) => sum + thanked, 0)
  const again = held.reduce((sum, visit) => sum + visit.again, 0) + visits.reduce((sum, { strangers }) => sum + strangers, 0)
  tell(`${calm.answers.length} answers and ${calm.cells.length} cells in calm, ${pages} pages arrived`)
  tell(`in calm this load itself was late by ${(ownDelay.percentile(99) / 1e6).toFixed(0)} ms, p99: it is in the times`)
  tell(`the server ran ${core.ran.toFixed(0)} s and waited ${core.waited.toFixed(0)} s for its core, which others use too`)
  return [
    atLeast('numbers', numbersInAMinute, 'given in the first minute', numbersOf(size)),
    atMost('places-lost', lost + doubled + faults.length, 'numbers and places that were good and are not, or are another’s too', 0),
    atMost('retyped', again, 'times that a visit did not go on by itself with all that had been typed and shown', 0),
    ...(restarts.length > 0 ? [atMost('restart', Math.max(...restarts), 's from a kill to the last answer', mostSeconds)] : []),
    atMost('answer', percentile(calm.answers, 0.99), 'ms, p99', mostMilliseconds),
    atMost('cell', percentile(calm.cells, 0.99), 'ms from phone to desk, p99', mostMilliseconds),
    atMost('memory', mostMemory, 'kB, server and signers', mostKb),
  ]
}

/** PostgreSQL, a city of the run's own, and how its server is started: the first time and after every kill. */
async function prepare({ visits }: Size, run: BenchRun) {
  const out = await buildServer()
  // PostgreSQL runs as somebody else.
  chmodSync(run.home, 0o711)
  const cluster = await startCluster(join(run.home, 'postgres'))
  run.later(() => cluster.stop())
  // The store is another machine's in a city; whatever starts from here on inherits it.
  stayOn(cores.load, Number.parseInt(readFileSync(join(cluster.data, 'postmaster.pid'), 'utf8'), 10))
  const port = await freePort()
  const address = `http://localhost:${port}`
  const aliases = Array.from({ length: visits }, (_, at) => String(101 + at))
  const keys = makeKeyring(city, address, { clerks: aliases, supervisors: [] }, true)
  const directory = makeCity(join(run.home, 'city'), keys.rootJson)
  const data = join(run.home, 'data')
  mkdirSync(data)
  run.later(() => eraseMemoryFiles(data))
  let server: RunningServer | null = null
  run.later(() => server?.kill())
  const world: World = {
    address,
    root: parseRoot(JSON.parse(keys.rootJson)),
    rules: parseRules(JSON.parse(readFileSync(join(directory, 'rules.json'), 'utf8'))),
  }
  return {
    port,
    world,
    clerks: async () => (await openCity(address, city, keys)).clerks,
    start: async () => {
      server = await startServer({
        out,
        directory,
        data,
        port,
        practice: true,
        databaseUrl: cluster.url,
        node: [],
        through: onCore(cores.measured),
      })
      return server
    },
  }
}

/** Every visit with its own desk and clerk, each in its room before the load begins. */
async function begin({ visits: count }: Size, run: BenchRun, world: World, clerks: ClerkKeys[], phoneWorld: PhoneWorld) {
  const visits: Visit[] = []
  const held: HeldVisit[] = []
  run.later(() => closeAll([...visits, ...held]))
  const seatOf = ({ alias, certificate, passkey }: ClerkKeys): Seat => ({
    clerk: certificate,
    openDesk: async deskKey => {
      const [from, to] = [clock() - 10, clock() + 11 * 3600]
      return encodeCertified(await certify(deskTag, encodeDesk({ city: world.root.city, alias, deskKey, from, to }), [passkey]))
    },
  })
  const desks: (Visit | DeskLine)[] = []
  const numbers: WaitingNumber[] = []
  for (const [at, clerk] of clerks.entries()) {
    if (at < heldOf(count)) desks.push(await HeldVisit.desk(world, clerk))
    else {
      const visit = new Visit(phoneWorld, at)
      visits.push(visit)
      desks.push(visit)
      await visit.sit(seatOf(clerk))
    }
    numbers.push(await postTo<WaitingNumber>(world, '/waiting/number', { way: 'phone' }))
  }
  const last = numbers.at(-1)?.n ?? 0
  while ((await postTo<Now>(world, '/now')).serving < last) await pause(200)
  // One after the other: the head of the line is then whom this desk takes.
  for (const [at, desk] of desks.entries()) {
    const place = random(32)
    await postTo(world, '/waiting/claim', { number: numbers[at], placeHash: toText(sha256(place)) })
    if (desk instanceof Visit) {
      await desk.enter(place)
      desk.next()
      await until(() => desk.heardAt > 0, 'phone and desk have heard each other', 60)
    } else held.push(await HeldVisit.begin(world, phoneWorld.port, desk, place))
  }
  return { visits, held }
}

/** All look at once: as fast as this process can, which hears meanwhile that they are refused. */
async function askAll(phones: Phone[]): Promise<void> {
  for (const [at, phone] of phones.entries()) {
    phone.look()
    if (at % 100 === 99) await turn()
  }
}

/** Asks for every number whether it is still good, as its phone would. Nobody looks meanwhile: the connections that a process may have are needed. */
async function count(phones: Phone[]): Promise<{ lost: number; doubled: number }> {
  for (const phone of phones) phone.rest()
  const holders = phones.filter(({ number }) => number)
  let lost = 0
  const queue = [...holders]
  const ask = async () => {
    for (let phone = queue.pop(); phone; phone = queue.pop()) if (!(await phone.isGood().catch(() => false))) lost++
  }
  await Promise.all(Array.from({ length: 50 }, ask))
  return { lost, doubled: holders.length - new Set(holders.map(({ number }) => number?.n)).size }
}

let size: Size
try {
  size = readSize(process.argv.slice(2))
} catch (problem) {
  console.error((problem as Error).message)
  process.exit(2)
}
stayOn(cores.load, process.pid)
const run = new BenchRun()
const end = async (met: boolean) => {
  await run.tidy()
  process.exit(met ? 0 : 1)
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end(false))
process.on('uncaughtException', problem => {
  tell(`the load broke: ${problem.stack}`)
  void end(false)
})
const lines = await load(size, run)
for (const line of lines) console.log(JSON.stringify(line))
await end(lines.every(line => line.met))
