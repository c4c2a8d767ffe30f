/** Who may act: judged here by one independent statement of the rule, over every act and every kind of signer. */

import { certify, encodeCertified, parseCertified } from '@latchkey/certificates/certified.ts'
import { clerkTag, encodeClerk } from '@latchkey/certificates/clerk.ts'
import type { Passkey } from '@latchkey/certificates/passkey.ts'
import { periodTag } from '@latchkey/certificates/period-certificate.ts'
import { toBytes, toText } from '@latchkey/wire/edge.ts'
import type { State } from '@latchkey/wire/settings.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signIn } from '../relay/relay-ends.test.kit.ts'
import {
  certifyClerk,
  makeCity,
  periodMessage,
  post,
  settled,
  startTestServer,
  stateOf,
  type TestServer,
  wayAct,
} from '../running-server.test.kit.ts'

let test: TestServer
let stranger: ReturnType<typeof makeCity>
let stock: Awaited<ReturnType<typeof periodMessage>> | undefined

beforeAll(async () => {
  test = await startTestServer()
  stranger = makeCity()
}, 60_000)
afterAll(() => test.end())

type Signers = 'one administrator' | 'two administrators' | 'one administrator twice' | 'administrators of another root' | 'a clerk'
const all: Signers[] = ['one administrator', 'two administrators', 'one administrator twice', 'administrators of another root', 'a clerk']
/** The rule: a clerk or a period takes the threshold of two different administrators of this root; a way in takes one. */
const may = (act: 'clerk' | 'period' | 'way', signers: Signers): boolean =>
  signers === 'two administrators' || (act === 'way' && (signers === 'one administrator' || signers === 'one administrator twice'))

async function passkeysOf(signers: Signers): Promise<Passkey[]> {
  const [a, b] = test.city.made.administrators as [Passkey, Passkey]
  if (signers === 'one administrator') return [a]
  if (signers === 'one administrator twice') return [a, a]
  if (signers === 'two administrators') return [a, b]
  if (signers === 'a clerk') return [(await certifyClerk(test, '99')).passkey]
  return stranger.made.administrators
}
async function clerkBody(passkeys: Passkey[], alias = '41', at = test.clock.now, to = at + 86_400) {
  const { publicKey, credentialId } = (await test.city.made.person(alias, 'clerk', at, at)).passkey
  const body = encodeClerk({ city: 'chicago/practice', alias, role: 'clerk', credentialId, publicKey, from: at, to })
  return { certified: toText(encodeCertified(await certify(clerkTag, body, passkeys))) }
}

describe.each(all)('%s', signers => {
  it('certify a clerk', async () => {
    const answer = await post(test.server, '/settings/clerk', await clerkBody(await passkeysOf(signers)))
    expect(answer).toEqual(may('clerk', signers) ? done : refused)
  })
  it('certify a period and its blanks', async () => {
    stock ??= await periodMessage(test)
    // The same statement and the same blanks; only who signed differs.
    const { body } = parseCertified(toBytes(stock.certified))
    const certified = toText(encodeCertified(await certify(periodTag, body, await passkeysOf(signers))))
    const answer = await post(test.server, '/settings/period', { ...stock, certified })
    expect(answer).toEqual(may('period', signers) ? done : refused)
  }, 60_000)
  it('open phone visits', async () => {
    const answer = await post(test.server, '/settings/way', await wayAct(test, {}, await passkeysOf(signers)))
    expect(answer).toEqual(may('way', signers) ? done : refused)
  })
})
const done = { status: 200, body: { ok: true } }
const refused = { status: 403, body: { fault: 'not_certified' } }

