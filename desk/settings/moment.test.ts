import { momentOf as serversMoment } from '@latchkey/server/clock/day.ts'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { momentOf, timeOf } from './moment.ts'

it('is the moment the server means, on days when clocks change too', () => {
  const zone = fc.constantFrom('America/Chicago', 'UTC', 'Asia/Kathmandu', 'Pacific/Kiritimati', 'America/St_Johns')
  const day = fc.constantFrom('2026-03-08', '2026-11-01', '2026-11-29', '2027-03-14', '2027-02-28')
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 1439 }), zone, (day, minute, zone) => {
      const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
      expect(momentOf(day, time, zone)).toBe(serversMoment(day, time, zone))
    }),
  )
})

it('takes a time as people type it, and nothing else', () => {
  expect(['17:30', '9:05', '9.05', ' 00:00 ', '١٧:٣٠'].map(timeOf)).toEqual(['17:30', '09:05', '09:05', '00:00', '17:30'])
  expect(['24:00', '12:60', '12', '12:3', '5 pm', '', '-1:00', '12:300'].map(timeOf)).toEqual(Array(8).fill(null))
})
