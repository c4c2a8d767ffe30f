/** The public record as one page that reads without JavaScript: what we hold, what we do not protect, which ways in are open, and the fingerprint of the root. */
import type { Language } from '@latchkey/cities/city.ts'
import languageTable from '@latchkey/cities/languages.json'
import type { Authority } from '@latchkey/wire/settings.ts'
import type { BuiltWith } from '../city/built-with.ts'
import type { Declaration } from '../declaration.ts'
import type { Settings } from '../settings/settings.ts'
import type { WayHistory } from '../staff-history/staff-history.ts'
import { declarations } from './declarations.ts'
import { type RecordTexts, recordTexts } from './record-texts.ts'
import { renderStill, renderTop, safe } from './still-page.ts'

export interface RecordState {
  /** Languages that the pages of this build offer; English is always there. */
  offered: readonly string[]
  /** Of these, the ones that a native speaker has checked whole. */
  reviewed: readonly string[]
  /** As it stands on the card; each language may write it otherwise. */
  cityName: string
  /** The city's texts by language: `name.city`, `other.<id>` and `.note`. */
  cityTexts: Record<string, Record<string, string>>
  practice: boolean
  /** Each way in, and the law that lets it keep nothing. */
  settings: Settings
  /** Each change of a way in, in the order of the store. */
  history: readonly WayHistory[]
  fingerprint: string
  /** What else the city keeps of a visit, as its own file declares it; `known: false` is marked as nobody's word yet. */
  otherRecords: { id: string; known: boolean }[]
  /** Whether the copy of the day's state lies on a memory file system. */
  memoryFiles: boolean
  /** Of the rules, newest first. */
  versions: BuiltWith['versions']
  /** The city's day, YYYY-MM-DD: a version may be built before it starts. */
  today: string
}

export function renderRecord(state: RecordState): string {
  const { title } = recordTexts.en.page
  return renderStill({ title, offered: state.offered, part: code => renderPart(code, recordTexts[code], state) })
}

function renderPart(code: Language, texts: RecordTexts, state: RecordState): string {
  const { page } = texts
  const city = state.cityTexts[code]?.['name.city'] ?? state.cityName
  return `${renderTop(code, page, state)}<h1>${safe(page.title)}</h1>
<p class="city">${safe(city)}</p>
<p>${safe(page.intro)}</p>
<h2>${safe(page.disk)}</h2>
<p>${safe(page.diskIntro)}</p>
${renderThings(texts, 'disk', false)}
<h2>${safe(page.memory)}</h2>
<p>${safe(page.memoryIntro)}</p>
${state.memoryFiles ? '' : `<p>${safe(page.noMemoryFiles)}</p>`}
${renderThings(texts, 'memory', state.memoryFiles)}
<h2>${safe(page.notProtected)}</h2>
<ul>${texts.notProtected.map(line => `<li>${safe(line)}</li>`).join('')}</ul>
${renderOther(code, page, state)}<h2>${safe(page.ways)}</h2>
${renderWays(code, page, state)}${renderVersions(code, page, state)}<h2>${safe(page.root)}</h2>
<p>${safe(page.rootIntro)}</p>
<p class="fingerprint"><code dir="ltr">${groups(state.fingerprint)}</code></p>
<p><a href="/">${safe(page.home)}</a></p>`
}

function renderWays(code: Language, page: RecordTexts['page'], { settings, history, cityTexts }: RecordState): string {
  const phone = settings.shown(settings.phone)
  const nameOf = (site: string) => safe(cityTexts[code]?.[`site.${site}`] ?? cityTexts.en?.[`site.${site}`] ?? site)
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
          : `${safe(page.siteMoved)} ${nameOf(way.to)}`
    const law = settings.authority(way)
    return `<dt>${nameOf(way.site)}</dt><dd>${says}${law ? renderLaw(page.siteLaw, page, law) : ''}</dd>`
  })
  const dayWords = new Intl.DateTimeFormat(languageTable[code].locale, { dateStyle: 'long', timeZone: 'UTC' })
  const lines = history
    .toReversed()
    .sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0))
    .slice(0, mostChanges)
    .map(
      ({ day, did, way, site }) =>
        `<li><time datetime="${safe(day)}">${safe(dayWords.format(new Date(`${day}T00:00:00Z`)))}</time>: ${way === 'phone' ? safe(page.wayPhone) : nameOf(site)}, ${safe(page[did])}</li>`,
    )
  return `<p>${safe(settings.isOpen(phone) ? page.wayOpen : page.wayClosed)}</p>
${phoneLaw ? renderLaw(page.authority, page, phoneLaw) : `<p>${safe(page.noAuthority)}</p>`}
<p>${safe(counters ? page.counterOpen : page.counterClosed)}</p>
${rows.length > 0 ? `<h3>${safe(page.sites)}</h3>\n<dl>${rows.join('')}</dl>\n` : ''}<h3>${safe(page.wayChanges)}</h3>
<p>${safe(page.wayChangesIntro)}</p>
${lines.length > 0 ? `<ul>${lines.join('')}</ul>` : `<p>${safe(page.wayChangesNone)}</p>`}
`
}

/** The words of a law are the city's own, in English. */
const renderLaw = (title: string, page: RecordTexts['page'], law: Authority): string =>
  `<dl><dt>${safe(title)}</dt><dd lang="en" dir="ltr">${safe(law.citation)}. ${safe(law.text)}</dd>
<dt>${safe(page.settledBy)}</dt><dd lang="en" dir="ltr">${safe(law.settledBy)}, ${safe(law.date)}</dd></dl>`

