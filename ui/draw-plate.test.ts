import fc from 'fast-check'
import decodeQR from 'qr/decode.js'
import { expect, test } from 'vitest'
import { codeModules } from './code-modules.ts'
import { fitText, wrapText } from './draw-plate.ts'

/** Every letter as wide as half its size. */
const measureAt = (size: number) => (text: string) => [...text].length * size * 0.5
const box = { x: 0, y: 0, width: 500, height: 120 }
const text = {
  text: '',
  box,
  colour: '#000',
  weight: 400 as const,
  size: 50,
  least: 20,
  lines: 2,
  align: 'start' as const,
  vertical: 'top' as const,
  direction: 'auto' as const,
}

test('short text stands at its largest size, on one line', () => {
  expect(fitText({ ...text, text: 'Amal Haddad' }, measureAt)).toEqual({ size: 50, lines: ['Amal Haddad'] })
})

test('a long name takes a second line, then grows smaller, and loses nothing', () => {
  const name = 'María de los Ángeles Fernández-Oyarzábal y Gutiérrez'
  const { size, lines } = fitText({ ...text, text: name }, measureAt)
  expect(lines).toHaveLength(2)
  expect(size).toBeLessThan(50)
  expect(lines.join(' ')).toBe(name)
  expect(lines.every(line => measureAt(size)(line) <= box.width)).toBe(true)
})

test('what cannot fit at the least size ends at the last line', () => {
  const { size, lines } = fitText({ ...text, text: 'word '.repeat(80) }, measureAt)
  expect({ size, count: lines.length }).toEqual({ size: 20, count: 2 })
})

test('no line is ever wider than its box, and no letter is lost while wrapping', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 20, max: 400 }), (words, width) => {
      const measure = measureAt(20)
      const lines = wrapText(words, width, measure)
      expect(lines.join('').replace(/\s/g, '')).toBe(words.replace(/\s/g, ''))
      // A single letter wider than the box cannot be cut.
      for (const line of lines) expect(measure(line) <= width || [...line].length === 1).toBe(true)
    }),
  )
})

test('a code of a card has one size whatever it holds, and reads back', () => {
  for (const content of ['LK1:AB12', `LK1:${'Z9 $%*+-./:'.repeat(132)}`]) {
    const rows = codeModules(content)
    expect(rows).toHaveLength(4 * 22 + 17 + 8)
    expect(rows.slice(0, 4).flat().some(Boolean)).toBe(false)
    const side = rows.length * 4
    const data = new Uint8ClampedArray(side * side * 4).fill(255)
    rows.forEach((row, y) => {
      row.forEach((dark, x) => {
        if (!dark) return
        for (let dy = 0; dy < 4; dy++)
          for (let dx = 0; dx < 4; dx++) data.fill(0, ((y * 4 + dy) * side + x * 4 + dx) * 4, ((y * 4 + dy) * side + x * 4 + dx) * 4 + 3)
      })
    })
    expect(decodeQR({ width: side, height: side, data })).toBe(content)
  }
})

test('text that a code cannot hold as letters and digits of its alphabet, or at all, is refused', () => {
  expect(() => codeModules('lower case')).toThrow()
  expect(() => codeModules('A'.repeat(1_461))).toThrow()
  expect(() => codeModules('A'.repeat(1_460))).not.toThrow()
})