describe('a desk', () => {
  const answerTo = async (
    change: Parameters<typeof signIn>[4],
    person = '14',
    role: 'clerk' | 'supervisor' | 'counsel' | 'administrator' = 'clerk',
  ) => {
    const certified = await certifyClerk(test, person, role)
    const { desk } = await signIn(test.server, certified, test.clock.now, undefined, change)
    const first = await desk.until(() => desk.heard.find(message => message.say === 'signed_in' || message.say === 'fault'))
    desk.cut()
    return first.say === 'fault' ? first.fault : first.say
  }

  it('of a clerk or a supervisor signs in, of no other role', async () => {
    expect(await answerTo({}, '14', 'clerk')).toBe('signed_in')
    expect(await answerTo({}, '2', 'supervisor')).toBe('signed_in')
    expect(await answerTo({}, '3', 'counsel')).toBe('not_allowed')
    expect(await answerTo({}, '4', 'administrator')).toBe('not_allowed')
  })
  it('whose chain is of another root does not', async () => {
    const forged = await stranger.made.person('14', 'clerk', test.clock.now - 60, test.clock.now + 3600)
    const { desk } = await signIn(test.server, forged, test.clock.now)
    expect(await desk.fault()).toBe('not_certified')
    desk.cut()
  })
  it('whose clerk the city has certified anew does not, on the old certificate', async () => {
    const old = await certifyClerk(test, '21')
    test.clock.now += 10
    await certifyClerk(test, '21')
    const { desk } = await signIn(test.server, old, test.clock.now)
    expect(await desk.fault()).toBe('not_certified')
    desk.cut()
  })
  it('whose challenge another key signed does not, and gets a new challenge', async () => {
    const certified = await certifyClerk(test, '14')
    const { desk } = await signIn(test.server, certified, test.clock.now, undefined, { signature: new Uint8Array(64) })
    await desk.hear('challenge')
    expect(await desk.fault()).toBe('not_certified')
    desk.cut()
  })
  it('whose key is over does not', async () => {
    expect(await answerTo({ to: test.clock.now - 1 })).toBe('not_certified')
  })
  it('that has not signed in may do nothing else', async () => {
    const { End } = await import('../relay/relay-ends.test.kit.ts')
    for (const say of ['next', 'hand_over', 'second_look', 'goodbye', 'lease', 'thanks', 'sign_out']) {
      const desk = await new End<never>(test.server, '/relay/desk').open()
      desk.say({ say })
      expect(await desk.fault()).toBe('not_signed_in')
      desk.cut()
    }
  })
  it('is put out when its clerk is certified anew, and a signed-out desk has to sign a new challenge', async () => {
    const certified = await certifyClerk(test, '31')
    const { desk } = await signIn(test.server, certified, test.clock.now)
    await desk.hear('signed_in')
    test.clock.now += 10
    await certifyClerk(test, '31')
    expect(await desk.fault()).toBe('not_certified')
    expect((await desk.ended()).reason).toBe('not_certified')
  })
})

