import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type BookingCode, bookingData, dayNear, dayNumber, encodeBookingCode, inGroups, plainOf, readBookingCode } from './booking-code.ts'
import type { Fault } from './faults.ts'

const code = fc.record<BookingCode>({
  day: fc.integer({ min: 0, max: 1023 }),
  row: fc.integer({ min: 0, max: 63 }),
  time: fc.integer({ min: 0, max: 95 }),
  seat: fc.integer({ min: 0, max: 63 }),
  round: fc.integer({ min: 0, max: 15 }),
  people: fc.integer({ min: 1, max: 4 }),
  mac: fc.uint8Array({ minLength: 5, maxLength: 5 }),
})
const faultOf = (text: string) => {
  try {
    readBookingCode(text)
    return null
  } catch (problem) {
    return (problem as Fault).code
  }
}
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

describe('the code of a booked time', () => {
  it('is sixteen characters that read back as they were, in whatever spelling', () => {
    fc.assert(
      fc.property(code, made => {
        const text = encodeBookingCode(made)
        expect(text).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}$/)
        expect(readBookingCode(text)).toEqual(made)
        const aloud = inGroups(text).toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l')
        expect(readBookingCode(` ${aloud.replaceAll(' ', '-')} `)).toEqual(made)
        expect(readBookingCode(`LK1B:${text}`)).toEqual(made)
      }),
    )
  })
  it('notices every wrong character, and every two that changed places', () => {
    fc.assert(
      fc.property(code, fc.nat(15), fc.nat(15), fc.integer({ min: 1, max: 31 }), (made, at, other, by) => {
        const letters = [...encodeBookingCode(made)]
        const wrong = [...letters]
        wrong[at] = alphabet[(alphabet.indexOf(letters[at]!) + by) % 32]!
        expect(faultOf(wrong.join(''))).toBe('booking_digit')
        const swapped = [...letters]
        ;[swapped[at], swapped[other]] = [letters[other]!, letters[at]!]
        expect(faultOf(swapped.join(''))).toBe(letters[at] === letters[other] ? null : 'booking_digit')
      }),
      { numRuns: 500 },
    )
  })
  it('is no code when it has another length or a letter of no code', () => {
    for (const text of ['', '1', '0'.repeat(15), '0'.repeat(17), `U${'0'.repeat(15)}`, `${'0'.repeat(15)}\u00e9`, 'LK1N:0'])
      expect(faultOf(text)).toBe('malformed')
    fc.assert(fc.property(fc.string(), text => void expect(['malformed', 'booking_digit', null]).toContain(faultOf(text))))
  })
  it('has one spelling for one set of bits', () => {
    const made = { day: 1023, row: 63, time: 95, seat: 63, round: 15, people: 4, mac: new Uint8Array(5).fill(255) }
    expect(encodeBookingCode(made).slice(0, 2)).toBe('ZZ')
    expect(bookingData(made)).toEqual(Uint8Array.of(7, 255, 253, 255, 255))
    expect(plainOf('o-i l')).toBe('011')
    // The vector of docs/protocol/booking.md.
    const vector = { day: 41, row: 1, time: 38, seat: 4, round: 0, people: 2, mac: Uint8Array.of(0x0d, 0x54, 0xc9, 0x07, 0xa0) }
    expect(inGroups(encodeBookingCode(vector))).toBe('190M R811 NACJ 1X0V')
  })
})

describe('the day in a code', () => {
  it('is the one nearest to the day it is read on', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9000 }), fc.integer({ min: -500, max: 500 }), (from, away) => {
        const dayAt = (days: number) => new Date(Date.UTC(2026, 0, 1) + days * 86_400_000).toISOString().slice(0, 10)
        expect(dayNear(dayNumber(dayAt(from + 600 + away)), dayAt(from + 600))).toBe(dayAt(from + 600 + away))
      }),
    )
  })
})
