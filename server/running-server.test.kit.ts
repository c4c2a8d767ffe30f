/** A whole server for tests, with a city made in the run, a clock that stands still, and software passkeys. Never built into anything. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { actTag, encodeAct, type WayAct } from '@latchkey/certificates/act.ts'
import { certify, encodeCertified } from '@latchkey/certificates/certified.ts'
import type { Role } from '@latchkey/certificates/clerk.ts'
import type { Passkey } from '@latchkey/certificates/passkey.ts'
import { encodePause, type Pause, pauseTag } from '@latchkey/certificates/pause.ts'
import { periodOf } from '@latchkey/certificates/period.ts'
import { rootJson } from '@latchkey/certificates/root.ts'
import { makeStock } from '@latchkey/certificates/x509/stock.ts'
import { type MadePerson, type MadeRoot, makeRoot } from '@latchkey/try/made-root.ts'
import { toBytes, toText } from '@latchkey/wire/edge.ts'
import type { State } from '@latchkey/wire/settings.ts'
import type { Site } from '@latchkey/wire/sites.ts'
import { findMemoryFolder } from './memory-files/memory-files.ts'
import { random } from './platform.ts'
import { approved } from './schedule/approved.ts'
import { type RunningServer, type ServerOptions, startServer } from './start.ts'
import { emptyStore } from './store/empty-store.test.kit.ts'

const top = dirname(dirname(fileURLToPath(import.meta.url)))
/** 23 November 2026, 12:00 in Chicago. */
export const noon = 1_795_456_800

export interface TestCity {
  made: MadeRoot
  directory: string
}

export interface CityChange {
  practice?: boolean
  threshold?: number
  authority?: object | null
  closes?: string
  /** The day the rules start. */
  starts?: string
}

export const settled = { citation: 'Test Code 1', text: 'Looked at and not kept.', date: '2026-11-01', settledBy: 'Counsel' }

/** Two offices and an event on Saturdays. */
export const testSites: Site[] = [
  {
    id: 'hall',
    kind: 'office',
    times: [{ weekdays: ['mon', 'tue'], from: '09:00', to: '17:00' }],
    languages: ['en', 'es'],
    stepFree: true,
  },
  { id: 'north', kind: 'office', times: [{ weekdays: ['wed'], from: '10:00', to: '18:00' }], languages: ['en'], stepFree: false },
  { id: 'fair', kind: 'event', times: [{ weekdays: ['sat'], from: '10:00', to: '15:00' }], languages: ['en', 'ar'], stepFree: true },
]

export function makeCity({
  practice = true,
  threshold = 2,
  authority = null,
  closes = '23:59',
  starts = '2026-11-01',
}: CityChange = {}): TestCity {
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-city-'))
  const made = makeRoot({
    city: practice ? 'chicago/practice' : 'testville',
    threshold,
    administrators: 2,
    rpId: 'localhost',
    origin: 'http://localhost:4400',
    random,
  })
  const write = (name: string, value: unknown) => writeFileSync(join(directory, name), JSON.stringify(value))
  write('root.json', rootJson(made.root))
  write('rules.json', {
    version: '2026-1',
    changes: [{ version: '2026-1', day: starts, id: 'first' }],
    ways: { phone: { authority }, counter: { authority } },
    notices: [1, 2, 3].map(number => ({ number, id: `notice_${number}` })),
    plan: { secondsAVisit: 240, opens: '00:00', closes },
  })
  write('names.json', { city: 'Testville', timeZone: 'America/Chicago' })
  write('law.json', { jurisdiction: 'illinois' })
  write('sites.json', { illustration: true, sites: testSites })
  return { made, directory }
}

export interface TestServer {
  server: RunningServer
  city: TestCity
  data: string
  /** Seconds since 1970; the test moves it. */
  clock: { now: number }
  /** Starts another server on the same data, as after a kill or a restart. */
  again(more?: Partial<ServerOptions>): Promise<TestServer>
  end(): Promise<void>
}

/** A signer from its source: slower to start than the bundled file, the same otherwise. */
export const sourceSigner = { command: process.execPath, args: ['--import', 'tsx', join(top, 'signer/signer.ts')] }
/** For tests without a seal: ends at once. */
export const noSigner = { command: process.execPath, args: ['-e', ''] }

