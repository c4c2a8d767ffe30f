/** Who may look, act and release: one independent statement of the rule, over every kind of person and every act. What the acts do is tested elsewhere. */
import type { Role } from '@latchkey/certificates/clerk.ts'
import type { Passkey } from '@latchkey/certificates/passkey.ts'
import type { LegalRequest, LegalSaid } from '@latchkey/wire/legal.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { certifyClerk, makeCity, post, startTestServer, type TestServer } from '../running-server.test.kit.ts'
import { act, arrives, legalSaid, look, newest } from './legal.test.kit.ts'

const people = [
  'counsel',
  'another counsel',
  'administrator who is named',
  'administrator who is not named',
  'certified administrator',
  'supervisor',
  'clerk',
  'counsel whose certificate has ended',
  'counsel of another root',
] as const
type Who = (typeof people)[number]

let test: TestServer
let stranger: ReturnType<typeof makeCity>
const keys = {} as Record<Who, Passkey>

beforeAll(async () => {
  test = await startTestServer()
  stranger = makeCity()
  const of = async (alias: string, role: Role) => (await certifyClerk(test, alias, role)).passkey
  keys.counsel = await of('9', 'counsel')
  keys['another counsel'] = await of('10', 'counsel')
  keys['certified administrator'] = await of('a', 'administrator')
  keys.supervisor = await of('2', 'supervisor')
  keys.clerk = await of('14', 'clerk')
  const [named, other] = test.city.made.administrators as [Passkey, Passkey]
  keys['administrator who is named'] = named
  keys['administrator who is not named'] = other
  const ended = await test.city.made.person('12', 'counsel', test.clock.now - 100, test.clock.now - 1)
  await post(test.server, '/settings/clerk', { certified: Buffer.from(ended.certified).toString('base64url') })
  keys['counsel whose certificate has ended'] = ended.passkey
  keys['counsel of another root'] = (await stranger.made.person('9', 'counsel', test.clock.now - 60, test.clock.now + 60)).passkey
}, 60_000)
afterAll(() => test.end())

const known = (who: Who) => !['certified administrator', 'counsel whose certificate has ended', 'counsel of another root'].includes(who)
const isCounsel = (who: Who) => who === 'counsel' || who === 'another counsel'
/** The rule. Looking: counsel, and administrators counsel has named. Acting: one counsel. Releasing: two people, one of them counsel, the other counsel or named. */
const rule = {
  look: (who: Who) => (!known(who) ? 'not_certified' : isCounsel(who) || who === 'administrator who is named' ? 'done' : 'not_allowed'),
  act: (who: Who) => (!known(who) ? 'not_certified' : isCounsel(who) ? 'done' : 'not_allowed'),
  release: (one: Who, two: Who) => {
    if (!known(one) || !known(two)) return 'not_certified'
    const may = (who: Who) => isCounsel(who) || who === 'administrator who is named'
    if (!(isCounsel(one) || isCounsel(two)) || !may(one) || !may(two)) return 'not_allowed'
    return one === two ? 'legal_one_person' : 'done'
  },
}
const said = ({ status, body }: { status: number; body: { fault?: string } }) => (status === 200 ? 'done' : (body.fault as string))

/** A request of its own, closed, with the one administrator named. */
async function closed(): Promise<LegalRequest> {
  const taken = newest(await act(test, [keys.counsel], arrives))
  const shared = newest(await act(test, [keys.counsel], { act: 'name', alias: 'a', on: 'yes' }, taken))
  return newest(await act(test, [keys.counsel], { act: 'close', outcome: 'given' }, shared))
}

const acts: LegalSaid[] = [
  arrives,
  { act: 'due', day: '2026-12-01' },
  { act: 'extend', ground: 'agreed', day: '2027-02-01' },
  { act: 'decide', decision: 'give' },
  { act: 'court', did: 'asked_to_compel' },
  { act: 'close', outcome: 'given' },
  { act: 'reseal', seal: 'open' },
  { act: 'state' },
  { act: 'name', alias: 'a', on: 'yes' },
]

