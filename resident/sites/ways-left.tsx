/**
 * Behind the notice on every page: which ways in are left, until when, or what is different at a place, and where all of it stands. Names no place itself: a phone carries no
 * list, and the page it leads to is written by the server as things stand.
 */
import { formatTime } from '@latchkey/ui/format.ts'
import { useLanguage, useText } from '@latchkey/ui/language.ts'
import type { Now } from '@latchkey/wire/waiting.ts'
import { useWorld } from '../world.ts'

type Ways = Pick<Now, 'open' | 'counter' | 'event' | 'changed' | 'ordered' | 'closes'>

/** Ids of the sentences, in their order. Pure. What is ordered for after today's closing is not said: today it changes nothing. */
export function leftWords({ open, counter, event, changed, ordered, closes }: Ways): string[] {
  const others = [...(counter ? ['sites.counter.open'] : []), ...(event ? ['sites.event.open'] : [])]
  const later = ordered.filter(({ at }) => at <= closes)
  const opens = later.some(one => one.site === null && one.open) ? ['sites.phone.opens'] : []
  if (!open) return [...opens, ...(others.length > 0 ? others : ['sites.none'])]
  const ends = later.some(one => one.site === null && !one.open) ? ['sites.phone.closes'] : []
  const places = changed.length > 0 || later.some(one => one.site !== null)
  // Closed by the clock alone is no news.
  if (!counter && changed.length > 0) return ['sites.counter.closed', ...(ends.length > 0 ? ends : ['sites.phone.open'])]
  return places ? [...ends, 'sites.changed'] : ends
}

/**
 * @param props.link false in a visit, which nobody may leave by accident. Elsewhere it opens a window of its own: a phone whose browser keeps nothing must not lose
 * its number
 */
export function WaysLeft({ now, link }: { now: Now; link: boolean }) {
  const text = useText()
  const { code } = useLanguage()
  const { timeZone } = useWorld().names
  const when = formatTime(code, now.ordered.find(({ site }) => site === null)?.at ?? 0, timeZone)
  return (
    <>
      {leftWords(now).map(id => (
        <span key={id} class="ways-left">
          {' '}
          {text(id, { when })}
        </span>
      ))}
      {link && (
        <>
          {' '}
          <a id="see-sites" href={`/sites#${code}`} target="_blank" rel="noopener">
            {text('sites.see')}
          </a>
        </>
      )}
    </>
  )
}
