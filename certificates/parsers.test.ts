import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeAct, parseAct } from './act.ts'
import { decodeCbor, encodeCbor } from './cbor.ts'
import { encodeCertified, parseCertified } from './certified.ts'
import { encodeClerk, parseClerk } from './clerk.ts'
import { encodeDesk, parseDesk } from './desk.ts'
import { CertificateFault, certificateFaults } from './faults.ts'
import { encodeLegalAct, parseLegalAct } from './legal-act.ts'
import { encodePeriod, parsePeriod } from './period-certificate.ts'

const hex = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'))
const good = (name: string, part: 'body' | 'certified') =>
  hex(JSON.parse(readFileSync(new URL(`./vectors/${name}.json`, import.meta.url), 'utf8')).good[0][part])

const parsers: Record<string, { example: Uint8Array; again: (bytes: Uint8Array) => Uint8Array; most: number }> = {
  'a certified statement': { example: good('clerk', 'certified'), again: bytes => encodeCertified(parseCertified(bytes)), most: 8192 },
  'a clerk certificate': { example: good('clerk', 'body'), again: bytes => encodeClerk(parseClerk(bytes)), most: 1024 },
  'a desk key': { example: good('desk', 'body'), again: bytes => encodeDesk(parseDesk(bytes)), most: 512 },
  'a period certificate': { example: good('period', 'body'), again: bytes => encodePeriod(parsePeriod(bytes)), most: 1024 },
  'an act on a legal request': {
    example: encodeLegalAct({
      city: 'chicago',
      nonce: new Uint8Array(16).fill(3),
      act: 'take_in',
      number: 0,
      standing: new Uint8Array(8),
      says: ['records_request', 'public', '2026-11-20', 'email', 'none'],
    }),
    again: bytes => encodeLegalAct(parseLegalAct(bytes)),
    most: 512,
  },
  'an act': { example: good('act', 'body'), again: bytes => encodeAct(parseAct(bytes)), most: 4096 },
}

/** Anything a CBOR array can hold, to stand where something else belongs. */
const wrong = fc.oneof(
  fc.constantFrom(null, true, false, '', 'chicago', 0, 1, -1, 2 ** 53 - 1),
  fc.string({ unit: 'grapheme', maxLength: 700 }),
  fc.integer(),
  fc.uint8Array({ maxLength: 700 }),
  fc.array(fc.oneof(fc.integer(), fc.uint8Array({ maxLength: 80 })), { maxLength: 5 }),
)

for (const [what, { example, again, most }] of Object.entries(parsers)) {
  /** What is accepted has one spelling; all else is a known fault, and never another error. */
  const judge = (bytes: Uint8Array) => {
    try {
      expect(again(bytes)).toEqual(bytes)
    } catch (error) {
      expect(error).toBeInstanceOf(CertificateFault)
      expect(Object.keys(certificateFaults)).toContain((error as CertificateFault).code)
    }
  }

  describe(`the reader of ${what}`, () => {
    it('takes the example', () => expect(again(example)).toEqual(example))

    it('takes it neither cut short nor with anything behind', () => {
      for (const length of example.keys()) expect(() => again(example.subarray(0, length))).toThrow(new CertificateFault('malformed'))
      for (const byte of [0x00, 0x80, 0xf6, 0xff])
        expect(() => again(Uint8Array.of(...example, byte))).toThrow(new CertificateFault('malformed'))
    })

    it('looks at no more bytes than its kind can have', () => {
      expect(() => again(encodeCbor([new Uint8Array(most)]))).toThrow(new CertificateFault('malformed'))
      expect(() => again(new Uint8Array(2_000_000))).toThrow(new CertificateFault('malformed'))
    })

    it('answers any bytes with a known fault', () => {
      fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), judge), { numRuns: 500 })
    })

    it('answers changed bytes with a known fault, or they mean something else in the same spelling', () => {
      const changed = fc.tuple(fc.nat(example.length - 1), fc.nat(255)).map(([at, byte]) => example.with(at, byte))
      fc.assert(fc.property(changed, judge), { numRuns: 1000 })
    })

    it('answers a wrong type, a field more, a field less and fields in another order with a known fault', () => {
      const fields = decodeCbor(example) as unknown[]
      const place = fc.nat(fields.length - 1)
      const shapes = fc.oneof(
        fc.tuple(place, wrong).map(([at, value]) => fields.with(at, value)),
        fc.tuple(fc.nat(fields.length), wrong).map(([at, value]) => fields.toSpliced(at, 0, value)),
        place.map(at => fields.toSpliced(at, 1)),
        fc.shuffledSubarray(fields, { minLength: fields.length }),
      )
      fc.assert(fc.property(shapes.map(encodeCbor), judge), { numRuns: 1000 })
    })
  })
}
