import fc from 'fast-check'
import { expect, test } from 'vitest'
import { birthOf, dayOf, noDate, partsOf } from './field.tsx'

test('parts that are a day become that day, however many digits were typed', () => {
  expect(dayOf({ year: '1991', month: '5', day: '3' })).toBe('1991-05-03')
  expect(dayOf({ year: '2024', month: '02', day: '29' })).toBe('2024-02-29')
})

test('days that do not exist, and parts that are missing or no digits, are no day', () => {
  for (const [year, month, day] of [
    ['2023', '2', '29'],
    ['1991', '13', '1'],
    ['1991', '4', '31'],
    ['1991', '0', '1'],
    ['91', '5', '3'],
    ['1991', '', '3'],
    ['1991', '5', '٣'],
  ] as const) {
    expect(dayOf({ year, month, day })).toBeNull()
  }
  expect(dayOf(noDate)).toBeNull()
})

test('a birth date is as much as is known, and what is said to be unknown is not asked for again', () => {
  expect(birthOf({ year: '1987', month: '3', day: '9' })).toBe('1987-03-09')
  expect(birthOf({ year: '1987', month: '3', day: '', unknown: 'day' })).toBe('1987-03')
  expect(birthOf({ year: '1987', month: '', day: '', unknown: 'month' })).toBe('1987')
  for (const parts of [
    { year: '1987', month: '3', day: '' },
    { year: '1987', month: '', day: '', unknown: 'day' },
    { year: '87', month: '', day: '', unknown: 'month' },
    { year: '1987', month: '13', day: '', unknown: 'day' },
  ] as const)
    expect(birthOf(parts)).toBeNull()
  for (const text of ['1987-03-09', '1987-03', '1987']) expect(birthOf(partsOf(text))).toBe(text)
})

test('every day shown from its text comes back as the same text', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }), date => {
      const day = date.toISOString().slice(0, 10)
      expect(dayOf(partsOf(day))).toBe(day)
    }),
  )
  expect(partsOf(null)).toEqual(noDate)
})
