/** How ways in, their notices and their changes read: on the front page, on the page of ways in and on that of notices. */
import languageTable from '@latchkey/cities/languages.json'
import { siteNotice } from '@latchkey/wire/waiting.ts'
import type { Way } from '../settings/settings.ts'
import type { WayHistory } from '../staff-history/staff-history.ts'
import type { Writing } from './record-frame.ts'
import { safe } from './still-page.ts'

/** The city's name of a site; its id where it gives none. */
export const siteName = ({ code, state }: Writing, site: string): string =>
  state.cityTexts[code]?.[`site.${site}`] ?? state.cityTexts.en?.[`site.${site}`] ?? site

export const wayName = (writing: Writing, { way, site }: { way: string; site: string }): string =>
  way === 'phone' ? writing.texts.page.wayPhone : siteName(writing, site)

/** Each notice that stands now, as markup: the city's phrase of phone visits, the software's of each site that is not as usual. */
export function renderStanding(writing: Writing): string[] {
  const { settings } = writing.state
  return settings.all().flatMap(one => {
    const way = settings.shown(one)
    const phrase = noticeWords(writing, way)
    return way.open || phrase === null ? [] : [`<strong>${safe(wayName(writing, way))}.</strong> ${safe(phrase)}`]
  })
}

function noticeWords({ code, state, texts }: Writing, { way, notice, to }: Way): string | null {
  if (notice === null) return null
  if (way === 'phone')
    return state.cityTexts[code]?.[`notice.${notice}`] ?? state.cityTexts.en?.[`notice.${notice}`] ?? texts.page.wayClosed
  const phrase = siteNotice(notice)
  const words = phrase && (state.siteTexts[code]?.[`sites.notice.${phrase.id}`] ?? state.siteTexts.en?.[`sites.notice.${phrase.id}`])
  return words ? words.replace('{site}', () => siteName({ code, state } as Writing, to ?? '')) : texts.page.siteClosed
}

/** What administrators have ordered for later, soonest first, as markup. */
export function renderOrdered(writing: Writing): string[] {
  const { code, texts, state, says } = writing
  const words = new Intl.DateTimeFormat(languageTable[code].locale, { dateStyle: 'long', timeStyle: 'short', timeZone: state.zone })
  return state.settings
    .all()
    .flatMap(way => (way.next === null ? [] : [{ way, next: way.next }]))
    .sort((a, b) => a.next.at - b.next.at)
    .map(({ way, next }) => {
      const { opens, closes, moves } = texts.notices
      const given = { place: wayName(writing, way), when: words.format(next.at * 1000) }
      return says(next.open ? opens : next.to === null ? closes : moves, given)
    })
}

/** `November 28, 2026: North office, closed`, as markup. */
export function renderChange(writing: Writing, change: WayHistory): string {
  const { texts, day } = writing
  return `<time datetime="${safe(change.day)}">${safe(day(change.day))}</time>: ${safe(wayName(writing, change))}, ${safe(texts.page[change.did])}`
}