describe('freshness', () => {
  it('an act is good once', async () => {
    const act = await wayAct(test)
    expect(await post(test.server, '/settings/way', act)).toEqual(done)
    expect(await post(test.server, '/settings/way', act)).toEqual({ status: 409, body: { fault: 'stale' } })
  })
  it('an act over a nonce of its own making is stale', async () => {
    expect(await post(test.server, '/settings/way', await wayAct(test, { nonce: new Uint8Array(16) }))).toEqual({
      status: 409,
      body: { fault: 'stale' },
    })
  })
  it('an act is good for five minutes', async () => {
    const act = await wayAct(test)
    test.clock.now += 301
    expect(await post(test.server, '/settings/way', act)).toEqual({ status: 409, body: { fault: 'stale' } })
  })
  it('an older certificate of a clerk does not replace a newer one', async () => {
    const passkeys = test.city.made.administrators
    const old = await clerkBody(passkeys, '55', test.clock.now)
    expect(await post(test.server, '/settings/clerk', await clerkBody(passkeys, '55', test.clock.now + 60))).toEqual(done)
    expect(await post(test.server, '/settings/clerk', old)).toEqual({ status: 409, body: { fault: 'stale' } })
  })
  it('one of the same beginning does not bring back a clerk whose end was moved; the same bytes again change nothing and write nothing', async () => {
    const passkeys = test.city.made.administrators
    const from = test.clock.now
    const long = await clerkBody(passkeys, '56', from)
    expect(await post(test.server, '/settings/clerk', long)).toEqual(done)
    const again = await clerkBody(passkeys, '56', from, from + 60)
    expect(await post(test.server, '/settings/clerk', again)).toEqual({ status: 409, body: { fault: 'stale' } })
    const ended = await clerkBody(passkeys, '56', from + 1, from + 60)
    expect(await post(test.server, '/settings/clerk', ended)).toEqual(done)
    expect(await post(test.server, '/settings/clerk', long)).toEqual({ status: 409, body: { fault: 'stale' } })
    const before = test.server.queries()
    for (let times = 0; times < 3; times++) expect(await post(test.server, '/settings/clerk', ended)).toEqual(done)
    expect(test.server.queries()).toBe(before)
  })
  it('whoever asks for nonces without end keeps no administrator out', async () => {
    const asked = Array.from({ length: 1100 }, () => post(test.server, '/settings/nonce', {}))
    expect((await Promise.all(asked)).every(({ status }) => status === 200)).toBe(true)
    expect(await post(test.server, '/settings/way', await wayAct(test))).toEqual(done)
  })
  it('another key for the same quarter is stale', async () => {
    expect(await post(test.server, '/settings/period', await periodMessage(test))).toEqual({ status: 409, body: { fault: 'stale' } })
  })
})

it('outside practice phone visits open only on a recorded law, which then stands in the settings and the record', async () => {
  const city = makeCity({ practice: false })
  const real = await startTestServer({ city })
  expect(await post(real.server, '/settings/way', await wayAct(real))).toEqual({ status: 409, body: { fault: 'needs_authority' } })
  expect(((await stateOf(real.server)) as State).ways[0]?.open).toBe(false)
  const authority = { citation: 'Code 2', text: 'Looked at, not kept.', date: '2026-11-20', settledBy: 'Law department' }
  expect(await post(real.server, '/settings/way', await wayAct(real, { authority }))).toEqual(done)
  expect((await stateOf(real.server)).ways[0]).toMatchObject({ way: 'phone', site: '', open: true, authority })
  expect(await (await fetch(real.server.address + '/record/ways')).text()).toContain('Code 2')
  await real.end()
}, 60_000)

it('outside practice a counter and an event count as closed until their law is recorded, for the one site it is recorded for', async () => {
  const real = await startTestServer({ city: makeCity({ practice: false }) })
  const open = async () => (await stateOf(real.server)).ways.filter(way => way.open).map(way => way.site)
  const now = async () => (await (await fetch(real.server.address + '/now')).json()) as { counter: boolean }
  expect(await open()).toEqual([])
  expect((await now()).counter).toBe(false)
  const hall = { way: 'counter', where: ['hall'] } as const
  expect(await post(real.server, '/settings/way', await wayAct(real, { ...hall, where: ['hall'] }))).toEqual({
    status: 409,
    body: { fault: 'needs_authority' },
  })
  const authority = { citation: 'Code 3', text: 'Looked at, not kept.', date: '2026-11-20', settledBy: 'Law department' }
  expect(await post(real.server, '/settings/way', await wayAct(real, { ...hall, where: ['hall'], authority }))).toEqual(done)
  expect(await open()).toEqual(['hall'])
  expect((await now()).counter).toBe(true)
  expect(await (await fetch(real.server.address + '/record/ways')).text()).toContain('Code 3')
  await real.end()
}, 60_000)

it('where the rules name the law of counters, they are open, and events with them', async () => {
  const real = await startTestServer({ city: makeCity({ practice: false, authority: settled }) })
  expect((await stateOf(real.server)).ways.map(way => [way.site, way.open])).toEqual([
    ['', false],
    ['hall', true],
    ['north', true],
    ['fair', true],
  ])
  await real.end()
}, 60_000)
