/** The report of a quarter: a page that reads without JavaScript, in every language, and prints on Letter and A4. */
import type { Language } from '@latchkey/cities/city.ts'
import languageTable from '@latchkey/cities/languages.json'
import type { Face } from '@latchkey/wire/feedback.ts'
import { renderChapters, renderNext } from '../record/record-frame.ts'
import { recordTexts } from '../record/record-texts.ts'
import { renderStill, renderTop, safe } from '../record/still-page.ts'
import { barRows, type Column, columns } from './bars.ts'
import { drawFace } from './faces.ts'
import { fill, quarterTexts } from './quarter-texts.ts'
import { daysOf } from './quarters.ts'
import type { Report, ReportRow } from './report.ts'
import type { Way } from './ways.ts'

export interface QuarterPage {
  offered: readonly string[]
  reviewed: readonly string[]
  practice: boolean
  cityName: string
  /** The city's texts by language: `name.city`, `site.<id>`. */
  cityTexts: Record<string, Record<string, string>>
  report: Report
}

export function renderQuarter(page: QuarterPage): string {
  const { en } = quarterTexts
  return renderStill({
    title: `${en.title}: ${fill(en.heading, partsOf(page.report.quarter))}`,
    offered: page.offered,
    looks: ['/record/quarter.css'],
    part: code => renderPart(code, page),
  })
}

const partsOf = (quarter: string) => ({ year: quarter.slice(0, 4), n: quarter.slice(5) })

/** How one language writes numbers, days and the city's own names. */
function speak(code: Language, { cityTexts, report }: QuarterPage) {
  const texts = quarterTexts[code]
  const { locale } = languageTable[code]
  const number = new Intl.NumberFormat(locale)
  const long = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
  const short = new Intl.DateTimeFormat(locale, { month: 'numeric', day: 'numeric', timeZone: 'UTC' })
  const tongue = new Intl.DisplayNames(locale, { type: 'language' })
  const moment = (day: string) => new Date(`${day}T00:00:00Z`)
  const of = (way: Way) => report.rows.filter(row => row.way === way)
  return {
    texts,
    of,
    number: (count: number) => number.format(count),
    day: (day: string) => long.format(moment(day)),
    shortDay: (day: string) => short.format(moment(day)),
    site: (id: string) => cityTexts[code]?.[`site.${id}`] ?? cityTexts.en?.[`site.${id}`] ?? id,
    language: (cell: string) => tongue.of(cell) ?? cell,
    /** At the end of a bar. */
    says: ({ atLeast, counted }: Pick<ReportRow, 'atLeast' | 'counted'>) =>
      counted > atLeast
        ? fill(atLeast > 0 ? texts.sureAbout : texts.onlyAbout, { n: number.format(atLeast), about: number.format(counted) })
        : atLeast > 0
          ? fill(texts.sure, { n: number.format(atLeast) })
          : texts.few,
  }
}
type Speak = ReturnType<typeof speak>

function renderPart(code: Language, page: QuarterPage): string {
  const { report } = page
  const say = speak(code, page)
  const { texts } = say
  const { first, last } = daysOf(report.quarter)
  const city = page.cityTexts[code]?.['name.city'] ?? page.cityName
  const total = say.of('issued')[0]?.atLeast ?? 0
  const any = report.rows.some(({ counted }) => counted > 0)
  const state = report.next === null ? texts.done : fill(texts.soFar, { day: say.day(report.next) })
  return `<div class="quarter">
${renderTop(code, recordTexts[code].page, page)}<header>
<p class="city">${safe(city)} · ${safe(texts.title)}</p>
<h1>${safe(fill(texts.heading, partsOf(report.quarter)))}</h1>
<p class="days">${safe(fill(texts.days, { first: say.day(first), last: say.day(last) }))}</p>
<p class="state">${safe(state)}</p>
</header>
${any ? renderNumbers(total, report, say) : renderEmpty(report, say)}
${renderFoot(code, report, say)}
</div>`
}

