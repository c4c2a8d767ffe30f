/** What the server may say of a line, for the pages of examples. Never part of the product. */
import type { Now } from '@latchkey/wire/waiting.ts'

const day = '2026-11-28'
/** Ten in the morning in Chicago. */
const at = Date.parse('2026-11-28T16:00:00Z') / 1000

export const busy: Now = {
  at,
  day,
  open: true,
  counter: true,
  event: false,
  changed: [],
  ordered: [],
  desks: true,
  notice: null,
  serving: 418,
  given: 440,
  since: day,
  before: 0,
  apart: [],
  gives: 'today',
  pace: 60,
  spread: 90,
  line: 240,
  planned: true,
  closes: at + 7 * 3600,
  lastCall: at + 6.5 * 3600,
  opens: null,
}
export const noDesk: Now = { ...busy, desks: false }
export const shut: Now = { ...busy, open: false, counter: false, opens: at + 23 * 3600 }
/** In the afternoon, with as many numbers given as can be called today, and some of tomorrow. */
export const late: Now = {
  ...busy,
  at: at + 5 * 3600,
  given: 560,
  apart: [541, 560],
  gives: 'tomorrow',
  opens: at + 23 * 3600,
}
export const full: Now = { ...late, gives: 'none' }
