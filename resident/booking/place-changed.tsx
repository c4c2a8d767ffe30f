/**
 * Beside a booked time: what is different at its place then, or will be by what is ordered, in the fixed phrase that stands on the list of places too. The answer that everyone gets says so
 * of every place; which of them is this phone's, the phone alone knows.
 */
import { useText } from '@latchkey/ui/language.ts'
import { Notice } from '@latchkey/ui/notice.tsx'
import type { SiteNames } from '@latchkey/wire/booking.ts'
import { type Now, siteNotice } from '@latchkey/wire/waiting.ts'
import type { ComponentChildren } from 'preact'
import { useLive } from '../use-live.ts'
import { useWorld } from '../world.ts'
import { usePlaceName, useWhen } from './use-bookings.ts'

export interface PlaceChange {
  /** Id of the phrase. */
  phrase: string
  /** Where it moved. */
  to: string | null
  /** Nobody is seen there. */
  isClosed: boolean
  /** Ordered for later: from when, seconds since 1970; null: it stands already. */
  from: number | null
}

/** A booked time: its site, null of a visit by phone; when it is, and the city's day of that. */
interface Time {
  site: string | null
  at: number
  day: string
}

/**
 * Pure.
 * @returns null while all is as planned: a phrase that speaks of the day it stands on says nothing of a later one. Of a visit by phone only what is ordered for
 * later: what stands now is said on every page
 */
export function placeChange(now: Pick<Now, 'changed' | 'ordered' | 'day'>, { site, at, day }: Time): PlaceChange | null {
  const order = now.ordered.find(one => one.site === site && one.at <= at)
  if (order?.open) return null
  const change = order ?? now.changed.find(one => one.site === site)
  if (!change) return null
  const notice = site === null ? null : siteNotice(change.notice)
  if (!order && notice?.today && day > now.day) return null
  const phrase = notice?.id ?? 'closed'
  return { phrase, to: change.to, isClosed: phrase !== 'moved' && phrase !== 'moved_near', from: order?.at ?? null }
}

/** What is different there and then, as far as is known, or null. @param time null: none is known yet */
export function usePlaceChange(time: Time | null): PlaceChange | null {
  const { looks } = useWorld()
  useLive(looks)
  return looks.now && time && placeChange(looks.now, time)
}

/** @param props.actions what can be done about it; left out where the screen has it already */
export function PlaceChanged(props: { change: PlaceChange; nameOf(site: string): SiteNames | null; actions?: ComponentChildren }) {
  const text = useText()
  const name = usePlaceName()
  const when = useWhen()
  const { phrase, to, from } = props.change
  const names = to === null ? null : props.nameOf(to)
  // A place that gives no times has no name here: the list of places, which the notice on top leads to, says it.
  const isNamed = to === null || names !== null
  const says = isNamed ? text(`sites.notice.${phrase}`, { site: names ? name(names) : '' }) : text('sites.changed')
  return (
    <Notice
      tone="warn"
      id="place-changed"
      role="status"
      title={from === null ? says : `${when.moment(from)}: ${says}`}
      actions={props.actions}
    />
  )
}
