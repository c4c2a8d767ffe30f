import { expect, test } from 'vitest'
import { darkAfterSeconds, startDark } from './dark.ts'
import { clockText, offlineFor } from './offline.ts'

function desk() {
  const timers: { seconds: number; run: () => void; on: boolean }[] = []
  const seen: boolean[] = []
  const dark = startDark({
    later(seconds, run) {
      const timer = { seconds, run, on: true }
      timers.push(timer)
      return () => void (timer.on = false)
    },
    onChange: now => seen.push(now),
  })
  const ring = () => {
    for (const timer of timers) if (timer.on) timer.run()
  }
  return { dark, seen, timers, ring }
}

test('two minutes without a key darken the screen; the key that wakes it does nothing else', () => {
  const { dark, seen, timers, ring } = desk()
  expect(timers[0]?.seconds).toBe(darkAfterSeconds)
  ring()
  expect(dark.dark).toBe(true)
  expect(dark.woke()).toBe(true)
  expect(dark.woke()).toBe(false)
  expect(seen).toEqual([true, false])
})

test('every key winds the clock anew: only one is ever running', () => {
  const { dark, timers } = desk()
  dark.woke()
  dark.woke()
  expect(timers.filter(timer => timer.on)).toHaveLength(1)
  dark.stop()
  expect(timers.filter(timer => timer.on)).toHaveLength(0)
})

test('a hidden page is dark at once and stays so until a key', () => {
  const { dark, seen } = desk()
  dark.hidden()
  dark.hidden()
  expect(seen).toEqual([true])
  expect(dark.woke()).toBe(true)
})

test('how long a phone is without a line, and when the next may be taken', () => {
  expect(offlineFor({ here: true, since: 0 }, 500)).toBe(null)
  expect(offlineFor({ here: false, since: 100 }, 140)).toEqual({ seconds: 40, long: false })
  expect(offlineFor({ here: false, since: 100 }, 220)).toEqual({ seconds: 120, long: true })
  expect(offlineFor({ here: false, since: 100 }, 90)).toEqual({ seconds: 0, long: false })
  expect([0, 40, 75, 600].map(clockText)).toEqual(['0:00', '0:40', '1:15', '10:00'])
})
