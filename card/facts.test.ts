import { encodeCbor } from '@latchkey/certificates/cbor.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pictureSizes } from './avif.ts'
import { encodeFront, encodeRest, frontMost, restMost } from './compact.ts'
import { claims, decodeFacts, encodeFacts, type Facts, nameMost, parseFacts, tidy } from './facts.ts'
import { CardFault, cardFaults } from './faults.ts'
import { specimenFacts, specimenPictures } from './vectors/specimen.ts'

const withFact = (fact: Record<string, unknown>) => ({ ...specimenFacts, ...fact })
const faultOf = (run: () => unknown) => {
  try {
    run()
  } catch (fault) {
    if (fault instanceof CardFault) return fault.code
    throw fault
  }
  return 'none'
}

describe('facts', () => {
  it('come back from their bytes', () => {
    expect(decodeFacts(encodeFacts(specimenFacts))).toEqual(specimenFacts)
    const bare: Facts = { ...specimenFacts, name_latin: null, ends: null, address: null, gender: null, emergency_contact: null }
    expect(decodeFacts(encodeFacts(bare))).toEqual(bare)
  })

  it.each([
    ['name', ''],
    ['name', 'A\u202eB'],
    ['name', 'A\u0000B'],
    ['name', 'A\nB'],
    ['name', ' A'],
    ['name', 'A  B'],
    ['name', 'A\u00a0B'],
    ['name', 'e\u0301'],
    ['name', 'A'.repeat(nameMost + 1)],
    ['name', 'ا'.repeat(55)],
    ['name', '\ud800'],
    ['name', 5],
    ['name', null],
    ['name_latin', 'A'.repeat(81)],
  ])('refuses %s %j', (claim, value) => {
    expect(faultOf(() => parseFacts(withFact({ [claim]: value })))).toBe('name')
  })

  it.each([
    ['address', 'a\nb\nc\nd\ne', 'text'],
    ['address', 'a'.repeat(161), 'text'],
    ['emergency_contact', 'a\nb\nc', 'text'],
    ['emergency_contact', '', 'text'],
    ['gender', 'W', 'malformed'],
    ['gender', undefined, 'malformed'],
    ['birth_date', '1987-02-30', 'date'],
    ['birth_date', null, 'date'],
    ['ends', '1987-03-08', 'date'],
    ['portrait', new Uint8Array(), 'portrait'],
    ['portrait', new Uint8Array(12_001), 'portrait'],
    ['portrait', Uint8Array.of(0x89, 0x50, 0x4e, 0x47), 'portrait'],
    ['portrait', 'text', 'portrait'],
  ])('refuses %s %j as %s', (claim, value, code) => {
    expect(faultOf(() => parseFacts(withFact({ [claim]: value })))).toBe(code)
  })

  it('refuses a claim too many, too few, or another one', () => {
    expect(faultOf(() => parseFacts(withFact({ over_21: 'yes' })))).toBe('malformed')
    const { gender: _, ...seven } = specimenFacts
    expect(faultOf(() => parseFacts(seven))).toBe('malformed')
    expect(faultOf(() => parseFacts({ ...seven, exp: null }))).toBe('malformed')
    for (const value of [null, undefined, 5, 'x', [], claims]) expect(faultOf(() => parseFacts(value))).toBe('malformed')
  })

  it('answers any bytes with facts or a fault of the list', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 80 }),
          fc.array(fc.oneof(fc.string(), fc.constant(null), fc.integer()), { maxLength: 9 }).map(encodeCborOrEmpty),
        ),
        bytes => {
          const code = faultOf(() => decodeFacts(bytes))
          expect(code === 'none' || code in cardFaults).toBe(true)
        },
      ),
    )
  })

  it('keep names whose letters need joiners', () => {
    expect(parseFacts(withFact({ name: 'علی‌رضا' })).name).toBe('علی‌رضا')
    expect(parseFacts(withFact({ name: 'क्‍ष' })).name).toBe('क्‍ष')
  })

  it('are made canonical by tidy, whatever was typed', () => {
    expect(tidy('  Jose\u0301 \t Díaz \r\n\r\n  Flat\u00a02 ')).toBe('José Díaz\nFlat 2')
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), typed => {
        expect(tidy(tidy(typed))).toBe(tidy(typed))
      }),
    )
  })
})

describe('what a card has room for', () => {
  it('the longest name with the longest dates and a gender fills the front exactly', () => {
    const front = encodeFront({ name: 'A'.repeat(nameMost), birthDate: '1900-01-01', ends: '2040-12-31', gender: 'X' })
    expect(front.length).toBe(frontMost)
  })

  it('the longest texts with the largest print portrait fill the rest exactly', () => {
    const { print } = specimenPictures
    const used = encodeRest({ nameLatin: 'a'.repeat(80), address: 'a'.repeat(160), emergencyContact: 'a'.repeat(120), print }).length
    expect(used + pictureSizes.print.most - print.length).toBe(restMost)
  })
})

function encodeCborOrEmpty(value: unknown[]): Uint8Array {
  try {
    return encodeCbor(value)
  } catch {
    return new Uint8Array()
  }
}
