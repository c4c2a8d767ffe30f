import { createHash, webcrypto } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { deflateSync, inflateSync } from 'node:zlib'
import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core'
import { poolInfo } from '@latchkey/certificates/blank.ts'
import { periodFirst, periodLast, periodTechnicalEnd } from '@latchkey/certificates/period.ts'
import type { PeriodCertificate } from '@latchkey/certificates/period-certificate.ts'
import { makeBlanks, makePeriodCertificate } from '@latchkey/certificates/x509/make.ts'
import * as x509 from '@latchkey/certificates/x509/read.ts'
import { p256 } from '@noble/curves/nist.js'
import { SDJwtVcInstance as Vc20 } from '@sd-jwt/sd-jwt-vc'
import fc from 'fast-check'
import { SDJwtVcInstance as Vc19 } from 'sd-jwt-vc-0.19'
import { describe, expect, it, vi } from 'vitest'
import { makeDisclosure } from './digests.ts'
import { claims } from './facts.ts'
import { CardFault, cardFaults } from './faults.ts'
import { bindToHolder, makePresentation } from './present.ts'
import { type ExpectedPresentation, listFreshFor, verifyPresentation } from './presentation.ts'
import { buildList, newStatuses, type Status, type StatusList, setStatus, verifyList } from './status-list.ts'
import { buildSdJwt, templateOf } from './template.ts'
import {
  bytesOf,
  holder,
  keyOf,
  makeSpecimen,
  specimenFacts,
  specimenNow,
  specimenPeriod,
  specimenRoot,
  verify,
} from './vectors/specimen.ts'

// The strangers unpack a list of a million entries for every token: slow is not wrong.
vi.setConfig({ testTimeout: 120_000 })

// ---- A period with two real blanks, opened as the signer opens them. -------------------------------------------------------------

const city = 'chicago/practice'
const period = specimenPeriod
const now = specimenNow
const technicalEnd = periodTechnicalEnd(period, 10)
const suite = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() })

async function makeCity() {
  const keys = (await webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])) as CryptoKeyPair
  const pool = await suite.kem.generateKeyPair()
  const poolKey = new Uint8Array(await suite.kem.serializePublicKey(pool.publicKey))
  const stock = { city, period, technicalEnd, keys }
  const certificate = await makePeriodCertificate(stock)
  const random = (length: number) => webcrypto.getRandomValues(new Uint8Array(length))
  const blanks = await makeBlanks({ ...stock, count: 2, poolKey, random, taken: new Set() })
  const opened = await Promise.all(
    blanks.map(async blank => {
      const params = { recipientKey: pool.privateKey, enc: blank.closed.slice(0, 65), info: new TextEncoder().encode(poolInfo) }
      const secret = new Uint8Array(await suite.open(params, blank.closed.slice(65)))
      return { ...blank, secret }
    }),
  )
  const statement: PeriodCertificate = {
    city,
    period,
    key: new Uint8Array(await webcrypto.subtle.exportKey('raw', keys.publicKey)),
    x509Hash: new Uint8Array(createHash('sha256').update(certificate).digest()),
    first: periodFirst(period),
    last: periodLast(period),
    technicalEnd,
    listAddress: `https://id.example/cancelled/list/${period}`,
    listKey: keyOf('list').publicKey,
  }
  return { statement, x509: certificate, blank: opened[0]!, other: opened[1]! }
}
const ours = await makeCity()
const strange = await makeCity()

async function listOf(status: Status, at = now - 60): Promise<{ jwt: string; list: StatusList }> {
  const statuses = newStatuses()
  setStatus(statuses, ours.blank.index, status)
  const { listAddress, listKey } = ours.statement
  const sign = keyOf('list').sign
  const jwt = await buildList({ statuses, listAddress, at, ttl: 3600, until: at + 86_400 * 90, deflate: raw => deflateSync(raw), sign })
  return { jwt, list: await verifyList(jwt, { listKey, listAddress, now, inflate: packed => inflateSync(packed), verify }) }
}
const lists = { valid: await listOf(0), cancelled: await listOf(1), replaced: await listOf(3) }

// ---- Tokens as a dishonest desk, holder or signer could make them. ---------------------------------------------------------------

const question = { nonce: 'nonce of the asker', aud: 'https://library.example' }
const digestOf = (disclosure: string) => createHash('sha256').update(disclosure).digest()
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const json = (value: string) => Buffer.from(value).toString('base64url')
const salt = (word: string) => Buffer.from(bytesOf(word).subarray(0, 16)).toString('base64url')

