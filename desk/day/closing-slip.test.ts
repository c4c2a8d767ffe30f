import type { Op } from '@latchkey/card/drawing.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { closingSlip, differenceOf, type SlipLabels } from './closing-slip.ts'
import { keyOf, missing, noOpening, openingTicks, tickAt, ticked, wholeOf } from './opening.ts'
import { countPrinted, countRefused, countSpoiled, newTally, noTally, type Tally, told } from './tally.ts'

const labels: SlipLabels = {
  title: 'Closing',
  head: ['Chicago', '28 November 2026', 'Desk 7'],
  before: 'before',
  printed: 'printed',
  spoiled: 'spoiled',
  should: 'should',
  counted: 'counted',
  difference: 'difference',
  refused: 'refused',
  secondLooks: 'second looks',
  unknown: 'not typed',
  says: 'signed',
  first: 'one',
  second: 'two',
}
const textsOf = (tally: Tally, counted: number | null) =>
  closingSlip(tally, counted, labels)
    .ops.filter((op): op is Extract<Op, { op: 'text' }> => op.op === 'text')
    .map(op => op.text)
const numbersOf = (tally: Tally, counted: number | null) => {
  const texts = textsOf(tally, counted)
  return ['before', 'printed', 'spoiled', 'should', 'counted', 'difference'].map(label => texts[texts.indexOf(label) + 1])
}

describe('the slip at closing', () => {
  it('says what was in the tray, what became of it and what is missing', () => {
    const tally = countSpoiled(countPrinted(countPrinted({ ...noTally, stock: 213 })))
    expect(numbersOf(tally, 209)).toEqual(['213', '2', '1', '210', '209', '\u22121'])
    expect(numbersOf(tally, 212).at(-1)).toBe('+2')
    expect(numbersOf(tally, 210).at(-1)).toBe('0')
  })

  it('says so where nobody typed a number, and invents none', () => {
    expect(numbersOf(noTally, null)).toEqual(['not typed', '0', '0', 'not typed', 'not typed', 'not typed'])
    expect(numbersOf(noTally, 5)).toEqual(['not typed', '0', '0', 'not typed', '5', 'not typed'])
    expect(differenceOf({ ...noTally, stock: 9 }, null)).toBeNull()
  })

  it('tells refusals in whole tens: of no day how many, of many days the sum', () => {
    const day = (start: number, times: number) => {
      let tally = newTally(length => new Uint8Array(length).fill(start))
      for (let one = 0; one < times; one++) tally = countRefused(tally)
      return told({ ...tally, visits: 100 }, tally.refused)
    }
    const starts = Array.from({ length: 10 }, (_, start) => start)
    for (const times of [0, 1, 4, 10, 37]) {
      const tens = starts.map(start => day(start, times))
      expect(tens.every(one => one % 10 === 0 && Math.abs(one - times) < 10)).toBe(true)
      expect(tens.reduce((sum, one) => sum + one, 0)).toBe(10 * times)
    }
    const texts = textsOf({ ...noTally, refused: 17, visits: 30 }, null)
    expect(texts[texts.indexOf('refused') + 1]).toBe('10')
  })

  it('has two lines for ink and nothing but the words it was given and numbers of cards', () => {
    const drawing = closingSlip({ ...noTally, stock: 9 }, 9, labels)
    const given = new Set([...Object.values(labels).flat(), '9', '0'])
    expect(textsOf({ ...noTally, stock: 9 }, 9).every(text => given.has(text))).toBe(true)
    expect(drawing.ops.some(op => op.op === 'picture' || op.op === 'code')).toBe(false)
    expect(drawing.ops.filter(op => op.op === 'line' && op.colour === '#16201d')).toHaveLength(2)
  })

  it('adds up, whatever happened', () => {
    const count = fc.nat(500)
    fc.assert(
      fc.property(count, count, count, count, (stock, printed, spoiled, counted) => {
        const tally = { ...noTally, stock, printed, spoiled }
        expect(differenceOf(tally, counted)).toBe(counted + printed + spoiled - stock)
      }),
    )
  })
})

describe('the ten ticks', () => {
  it('have the keys 1 to 9 and 0, one each', () => {
    expect(openingTicks.map(keyOf)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'])
    for (const tick of openingTicks) expect(tickAt(Number(keyOf(tick)))).toBe(tick)
  })

  it('go on and off, and what is not ticked is named', () => {
    const two = ticked(ticked(noOpening, 'camera'), 'paper')
    expect(missing(two)).toEqual(['test_card', 'tray', 'ribbon', 'rules', 'list', 'second_screen', 'helper', 'old_ribbon'])
    expect(missing(ticked(two, 'camera'))).toContain('camera')
    expect(noOpening.done.size).toBe(0)
  })

  it('read a number as any keyboard writes it, and nothing that is none', () => {
    expect([wholeOf('213', 999), wholeOf(' ٢١٣ ', 999), wholeOf('0', 100), wholeOf('100', 100)]).toEqual([213, 213, 0, 100])
    for (const typed of ['', '-1', '1.5', 'abc', '101', '12345', '1 2']) expect(wholeOf(typed, 100)).toBeNull()
  })
})
