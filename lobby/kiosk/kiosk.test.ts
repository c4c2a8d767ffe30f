import { expect, test } from 'vitest'
import { createKiosk, shownFor } from './kiosk.ts'

const given = { way: 'counter', day: '2026-11-28', n: 417, mac: 'AAECAwQFBgcICQoLDA0ODw' }

/** A lobby whose clock and network move when told. */
function lobby() {
  const timers: { run: () => void; seconds: number }[] = []
  const asked: { address: string; options: RequestInit; answer(body: unknown, status?: number): void }[] = []
  const fetch = ((address: string, options: RequestInit) =>
    new Promise<Response>((resolve, reject) => {
      asked.push({ address, options, answer: (body, status = 200) => resolve(new Response(JSON.stringify(body), { status })) })
      options.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')))
    })) as typeof globalThis.fetch
  const kiosk = createKiosk(fetch, {
    set(run, seconds) {
      const timer = { run, seconds }
      timers.push(timer)
      return timer
    },
    clear: timer => void (timers.includes(timer as never) && timers.splice(timers.indexOf(timer as never), 1)),
  })
  /** The one timer that runs is over. */
  const pass = () => {
    expect(timers.length).toBe(1)
    timers.splice(0, 1)[0]!.run()
  }
  return { kiosk, asked, timers, pass }
}
async function withNumber() {
  const here = lobby()
  const taken = here.kiosk.take()
  here.asked[0]!.answer(given)
  await taken
  return here
}

test('asks for a number of the counter, and shows what came', async () => {
  const { kiosk, asked } = await withNumber()
  expect([asked[0]!.address, asked[0]!.options.body]).toEqual(['/waiting/number', '{"way":"counter"}'])
  expect(kiosk.state).toEqual({ at: 'number', number: given })
})

test('two presses are one number, and a shown number is not replaced by another', async () => {
  const { kiosk, asked } = lobby()
  const taken = kiosk.take()
  await kiosk.take()
  asked[0]!.answer(given)
  await taken
  await kiosk.take()
  expect(asked.length).toBe(1)
})

test('the number leaves the screen by Done, or when nobody touches it', async () => {
  const done = await withNumber()
  done.kiosk.done()
  expect(done.kiosk.state).toEqual({ at: 'empty', trouble: null })
  expect(done.timers).toEqual([])

  const left = await withNumber()
  expect(left.timers.map(timer => timer.seconds)).toEqual([shownFor])
  left.pass()
  expect(left.kiosk.state).toEqual({ at: 'empty', trouble: null })
})

test('a touch begins the time anew', async () => {
  const { kiosk, timers } = await withNumber()
  const first = timers[0]
  kiosk.touched()
  expect(timers.length).toBe(1)
  expect(timers[0]).not.toBe(first)
})

test('who touched an empty screen and went away is forgotten too', () => {
  const { kiosk, timers, pass } = lobby()
  const told: unknown[] = []
  kiosk.subscribe(state => told.push(state))
  kiosk.touched()
  expect(told).toEqual([])
  pass()
  expect(told).toEqual([{ at: 'empty', trouble: null }])
  expect(timers).toEqual([])
})

test('while a number is asked for, nothing empties the screen', async () => {
  const { kiosk, asked, timers } = lobby()
  const taken = kiosk.take()
  const patience = [...timers]
  kiosk.touched()
  kiosk.done()
  expect(timers).toEqual(patience)
  asked[0]!.answer(given)
  await taken
  expect(kiosk.state.at).toBe('number')
})

test('a refusal is named, stays for a while, and gives no number', async () => {
  const { kiosk, asked, pass } = lobby()
  const taken = kiosk.take()
  asked[0]!.answer({ fault: 'no_desk' }, 409)
  await taken
  expect(kiosk.state).toEqual({ at: 'empty', trouble: 'no_desk' })
  pass()
  expect(kiosk.state).toEqual({ at: 'empty', trouble: null })
})

test('an answer that is no number is none', async () => {
  for (const body of [{}, { ...given, n: 0 }, { ...given, name: 'x' }, [given]]) {
    const { kiosk, asked } = lobby()
    const taken = kiosk.take()
    asked[0]!.answer(body)
    await taken
    expect(kiosk.state).toEqual({ at: 'empty', trouble: 'broken' })
  }
})

test('no answer in time is no connection', async () => {
  const { kiosk, pass } = lobby()
  const taken = kiosk.take()
  pass()
  await taken
  expect(kiosk.state).toEqual({ at: 'empty', trouble: 'offline' })
})