type Claimed = [salt: string, name: string, value: unknown]
const { portrait } = specimenFacts
const honest: Claimed[] = claims.map(claim => [
  salt(claim),
  claim,
  claim === 'portrait' ? Buffer.from(portrait).toString('base64url') : specimenFacts[claim],
])
/** The claim `instead` has another name or value; its digest is signed like any other. */
const hiding = (instead: string, name: string, value: unknown): string[] =>
  honest.map(([s, claim, v]) =>
    claim === instead ? json(`["${s}",${JSON.stringify(name)},${JSON.stringify(value)}]`) : encode([s, claim, v]),
  )
const shown = honest.map(encode)

interface Attack {
  disclosures?: string[]
  /** Which of them are presented; all. */
  open?: (disclosure: string, at: number) => boolean
  header?: (header: Record<string, unknown>) => unknown
  payload?: (payload: Record<string, unknown>) => unknown
  blank?: typeof ours.blank
  more?: string[]
  binding?: Partial<typeof question> & { now?: number; key?: string; over?: string }
  unbound?: boolean
  list?: keyof typeof lists | 'none'
}

async function attack(of: Attack): Promise<string> {
  const disclosures = of.disclosures ?? shown
  const blank = of.blank ?? ours.blank
  const none = new Uint8Array(32)
  const sd = disclosures
    .map(digestOf)
    .sort(Buffer.compare)
    .map(digest => new Uint8Array(digest))
  const template = buildSdJwt(templateOf(ours.statement), blank, { holder, sd, front: none, face: none, rest: none })
  const [header, payload] = template
    .split('.')
    .map(part => JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>)
  const input = `${encode((of.header ?? (same => same))(header!))}.${encode((of.payload ?? (same => same))(payload!))}`
  const signature = p256.sign(Buffer.from(input), blank.secret, { lowS: false })
  const jwt = `${input}.${Buffer.from(signature).toString('base64url')}`
  const bound = [jwt, ...disclosures.filter(of.open ?? (() => true)), ...(of.more ?? []), ''].join('~')
  if (of.unbound) return bound
  const { key = 'holder', over = bound, ...asked } = of.binding ?? {}
  const presented = await bindToHolder(over, { ...question, now, ...asked, sign: keyOf(key).sign })
  return bound + presented.slice(over.length)
}

// ---- Ours, and two strangers that know the period certificate. -------------------------------------------------------------------

const expected = (list: Attack['list'] = 'valid'): ExpectedPresentation => ({
  root: specimenRoot(),
  periods: [{ certificate: ours.statement, x509: ours.x509 }],
  lists: new Map(list === 'none' ? [] : [[period, lists[list].list]]),
  ...question,
  now,
  x509,
  verify,
})

async function byOurs(text: string, list?: Attack['list'], change: Partial<ExpectedPresentation> = {}): Promise<string> {
  try {
    await verifyPresentation(text, { ...expected(list), ...change })
  } catch (fault) {
    if (fault instanceof CardFault) return fault.code
    throw fault
  }
  return 'accepted'
}

const raw = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'))
const jwkKey = (jwk: { x: string; y: string }) => new Uint8Array([4, ...raw(jwk.x), ...raw(jwk.y)])
function strangerConfig(list: Attack['list'] = 'valid') {
  return {
    hasher: async (data: string | ArrayBuffer) =>
      new Uint8Array(
        createHash('sha256')
          .update(typeof data === 'string' ? data : Buffer.from(data))
          .digest(),
      ),
    hashAlg: 'sha-256',
    // The library never looks at x5c: what a careful integrator writes here is the chain.
    verifier: async (data: string, signature: string) => {
      const { x5c } = JSON.parse(Buffer.from(data.split('.')[0]!, 'base64url').toString()) as { x5c: string[] }
      const der = new Uint8Array(Buffer.from(x5c[0]!, 'base64'))
      const { key65 } = await x509.verifyBlankCertificate(ours.statement, ours.x509, der, verify)
      return verify(key65, Buffer.from(data), raw(signature))
    },
    kbVerifier: async (data: string, signature: string, payload: { cnf?: { jwk: unknown } }) =>
      verify(jwkKey(payload.cnf?.jwk as { x: string; y: string }), Buffer.from(data), raw(signature)),
    statusListFetcher: async () => {
      if (list === 'none') throw new Error('offline')
      return lists[list].jwt
    },
    statusVerifier: async (data: string, signature: string) => verify(ours.statement.listKey, Buffer.from(data), raw(signature)),
  }
}
const strangers = { '0.19': Vc19, '0.20': Vc20 }

