import { siteNotices } from '@latchkey/wire/waiting.ts'
import { expect, it } from 'vitest'
import { placeChange } from './place-changed.tsx'

const today = '2026-11-30'
const later = '2026-12-01'
const noon = (day: string) => Date.parse(`${day}T18:00:00Z`) / 1000
const time = (site: string | null, day: string) => ({ site, day, at: noon(day) })
const north = (day: string) => time('north_office', day)
const at = (notice: number | null, to: string | null = null) => ({
  day: today,
  changed: [{ site: 'north_office', notice, to }],
  ordered: [],
})
const order = (from: number, more: { site?: string | null; open?: boolean; notice?: number | null; to?: string | null } = {}) => ({
  day: today,
  changed: [],
  ordered: [{ site: 'north_office', at: from, open: false, notice: 52, to: null, ...more }],
})

it('is silent while all is as planned, and of every other place', () => {
  expect(placeChange({ day: today, changed: [], ordered: [] }, north(today))).toBe(null)
  expect(placeChange(at(53), time('main_office', today))).toBe(null)
  // A visit by phone has no place.
  expect(placeChange(at(53), time(null, today))).toBe(null)
})

it('says of the time’s own day what stands on the list of places, and where it moved', () => {
  for (const { number, id } of siteNotices)
    expect(placeChange(at(number), north(today))).toMatchObject({ phrase: id, to: null, from: null })
  const moved = { phrase: 'moved', to: 'main_office', isClosed: false, from: null }
  expect(placeChange(at(61, 'main_office'), north(later))).toEqual(moved)
  expect(placeChange(at(null), north(today))).toEqual({ phrase: 'closed', to: null, isClosed: true, from: null })
})

it('says nothing of a later day where the phrase speaks of today: snow of today is no snow of next week', () => {
  for (const { number, today: ofToday } of siteNotices) expect(placeChange(at(number), north(later)) === null).toBe(ofToday)
})

it('says what is ordered for later, from when, and nothing to whoever comes before', () => {
  const from = noon(later)
  expect(placeChange(order(from), north(later))).toEqual({ phrase: 'today', to: null, isClosed: true, from })
  expect(placeChange(order(from + 1), north(later))).toBe(null)
  expect(placeChange(order(from, { notice: 61, to: 'main_office' }), north(later))).toMatchObject({ phrase: 'moved', to: 'main_office' })
  // By phone the number is a phrase of the city, which every page says when it stands.
  expect(placeChange(order(from, { site: null, notice: 2 }), time(null, later))).toMatchObject({ phrase: 'closed', isClosed: true })
  expect(placeChange(order(from, { site: null }), north(later))).toBe(null)
})

it('is silent of what is closed now and opens before that time', () => {
  const opens = order(noon(later), { open: true, notice: null })
  expect(placeChange({ ...opens, changed: at(54).changed }, north(later))).toBe(null)
  expect(placeChange({ ...opens, changed: at(54).changed }, north(today))).toMatchObject({ phrase: 'building', from: null })
})