describe.each(people)('%s', who => {
  it('looks', async () => {
    await closed()
    expect(said(await look(test, keys[who]))).toBe(rule.look(who))
  })
  it.each(acts.map(one => [one.act, one] as const))('%s', async (_, one) => {
    const subpoena = { ...arrives, instrument: 'judicial_subpoena' } as const
    const request = one.act === 'take_in' ? null : newest(await act(test, [keys.counsel], subpoena))
    expect(said(await act(test, [keys[who]], one, request))).toBe(rule.act(who))
  })
  it('releases with anybody', async () => {
    for (const other of people) {
      const request = await closed()
      expect([other, said(await act(test, [keys[who], keys[other]], { act: 'release' }, request))]).toEqual([
        other,
        rule.release(who, other),
      ])
    }
  })
})

it('two beside one counsel is one too many, and a second touch is no use where one is asked for', async () => {
  const request = await closed()
  const three = [keys.counsel, keys['another counsel'], keys['administrator who is named']]
  expect(said(await act(test, three, { act: 'release' }, request))).toBe('not_allowed')
  expect(said(await act(test, [keys.counsel, keys['another counsel']], { act: 'decide', decision: 'give' }, request))).toBe('not_allowed')
})

it('an administrator sees the requests they are named for and no other, and is refused like anybody once no more named', async () => {
  const { body } = await look(test, keys['administrator who is named'])
  expect(body.role).toBe('administrator')
  expect(body.requests.every(({ named }) => named.includes('a'))).toBe(true)
  const all = (await look(test, keys.counsel)).body.requests
  expect(body.requests.length).toBeLessThan(all.length)
  // A number that exists and one that does not are one answer.
  const nowhere = { number: 9999, standing: all[0]!.standing }
  const decide = { act: 'decide', decision: 'give' } as const
  expect(said(await act(test, [keys['administrator who is named']], decide, nowhere))).toBe('not_allowed')
  expect(said(await act(test, [keys['administrator who is named']], decide, all[0]))).toBe('not_allowed')
  for (const request of body.requests.filter(({ released }) => released === null))
    await act(test, [keys.counsel], { act: 'name', alias: 'a', on: 'no' }, request)
  const left = await look(test, keys['administrator who is named'])
  expect(left.body.requests?.every(({ released }) => released !== null) ?? true).toBe(true)
})

it('only administrators of the root can be named', async () => {
  const request = newest(await act(test, [keys.counsel], arrives))
  for (const alias of ['14', '9', 'c'])
    expect(said(await act(test, [keys.counsel], { act: 'name', alias, on: 'yes' }, request))).toBe('malformed')
})

it('a statement is good once, for its city and over a nonce of this server', async () => {
  const body = await legalSaid(test, [keys.counsel], arrives)
  expect(said((await post(test.server, '/legal/act', body)) as never)).toBe('done')
  expect(said((await post(test.server, '/legal/act', body)) as never)).toBe('stale')
  const made = await legalSaid(test, [keys.counsel], arrives, null, { nonce: new Uint8Array(16) })
  expect(said((await post(test.server, '/legal/act', made)) as never)).toBe('stale')
  const elsewhere = await legalSaid(test, [keys.counsel], arrives, null, { city: 'hartford/practice' })
  expect(said((await post(test.server, '/legal/act', elsewhere)) as never)).toBe('not_certified')
  // What was signed to look does nothing, and what was signed to act shows nothing.
  expect(said((await post(test.server, '/legal/act', await legalSaid(test, [keys.counsel], { act: 'look' }))) as never)).toBe('malformed')
  expect(said((await post(test.server, '/legal/look', await legalSaid(test, [keys.counsel], arrives))) as never)).toBe('malformed')
})