async function byStranger(version: keyof typeof strangers, text: string, list?: Attack['list']) {
  const instance = new strangers[version](strangerConfig(list) as never)
  try {
    const { payload } = await instance.verify(text, { currentDate: now, keyBindingNonce: question.nonce } as never)
    return { answer: 'accepted', payload: payload as Record<string, unknown> }
  } catch {
    return { answer: 'refused', payload: null }
  }
}

const thief = {
  x: Buffer.from(keyOf('thief').publicKey.slice(1, 33)).toString('base64url'),
  y: Buffer.from(keyOf('thief').publicKey.slice(33)).toString('base64url'),
}
const thiefCnf = { jwk: { kty: 'EC', crv: 'P-256', ...thief } }
const extra = encode([salt('extra'), 'address', 'elsewhere'])
const nested = { _sd: [digestOf(extra).toString('base64url')] }
const endedDay = '2026-06-01'

/** Every row of the table in docs/protocol/card.md, by its first column. */
const cases: Record<string, Attack> = {
  'all nine opened': {},
  'an older card: eight digests, all opened': { disclosures: shown.slice(0, -1) },
  'three of nine opened': { open: (_, at) => [0, 2, 4].includes(at) },
  'hidden `exp`': { disclosures: hiding('address', 'exp', 9_999_999_999) },
  'hidden `cnf`, the thief signs the key binding': { disclosures: hiding('address', 'cnf', thiefCnf), binding: { key: 'thief' } },
  'hidden `cnf`, the holder signs': { disclosures: hiding('address', 'cnf', thiefCnf) },
  'hidden `status` on a cancelled card': {
    disclosures: hiding('address', 'status', { status_list: { idx: ours.other.index, uri: ours.statement.listAddress } }),
    list: 'cancelled',
  },
  'hidden `status`': {
    disclosures: hiding('address', 'status', { status_list: { idx: ours.other.index, uri: ours.statement.listAddress } }),
  },
  'hidden `vct`': { disclosures: hiding('address', 'vct', 'urn:other') },
  'hidden `over_21`': { disclosures: hiding('address', 'over_21', 'yes') },
  'hidden `__proto__`': { disclosures: hiding('address', '__proto__', { admin: true }) },
  'hidden `_sd`': { disclosures: hiding('address', '_sd', nested._sd) },
  'hidden `...`': { disclosures: hiding('address', '...', 'x') },
  'two disclosures named `name`': { disclosures: hiding('address', 'name', 'Somebody Else') },
  'value is an object with `_sd`': { disclosures: hiding('address', 'address', nested), more: [extra] },
  'value is an array with `...`': { disclosures: hiding('address', 'address', [{ '...': nested._sd[0] }]) },
  'value is a number': { disclosures: hiding('address', 'address', 7) },
  'a mark that is `false`': { disclosures: hiding('veteran', 'veteran', false) },
  'a mark that is a text': { disclosures: hiding('veteran', 'veteran', 'yes') },
  'value is `true`': { disclosures: hiding('address', 'address', true) },
  'a day that is none': { disclosures: hiding('ends', 'ends', '2029-02-30') },
  'a disclosure nobody references': { more: [extra] },
  'one disclosure twice': { more: [shown[0]!] },
  'a salt of four bytes': { disclosures: shown.map((one, at) => (at === 5 ? encode(['AAAAAA', 'address', null]) : one)) },
  'a disclosure of two values': { disclosures: shown.map((one, at) => (at === 5 ? encode([salt('address'), 'x']) : one)) },
  '`ends` kept back': { open: (_, at) => at !== 4 },
  '`ends` past': { disclosures: hiding('ends', 'ends', endedDay) },
  cancelled: { list: 'cancelled' },
  replaced: { list: 'replaced' },
  'no cancelled list at hand': { list: 'none' },
  'blank of one index names the status of another': {
    payload: payload => ({ ...payload, status: { status_list: { idx: ours.other.index, uri: ours.statement.listAddress } } }),
    list: 'cancelled',
  },
  'the list of another address': {
    payload: payload => ({ ...payload, status: { status_list: { idx: ours.blank.index, uri: 'https://thief.example/list' } } }),
  },
  'typ `JWT`': { header: header => ({ ...header, typ: 'JWT' }) },
  'no x5c': { header: ({ x5c: _, ...header }) => header },
  'x5c with the period’s certificate behind the blank’s': {
    header: header => ({ ...header, x5c: [...(header.x5c as string[]), Buffer.from(ours.x509).toString('base64')] }),
  },
  'blank of a stranger’s period': { blank: strange.blank },
  'one header member more': { header: header => ({ ...header, kid: '1' }) },
  'another `vct`': { payload: payload => ({ ...payload, vct: 'urn:other' }) },
  'no `vct`': { payload: ({ vct: _, ...payload }) => payload },
  'another `iss`': { payload: payload => ({ ...payload, iss: 'https://thief.example' }) },
  'another `iat`': { payload: payload => ({ ...payload, iat: now - 5 }) },
  'another `exp`': { payload: payload => ({ ...payload, exp: technicalEnd + 1 }) },
  'no `cnf`': { payload: ({ cnf: _, ...payload }) => payload },
  'one claim more at the top': { payload: payload => ({ ...payload, over_21: true }) },
  'digests at the top too': { payload: payload => ({ ...payload, _sd: nested._sd }) },
  'one claim beside the digests in `person`': {
    payload: payload => ({ ...payload, person: { ...(payload.person as object), over_21: true } }),
  },
  'ten digests': { payload: payload => withDigests(payload, digests => [...digests, nested._sd[0]!]) },
  'seven digests': { payload: payload => withDigests(payload, digests => digests.slice(2)), open: () => false },
  'one digest twice': { payload: payload => withDigests(payload, digests => [digests[1]!, ...digests.slice(1)]), open: () => false },
  'other order of members': { payload: payload => Object.fromEntries(Object.entries(payload).reverse()) },
  'no key binding': { unbound: true },
  'key binding by another key': { binding: { key: 'thief' } },
  'key binding for another nonce': { binding: { nonce: 'old nonce' } },
  'key binding for another `aud`': { binding: { aud: 'https://thief.example' } },
  'key binding of last year': { binding: { now: now - 31_536_000 } },
  'key binding over other disclosures': { binding: { over: 'a.b.c~' } },
}

