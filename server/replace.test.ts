/** A card in place of another on the running server: the code is spent once, its right opens one room and is used by one seal, whatever breaks in between. */
import { randomBytes } from 'node:crypto'
import { parseAnswer } from '@latchkey/card/answer.ts'
import { makeCancelCode } from '@latchkey/card/cancel-code.ts'
import type { MadePerson } from '@latchkey/try/made-root.ts'
import { toBytes, toText } from '@latchkey/wire/edge.ts'
import type { Number as WaitingNumber } from '@latchkey/wire/waiting.ts'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type KeyPair, sha256 } from './platform.ts'
import { signIn } from './relay/relay-ends.test.kit.ts'
import {
  certifyClerk,
  makeCity,
  openWay,
  periodMessage,
  post,
  sourceSigner,
  startTestServer,
  type TestServer,
} from './running-server.test.kit.ts'
import { approve } from './seal/approved.test.kit.ts'

let test: TestServer
const clerks = new Map<string, MadePerson>()
const ends: { cut(): void }[] = []

beforeAll(async () => {
  test = await startTestServer({ signer: sourceSigner, warmSigners: 1, city: makeCity({ closes: '21:59' }) })
  for (const alias of ['14', '7']) clerks.set(alias, await certifyClerk(test, alias))
  await openWay(test)
  expect((await post(test.server, '/settings/period', await periodMessage(test))).status).toBe(200)
}, 120_000)
afterAll(() => test.end())
afterEach(() => {
  for (const end of ends.splice(0)) end.cut()
})

async function sit(alias = '14', keys?: KeyPair) {
  const clerk = clerks.get(alias) as MadePerson
  const signed = await signIn(test.server, clerk, test.clock.now, keys)
  ends.push(signed.desk)
  await signed.desk.hear('signed_in')
  return { ...signed, clerk }
}
type Sat = Awaited<ReturnType<typeof sit>>
const placeHash = () => toText(sha256(randomBytes(32)))

/** In the room that is open: lease, touch, seal. @returns the card's cancel code */
async function seal({ desk, clerk }: Sat): Promise<string> {
  desk.say({ say: 'lease' })
  const { key, until } = await desk.hear('signer')
  const { envelope, open } = await approve(clerk, toBytes(key), until)
  desk.say({ say: 'seal', envelope: toText(envelope) })
  return parseAnswer(await open(toBytes((await desk.hear('sealed')).answer))).cancelCode
}
async function card(sat: Sat): Promise<string> {
  const number = (await post(test.server, '/waiting/number', { way: 'counter' })).body as WaitingNumber
  sat.desk.say({ say: 'counter', number, placeHash: placeHash() })
  await sat.desk.hear('room')
  const code = await seal(sat)
  sat.desk.say({ say: 'goodbye' })
  return code
}
async function right(sat: Sat): Promise<string> {
  sat.desk.say({ say: 'replace', code: await card(sat) })
  return (await sat.desk.hear('right')).right
}
const enter = ({ desk }: Sat, right: string) => desk.say({ say: 'replacement', right, placeHash: placeHash() })

describe('a cancel code', () => {
  it('is spent once, at whichever desk; one that is not the city’s gives nothing', async () => {
    const [sat, other] = [await sit(), await sit('7')]
    const code = await card(sat)
    sat.desk.say({ say: 'replace', code: makeCancelCode(new Uint8Array(32), 'chicago/practice', Number(code.slice(0, 2)), 7) })
    expect(await sat.desk.fault()).toBe('code_refused')
    sat.desk.say({ say: 'replace', code })
    expect(toBytes((await sat.desk.hear('right')).right)).toHaveLength(16)
    other.desk.say({ say: 'replace', code })
    expect(await other.desk.fault()).toBe('already_replaced')
  })
})

describe('a right', () => {
  it('opens one room and is used by its seal', async () => {
    const sat = await sit()
    const given = await right(sat)
    enter(sat, given)
    await sat.desk.hear('room')
    await seal(sat)
    sat.desk.say({ say: 'goodbye' })
    enter(sat, given)
    expect(await sat.desk.fault()).toBe('right_unknown')
  })
  it('made up opens nothing', async () => {
    const sat = await sit()
    enter(sat, toText(randomBytes(16)))
    expect(await sat.desk.fault()).toBe('right_unknown')
  })
  it('is not at two desks at a time', async () => {
    const [sat, other] = [await sit(), await sit('7')]
    const given = await right(sat)
    enter(sat, given)
    await sat.desk.hear('room')
    enter(other, given)
    expect(await other.desk.fault()).toBe('right_unknown')
  })
  it('outlives a seal that was refused, and a visit that ended without a card', async () => {
    const sat = await sit()
    const given = await right(sat)
    enter(sat, given)
    await sat.desk.hear('room')
    sat.desk.say({ say: 'lease' })
    await sat.desk.hear('signer')
    sat.desk.say({ say: 'seal', envelope: toText(randomBytes(2000)) })
    expect(await sat.desk.fault()).toBe('seal_refused')
    sat.desk.say({ say: 'goodbye' })
    enter(sat, given)
    await sat.desk.hear('room')
    await seal(sat)
  })
  it('is the desk’s still when its line dropped before it heard of the room', async () => {
    const sat = await sit()
    const given = await right(sat)
    enter(sat, given)
    await sat.desk.hear('room')
    sat.desk.cut()
    const back = await sit('14', sat.keys)
    enter(back, given)
    await back.desk.hear('room')
    await seal(back)
  })
})

it('after closing no code is spent, but a right that was given is good still', async () => {
  const sat = await sit()
  const [given, code] = [await right(sat), await card(sat)]
  const noon = test.clock.now
  const minute = new Intl.DateTimeFormat('en', { timeZone: 'America/Chicago', hour: 'numeric', minute: 'numeric', hourCycle: 'h23' })
  while (minute.format(test.clock.now * 1000) !== '22:00') test.clock.now += 60
  const late = await sit()
  late.desk.say({ say: 'replace', code })
  expect(await late.desk.fault()).toBe('closed')
  enter(late, given)
  await late.desk.hear('room')
  test.clock.now = noon
})
