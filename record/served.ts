/** What a city serves now against what it published in its newest hour: cancelled lists, ways in, rules, keys, pages, cosignatures. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { base64urlnopad } from '@scure/base'
import * as v from 'valibot'
import { cosignedAt } from './cosignature.ts'
import type { WatcherFaultCode } from './findings.ts'
import { type Listed, padded, type Tick } from './hour.ts'
import { type Note, parseKey, type VerifyEd25519 } from './note.ts'
import { textOf } from './text.ts'
import { sameHash } from './tree.ts'

/** Something that is served and not published. */
export interface Differs {
  what: WatcherFaultCode
  /** What was served, as one text: the same text at another look is the same thing. */
  served: string
  names: string[]
  /** It says itself that it is older than the newest entry. */
  old: boolean
}

export interface ServedPorts {
  get(path: string, language?: string): Promise<Uint8Array | null>
  verify: VerifyEd25519
  now: number
  pages: boolean
  note: Note
  listed: readonly Listed[]
  /** Of the newest hour, each with the hash that its list names. */
  files: ReadonlyMap<string, Uint8Array>
  tick: Tick
}

const site = v.object({ id: v.string(), open: v.boolean(), notice: v.nullable(v.number()), to: v.nullable(v.string()) })
const siteList = v.object({ sites: v.array(site) })
const now = v.object({ open: v.boolean(), notice: v.nullable(v.number()) })
const way = v.object({ way: v.string(), site: v.string(), open: v.boolean(), notice: v.nullable(v.number()), to: v.nullable(v.string()) })
const keys = v.object({
  fingerprint: v.pipe(v.string(), v.regex(/^[0-9a-f]{8,128}$/)),
  witnesses: v.array(v.string()),
  periods: v.array(v.object({ period: v.number(), certified: v.string(), x509: v.string() })),
})
const periods = v.object({ periods: v.array(v.object({ certified: v.string(), x509: v.string() })) })
const rules = v.object({ version: v.string() })

/** A list that is dated later than this watcher's clock by more than this is no list of now. Seconds. */
const ahead = 600
/** Pages asked for at once. */
const together = 4

/** @returns each difference once. @throws what `get` throws */
export async function compareServed(ports: ServedPorts): Promise<Differs[]> {
  const published = <S extends v.GenericSchema>(name: string, schema: S): v.InferOutput<S> | null =>
    read(ports.files.get(name) ?? null, schema)
  const keysNow = published('keys.json', keys)
  const found = [
    keysNow === null ? null : await compareKeys(ports, keysNow),
    keysNow === null ? null : await compareLists(ports, keysNow),
    await compareWays(ports, published('ways.json', v.array(way))),
    await compareRules(ports, published('rules.json', rules)),
    keysNow === null ? null : await compareCosignatures(ports, keysNow),
    ports.pages ? await comparePages(ports) : null,
  ]
  return found.filter(one => one !== null)
}

function read<S extends v.GenericSchema>(bytes: Uint8Array | null, schema: S): v.InferOutput<S> | null {
  try {
    return bytes === null ? null : v.parse(schema, JSON.parse(textOf(bytes, 'file_malformed')))
  } catch {
    return null
  }
}

const differs = (what: WatcherFaultCode, served: unknown, names: string[] = [], old = false): Differs => ({
  what,
  served: JSON.stringify(served),
  names,
  old,
})

/** The certified periods, and the root's fingerprint as the record's page shows it to people. */
async function compareKeys({ get }: ServedPorts, published: v.InferOutput<typeof keys>): Promise<Differs | null> {
  const served = read(await get('/record/periods'), periods)
  const page = await get('/record')
  const shown = page === null ? '' : asText(page).replace(/\s+/g, '')
  const names = [
    ...(JSON.stringify(served?.periods) === JSON.stringify(published.periods.map(({ certified, x509 }) => ({ certified, x509 })))
      ? []
      : ['/record/periods']),
    ...(shown.includes(published.fingerprint) ? [] : ['/record']),
  ]
  return names.length === 0 ? null : differs('served_keys', [names, served, /class="fingerprint">.*?<\/p>/.exec(shown)?.[0] ?? null], names)
}

/** The file of the hour is made again from the lists as they are served. A list says itself when it was made: a newer one is in the next hour. */
async function compareLists(ports: ServedPorts, { periods }: v.InferOutput<typeof keys>): Promise<Differs | null> {
  const hash = ports.listed.find(({ name }) => name === 'cancelled.txt')?.hash ?? null
  const lists: { period: number; jwt: string }[] = []
  for (const { period } of periods) {
    const bytes = await ports.get(`/cancelled/list/${period}`)
    if (bytes !== null) lists.push({ period, jwt: asText(bytes) })
  }
  const text = lists.map(({ period, jwt }) => `${period} ${jwt}\n`).join('')
  const same =
    text === '' ? hash === null : hash !== null && sameHash(sha256(padded({ name: 'cancelled.txt', bytes: utf8ToBytes(text) })), hash)
  if (same) return null
  const newer = lists.some(({ jwt }) => {
    const made = madeAt(jwt)
    return made !== null && made > ports.tick.at && made <= ports.now + ahead
  })
  return differs('served_lists', lists, newer ? [] : lists.map(({ period }) => `/cancelled/list/${period}`), !newer)
}