function withDigests(payload: Record<string, unknown>, change: (digests: string[]) => string[]) {
  return { ...payload, person: { _sd: change((payload.person as { _sd: string[] })._sd) } }
}

/** Rows `| case | ours | 0.19 | 0.20 |` of the documented table. */
const documented = new Map(
  [
    ...readFileSync(new URL('../docs/protocol/card.md', import.meta.url), 'utf8').matchAll(
      /^\| (.+?) \| `?(\w+)`? \| (accepted|refused) \| (accepted|refused) \|$/gm,
    ),
  ].map(([, name, ours_, nineteen, twenty]) => [name!, [ours_!, nineteen!, twenty!]] as const),
)

describe('a presentation', () => {
  it.each(Object.entries(cases))('%s: each answers as documented', async (name, of) => {
    const text = await attack(of)
    const answers = [await byOurs(text, of.list)]
    for (const version of ['0.19', '0.20'] as const) {
      const { answer, payload } = await byStranger(version, text, of.list)
      answers.push(answer)
      // The wall: whatever a disclosure is called, it lands in `person`, and what was signed at the top stays.
      if (payload !== null && of.payload === undefined) {
        const holderJwk = {
          kty: 'EC',
          crv: 'P-256',
          x: Buffer.from(holder.x).toString('base64url'),
          y: Buffer.from(holder.y).toString('base64url'),
        }
        expect(payload).toMatchObject({
          vct: 'urn:latchkey:card:1',
          exp: technicalEnd,
          cnf: { jwk: holderJwk },
          status: { status_list: { idx: ours.blank.index, uri: ours.statement.listAddress } },
        })
        expect(Object.keys(payload).sort()).toEqual(['cnf', 'exp', 'iat', 'iss', 'person', 'status', 'vct'])
        expect(({} as { admin?: boolean }).admin).toBeUndefined()
      }
    }
    expect(answers).toEqual(documented.get(name))
  })

  it('has no row in the document that is not tried here', () => {
    const tried = new Set(Object.keys(cases))
    expect([...documented.keys()].filter(name => !tried.has(name))).toEqual([])
  })

  it('opens what the holder chose, `ends` always, and nothing else', async () => {
    const sealed = await makeSpecimen({ period: ours.statement, index: ours.blank.index, certificate: ours.blank.certificate })
    const request = { ...question, now, sign: keyOf('holder').sign }
    const text = await makePresentation(sealed.sealed, { ...request, open: ['name', 'gender'] })
    // The specimen signs with a key of its own; only the blank's is certified.
    expect(await byOurs(text)).toBe('presentation_signature')
    const presented = await verifyPresentation(await attack({ open: (_, at) => [0, 4, 6].includes(at) }), expected())
    expect(presented).toEqual({ name: specimenFacts.name, ends: specimenFacts.ends, gender: 'F' })
    const opened = text
      .split('~')
      .slice(1, -1)
      .map(one => (JSON.parse(Buffer.from(one, 'base64url').toString()) as string[])[1])
    expect(opened).toEqual(['name', 'ends', 'gender'])
    expect(opened).toEqual(
      text
        .split('~')
        .slice(1, -1)
        .map(one => claims[sealed.sealed.disclosures.indexOf(one)]),
    )
  })

  it('reads a card as it was sealed, and writes disclosures as everyone does', () => {
    const [saltText, name, value] = honest[0]!
    expect(makeDisclosure(raw(saltText), name as 'name', value as string)).toBe(shown[0])
  })

  it('opens the veteran mark to whoever asks for it, and it is as long as its absence', async () => {
    const marked = hiding('veteran', 'veteran', true)
    expect(marked.at(-1)!.length).toBe(shown.at(-1)!.length)
    const open = (_: string, at: number) => [0, 4, 8].includes(at)
    const name = { name: specimenFacts.name, ends: specimenFacts.ends }
    expect(await verifyPresentation(await attack({ disclosures: marked, open }), expected())).toEqual({ ...name, veteran: true })
    expect(await verifyPresentation(await attack({ open }), expected())).toEqual({ ...name, veteran: null })
    for (const version of ['0.19', '0.20'] as const) {
      const { payload } = await byStranger(version, await attack({ disclosures: marked, open }))
      expect(payload).toMatchObject({ person: { veteran: true } })
    }
  })

  it('is refused at the wrong time and by whoever holds other periods or an old list', async () => {
    const text = await attack({})
    const change = (of: Partial<ExpectedPresentation>) => byOurs(text, 'valid', of)
    expect(await change({ now: now + 61 })).toBe('binding_time')
    expect(await change({ now: now - 61 })).toBe('binding_time')
    expect(await change({ now: periodFirst(period) - 1 })).toBe('presentation_early')
    expect(await change({ now: technicalEnd + 1 })).toBe('presentation_ended')
    expect(await change({ periods: [] })).toBe('presentation_issuer_unknown')
    expect(await change({ root: specimenRoot('chicago') })).toBe('presentation_issuer_unknown')
    const wrong = { ...ours.statement, x509Hash: new Uint8Array(32) }
    expect(await change({ periods: [{ certificate: wrong, x509: ours.x509 }] })).toBe('presentation_chain')
    const old = { ...lists.valid.list, at: now - listFreshFor - 1 }
    expect(await change({ lists: new Map([[period, old]]) })).toBe('status_unknown')
    expect(await change({ nonce: 'other' })).toBe('binding_nonce')
    expect(await change({ aud: 'other' })).toBe('binding_audience')
  })

  it('is refused with any character changed', async () => {
    const text = await attack({ open: (_, at) => at !== 3 })
    await fc.assert(
      fc.asyncProperty(fc.nat(text.length - 1), fc.constantFrom('A', 'w', '~', '.', '_', '='), async (at, character) => {
        const changed = text.slice(0, at) + character + text.slice(at + 1)
        if (changed === text) return
        const answer = await byOurs(changed)
        expect(answer in cardFaults).toBe(true)
      }),
      { numRuns: 150 },
    )
  })

  it('has a fault of the list for any text', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string(),
          fc.array(fc.base64String(), { maxLength: 5 }).map(parts => parts.join('~')),
        ),
        async text => {
          expect(await byOurs(text)).toMatch(/^(presentation|binding)_malformed$/)
        },
      ),
    )
    expect(await byOurs('a'.repeat(50_000))).toBe('presentation_malformed')
  })
})