function renderEmpty({ next }: Report, { texts, day }: Speak): string {
  return `<section class="empty">
<h2>${safe(texts.empty)}</h2>
<p>${safe(next === null ? texts.emptyOver : fill(texts.emptyNext, { day: day(next) }))}</p>
<p>${safe(texts.intro)}</p>
</section>`
}

function renderNumbers(total: number, report: Report, say: Speak): string {
  const { texts } = say
  return `<section class="total">
<p class="figure"><span class="at-least">${safe(texts.atLeast)}</span> <strong>${safe(say.number(total))}</strong> <span>${safe(texts.cards)}</span></p>
<p>${safe(texts.intro)}</p>
<p class="broken"><svg viewBox="0 0 60 16" aria-hidden="true" focusable="false"><rect class="sure" x="0" y="0" width="36" height="16"/><rect class="sure" x="40" y="0" width="4" height="16"/><rect class="sure" x="47" y="0" width="3" height="16"/><rect class="sure" x="53" y="0" width="2" height="16"/></svg> <span>${safe(texts.broken)}</span></p>
</section>
<div class="plots">
${renderWeeks(report, say)}
${renderSites(say)}
${renderWaits(say)}
${renderSecondLooks(say)}
${renderUnmet(say)}
${renderLanguages(say)}
${renderFaces(say)}
</div>`
}

/** One question: its name, what it means, its picture, what the picture says. */
const plot = (way: Way, title: string, text: string, picture: string, found = '', wide = false) =>
  `<section class="plot${wide ? ' wide' : ''}" data-way="${way}">
<h2>${safe(title)}</h2>
<p>${safe(text)}</p>
${found ? `<p class="found">${safe(found)}</p>\n` : ''}${picture}
</section>`

/** The largest row, if one is. */
function largest(rows: readonly ReportRow[]): ReportRow | null {
  const [one, two] = [...rows].sort((a, b) => b.atLeast - a.atLeast)
  return one && one.atLeast > 0 && one.atLeast > (two?.atLeast ?? 0) ? one : null
}

function renderWeeks(report: Report, say: Speak): string {
  const { texts, of } = say
  const rows = of('weeks')
  const most = largest(rows)
  const { next } = report
  const all: Column[] = rows.map(({ cell, counted }) => {
    const ahead = next !== null && cell >= next
    return { label: say.shortDay(cell), value: counted, says: ahead ? '' : say.number(counted), ahead }
  })
  const found = most ? fill(texts.weeksMost, { day: say.day(most.cell), n: say.number(most.counted) }) : ''
  return plot('weeks', texts.weeks, texts.weeksText, columns(all, texts.weeksCaption, { sparse: true }), found, true)
}

function renderSites(say: Speak): string {
  const { texts, of } = say
  // No row for the rest: a total less its parts is not sure, both leave up to nine out.
  const sorted = [...of('sites')].sort((a, b) => b.atLeast - a.atLeast)
  const bars = sorted.map(row => ({ label: say.site(row.cell), sure: row.atLeast, says: say.says(row) }))
  return plot('sites', texts.sites, texts.sitesText, barRows(bars, texts.caption))
}

/** Minutes of a bin: `15–30`, the last `120+`. */
const minutesOf =
  (rows: readonly ReportRow[], say: Speak) =>
  (at: number): string => {
    const [from, to] = [rows[at]!.cell, rows[at + 1]?.cell]
    return to === undefined ? `${say.number(Number(from))}+` : `${say.number(Number(from))}–${say.number(Number(to))}`
  }

/** The columns stand in the order of time. */
function renderWaits(say: Speak): string {
  const { texts, of } = say
  const rows = of('waits')
  const nameOf = minutesOf(rows, say)
  const most = largest(rows)
  const all = rows.map((row, at) => ({ label: nameOf(at), value: row.atLeast, says: row.atLeast > 0 ? say.number(row.atLeast) : '' }))
  const found = most ? fill(texts.mostMinutes, { bin: nameOf(rows.indexOf(most)) }) : texts.fewAll
  return plot('waits', texts.waits, texts.waitsText, most ? columns(all, texts.minutesCaption, { more: true }) : '', found)
}

