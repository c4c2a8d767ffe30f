/**
 * Conversation: sites. Parties: anyone ↔ server. Who may: anyone. The same answer for everyone, out of memory, and nothing is asked with it but
 * which site and day.
 *
 *   GET /sites                        the list of places, as a page that reads without script
 *   GET /sites/311                    how things stand, for whoever answers calls; nothing that is not public
 *   GET /sites/list                   → SiteList
 *   GET /sites/feed/<site>/<day>.ics  what changed at this site for this day, as a calendar; no event in it when nothing changed
 *
 * `cities/<city>/sites.json` has the schema `sites`; the words for a site stand in the city's texts (`site.<id>`, `site.<id>.where`).
 */
import * as v from 'valibot'
import { wholeNumber } from './edge.ts'

/** A calendar day of the city, as in waiting.ts. */
const day = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/))
const hour = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/))

/** As Date counts them: Sunday is 0. */
export const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const

const everyWeek = v.strictObject({
  weekdays: v.pipe(v.array(v.picklist(weekdays)), v.minLength(1), v.maxLength(7)),
  from: hour,
  to: hour,
})
const onOneDay = v.strictObject({ day, from: hour, to: hour })
const time = v.pipe(
  v.union([everyWeek, onOneDay]),
  v.check(({ from, to }) => from < to),
)
export type SiteTime = v.InferOutput<typeof time>

export const siteId = v.pipe(v.string(), v.maxLength(40), v.regex(/^[a-z][a-z0-9_]*$/))

export const site = v.strictObject({
  id: siteId,
  /** An office has a counter, an event is an event: each is one way in. */
  kind: v.picklist(['office', 'event']),
  /** When it is there, in the city's time zone. */
  times: v.pipe(v.array(time), v.minLength(1), v.maxLength(60)),
  /** Codes of cities/languages.json, as staff there speaks them. */
  languages: v.pipe(v.array(v.pipe(v.string(), v.regex(/^[a-z]{2}$/))), v.minLength(1), v.maxLength(20)),
  stepFree: v.boolean(),
})
export type Site = v.InferOutput<typeof site>

export const mostSites = 64

/** cities/<city>/sites.json. */
export const sites = v.strictObject({
  /** Made up for practice or for a study: every list says so. */
  illustration: v.boolean(),
  sites: v.pipe(
    v.array(site),
    v.minLength(1),
    v.maxLength(mostSites),
    v.check(all => new Set(all.map(({ id }) => id)).size === all.length),
  ),
})
export type Sites = v.InferOutput<typeof sites>

/** The way in that a site has. */
export const wayAt = ({ kind }: Pick<Site, 'kind'>): 'counter' | 'event' => (kind === 'office' ? 'counter' : 'event')

/** When the site is there on this day, earliest first. @param on YYYY-MM-DD */
export function timesOn({ times }: Pick<Site, 'times'>, on: string): { from: string; to: string }[] {
  const weekday = weekdays[new Date(`${on}T00:00:00Z`).getUTCDay()] as (typeof weekdays)[number]
  return times
    .filter(one => ('day' in one ? one.day === on : one.weekdays.includes(weekday)))
    .map(({ from, to }) => ({ from, to }))
    .sort((a, b) => (a.from < b.from ? -1 : 1))
}

/** The day after, or `days` after; days of the calendar, so no clock change touches them. */
export const dayAfter = (on: string, days = 1): string =>
  new Date(Date.parse(`${on}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** The first day from `on` that the site is there, within a year; null: none is known. */
export function nextDay(place: Pick<Site, 'times'>, on: string): string | null {
  for (let ahead = 0; ahead <= 366; ahead++) {
    const then = dayAfter(on, ahead)
    if (timesOn(place, then).length > 0) return then
  }
  return null
}

export const siteList = v.strictObject({
  illustration: v.boolean(),
  /** The city's day. */
  day,
  sites: v.array(
    v.strictObject({
      ...site.entries,
      /** By language; a language whose words are missing is not here. */
      says: v.record(v.string(), v.strictObject({ name: v.string(), where: v.string() })),
      /** False: closed by an administrator, or the law it rests on is not recorded. Hours are another thing. */
      open: v.boolean(),
      notice: v.nullable(wholeNumber(99)),
      to: v.nullable(siteId),
    }),
  ),
})
export type SiteList = v.InferOutput<typeof siteList>
