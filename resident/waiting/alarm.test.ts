import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createAlarm } from './alarm.ts'

let rings: number
let awake: boolean
const make = () =>
  createAlarm({
    sound: () => null,
    vibrate: () => void rings++,
    awake: () => {
      awake = true
      return () => {
        awake = false
      }
    },
  })
beforeEach(() => {
  rings = 0
  awake = false
  vi.useFakeTimers()
})
afterEach(() => vi.useRealTimers())

describe('the alarm', () => {
  it('keeps the screen on while it is set, and no longer', () => {
    const alarm = make()
    alarm.arm()
    expect(awake).toBe(true)
    alarm.disarm()
    expect(awake).toBe(false)
  })

  it('rings until it is told to be quiet', () => {
    const alarm = make()
    alarm.ring()
    vi.advanceTimersByTime(8000)
    expect(rings).toBe(3)
    alarm.quiet()
    vi.advanceTimersByTime(60_000)
    expect(rings).toBe(3)
  })

  it('gives up after two minutes', () => {
    make().ring()
    vi.advanceTimersByTime(3_600_000)
    expect(rings).toBe(30)
  })

  it('works where a browser refuses to vibrate', () => {
    const alarm = createAlarm({
      sound: () => null,
      vibrate: () => {
        throw new TypeError('before the first touch')
      },
      awake: () => () => {},
    })
    expect(() => alarm.ring()).not.toThrow()
    alarm.disarm()
  })
})
