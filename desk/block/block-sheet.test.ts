import { mostOfBlock } from '@latchkey/wire/booking.ts'
import { encodeBookingCode, inGroups } from '@latchkey/wire/booking-code.ts'
import { expect, it } from 'vitest'
import { blockSheet } from './block-sheet.ts'

it('has every code once, in groups, all of them on the paper', () => {
  const codes = Array.from({ length: mostOfBlock }, (_, seat) =>
    encodeBookingCode({ day: 41, row: 1, time: 38, seat, round: 0, people: 1, mac: new Uint8Array(5) }),
  )
  const { ops, height } = blockSheet(codes, { title: 'Times', head: ['City Hall', 'Tuesday', '10:00'], says: 'Show it.' })
  const texts = ops.flatMap(op => (op.op === 'text' ? [op] : []))
  expect(texts.slice(5).map(op => op.text)).toEqual(codes.map(inGroups))
  expect(Math.max(...texts.map(op => op.box.y + op.box.height))).toBeLessThan(height - 100)
  expect(texts.map(op => op.text)).toEqual(expect.arrayContaining(['Times', 'City Hall', 'Show it.']))
})
