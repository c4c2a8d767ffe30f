/**
 * Behind the notice on every page: which ways in are left, or what is different at a place, and where all of it stands. Names no place itself: a phone carries no
 * list, and the page it leads to is written by the server as things stand.
 */
import { useLanguage, useText } from '@latchkey/ui/language.ts'
import type { Now } from '@latchkey/wire/waiting.ts'

/** Ids of the sentences, in their order. Pure. */
export function leftWords({ open, counter, event, changed }: Pick<Now, 'open' | 'counter' | 'event' | 'changed'>): string[] {
  const others = [...(counter ? ['sites.counter.open'] : []), ...(event ? ['sites.event.open'] : [])]
  if (!open) return others.length > 0 ? others : ['sites.none']
  // Closed by the clock alone is no news.
  if (changed.length === 0) return []
  return counter ? ['sites.changed'] : ['sites.counter.closed', 'sites.phone.open']
}

/**
 * @param props.link false in a visit, which nobody may leave by accident. Elsewhere it opens a window of its own: a phone whose browser keeps nothing must not lose
 * its number
 */
export function WaysLeft({ now, link }: { now: Now; link: boolean }) {
  const text = useText()
  const { code } = useLanguage()
  return (
    <>
      {leftWords(now).map(id => (
        <span key={id} class="ways-left">
          {' '}
          {text(id)}
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
