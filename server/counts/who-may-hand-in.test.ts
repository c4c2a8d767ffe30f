/** Who may hand in at closing, and how often: one independent statement of the rule, apart from what handing in does. */
import { toText } from '@latchkey/wire/edge.ts'
import { handInCells } from '@latchkey/wire/hand-in.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DeskEnd, End, signIn } from '../relay/relay-ends.test.kit.ts'
import { certifyClerk, openWay, startTestServer, type TestServer } from '../running-server.test.kit.ts'

let test: TestServer
beforeAll(async () => {
  test = await startTestServer()
  await openWay(test)
}, 120_000)
afterAll(() => test.end())

const message = (change: object = {}) => ({
  say: 'hand_in',
  site: 'hall',
  tens: toText(new Uint8Array(handInCells.length).fill(1)),
  ...change,
})

async function answerTo(desk: DeskEnd, said: object): Promise<string> {
  desk.heard.splice(0)
  desk.say(said)
  const heard = await desk.until(
    () =>
      desk.heard.find(one => one.say === 'acted' || one.say === 'fault') ??
      (desk.closed && { say: 'fault' as const, fault: desk.closed.reason }),
  )
  return heard.say === 'fault' ? heard.fault : 'acted'
}

describe.each(['clerk', 'supervisor'] as const)('a desk of a %s', role => {
  it('may once for each desk key, wherever its line is', async () => {
    const person = await certifyClerk(test, role === 'clerk' ? '14' : '2', role)
    const { desk } = await signIn(test.server, person, test.clock.now)
    await desk.hear('signed_in')
    expect([await answerTo(desk, message()), await answerTo(desk, message())]).toEqual(['acted', 'handed_in'])
    desk.cut()
    const another = await signIn(test.server, person, test.clock.now)
    await another.desk.hear('signed_in')
    expect(await answerTo(another.desk, message())).toBe('acted')
    another.desk.cut()
  })
})

it('a desk that has not signed in may not, and one whose key has run out may not', async () => {
  const stranger = await new End<never>(test.server, '/relay/desk').open()
  stranger.say(message())
  expect(await stranger.fault()).toBe('not_signed_in')
  stranger.cut()
  const person = await certifyClerk(test, '15')
  const { desk } = await signIn(test.server, person, test.clock.now)
  await desk.hear('signed_in')
  test.clock.now += 13 * 3600
  expect(await answerTo(desk, message())).toBe('not_signed_in')
  test.clock.now -= 13 * 3600
  desk.cut()
})

it('a phone may not', async () => {
  const phone = await new End<never>(test.server, '/relay/phone').open()
  phone.say(message())
  expect((await phone.ended()).code).toBe(4000)
})

it('no other size, no place that is not the city’s, no more than a desk can have, nothing beside it', async () => {
  const person = await certifyClerk(test, '16')
  const wrong = [
    { tens: toText(new Uint8Array(handInCells.length - 1)) },
    { tens: toText(new Uint8Array(handInCells.length + 1)) },
    { tens: toText(new Uint8Array(handInCells.length).fill(41)) },
    { tens: 'not base64url!' },
    { site: 'nowhere' },
    { site: '' },
    { note: 'a word about somebody' },
  ]
  for (const change of wrong) {
    const { desk } = await signIn(test.server, person, test.clock.now)
    await desk.hear('signed_in')
    expect(await answerTo(desk, message(change))).toBe('malformed')
  }
}, 30_000)
