import { encodeBookingCode, readBookingCode } from '@latchkey/wire/booking-code.ts'
import { expect, it } from 'vitest'
import { isToken, tokenPatterns } from './canaries.ts'
import { Sweeper } from './sweep/sweep.ts'

const mac = Uint8Array.of(0x0d, 0x54, 0xc9, 0x07, 0xa0)
const code = encodeBookingCode({ day: 41, row: 1, time: 38, seat: 4, round: 0, people: 2, mac })
const found = (text: string | Uint8Array) => {
  const sweeper = new Sweeper({ canaries: tokenPatterns(7, { code }), phantoms: [], beacons: new Map([['b', Buffer.from('beacon')]]) })
  return sweeper.sweep('one', 'b', [{ where: 'here', bytes: Buffer.from(text) }]).traces
}

it.each([
  ['as it is told', code],
  ['read aloud', code.replaceAll(/(.{4})(?=.)/g, '$1 ')],
  ['with hyphens, in small letters', code.replaceAll(/(.{4})(?=.)/g, '$1-').toLowerCase()],
  ['its MAC in a column of its own', `seat 4 | ${code.slice(7, 15)} |`],
  ['its MAC in hex', Buffer.from(mac).toString('hex')],
])('a code of a booked time is found %s', (_, text) => {
  expect(found(`..${text}..`)).not.toEqual([])
  expect(found(`..${text}..`).every(trace => isToken({ name: trace }) && !trace.includes(code))).toBe(true)
})

it('a seat without its MAC is no trace: slot and seat are held, and of nobody', () => {
  expect(found(`..${code.slice(0, 7)}..`)).toEqual([])
  expect(readBookingCode(code).seat).toBe(4)
})
