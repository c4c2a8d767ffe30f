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
  ordered: [],
  desks: true,
  notice: null,
  serving: 407,
  given: 410,
  since: '2026-09-21',
  before: 0,
  apart: [],
  gives: 'today',
  pace: 60,
  spread: 20,
  line: 0,
  planned: false,
  closes: 1_790_020_000,
  lastCall: 1_790_019_760,
  opens: 1_790_060_000,
}
const offer = (changed: Partial<Now> = {}) => offerOf({ ...now, ...changed }, 'online', true)

test('a number, with its wait', () => {
  expect(offer()).toMatchObject({ at: 'number', waiting: 3, wait: { low: 3, high: 6 } })
})

test('when today is full, a number of tomorrow; when that is full too, none', () => {
  expect(offer({ gives: 'tomorrow' })).toEqual({ at: 'tomorrow', opens: now.opens })
  expect(offer({ gives: 'tomorrow', opens: null })).toEqual({ at: 'full' })
  expect(offer({ gives: 'none' })).toEqual({ at: 'full' })
})

test('who waits for tomorrow is not before anybody today', () => {
  expect(offer({ apart: [408, 409] })).toMatchObject({ waiting: 1, wait: { low: 1, high: 4 } })
})

test('without a counter, a desk, numbers or a line, no number is offered', () => {
  expect(offer({ counter: false })).toEqual({ at: 'closed', opens: now.opens })
  expect(offer({ counter: false, changed: [{ site: 'hall', notice: 53, to: null }] })).toEqual({ at: 'closed', opens: null })
  const snow = { site: 'hall', notice: 53, to: null }
  expect(offerOf({ ...now, changed: [snow] }, 'online', true, 'hall')).toEqual({ at: 'closed', opens: null, here: snow })
  expect(offerOf({ ...now, changed: [snow] }, 'online', true, 'north')).toMatchObject({ at: 'number' })
  expect(offer({ desks: false })).toEqual({ at: 'no_desk' })
  expect(offerOf(null, null, true)).toEqual({ at: 'unseen' })
  expect(offerOf(now, 'offline', true)).toEqual({ at: 'offline' })
  expect(offerOf(now, 'broken', true)).toEqual({ at: 'broken' })
  expect(offerOf({ ...now, counter: false }, 'online', false)).toEqual({ at: 'no_counter' })
  // The rules name no law, and an administrator has recorded one since.
  expect(offerOf(now, 'online', false)).toMatchObject({ at: 'number' })
})

test('phone visits closed by an administrator close no counter', () => {
  expect(offer({ open: false })).toMatchObject({ at: 'number' })
})
