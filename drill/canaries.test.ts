import { encodeBookingCode, readBookingCode } from '@latchkey/wire/booking-code.ts'
import { expect, it } from 'vitest'
import { isToken, isToldToken, tokenPatterns } from './canaries.ts'
import { keptCodes } from './kept-codes.ts'
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

it('in the memory of the server a code may lie as it was told, and in no other form', () => {
  expect(found(code).filter(name => isToldToken({ name: name.split(', in ')[0]! }))).toHaveLength(2)
  expect(found(code.toLowerCase()).filter(name => isToldToken({ name: name.split(', in ')[0]! }))).toEqual([])
})

const codes = [11, 12, 13, 14].map(seat =>
  encodeBookingCode({ day: 41, row: 1, time: 38, seat, round: 0, people: 1, mac: Uint8Array.of(seat, 84, 201, 7, 160) }),
)
const given = new Map(codes.map((code, id) => [id, [{ code }]]))
const judged = (text: string) => {
  const memory = { name: 'memory', beacon: 'city', floor: 0, pieces: () => [{ where: 'heap', bytes: Buffer.from(`somewhere ${text}`) }] }
  return keptCodes(memory, given, new Map([['city', Buffer.from('somewhere')]]))
}

it('of all codes that were told, a few may lie in freed memory, and not every one', () => {
  expect(judged(codes.slice(0, 2).join(' '))).toMatchObject({ traces: [], beacon: true })
  const list = judged(codes.join(' ')).traces
  expect(list).toHaveLength(4)
  expect(list.some(trace => codes.some(code => trace.includes(code)))).toBe(false)
})
