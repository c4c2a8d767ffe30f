import { expect, test } from 'vitest'
import { formatDay, formatList, formatNumber, formatTime } from './format.ts'
import { languages } from './language.ts'

// 2026-09-21 19:40 UTC: 14:40 in Chicago, daylight saving on.
const moment = Date.UTC(2026, 8, 21, 19, 40) / 1000

test('a time is the city’s, whatever the phone’s own zone is', () => {
  expect(formatTime('en', moment, 'America/Chicago').replace(/\s/g, ' ')).toBe('2:40 PM')
  // With the hours of the language, and figures that are those on the wall.
  for (const code of languages) expect(formatTime(code, moment, 'America/Chicago')).toMatch(/(^|\D)(2|02|14):40/)
})

test('a calendar day is never moved by a time zone, and its month is a word', () => {
  expect(formatDay('en', '2025-05-31')).toBe('May 31, 2025')
  expect(formatDay('es', '2025-05-31')).toBe('31 de mayo de 2025')
  expect(formatDay('ar', '2025-01-01')).toMatch(/^1\D.*2025$/)
})

test('a birth date that lacks its day or month shows what is known, and no more', () => {
  expect([formatDay('en', '1987-03'), formatDay('en', '1987')]).toEqual(['March 1987', '1987'])
  expect([formatDay('es', '1987-01'), formatDay('es', '1987')]).toEqual(['enero de 1987', '1987'])
  expect(formatDay('ar', '1987')).toBe('1987')
  expect(formatDay('ar', '1987-12')).toMatch(/^\D+ 1987$/)
})

test('numbers have the digits of the wall in every language', () => {
  for (const code of languages) expect(formatNumber(code, 433)).toBe('433')
})

test('lists end in and, or in or', () => {
  expect(formatList('en', ['a lease', 'a bill'])).toBe('a lease and a bill')
  expect(formatList('es', ['una factura', 'un contrato', 'una carta'], 'disjunction')).toBe('una factura, un contrato o una carta')
})
