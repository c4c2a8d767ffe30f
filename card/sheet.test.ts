import fc from 'fast-check'
import encodeQR from 'qr'
import { describe, expect, it } from 'vitest'
import { decodeBase45, encodeBase45 } from './base45.ts'
import { encodeCode } from './code.ts'
import { CardFault, cardFaults } from './faults.ts'
import { loopOf } from './my-card.ts'
import { trustCompactSeal } from './seal.ts'
import { encodeSheet, readSheet, readSheetPart, sheetPrefix } from './sheet.ts'
import { keyOf, makeSpecimen, specimenPictures, verify } from './vectors/specimen.ts'

const { sealed, period } = await makeSpecimen()
const other = await makeSpecimen({ index: 7 })
const texts = encodeSheet(sealed)
const codeOf = (read: readonly string[]) => {
  try {
    readSheet(read)
  } catch (fault) {
    return fault instanceof CardFault ? fault.code : 'other'
  }
  return 'none'
}
const changed = (text: string, at: number, byte: number) => {
  const bytes = decodeBase45(text.slice(sheetPrefix.length))
  bytes[at]! ^= byte
  return sheetPrefix + encodeBase45(bytes)
}

describe('backup sheet', () => {
  it('opens all three parts, both seals and the cancel code, in any order', async () => {
    for (const order of [
      [0, 1, 2, 3],
      [3, 1, 0, 2],
      [2, 3, 1, 0],
    ]) {
      const content = readSheet(order.map(at => texts[at]!))
      expect(content).toMatchObject({ city: sealed.city, period: sealed.period, blank: sealed.blank, cancelCode: sealed.cancelCode })
      expect(content.rest).toEqual({
        nameLatin: null,
        address: sealed.facts.address,
        emergencyContact: sealed.facts.emergency_contact,
        lines: sealed.facts.lines,
        print: specimenPictures.print,
      })
      expect(content.face).toEqual(specimenPictures.face)
      await trustCompactSeal(1, period, content.blank.index, keyOf('blank').publicKey, content, content.compactCard, verify)
      await trustCompactSeal(2, period, content.blank.index, keyOf('blank').publicKey, content, content.compactSheet, verify)
    }
  })

  it('is four texts of one length, each a QR code of version 22 with level L', () => {
    expect(texts.map(text => text.length)).toEqual([1460, 1460, 1460, 1460])
    for (const text of texts) expect(encodeQR(text, 'raw', { ecc: 'low', encoding: 'alphanumeric', border: 1 })).toHaveLength(107)
  })

  it('is the same four texts every time, on paper and on the phone', () => {
    expect(loopOf(sealed)).toEqual(texts)
    expect(texts.map(readSheetPart).map(({ number, count }) => [number, count])).toEqual([
      [1, 4],
      [2, 4],
      [3, 4],
      [4, 4],
    ])
    expect(new Set(texts.map(text => readSheetPart(text).set)).size).toBe(1)
  })

  it.each([
    ['none at all', [], 'sheet_missing'],
    ['three', texts.slice(1), 'sheet_missing'],
    ['one twice', [texts[0]!, texts[1]!, texts[2]!, texts[2]!], 'sheet_doubled'],
    ['five', [...texts, texts[0]!], 'sheet_doubled'],
    ['codes of two sheets', [texts[0]!, texts[1]!, texts[2]!, encodeSheet(other.sealed)[3]!], 'sheet_mixed'],
    ['a card among them', [texts[0]!, texts[1]!, texts[2]!, encodeCode(sealed, { face: true })], 'other_code'],
    ['half a code', [texts[0]!, texts[1]!, texts[2]!, texts[3]!.slice(0, 900)], 'code_short'],
    ['a changed bit', [texts[0]!, texts[1]!, changed(texts[2]!, 500, 1), texts[3]!], 'sheet_changed'],
    ['a wrong number', [changed(texts[0]!, 8, 4), texts[1]!, texts[2]!, texts[3]!], 'malformed'],
    ['another count', [changed(texts[0]!, 9, 1), texts[1]!, texts[2]!, texts[3]!], 'malformed'],
  ])('refuses %s', (_, read, code) => {
    expect(codeOf(read)).toBe(code)
  })

  it('answers any texts with a fault of the list', () => {
    const text = fc.oneof(
      fc.constantFrom(...texts),
      fc.tuple(fc.constantFrom(...texts), fc.nat(969), fc.integer({ min: 1, max: 255 })).map(([one, at, byte]) => changed(one, at, byte)),
      fc.string().map(tail => sheetPrefix + tail),
    )
    fc.assert(
      fc.property(fc.array(text, { maxLength: 6 }), read => {
        const code = codeOf(read)
        expect(code in cardFaults || (code === 'none' && new Set(read).size === 4)).toBe(true)
        if (code === 'none') expect([...read].sort()).toEqual([...texts].sort())
      }),
    )
  })
})
