import { encodeCbor } from '@latchkey/certificates/cbor.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pictureSizes } from './avif.ts'
import { decodeFront, decodeRest, encodeFront, encodeRest, frontMost, restMost } from './compact.ts'
import {
  backBytes,
  backMost,
  claims,
  claimsBefore,
  decodeFacts,
  encodeFacts,
  type Facts,
  lineMost,
  nameMost,
  noLines,
  parseFacts,
  tidy,
} from './facts.ts'
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
    const bare: Facts = {
      ...specimenFacts,
      name_latin: null,
      ends: null,
      address: null,
      gender: null,
      emergency_contact: null,
      lines: noLines,
    }
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
    ['birth_date', '1987-13', 'date'],
    ['birth_date', '87', 'date'],
    ['ends', '2029-11', 'date'],
    ['lines', null, 'malformed'],
    ['lines', [], 'malformed'],
    ['lines', { ...noLines, gym: null }, 'malformed'],
    ['lines', { library: null, transit: null }, 'malformed'],
    ['lines', { ...noLines, library: 'a'.repeat(lineMost + 1) }, 'text'],
    ['lines', { ...noLines, transit: 'a\nb' }, 'text'],
    ['lines', { ...noLines, pharmacy: '' }, 'text'],
    ['ends', '1987-03-08', 'date'],
    ['portrait', new Uint8Array(), 'portrait'],
    ['portrait', new Uint8Array(12_001), 'portrait'],
    ['portrait', Uint8Array.of(0x89, 0x50, 0x4e, 0x47), 'portrait'],
    ['portrait', 'text', 'portrait'],
    ['veteran', false, 'malformed'],
    ['veteran', 'yes', 'malformed'],
    ['veteran', 1, 'malformed'],
  ])('refuses %s %j as %s', (claim, value, code) => {
    expect(faultOf(() => parseFacts(withFact({ [claim]: value })))).toBe(code)
  })

  it('refuses a claim too many, too few, or another one', () => {
    expect(faultOf(() => parseFacts(withFact({ over_21: 'yes' })))).toBe('malformed')
    const { gender: _, ...fewer } = specimenFacts
    expect(faultOf(() => parseFacts(fewer))).toBe('malformed')
    expect(faultOf(() => parseFacts({ ...fewer, exp: null }))).toBe('malformed')
    for (const value of [null, undefined, 5, 'x', [], claims]) expect(faultOf(() => parseFacts(value))).toBe('malformed')
  })

  it('are read without the mark where a card was kept before there was one, and only there', () => {
    const bytes = encodeFacts(specimenFacts, claimsBefore)
    expect(decodeFacts(bytes, claimsBefore)).toEqual({ ...specimenFacts, veteran: null })
    expect(faultOf(() => decodeFacts(bytes))).toBe('malformed')
    expect(faultOf(() => decodeFacts(encodeFacts(specimenFacts), claimsBefore))).toBe('malformed')
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

  it('hold a birth date without its day or month, in the order of the calendar', () => {
    for (const birth_date of ['1987-03-09', '1987-03', '1987', '2029', '2029-11']) {
      const facts = parseFacts(withFact({ birth_date }))
      expect(decodeFacts(encodeFacts(facts)).birth_date).toBe(birth_date)
      expect(decodeFront(encodeFront({ name: 'A', birthDate: birth_date, ends: null, gender: null, veteran: null })).birthDate).toBe(
        birth_date,
      )
    }
    for (const birth_date of ['2029-12', '2030', '2029-11-24']) expect(faultOf(() => parseFacts(withFact({ birth_date })))).toBe('date')
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
    const front = encodeFront({ name: 'A'.repeat(nameMost), birthDate: '1900-01-01', ends: '2040-12-31', gender: 'X', veteran: null })
    expect(front.length).toBe(frontMost)
  })

  it('the veteran mark takes nothing from the longest name, and comes back with every gender', () => {
    for (const gender of [null, 'F', 'M', 'X'] as const)
      for (const veteran of [null, true] as const) {
        const front = { name: 'A'.repeat(nameMost), birthDate: '1900-01-01', ends: '2040-12-31', gender, veteran }
        const bytes = encodeFront(front)
        expect(bytes.length).toBeLessThanOrEqual(frontMost)
        expect(decodeFront(bytes)).toEqual(front)
      }
  })

  it.each([-1, 4, 23, true, false, '0', 'f'])('refuses a front that ends with %j', last => {
    expect(faultOf(() => decodeFront(encodeCbor(['A', 6000, null, last])))).toBe('malformed')
  })

  it('the longest texts with the largest print portrait fill the rest exactly', () => {
    const { print } = specimenPictures
    const lines = { library: 'a'.repeat(lineMost), transit: 'a'.repeat(lineMost), pharmacy: 'a'.repeat(lineMost) }
    const full = (left: number) => ({ nameLatin: 'a'.repeat(80), address: 'a'.repeat(left), emergencyContact: null, lines, print })
    const texts = { name_latin: full(0).nameLatin, address: 'a'.repeat(154), emergency_contact: null, lines }
    expect(backBytes(texts)).toBe(backMost)
    const used = encodeRest(full(154)).length
    expect(used + pictureSizes.print.most - print.length).toBe(restMost)
    expect(faultOf(() => encodeRest(full(155)))).toBe('back_full')
    expect(faultOf(() => parseFacts(withFact({ ...texts, address: 'a'.repeat(155) })))).toBe('back_full')
  })

  it('every text of the back fits at its own most beside one of the others', () => {
    const nobody = { name_latin: null, address: null, emergency_contact: null, lines: noLines }
    const line = 'a'.repeat(lineMost)
    const texts: Partial<Facts>[] = [
      { name_latin: 'a'.repeat(80), address: 'a'.repeat(160) },
      { address: 'a'.repeat(160), emergency_contact: 'a'.repeat(120) },
      { address: 'a'.repeat(160), lines: { library: line, transit: line, pharmacy: line } },
    ]
    for (const some of texts) expect(faultOf(() => parseFacts(withFact({ ...nobody, ...some })))).toBe('none')
  })

  it('the lines come back from the rest in their places', () => {
    const { print } = specimenPictures
    const rest = { nameLatin: null, address: null, emergencyContact: null, lines: { library: '12', transit: null, pharmacy: '34' }, print }
    expect(decodeRest(encodeRest(rest))).toEqual(rest)
  })
})

function encodeCborOrEmpty(value: unknown[]): Uint8Array {
  try {
    return encodeCbor(value)
  } catch {
    return new Uint8Array()
  }
}