/** Of phone visits the server knows each; what counters hand in is rounded by chance. One bar a bin has both. */
function renderSecondLooks(say: Speak): string {
  const { texts, of } = say
  const here = of('second_looks_here')
  const rows = of('second_looks').map((row, at) => ({
    ...row,
    atLeast: row.atLeast + (here[at]?.atLeast ?? 0),
    counted: row.counted + (here[at]?.counted ?? 0),
  }))
  const nameOf = minutesOf(rows, say)
  const bars = rows.map((row, at) => ({ label: nameOf(at), sure: row.atLeast, likely: row.counted, says: say.says(row) }))
  const any = rows.some(({ counted }) => counted > 0)
  const text = `${texts.secondLooksText}${any ? ` ${texts.rounded}` : ''}`
  return plot('second_looks', texts.secondLooks, text, any ? barRows(bars, texts.minutesCaption) : '', any ? '' : texts.fewAll)
}

function renderUnmet(say: Speak): string {
  const { texts, of } = say
  const names: Record<string, string> = {
    photo: texts.needPhoto,
    birth_date: texts.needBirthDate,
    lives_here: texts.needLivesHere,
    who_you_are: texts.needWhoYouAre,
    relationship: texts.needRelationship,
    doubt: texts.needDoubt,
  }
  return plot(
    'unmet',
    texts.unmet,
    `${texts.unmetText} ${texts.rounded}`,
    chanceBars(of('unmet'), cell => names[cell] ?? cell, say),
  )
}

function renderLanguages(say: Speak): string {
  const { texts, of } = say
  return plot('languages', texts.languages, `${texts.languagesText} ${texts.rounded}`, chanceBars(of('languages'), say.language, say))
}

/** Rounded by chance: what is likely beneath what is sure. The largest first. */
function chanceBars(rows: readonly ReportRow[], nameOf: (cell: string) => string, say: Speak): string {
  const sorted = [...rows].sort((a, b) => b.counted - a.counted)
  return barRows(
    sorted.map(row => ({ label: nameOf(row.cell), sure: row.atLeast, likely: row.counted, says: say.says(row) })),
    say.texts.caption,
  )
}

function renderFaces(say: Speak): string {
  const { texts, of } = say
  const names: Record<string, string> = { good: texts.faceGood, fair: texts.faceFair, poor: texts.facePoor }
  const rows = of('feedback')
  const cells = rows
    .map(
      row =>
        `<li>${drawFace(row.cell as Face)}<span>${safe(names[row.cell] ?? '')}</span> <strong>${safe(row.atLeast > 0 ? fill(texts.sure, { n: say.number(row.atLeast) }) : texts.few)}</strong></li>`,
    )
    .join('')
  return `<section class="plot" data-way="feedback">
<h2>${safe(texts.feedback)} <span class="unverified">${safe(texts.unverified)}</span></h2>
<p>${safe(texts.feedbackText)}</p>
<ul class="faces">${cells}</ul>
</section>`
}

function renderFoot(code: Language, { quarter, quarters }: Report, { texts }: Speak): string {
  const links = quarters.map(one => {
    const name = safe(fill(texts.heading, partsOf(one)))
    return one === quarter ? `<li aria-current="page">${name}</li>` : `<li><a href="/record/quarter/${one}">${name}</a></li>`
  })
  return `<footer>
<section class="not">
<h2>${safe(texts.not)}</h2>
<ul><li>${safe(texts.notTwo)}</li><li>${safe(texts.notDay)}</li><li>${safe(texts.notLost)}</li><li>${safe(texts.notWhole)}</li></ul>
</section>
<nav class="quarters" aria-label="${safe(texts.others)}"><h2>${safe(texts.others)}</h2><ul>${links.join('')}</ul></nav>
<p class="files"><a href="/record/quarter/${quarter}.csv">${safe(texts.csv)}</a> <span>${safe(texts.print)}</span></p>
${renderNext('quarter', code)}${renderChapters('quarter', code)}
</footer>`
}