/** Of the changes of ways in: a page that anyone can read to its end. */
const mostChanges = 60

function renderOther(code: string, page: RecordTexts['page'], { otherRecords, cityTexts }: RecordState): string {
  if (otherRecords.length === 0) return ''
  const said = (key: string) => safe(cityTexts[code]?.[key] ?? cityTexts.en?.[key] ?? key)
  const rows = otherRecords.map(({ id, known }) => {
    const unknown = known ? '' : ` <em>${safe(page.otherUnknown)}</em>`
    return `<dt>${said(`other.${id}`)}</dt><dd>${said(`other.${id}.note`)}${unknown}</dd>`
  })
  return `<h2>${safe(page.other)}</h2>
<p>${safe(page.otherIntro)}</p>
<dl>${rows.join('')}</dl>
`
}

/** What counts, and since when: each version of the rules with what it changed. */
function renderVersions(code: Language, page: RecordTexts['page'], { versions, cityTexts, today }: RecordState): string {
  if (versions.length === 0) return ''
  const dayWords = new Intl.DateTimeFormat(languageTable[code].locale, { dateStyle: 'long', timeZone: 'UTC' })
  const parts = versions.map(({ version, day, id, says }, at) => {
    const change = cityTexts[code]?.[`change.${id}`] ?? cityTexts.en?.[`change.${id}`]
    const lines = says?.[code] ?? says?.en
    const first = at === versions.length - 1
    const rest = lines
      ? lines.length === 0
        ? `<p>${safe(page.versionSame)}</p>`
        : `<ul>${lines.map(line => `<li>${safe(line)}</li>`).join('')}</ul>`
      : first
        ? ''
        : `<p>${safe(page.versionUnknown)}</p>`
    return `<section>
<h3><bdi dir="ltr">${safe(version)}</bdi></h3>
<p>${safe(page.versionFrom)} <time datetime="${day}">${safe(dayWords.format(new Date(`${day}T00:00:00Z`)))}</time>.${day > today ? ` ${safe(page.versionLater)}` : ''}</p>
${change ? `<p>${safe(change)}</p>\n` : ''}${rest}
</section>`
  })
  return `<h2>${safe(page.versions)}</h2>
<p>${safe(page.versionsIntro)}</p>
${parts.join('\n')}
`
}

function renderThings(texts: RecordTexts, where: Declaration['where'], copies: boolean): string {
  return declarations
    .filter(declaration => declaration.where === where)
    .map(declaration => renderThing(texts, declaration, copies))
    .join('\n')
}

function renderThing({ page, titles, things }: RecordTexts, declaration: Declaration, copies: boolean): string {
  const said = things?.[declaration.name] ?? declaration
  const rows = [
    [page.purpose, said.purpose],
    [page.kept, said.kept],
    [page.readBy, said.readBy],
    [page.writtenBy, said.writtenBy],
    [page.law, said.law],
  ]
  const list = rows.map(([name, text]) => `<dt>${safe(name ?? '')}</dt><dd>${safe(text ?? '')}</dd>`).join('')
  return `<section>
<h3>${safe(titles[declaration.name] ?? declaration.name)}</h3>
<ul>${said.fields.map(field => `<li>${safe(field)}</li>`).join('')}</ul>
<dl>${list}</dl>${copies && declaration.where === 'memory' && declaration.copy ? `\n<p>${safe(page.copy)}</p>` : ''}
</section>`
}

/** In groups of four, so that it can be read out and compared. */
const groups = (hex: string) => hex.match(/.{1,4}/g)?.join(' ') ?? ''

export const recordLook = `:root { background: Canvas; color: CanvasText; color-scheme: light dark; --line: #767676; --stripe: #b34700; }
body { font: 1.0625rem/1.55 system-ui, sans-serif; margin: 0 auto; max-inline-size: 46rem; overflow-wrap: break-word; padding: 1rem; }
nav { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; }
nav a { display: inline-block; min-inline-size: 2.75rem; padding-block: .75rem; }
a:focus-visible { outline: 3px solid currentColor; outline-offset: 2px; }
.practice { background: var(--stripe); color: #fff; font-weight: 700; margin: 0 0 .5rem; padding: .75rem 1rem; }
.machine { border: 2px solid var(--line); margin-block-end: 0; padding: .5rem .75rem; }
h1 { line-height: 1.2; margin-block-end: .25rem; }
h2 { border-block-start: 1px solid var(--line); margin-block-start: 2.5rem; padding-block-start: 1.25rem; }
.city { font-weight: 600; margin-block-start: 0; }
section { border-inline-start: 4px solid var(--line); margin-block: 1.5rem; padding-inline-start: 1rem; }
h3 { margin-block: 0 .25rem; }
dl { display: grid; gap: .25rem 1rem; grid-template-columns: minmax(7rem, max-content) 1fr; }
dt { font-weight: 600; }
dd { margin: 0; overflow-wrap: anywhere; }
@media (max-width: 30rem) { dl { grid-template-columns: minmax(0, 1fr); } dd { margin-block-end: .5rem; } }
.fingerprint code { font-size: 1rem; overflow-wrap: anywhere; }
.changed { border-inline-start: 8px solid var(--stripe); padding-inline-start: .75rem; }
main { display: none; scroll-margin-block-start: 100vh; }
main:last-of-type, main:target { display: block; }
main:target ~ main:last-of-type { display: none; }
@media print { main { display: block; } main:target ~ main:last-of-type { display: block; } nav { display: none; } }
`
