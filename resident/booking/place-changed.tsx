/**
 * Beside a booked time: what is different at its place on its day, in the fixed phrase that stands on the list of places too. The answer that everyone gets says so
 * of every place; which of them is this phone's, the phone alone knows.
 */
import { useText } from '@latchkey/ui/language.ts'
import { Notice } from '@latchkey/ui/notice.tsx'
import type { SiteNames } from '@latchkey/wire/booking.ts'
import { type Now, siteNotice } from '@latchkey/wire/waiting.ts'
import type { ComponentChildren } from 'preact'
import { useLive } from '../use-live.ts'
import { useWorld } from '../world.ts'
import { usePlaceName } from './use-bookings.ts'

export interface PlaceChange {
  /** Id of the phrase. */
  phrase: string
  /** Where it moved. */
  to: string | null
  /** Nobody is seen there. */
  isClosed: boolean
}

/**
 * Pure. @param day the time's day of the city, YYYY-MM-DD
 * @returns null while all is as planned: a phrase that speaks of the day it stands on says nothing of a later one
 */
export function placeChange({ changed, day: today }: Pick<Now, 'changed' | 'day'>, site: string | null, day: string): PlaceChange | null {
  const change = changed.find(one => one.site === site)
  if (!change) return null
  const notice = siteNotice(change.notice)
  if (notice?.today && day > today) return null
  const phrase = notice?.id ?? 'closed'
  return { phrase, to: change.to, isClosed: phrase !== 'moved' && phrase !== 'moved_near' }
}

/** What is different there as things stand, or null; of a visit by phone, whose site is null, nothing. */
export function usePlaceChange(site: string | null, day: string): PlaceChange | null {
  const { looks } = useWorld()
  useLive(looks)
  return looks.now && placeChange(looks.now, site, day)
}

/** @param props.actions what can be done about it; left out where the screen has it already */
export function PlaceChanged(props: { change: PlaceChange; nameOf(site: string): SiteNames | null; actions?: ComponentChildren }) {
  const text = useText()
  const name = usePlaceName()
  const { phrase, to } = props.change
  const names = to === null ? null : props.nameOf(to)
  // A place that gives no times has no name here: the list of places, which the notice on top leads to, says it.
  const isNamed = to === null || names !== null
  return (
    <Notice
      tone="warn"
      id="place-changed"
      role="status"
      title={isNamed ? text(`sites.notice.${phrase}`, { site: names ? name(names) : '' }) : text('sites.changed')}
      actions={props.actions}
    />
  )
}