export async function startTestServer(change: Partial<ServerOptions> & { city?: TestCity; data?: string } = {}): Promise<TestServer> {
  const { city = makeCity(), data: given, ...more } = change
  const data = given ?? mkdtempSync(join(tmpdir(), 'latchkey-data-'))
  if (given === undefined && !more.databaseUrl) await emptyStore(data)
  const clock = { now: noon }
  const options: ServerOptions = {
    cityDirectory: city.directory,
    dataDirectory: data,
    practice: city.made.root.practice,
    port: 0,
    pagesDirectory: null,
    signer: noSigner,
    warmSigners: 0,
    clock: () => clock.now,
    timer: false,
    schedule: approved.version,
    // Tests must not depend on the limits of the machine they run on.
    machine: { coreLimit: '0', corePattern: 'core', swaps: 0, memoryFiles: more.memoryBase !== null },
    ...more,
  }
  const server = await startServer(options)
  return {
    server,
    city,
    data,
    clock,
    again: next => startTestServer({ ...change, city, data, ...next }),
    end: async () => {
      await server.stop()
      const memory = findMemoryFolder(data)
      if (memory) rmSync(memory, { recursive: true, force: true })
      rmSync(data, { recursive: true, force: true })
      rmSync(city.directory, { recursive: true, force: true })
    },
  }
}

export async function post(server: RunningServer, path: string, body: unknown): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(server.address + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return { status: answer.status, body: await answer.json() }
}

export async function get(server: RunningServer, path: string): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(server.address + path)
  return { status: answer.status, body: await answer.json() }
}

export const stateOf = async (server: RunningServer): Promise<State> => (await post(server, '/settings/state', {})).body as State

export async function certifyClerk({ server, city, clock }: TestServer, alias: string, role: Role = 'clerk'): Promise<MadePerson> {
  const person = await city.made.person(alias, role, clock.now - 60, clock.now + 86_400)
  await post(server, '/settings/clerk', { certified: toText(person.certified) })
  return person
}

/** A signed act over a nonce of this server; `change` bends what is signed. `where`: the sites it is for, as they stand; phone visits if left out. */
export async function wayAct(
  test: TestServer,
  { where = [''], ...change }: Partial<WayAct> & { where?: string[] } = {},
  passkeys = test.city.made.administrators.slice(0, 1),
) {
  const { nonce } = (await post(test.server, '/settings/nonce', {})).body as { nonce: string }
  const { ways } = await stateOf(test.server)
  const way = change.way ?? 'phone'
  const act: WayAct = {
    act: 'way',
    city: test.city.made.root.city,
    nonce: toBytes(nonce),
    way,
    sites: ways
      .filter(one => one.way === way && where.includes(one.site))
      .map(({ site, standing }) => ({ site, standing: toBytes(standing) })),
    open: true,
    notice: null,
    to: null,
    authority: null,
    at: null,
    ...change,
  }
  act.sites.sort((a, b) => (a.site < b.site ? -1 : 1))
  return { certified: toText(encodeCertified(await certify(actTag, encodeAct(act), passkeys))) }
}

export const openWay = async (test: TestServer) => post(test.server, '/settings/way', await wayAct(test))

/** A supervisor's signed pause of a way in, as it stands; `change` bends what is signed. */
export async function pauseSaid(
  test: TestServer,
  passkey: Passkey,
  change: Partial<Pause> = {},
): Promise<{ say: 'pause'; certified: string }> {
  const { nonce } = (await post(test.server, '/settings/nonce', {})).body as { nonce: string }
  const { way = 'phone', site = way === 'phone' ? '' : 'hall', on = true } = change
  const stands = (await stateOf(test.server)).ways.find(one => one.way === way && one.site === site)
  const pause: Pause = {
    city: test.city.made.root.city,
    nonce: toBytes(nonce),
    way,
    site,
    standing: stands ? toBytes(stands.standing) : new Uint8Array(8),
    on,
    notice: on ? (way === 'phone' ? 2 : 52) : null,
    ...change,
  }
  return { say: 'pause', certified: toText(encodeCertified(await certify(pauseTag, encodePause(pause), [passkey]))) }
}

/** The current period with its blanks, as the settings conversation carries it. */
export async function periodMessage(test: TestServer, count = 256, passkeys = test.city.made.administrators) {
  const state = await stateOf(test.server)
  const period = periodOf(test.clock.now)
  const stock = await makeStock({
    city: test.city.made.root.city,
    period,
    listAddress: `http://localhost:4400/cancelled/list/${period}`,
    listKey: toBytes(state.listKey),
    poolKey: toBytes(state.poolKey),
    count,
    passkeys,
    random,
  })
  return {
    certified: toText(stock.certified),
    x509: toText(stock.x509),
    blanks: stock.blanks.map(blank => ({
      index: blank.index,
      certificate: toText(blank.certificate),
      signature: toText(blank.signature),
      key: toText(blank.key),
      closed: toText(blank.closed),
    })),
  }
}
