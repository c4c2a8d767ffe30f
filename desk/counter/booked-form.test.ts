import { encodeBookingCode } from '@latchkey/wire/booking-code.ts'
import { expect, it } from 'vitest'
import { bookedFor } from './booked-form.tsx'

const code = encodeBookingCode({ day: 40, row: 1, time: 36, seat: 2, round: 0, people: 3, mac: new Uint8Array(5).fill(7) })

it('says for how many a code is, in any spelling, and finds a wrong character before anything is sent', () => {
  expect(bookedFor('')).toBe(null)
  expect(bookedFor(code.slice(0, 15))).toBe(null)
  expect(bookedFor(code.toLowerCase().replace(/(.{4})/g, '$1 '))).toEqual({ people: 3 })
  expect(bookedFor(`LK1B:${code}`)).toEqual({ people: 3 })
  expect(bookedFor((code[0] === '0' ? '2' : '0') + code.slice(1))).toEqual({ trouble: 'booking_digit' })
  expect(bookedFor(`${code}0`)).toEqual({ trouble: 'not_ours' })
})
