import { siteNotices } from '@latchkey/wire/waiting.ts'
import { expect, it } from 'vitest'
import { placeChange } from './place-changed.tsx'

const today = '2026-11-30'
const later = '2026-12-01'
const at = (notice: number | null, to: string | null = null) => ({ day: today, changed: [{ site: 'north_office', notice, to }] })

it('is silent while all is as planned, and of every other place', () => {
  expect(placeChange({ day: today, changed: [] }, 'north_office', today)).toBe(null)
  expect(placeChange(at(53), 'main_office', today)).toBe(null)
  // A visit by phone has no place.
  expect(placeChange(at(53), null, today)).toBe(null)
})

it('says of the time’s own day what stands on the list of places, and where it moved', () => {
  for (const { number, id } of siteNotices) expect(placeChange(at(number), 'north_office', today)).toMatchObject({ phrase: id, to: null })
  expect(placeChange(at(61, 'main_office'), 'north_office', later)).toEqual({ phrase: 'moved', to: 'main_office', isClosed: false })
  expect(placeChange(at(null), 'north_office', today)).toEqual({ phrase: 'closed', to: null, isClosed: true })
})

it('says nothing of a later day where the phrase speaks of today: snow of today is no snow of next week', () => {
  for (const { number, today: ofToday } of siteNotices) expect(placeChange(at(number), 'north_office', later) === null).toBe(ofToday)
})
