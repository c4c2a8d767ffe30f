/** Who may work the board and close a way in for the day: one independent statement of the rule, over every kind of person and every act. */
import type { Role } from '@latchkey/certificates/clerk.ts'
import type { Passkey } from '@latchkey/certificates/passkey.ts'
import type { Now } from '@latchkey/wire/waiting.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DeskEnd, End, signIn } from '../relay/relay-ends.test.kit.ts'
import { certifyClerk, get, openWay, pauseSaid, post, startTestServer, type TestServer } from '../running-server.test.kit.ts'

let test: TestServer
beforeAll(async () => {
  test = await startTestServer()
  await openWay(test)
}, 60_000)
afterAll(() => test.end())

const acts = {
  board: async () => ({ say: 'board', on: true }),
  move: async () => ({ say: 'move', alias: '2', from: 'all', to: 'all' }),
  slow: async () => ({ say: 'slow', on: false }),
  send: async () => ({ say: 'send', message: { phrase: 6, site: null, station: null, to: null } }),
  take_back: async () => ({ say: 'take_back', id: 1 }),
  pause: async (passkey: Passkey) => pauseSaid(test, passkey),
  resume: async (passkey: Passkey) => pauseSaid(test, passkey, { on: false }),
}
/** The rule: a supervisor, at a desk that has signed in. Nobody else. */
const may = (role: Role): boolean => role === 'supervisor'

async function answerTo(desk: DeskEnd, message: object): Promise<string> {
  desk.heard.splice(0)
  desk.say(message)
  const heard = await desk.until(() => desk.heard.find(one => one.say === 'acted' || one.say === 'board' || one.say === 'fault'))
  return heard.say === 'fault' ? heard.fault : 'done'
}

describe.each(['supervisor', 'clerk'] as const)('a %s', role => {
  it.each(Object.keys(acts) as (keyof typeof acts)[])('%s', async act => {
    await certifyClerk(test, '2', 'supervisor')
    const person = await certifyClerk(test, role === 'supervisor' ? '2' : '14', role)
    test.clock.now += 10
    const fresh = await certifyClerk(test, role === 'supervisor' ? '2' : '14', role)
    void person
    const { desk } = await signIn(test.server, fresh, test.clock.now)
    await desk.hear('signed_in')
    expect(await answerTo(desk, await acts[act](fresh.passkey))).toBe(may(role) ? 'done' : 'not_allowed')
    desk.cut()
    test.clock.now += 10
  })
})

it('a desk that has not signed in may do nothing of it', async () => {
  const person = await certifyClerk(test, '5', 'supervisor')
  for (const act of Object.values(acts)) {
    const desk = await new End<never>(test.server, '/relay/desk').open()
    desk.say(await act(person.passkey))
    expect(await desk.fault()).toBe('not_signed_in')
    desk.cut()
  }
})

it('a pause takes the touch of the supervisor at this desk: not another’s, not an administrator’s, not one over an old nonce, not twice', async () => {
  const [one, two] = [await certifyClerk(test, '6', 'supervisor'), await certifyClerk(test, '7', 'supervisor')]
  const { desk } = await signIn(test.server, one, test.clock.now)
  await desk.hear('signed_in')
  expect(await answerTo(desk, await pauseSaid(test, two.passkey))).toBe('not_certified')
  expect(await answerTo(desk, await pauseSaid(test, test.city.made.administrators[0]!))).toBe('not_certified')
  expect(await answerTo(desk, await pauseSaid(test, one.passkey, { nonce: new Uint8Array(16) }))).toBe('stale')
  const said = await pauseSaid(test, one.passkey)
  expect(await answerTo(desk, said)).toBe('done')
  expect(await answerTo(desk, said)).toBe('stale')
  desk.cut()
})

it('an administrator’s act is no pause and a pause is no administrator’s act', async () => {
  const person = await certifyClerk(test, '8', 'supervisor')
  const { certified } = await pauseSaid(test, person.passkey, { on: false })
  expect((await post(test.server, '/settings/way', { certified })).status).toBeGreaterThanOrEqual(400)
  expect(((await get(test.server, '/now')).body as Now).open).toBe(false)
})