/** `iat` of a signed list; null: it has none. Whether the signature holds is the verifier's question: here only the bytes are compared. */
function madeAt(jwt: string): number | null {
  const made = read(decoded(jwt.split('.')[1] ?? ''), v.object({ iat: v.pipe(v.number(), v.integer()) }))
  return made?.iat ?? null
}

const decoded = (text: string): Uint8Array | null => {
  try {
    return base64urlnopad.decode(text)
  } catch {
    return null
  }
}

/** Outside its hours a way in that is open does not take numbers: `open` published and not served is no difference. */
async function compareWays({ get }: ServedPorts, published: v.InferOutput<typeof way>[] | null): Promise<Differs | null> {
  if (published === null) return null
  const sites = read(await get('/sites/list'), siteList)
  const phone = read(await get('/now'), now)
  const names: string[] = []
  for (const one of published) {
    if (one.way === 'phone') {
      if (phone === null || phone.notice !== one.notice || (phone.open && !one.open)) names.push('phone')
      continue
    }
    const served = sites?.sites.find(({ id }) => id === one.site)
    if (served === undefined || served.open !== one.open || served.notice !== one.notice || served.to !== one.to) names.push(one.site)
  }
  for (const { id } of sites?.sites ?? []) if (!published.some(one => one.site === id)) names.push(id)
  const said = sites?.sites.map(({ id, open, notice, to }) => [id, open, notice, to])
  return names.length === 0 ? null : differs('served_ways', [said, phone?.notice, phone?.open], names)
}

/** The version that the record's page names. What phones reckon with is in their pages, and compared as such. */
async function compareRules({ get }: ServedPorts, published: v.InferOutput<typeof rules> | null): Promise<Differs | null> {
  if (published === null) return null
  const page = await get('/record/rules')
  if (page === null) return differs('served_rules', null, ['/record/rules'])
  const shown = asText(page)
  const versions = [...shown.matchAll(/<bdi dir="ltr">([^<]*)<\/bdi>/g)].map(([, version]) => version)
  // A server without versions to show names none.
  return versions.length === 0 || versions.includes(published.version) ? null : differs('served_rules', versions, ['/record/rules'])
}

async function compareCosignatures({ note, verify }: ServedPorts, { witnesses }: v.InferOutput<typeof keys>): Promise<Differs | null> {
  const missing: string[] = []
  for (const text of witnesses) {
    try {
      const key = parseKey(text)
      if ((await cosignedAt(note, key, verify)) === null) missing.push(key.name)
    } catch {
      missing.push('?')
    }
  }
  return missing.length === 0 ? null : differs('cosignature_missing', missing, missing)
}

/** Every file of the release that a browser can ask for, by its hash in the published list. */
async function comparePages(ports: ServedPorts): Promise<Differs | null> {
  const list = ports.files.get('manifest/pages.txt')
  if (list === undefined) return null
  const wanted = asText(list)
    .split('\n')
    .map(line => /^([0-9a-f]{64}) {2}www\/(\S+)$/.exec(line))
    .filter(match => match !== null)
    .map(([, hash, name]) => ({ hash: hash as string, name: name as string }))
  const other: [string, string | null][] = []
  const ask = async () => {
    for (let next = wanted.pop(); next; next = wanted.pop()) {
      const { path, language } = addressOf(next.name)
      const bytes = await ports.get(path, language)
      const hash = bytes === null ? null : bytesToHex(sha256(bytes))
      if (hash !== next.hash) other.push([next.name, hash])
    }
  }
  await Promise.all(Array.from({ length: together }, ask))
  other.sort(([a], [b]) => (a < b ? -1 : 1))
  return other.length === 0
    ? null
    : differs(
        'served_pages',
        other,
        other.map(([name]) => name),
      )
}

/** Where a file of the release is served. The words of all languages lie behind one address. */
export function addressOf(name: string): { path: string; language?: string } {
  const [, address, language] = /^(words\/[^/]+)\/([a-z]+)$/.exec(name) ?? []
  if (address !== undefined && language !== undefined) return { path: `/${address}`, language }
  return { path: `/${name.replace(/(^|\/)index\.html$/, '$1')}` }
}

/** For looking at, not for hashing: what is no UTF-8 matches nothing. */
function asText(bytes: Uint8Array): string {
  try {
    return textOf(bytes, 'file_malformed')
  } catch {
    return ''
  }
}
