import { type Now, nextLook } from '@latchkey/wire/waiting.ts'
import { afterEach, expect, test } from 'vitest'
import { type LookState, startLooking } from './look.ts'

const answer: Now = {
  at: 1_790_000_000,
  day: '2026-09-21',
  open: true,
  counter: true,
  event: false,
  changed: [],
  ordered: [],
  desks: true,
  notice: null,
  serving: 407,
  given: 450,
  since: '2026-09-21',
  before: 0,
  apart: [],
  gives: 'today',
  pace: 60,
  spread: 20,
  line: 0,
  planned: false,
  closes: 1_790_020_000,
  lastCall: 1_790_019_760,
  opens: 1_790_060_000,
}

/** A world of its own: timers that run when told, a page that is shown or hidden, a network that answers when told. */
function world(ahead: number | null = null, chance = 0) {
  const timers: { run: () => void; seconds: number }[] = []
  const asked: { signal: AbortSignal; reply(response: Response): void; fail(): void }[] = []
  const heard: Now[] = []
  const states: LookState[] = []
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible' as DocumentVisibilityState })
  const network = new EventTarget()
  const here = { ahead }
  const stop = startLooking({
    ahead: () => here.ahead,
    onNow: now => heard.push(now),
    onState: state => states.push(state),
    chance: () => chance,
    timers: {
      set: (run, seconds) => {
        const timer = { run, seconds }
        timers.push(timer)
        return timer
      },
      clear: timer => void (timers.includes(timer as never) && timers.splice(timers.indexOf(timer as never), 1)),
    },
    page: page as never,
    network: network as never,
    fetch: ((_: string, options: RequestInit) =>
      new Promise<Response>((reply, fail) => {
        asked.push({ signal: options.signal!, reply, fail: () => fail(new TypeError('network')) })
        options.signal!.addEventListener('abort', () => fail(new DOMException('aborted', 'AbortError')))
      })) as typeof fetch,
  })
  stops.push(stop)
  const settle = async () => {
    for (let turn = 0; turn < 10; turn++) await Promise.resolve()
  }
  const reply = async (body: unknown = answer, status = 200) => {
    asked.at(-1)!.reply({ ok: status === 200, text: async () => JSON.stringify(body) } as Response)
    await settle()
  }
  const show = (state: DocumentVisibilityState) => {
    page.visibilityState = state
    page.dispatchEvent(new Event('visibilitychange'))
  }
  return { timers, asked, heard, states, here, stop, reply, show, network, settle }
}
const stops: (() => void)[] = []
afterEach(() => stops.splice(0).forEach(stop => void stop()))

test('the first look is at once, and the pauses follow the distance', async () => {
  for (const ahead of [null, 3, 200, 900]) {
    const { timers, asked, heard, reply } = world(ahead)
    expect(asked).toHaveLength(1)
    await reply()
    expect(heard).toEqual([answer])
    expect(timers.map(t => t.seconds)).toEqual([nextLook(ahead)])
  }
})

test('who could not be answered looks again by chance: those whom a restart brought together come apart', async () => {
  const { timers, asked, reply, settle } = world(900, 0.25)
  await reply()
  timers[0]!.run()
  asked.at(-1)!.fail()
  await settle()
  expect(timers.map(t => t.seconds)).toEqual([3])
  timers[0]!.run()
  await reply()
  expect(timers.map(t => t.seconds)).toEqual([75])
  timers[0]!.run()
  await reply()
  expect(timers.map(t => t.seconds)).toEqual([300])
})

test('nearer numbers look more often: the distance is asked anew before every pause', async () => {
  const { timers, here, reply } = world(600)
  await reply()
  here.ahead = 5
  timers[0]!.run()
  await reply()
  expect(timers.map(t => t.seconds)).toEqual([nextLook(5)])
})

test('coming to the front or back online looks at once and ends the look before it', async () => {
  const { asked, heard, show, network, reply } = world(600)
  show('visible')
  expect(asked).toHaveLength(2)
  expect(asked[0]!.signal.aborted).toBe(true)
  network.dispatchEvent(new Event('online'))
  expect(asked).toHaveLength(3)
  await reply()
  expect(heard).toHaveLength(1)
})

test('a hidden page without a number rests until it is shown; with a number it goes on', async () => {
  const resting = world(null)
  resting.show('hidden')
  await resting.reply()
  expect(resting.timers).toHaveLength(0)
  resting.show('visible')
  expect(resting.asked).toHaveLength(2)
  const waiting = world(40)
  waiting.show('hidden')
  await waiting.reply()
  expect(waiting.timers).toHaveLength(1)
})

test('offline, broken and back again are told once each, and looking goes on', async () => {
  const { asked, states, timers, heard, reply, settle } = world(600)
  asked[0]!.fail()
  await settle()
  expect(states).toEqual(['offline'])
  expect(timers.map(t => t.seconds)).toEqual([3])
  timers[0]!.run()
  await reply({ fault: 'broken' }, 500)
  timers[0]!.run()
  await reply({ ...answer, extra: 1 })
  expect(states).toEqual(['offline', 'broken'])
  expect(heard).toHaveLength(0)
  timers[0]!.run()
  await reply()
  timers[0]!.run()
  await reply()
  expect(states).toEqual(['offline', 'broken', 'online'])
  expect(heard).toHaveLength(2)
})

test('a look that gets no answer ends by itself', async () => {
  const { asked, timers, states, settle } = world(3)
  expect(timers).toHaveLength(1)
  timers[0]!.run()
  await settle()
  expect(asked[0]!.signal.aborted).toBe(true)
  expect(states).toEqual(['offline'])
})

test('after the end nothing is asked and nothing is told', async () => {
  const { asked, heard, timers, stop, show, network, settle } = world(3)
  stop()
  show('visible')
  network.dispatchEvent(new Event('online'))
  await settle()
  expect(asked).toHaveLength(1)
  expect(asked[0]!.signal.aborted).toBe(true)
  expect(heard).toHaveLength(0)
  expect(timers).toHaveLength(0)
})
