import type { Now } from '@latchkey/wire/waiting.ts'
import { expect, test } from 'vitest'
import { offerOf } from './offer.ts'

const now: Now = {
  at: 1_790_000_000,
  day: '2026-09-21',
  open: true,
  counter: true,
  event: false,
  changed: [],
  desks: true,
  notice: null,
  serving: 407,
  given: 410,
  since: '2026-09-21',
  before: 0,
  pace: 60,
  planned: false,
  closes: 1_790_020_000,
  lastCall: 1_790_019_760,
  opens: 1_790_060_000,
}
const offer = (changed: Partial<Now> = {}) => offerOf({ ...now, ...changed }, 'online', true)

test('a number, with its wait', () => {
  expect(offer()).toMatchObject({ at: 'number', waiting: 3, late: null, wait: { low: 3, high: 5 } })
})

test('a number whose turn comes after the last call is said to, before it is taken', () => {
  expect(offer({ lastCall: now.at + 60 })).toMatchObject({ at: 'number', late: 'tomorrow' })
  // Tomorrow's line does not hang on phone visits, whose next opening is all that `opens` tells.
  expect(offer({ lastCall: now.at + 60, opens: null })).toMatchObject({ late: 'tomorrow' })
  expect(offer({ lastCall: now.at + 60, given: now.serving + 2001 })).toMatchObject({ late: 'ends' })
})

test('without a counter, a desk, numbers or a line, no number is offered', () => {
  expect(offer({ counter: false })).toEqual({ at: 'closed', opens: now.opens })
  expect(offer({ counter: false, changed: [{ site: 'hall', notice: 53, to: null }] })).toEqual({ at: 'closed', opens: null })
  expect(offer({ desks: false })).toEqual({ at: 'no_desk' })
  expect(offer({ given: 99_999 })).toEqual({ at: 'full' })
  expect(offerOf(null, null, true)).toEqual({ at: 'unseen' })
  expect(offerOf(now, 'offline', true)).toEqual({ at: 'offline' })
  expect(offerOf(now, 'broken', true)).toEqual({ at: 'broken' })
  expect(offerOf(now, 'online', false)).toEqual({ at: 'no_counter' })
})

test('phone visits closed by an administrator close no counter', () => {
  expect(offer({ open: false })).toMatchObject({ at: 'number' })
})
