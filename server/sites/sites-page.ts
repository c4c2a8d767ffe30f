/** The list of sites as a page that reads without JavaScript: what is open now, each site, what is different there. */
import type { Language } from '@latchkey/cities/city.ts'
import languageTable from '@latchkey/cities/languages.json'
import { nextDay, type Site, type SiteTime, weekdays } from '@latchkey/wire/sites.ts'
import { siteNotice } from '@latchkey/wire/waiting.ts'
import { recordTexts } from '../record/record-texts.ts'
import { renderStill, renderTop, safe } from '../record/still-page.ts'
import { citySays, listSays, type SitesPorts, wayOf } from './sites.ts'

export function renderSites(ports: SitesPorts): string {
  return renderStill({ title: listSays(ports, 'en', 'sites.title'), offered: ports.offered, part: code => renderPart(ports, code) })
}

function renderPart(ports: SitesPorts, code: Language): string {
  const say = (id: string) => safe(listSays(ports, code, id))
  const { file, practice, reviewed } = ports
  return `${renderTop(code, recordTexts[code].page, { practice, reviewed })}<h1>${say('sites.title')}</h1>
<p class="city">${safe(citySays(ports, code, 'name.card'))} · ${safe(citySays(ports, code, 'name.city'))}</p>
<p>${say('sites.lead')}</p>
${file.illustration ? `<p>${say('sites.made_up')}</p>\n` : ''}<h2>${say('sites.now')}</h2>
<ul>${openNow(ports, code)
    .map(line => `<li>${safe(line)}</li>`)
    .join('')}</ul>
${file.sites.map(site => renderSite(ports, code, site)).join('\n')}
<h2>${say('sites.feed')}</h2>
<p>${say('sites.feed.what')}</p>
<ul>${file.sites.map(site => feedLink(ports, code, site)).join('')}</ul>
<p><a href="/host#${code}">${say('sites.host')}</a></p>
<p><a href="/">${say('sites.home')}</a></p>`
}

/** What is closed is said too, and why: nobody looks for a phone visit that is not there. */
export function openNow(ports: SitesPorts, code: string): string[] {
  const { ways, settings } = ports
  const { open, counter, event } = ways.now()
  const { notice } = settings.shown(settings.phone)
  const why = !open && notice !== null ? citySays(ports, code, `notice.${notice}`) : null
  const { next } = settings.phone
  return [
    open ? listSays(ports, code, 'sites.phone.open') : (why ?? listSays(ports, code, 'sites.phone.closed')),
    ...(next ? [listSays(ports, code, `sites.phone.${next.open ? 'opens' : 'closes'}`, momentWords(ports, code, next.at))] : []),
    listSays(ports, code, counter ? 'sites.counter.open' : 'sites.counter.closed'),
    ...(event ? [listSays(ports, code, 'sites.event.open')] : []),
  ]
}

function renderSite(ports: SitesPorts, code: Language, site: Site): string {
  const say = (id: string) => safe(listSays(ports, code, id))
  const next = nextDay(site, ports.today())
  const way = wayOf(ports, site)
  const usual = ports.settings.isOpen(way)
  const spoken = site.languages.map(one => `<bdi lang="${one}">${safe(languageTable[one as Language]?.name ?? one)}</bdi>`).join(', ')
  const rows = [
    [say('sites.when'), site.times.map(time => safe(timeWords(code, time))).join('<br>')],
    ...(next ? [[say('sites.next'), `<time datetime="${next}">${safe(dayWords(code, next))}</time>`]] : []),
    [say('sites.speaks'), spoken],
    [say('sites.door'), say(site.stepFree ? 'sites.door.flat' : 'sites.door.steps')],
  ]
  return `<section id="${code}-${site.id}">
<h2>${safe(citySays(ports, code, `site.${site.id}`))}</h2>
<p>${say(`sites.${site.kind}`)}. ${safe(citySays(ports, code, `site.${site.id}.where`))}</p>
<p class="${usual ? 'usual' : 'changed'}"><strong>${safe(standsAs(ports, code, site))}</strong></p>
${orderedAs(ports, code, site)
  .map(words => `<p class="changed">${safe(words)}</p>`)
  .join('')}
<dl>${rows.map(([name, text]) => `<dt>${name}</dt><dd>${text}</dd>`).join('')}</dl>
</section>`
}

/** 'Closed because of snow.', 'Moved. Go here: North office.' */
export function standsAs(
  ports: SitesPorts,
  code: string,
  site: Site,
  change = wayOf(ports, site) as { open: boolean; notice: number | null; to: string | null },
): string {
  if (!ports.settings.mayOpen(wayOf(ports, site))) return listSays(ports, code, 'sites.law')
  if (change.open) return listSays(ports, code, 'sites.usual')
  const phrase = siteNotice(change.notice)?.id ?? 'closed'
  return listSays(ports, code, `sites.notice.${phrase}`, change.to === null ? '' : citySays(ports, code, `site.${change.to}`))
}

/** 'Later: Tuesday, December 1, 2:00 PM: Moved. Go here: North office.'; nothing where nothing is ordered. */
export function orderedAs(ports: SitesPorts, code: string, site: Site): string[] {
  const { next } = wayOf(ports, site)
  if (next === null) return []
  return [`${listSays(ports, code, 'sites.later')}: ${momentWords(ports, code, next.at)}: ${standsAs(ports, code, site, next)}`]
}

function feedLink(ports: SitesPorts, code: string, site: Site): string {
  const next = nextDay(site, ports.today())
  if (next === null) return ''
  const name = `${citySays(ports, code, `site.${site.id}`)}, ${dayWords(code, next)}`
  return `<li><a href="/sites/feed/${site.id}/${next}.ics">${safe(name)}</a></li>`
}

const localeOf = (code: string): string => languageTable[code as Language].locale

export const dayWords = (code: string, day: string): string =>
  new Intl.DateTimeFormat(localeOf(code), { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )

/** 'Tuesday, December 1, 2:00 PM' */
const momentWords = ({ zone }: SitesPorts, code: string, moment: number): string =>
  new Intl.DateTimeFormat(localeOf(code), {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: 'numeric',
    minute: '2-digit',
    timeZone: zone,
  }).format(moment * 1000)

/** 'Monday – Friday, 9:00 AM – 5:00 PM'. Weekdays that follow each other are a range, others are named one by one. */
function timeWords(code: string, time: SiteTime): string {
  const clock = new Intl.DateTimeFormat(localeOf(code), { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' })
  const hour = (text: string) => clock.format(new Date(`2026-01-01T${text}:00Z`))
  const hours = `${hour(time.from)} – ${hour(time.to)}`
  if ('day' in time) return `${dayWords(code, time.day)}, ${hours}`
  // 4 January 2026 is a Sunday.
  const name = (at: number) =>
    new Intl.DateTimeFormat(localeOf(code), { weekday: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(2026, 0, 4 + at)))
  const days = [...new Set(time.weekdays)].map(one => weekdays.indexOf(one)).sort((a, b) => a - b)
  const run = days.length > 2 && days.every((day, at) => at === 0 || day === (days[at - 1] as number) + 1)
  const named = run ? [`${name(days[0] as number)} – ${name(days.at(-1) as number)}`] : days.map(name)
  return `${new Intl.ListFormat(localeOf(code), { type: 'unit', style: 'short' }).format(named)}, ${hours}`
}
