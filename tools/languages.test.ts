import { expect, test } from 'vitest'
import { argumentsOf, faultsOf, isReady, isReadyForStaff, readings } from './languages.mjs'
import { isAllReviewed, isReviewed } from './review.mjs'

const part = (own: Record<string, string> | null, more = {}) => ({
  part: 'home',
  staff: false,
  english: { a: 'One {n}', b: 'Two' },
  own,
  ...more,
})

test('a plural has what forms its language has; a select’s choices are the code’s', () => {
  expect(argumentsOf('{n, plural, one {#} other {#}} {name}')).toBe(argumentsOf('{name} {n, plural, one {#} few {#} many {#} other {#}}'))
  expect(argumentsOf('{n} minutes')).toBe(argumentsOf('{n, plural, other {# minutes}}'))
  expect(argumentsOf('{spot, select, top {x} other {y}}')).not.toBe(argumentsOf('{spot, select, arriba {x} other {y}}'))
  expect(argumentsOf('{name}')).not.toBe(argumentsOf('{nombre}'))
})

test('what is missing, left over, empty or asks for something else is named', () => {
  expect(faultsOf(part({ a: 'Uno {n}', b: 'Dos' }))).toEqual([])
  expect(faultsOf(part({ a: 'Uno {m}', b: ' ', c: 'Tres' }))).toHaveLength(3)
})

test('a language is offered when everything is there; a file that is not there yet is no fault', () => {
  const whole = part({ a: 'Uno {n}', b: 'Dos' })
  expect(isReady([whole, part(null, { staff: true })])).toBe(true)
  expect(isReadyForStaff([whole, part(null, { staff: true })])).toBe(false)
  expect(isReady([whole, part(null)])).toBe(false)
  expect(faultsOf(part(null))).toEqual([])
  expect(isReady([whole, part({ a: 'Uno {n}' })])).toBe(false)
})

test('each choice of a message is read by itself, without its arguments', () => {
  expect(readings('{n, plural, one {# paper} other {# papers}} for {name}.')).toEqual([' paper for .', ' papers for .'])
})

test('a review counts for the file that was read, and no longer once it changed', () => {
  const read = part({ a: 'Uno {n}', b: 'Dos' })
  expect(isReviewed('es', read, {})).toBe(false)
  const noted = { 'es home': { day: '2026-11-28', hash: 'd1b2' } }
  expect(isReviewed('es', read, noted)).toBe(false)
  expect(isAllReviewed('es', [read], noted)).toBe(false)
  expect(isAllReviewed('en', [read], {})).toBe(true)
})
