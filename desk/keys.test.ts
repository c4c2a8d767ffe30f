import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type KeyScreen, keysOf, letterOf, pressed } from './keys.ts'

const screens = Object.keys(keysOf) as KeyScreen[]
const press = (key: string, more = {}) => ({ key, code: /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : `Digit${key}`, ...more })

describe('letters', () => {
  test('no letter means two things on one screen, and none is a digit that asks', () => {
    for (const screen of screens) {
      const letters = Object.values(keysOf[screen])
      expect(new Set(letters).size, screen).toBe(letters.length)
      for (const letter of letters) expect(letter, screen).not.toMatch(/^[1-9]$/)
    }
  })

  test('a key that writes another script counts by its place', () => {
    expect(letterOf({ key: 'ى', code: 'KeyN' })).toBe('N')
    expect(letterOf({ key: '٣', code: 'Digit3' })).toBe('3')
    // French keyboard: the letter A stands where others have Q. What is printed on the key counts.
    expect(letterOf({ key: 'a', code: 'KeyQ' })).toBe('A')
  })

  test('the same press does what the screen says', () => {
    expect(pressed('line', press('n'))).toEqual({ action: 'next' })
    expect(pressed('face', press('n'))).toEqual({ action: 'other' })
    expect(pressed('decide', press('n'))).toBe(null)
    expect(pressed('papers', press('3'))).toEqual({ number: 3 })
    expect(pressed('decide', press('3'))).toBe(null)
    expect(pressed('face', { key: 'Escape', code: 'Escape' })).toEqual({ action: 'back' })
  })

  test('nothing fires while typing but Escape, nor with Ctrl, Alt or Command, nor while a key is held', () => {
    fc.assert(
      fc.property(fc.constantFrom(...screens), fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'), (screen, key) => {
        for (const why of [{ typing: true }, { ctrlKey: true }, { altKey: true }, { metaKey: true }, { repeat: true }]) {
          expect(pressed(screen, press(key, why))).toBe(null)
        }
      }),
    )
    expect(pressed('typing', { key: 'Escape', code: 'Escape', typing: true })).toEqual({ action: 'back' })
  })

  test('ending, handing over and sealing never share a letter with a harmless step', () => {
    for (const screen of screens) {
      const entries = Object.entries(keysOf[screen])
      for (const [action, key] of entries) {
        if (key === 'E') expect(action).toBe('end')
        if (key === 'H') expect(action).toBe('hand_over')
        if (key === 'K') expect(action).toBe('touch')
      }
    }
  })
})
