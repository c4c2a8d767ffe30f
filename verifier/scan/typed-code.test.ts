import { codePrefix } from '@latchkey/card/code.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { apart, type Press, shortest, TypedCode, within } from './typed-code.ts'

/** Keyboards as their makers print them: what a place types, plain and with Shift. Only what Base45 and our prefixes need. */
const us: Record<string, [string, string]> = {
  ...letters('QWERTYUIOPASDFGHJKLZXCVBNM', 'QWERTYUIOPASDFGHJKLZXCVBNM'),
  ...digits('1234567890', '!@#$%^&*()'),
  Minus: ['-', '_'],
  Equal: ['=', '+'],
  Semicolon: [';', ':'],
  Period: ['.', '>'],
  Slash: ['/', '?'],
  Space: [' ', ' '],
}
const french: typeof us = {
  ...letters('QWERTYUIOPASDFGHJKLZXCVBN', 'AZERTYUIOPQSDFGHJKLWXCVBN'),
  KeyM: [',', '?'],
  ...digits('1234567890', '1234567890', '&é"\'(-è_çà'),
  Minus: [')', '°'],
  Equal: ['=', '+'],
  Semicolon: ['m', 'M'],
  Period: [':', '/'],
  Slash: ['!', '§'],
  Space: [' ', ' '],
}
const arabic: typeof us = Object.fromEntries(Object.keys(us).map((place, at) => [place, [String.fromCodePoint(0x627 + at), '؟']]))

function letters(places: string, capitals: string): Record<string, [string, string]> {
  return Object.fromEntries([...places].map((place, at) => [`Key${place}`, [capitals[at]!.toLowerCase(), capitals[at]!]]))
}
function digits(places: string, shifted: string, plain = places): Record<string, [string, string]> {
  return Object.fromEntries([...places].map((place, at) => [`Digit${place}`, [plain[at]!, shifted[at]!]]))
}

/** A scanner set to a US keyboard presses these places; the computer's keyboard makes letters of them. */
function scan(text: string, computer: typeof us, { caps = false, gap = 3 } = {}): Press[] {
  const presses: Press[] = []
  let at = 1000
  for (const character of text) {
    const found = Object.entries(us).find(([, both]) => both.includes(character))!
    const shift = character !== ' ' && found[1][1] === character
    if (shift) presses.push({ key: 'Shift', code: 'ShiftLeft', shift, command: false, at })
    const [plain, shifted] = computer[found[0]]!
    const letter = found[0].startsWith('Key') && caps
    presses.push({ key: shift !== letter ? shifted : plain, code: found[0], shift, command: false, at })
    at += gap
  }
  return presses
}
const enter = (presses: Press[]): Press => ({ key: 'Enter', code: 'Enter', shift: false, command: false, at: presses.at(-1)!.at + 3 })

const base45 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'
const codes = fc.string({ unit: fc.constantFrom(...base45), minLength: shortest, maxLength: 1460 }).map(rest => codePrefix + rest)

test('every code that a scanner types is read, in whatever language the keyboard is', () => {
  const keyboards = [us, french, arabic]
  fc.assert(
    fc.property(codes, fc.constantFrom(...keyboards), fc.boolean(), fc.integer({ min: 0, max: apart }), (code, computer, caps, gap) => {
      const typed = new TypedCode()
      const presses = scan(code, computer, { caps, gap })
      const said = presses.map(press => typed.press(press))
      // The second letter on, nothing reaches a button: a space in a code would press it.
      const second = presses.findIndex(press => press.key !== 'Shift' && press !== presses.find(one => one.key !== 'Shift'))
      expect(said.slice(second).every(one => one === 'taken')).toBe(true)
      expect(typed.press(enter(presses))).toContain(code)
    }),
  )
})

test('a scanner without Enter is read after it fell silent, if it is one of our codes', () => {
  const typed = new TypedCode()
  for (const press of scan('LK1:ABC DEF%$*+-./:09', us)) typed.press(press)
  expect(typed.quiet()).toEqual(['LK1:ABC DEF%$*+-./:09'])
  expect(typed.quiet()).toBeNull()
  for (const press of scan('5901234123457', us)) typed.press(press)
  expect(typed.quiet()).toBeNull()
})

test('a computer that stops in the middle of a code loses none of it; a minute later it is another code', () => {
  const code = 'LK1:ABC DEF%$*+-./:09'
  fc.assert(
    fc.property(fc.integer({ min: 4, max: code.length - 1 }), fc.integer({ min: apart, max: within }), (letter, stop) => {
      const typed = new TypedCode()
      const presses = scan(code, us)
      const from = presses.findIndex((_, at) => presses.slice(0, at + 1).filter(({ key }) => key !== 'Shift').length > letter)
      const late = presses.map((press, at) => (at < from ? press : { ...press, at: press.at + stop - 3 }))
      for (const press of late) typed.press(press)
      expect(typed.press(enter(late))).toEqual([code])
    }),
  )
  const typed = new TypedCode()
  for (const press of scan(code, us)) typed.press(press)
  const next = scan(code, us).map(press => ({ ...press, at: press.at + 60_000 }))
  for (const press of next) typed.press(press)
  expect(typed.press(enter(next))).toEqual([code])
})

test('the code on a tin of soup is given on as well: it has an answer, *that is a different code*', () => {
  const typed = new TypedCode()
  const presses = scan('5901234123457', us)
  for (const press of presses) typed.press(press)
  expect(typed.press(enter(presses))).toEqual(['5901234123457'])
})

test('somebody at the keys is left alone: Space and Enter press buttons, commands are commands', () => {
  const typed = new TypedCode()
  const slow = scan('LK1:ABCDEFGH', us, { gap: apart + 1 })
  for (const press of slow) expect(typed.press(press)).toBe('left')
  expect(typed.press(enter(slow))).toBe('left')
  const press = { key: ' ', code: 'Space', shift: false, command: false, at: 90_000 }
  expect(typed.press(press)).toBe('left')
  expect(typed.press({ ...press, key: 'Enter', code: 'Enter', at: 90_020 })).toBe('left')
  const quick = scan('LK1:ABCDEFGH', us)
  for (const one of quick) typed.press(one)
  expect(typed.press({ key: 'r', code: 'KeyR', shift: false, command: true, at: quick.at(-1)!.at + 3 })).toBe('left')
  expect(typed.press(enter(quick))).toBe('left')
})

test('a burst that never ends keeps no more than a code could have', () => {
  const typed = new TypedCode()
  const presses = scan(`LK1:${'A'.repeat(9000)}`, us)
  for (const press of presses) typed.press(press)
  const said = typed.press(enter(presses))
  expect(Array.isArray(said) && said.every(text => text.length <= 4096)).toBe(true)
})
