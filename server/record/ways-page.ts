/** `/record/ways`: which ways in are open, the law each rests on, what changed. */
import type { Authority } from '@latchkey/wire/settings.ts'
import { renderDoor, renderPairs, type Writing } from './record-frame.ts'
import type { RecordState } from './record-state.ts'
import type { RecordTexts } from './record-texts.ts'
import { safe } from './still-page.ts'
import { renderChange, siteName } from './way-words.ts'

/** Of the changes of ways in: a page that anyone can read to its end. */
const mostChanges = 60

export const renderWays = (state: RecordState): string => renderDoor('ways', state, texts => texts.page.ways, renderBody)

function renderBody(writing: Writing): string {
  const { texts, state } = writing
  const { page } = texts
  const { settings, history } = state
  const phone = settings.shown(settings.phone)
  const phoneLaw = settings.authority(phone)
  const sites = settings
    .all()
    .filter(({ way }) => way !== 'phone')
    .map(way => settings.shown(way))
  const counters = sites.some(({ way, authority }) => way === 'counter' && settings.mayOpen({ way, authority }))
  const rows = sites.map(way => {
    const says = !settings.mayOpen(way)
      ? safe(page.siteNoLaw)
      : way.open
        ? safe(page.siteOpen)
        : way.to === null
          ? safe(settings.isPaused(way) ? page.sitePaused : page.siteClosed)
          : `${safe(page.siteMoved)} ${safe(siteName(writing, way.to))}`
    const law = settings.authority(way)
    return [safe(siteName(writing, way.site)), says + (law ? renderLaw(page.siteLaw, page, law) : '')] as const
  })
  const lines = history
    .toReversed()
    .sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0))
    .slice(0, mostChanges)
    .map(change => `<li>${renderChange(writing, change)}</li>`)
  return `<p>${safe(settings.isOpen(phone) ? page.wayOpen : page.wayClosed)}</p>
${phoneLaw ? renderLaw(page.authority, page, phoneLaw) : `<p>${safe(page.noAuthority)}</p>`}
<p>${safe(counters ? page.counterOpen : page.counterClosed)}</p>
${rows.length > 0 ? `<h2>${safe(page.sites)}</h2>\n${renderPairs(rows)}\n` : ''}<h2>${safe(page.wayChanges)}</h2>
<p>${safe(page.wayChangesIntro)}</p>
${lines.length > 0 ? `<ul>${lines.join('')}</ul>` : `<p>${safe(page.wayChangesNone)}</p>`}`
}

/** The words of a law are the city's own, in English. */
const renderLaw = (title: string, page: RecordTexts['page'], law: Authority): string =>
  `<dl><dt>${safe(title)}</dt><dd lang="en" dir="ltr">${safe(law.citation)}. ${safe(law.text)}</dd>
<dt>${safe(page.settledBy)}</dt><dd lang="en" dir="ltr">${safe(law.settledBy)}, ${safe(law.date)}</dd></dl>`
