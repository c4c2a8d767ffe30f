import fc from 'fast-check'
import decodeQR from 'qr/decode.js'
import { expect, test } from 'vitest'
import { codeModules } from './code-modules.ts'
import { fitText, graphemesOf, wrapText } from './draw-plate.ts'

/** Every letter as wide as half its size. */
const widthAt = (size: number) => (text: string) => [...text].length * size * 0.5
const measureAt = (size: number) => (text: string) => ({ width: widthAt(size)(text), ascent: size * 0.75, descent: size * 0.2 })
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
  expect(fitText({ ...text, text: 'Amal Haddad' }, measureAt)).toMatchObject({ size: 50, lines: ['Amal Haddad'] })
})

test('a long name takes a second line, then grows smaller, and loses nothing', () => {
  const name = 'María de los Ángeles Fernández-Oyarzábal y Gutiérrez'
  const { size, lines } = fitText({ ...text, text: name }, measureAt)
  expect(lines).toHaveLength(2)
  expect(size).toBeLessThan(50)
  expect(lines.join('').replace(/ /g, '')).toBe(name.replace(/ /g, ''))
  expect(lines.every(line => widthAt(size)(line) <= box.width)).toBe(true)
})

test('a word is made smaller before it is cut, and cut only where nothing else helps', () => {
  const long = 'Wolfeschlegelsteinhausen'
  const whole = fitText({ ...text, lines: 4, text: long }, measureAt)
  expect(whole.lines).toEqual([long])
  expect(whole.size).toBe(41)
  const cut = fitText({ ...text, lines: 4, text: long.repeat(3) }, measureAt)
  expect(cut.lines.join('')).toBe(long.repeat(3))
  expect(cut.lines.length).toBeGreaterThan(1)
})

test('lines end after hyphens, between Chinese signs and between Thai words, and a mark stays on its letter', () => {
  const width = widthAt(20)
  expect(wrapText('Fernández-Oyarzábal', 110, width)).toEqual({ lines: ['Fernández-', 'Oyarzábal'], cut: false })
  expect(wrapText('北京市海淀区', 40, width)).toEqual({ lines: ['北京市海', '淀区'], cut: false })
  expect(wrapText('กรุงเทพมหานคร ประเทศไทย', 140, width).cut).toBe(false)
  const marks = 'e\u0302\u0323'.repeat(4)
  expect(wrapText(marks, 70, width).lines.every(line => line.startsWith('e'))).toBe(true)
})

test('letters that reach high take the room they need, so that two lines never touch', () => {
  const high = (size: number) => (words: string) => ({ width: widthAt(size)(words), ascent: size * 1.3, descent: size * 0.5 })
  const { size, lines, step, base } = fitText({ ...text, text: 'two words' + ' more'.repeat(8) }, high)
  expect(lines).toHaveLength(2)
  expect(step).toBeCloseTo(size * 1.8)
  expect(base).toBeCloseTo(size * 1.3)
  expect(lines.length * step).toBeLessThanOrEqual(box.height)
})

test('what cannot fit at the least size ends at the last line', () => {
  const { size, lines } = fitText({ ...text, text: 'word '.repeat(80) }, measureAt)
  expect({ size, count: lines.length }).toEqual({ size: 20, count: 2 })
})

test('no line is ever wider than its box, and no letter is lost while wrapping', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 20, max: 400 }), (words, width) => {
      const measure = widthAt(20)
      const { lines } = wrapText(words, width, measure)
      expect(lines.join('').replace(/\s/g, '')).toBe(words.replace(/\s/g, ''))
      // A single letter wider than the box cannot be cut.
      for (const line of lines) expect(measure(line) <= width || graphemesOf(line).length === 1).toBe(true)
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
