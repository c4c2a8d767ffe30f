/**
 * The guide of a city for paper: for each kind of person and language a sheet, written by the rules alone. What no text confirms has a star, as in the
 * rule file.
 */
import type { City, Language } from '@latchkey/cities/city.ts'
import { isCaretakers, paperOf, refsFor } from '@latchkey/rules/caretaker.ts'
import { enoughLines, type Line, type Part, rowsOf } from '@latchkey/rules/guide.ts'
import { markFor, markPapers } from '@latchkey/rules/mark.ts'
import { feeFor, type Kind, type Paper, parseRules, type Rules } from '@latchkey/rules/rules.ts'
import { type ComponentChild, h } from 'preact'
import { toHtml } from '../home/page.ts'
import { agesIn, blank, howWords, languageLinks, links, localeOf, moneyWords, sayer, sheet, titleWords, type Voice } from './print-page.ts'

const isConfirmed = ({ status }: { status: string }) => status.startsWith('confirmed')
const star = (yes: boolean): ComponentChild => yes && h('span', { class: 'guide-star' }, '*')
const starOf = (row: { status: string }) => star(!isConfirmed(row))
/** A row says of some kinds that nobody confirms the paper for them, never which: then it is so for all but adults, with whom the public lists begin. */
const isPaperConfirmed = (row: Paper, kind: Kind) => isConfirmed(row) && (kind.id === 'adult' || row.unconfirmed.for === undefined)
const list = (items: ComponentChild[]) => h('ul', null, ...items.map(item => h('li', null, item)))
const part = (title: ComponentChild, ...inside: ComponentChild[]) => h('section', { class: 'guide-part' }, h('h2', null, title), ...inside)

/** @returns what stands in the body of resident/guide.html: English stands last, and is what a browser shows that was led to no sheet */
export function renderGuide(voices: readonly Voice[], city: City): string {
  const rules = parseRules(city.rules)
  const lines = new Map(rules.kinds.map(kind => [kind.id, enoughLines(rules, kind.id)]))
  const first = ({ code }: Voice) => (code === 'en' ? 1 : 0)
  const sheets = [...voices]
    .sort((a, b) => first(a) - first(b))
    .flatMap(voice => rules.kinds.toReversed().map(kind => guideSheet(voices, voice, city, rules, kind, lines.get(kind.id)!)))
  return toHtml(h('div', { class: 'print-all' }, ...sheets))
}

/** What stands behind `#` for a sheet. */
export const sheetId = (code: Language, kind: string): string => `${code}-${kind}`

function guideSheet(voices: readonly Voice[], voice: Voice, city: City, rules: Rules, kind: Kind, lines: Line[]): ComponentChild {
  const { code, text } = voice
  const say = sayer(city, voice)
  const nav = [
    languageLinks(voice, voices, one => sheetId(one, kind.id)),
    links(
      text('guide.ages'),
      rules.kinds.map(one => ({ href: `#${sheetId(code, one.id)}`, says: agesIn(voice, one) })),
    ),
  ]
  return sheet(
    city,
    voice,
    { id: sheetId(code, kind.id), kind: 'guide', nav, english: `#${sheetId('en', kind.id)}` },
    h('p', { class: 'guide-whose' }, `${say('name.card')} · ${say('name.city')} · ${agesIn(voice, kind)}`),
    h('h1', null, text('guide.title')),
    h('p', { class: 'guide-lead' }, text('home.lead', { city: say('name.city') })),
    h('p', { class: 'guide-look' }, h('strong', null, text('guide.look')), ' ', moneyWords(voice, rules)),
    h('p', { class: 'fine screen-only' }, text('guide.print')),
    part(
      [text('guide.enough'), star(![kind, ...kind.needs].every(isConfirmed))],
      lines.length > 1 ? h('p', null, text('guide.enough.lead')) : null,
      caretakerWords(voice, lines),
      h('div', { class: 'guide-boxes' }, ...lines.map(line => box(voice, say, rules, kind, line))),
      h('p', { class: 'fine' }, '* ', text('guide.unconfirmed.what')),
    ),
    mustPart(voice, say, rules, kind),
    markPart(voice, say, rules, kind),
    h(
      'div',
      { class: 'guide-two' },
      costPart(voice, rules, kind),
      cardPart(voice, say, rules),
      wherePart(voice, say, city),
      part(
        text('home.works.title'),
        rules.uses.works.length > 0 && list(rules.uses.works.map(use => [say(`use.works.${use.id}`), starOf(use)])),
        h('h2', null, text('home.not.title')),
        list(rules.uses.not.map(use => [say(`use.not.${use.id}`), starOf(use)])),
      ),
      part(text('home.keep.title'), h('p', null, text('home.keep.text'))),
      part(
        text('papers.where.help'),
        list(city.names.help.map(({ id }) => [h('strong', null, say(`help.${id}`)), `. ${say(`help.${id}.note`)}`])),
      ),
    ),
    h('p', { class: 'fine' }, titleWords(voice, rules), ' ', text('papers.answer.rules', { version: rules.version })),
  )
}

function caretakerWords({ text }: Voice, lines: Line[]): ComponentChild {
  const comes = lines.filter(line => line.some(one => isCaretakers(one.refs[0]!)))
  if (comes.length === 0) return null
  const must = comes.length === lines.length
  return h('p', null, text(must ? 'guide.caretaker.must' : 'guide.caretaker.may'), ' ', text('kinds.caretaker.why'))
}

type Say = (key: string) => string

/** One way to have enough. Own papers first, then the caretaker's. */
function box({ text }: Voice, say: Say, rules: Rules, kind: Kind, line: Line): ComponentChild {
  const paper = (ref: string) => {
    const row = paperOf(rules, ref)!
    return [say(`paper.${row.id}.short`), star(!isPaperConfirmed(row, kind))]
  }
  const some = ({ count, refs }: Part) =>
    refs.length === count ? list(refs.map(paper)) : [h('p', { class: 'guide-some' }, text('guide.some', { count })), list(refs.map(paper))]
  const parts = (those: Part[]) =>
    those.flatMap((one, at) => [
      at > 0 && h('p', { class: 'guide-and' }, text('guide.and')),
      h('div', { class: 'guide-papers' }, some(one)),
    ])
  const own = line.filter(one => !isCaretakers(one.refs[0]!))
  const theirs = line.filter(one => isCaretakers(one.refs[0]!))
  return h(
    'div',
    { class: 'guide-box' },
    theirs.length > 0 && own.length > 0 && h('h3', null, text('kinds.show.own')),
    ...parts(own),
    theirs.length > 0 && h('h3', null, text('kinds.show.caretaker')),
    ...parts(theirs),
  )
}

/** Every paper on this kind's list, a caretaker's too: what it must be, and where one comes from. */
function mustPart(voice: Voice, say: Say, rules: Rules, kind: Kind): ComponentChild {
  const { text } = voice
  const rows = [...new Set(refsFor(rules, kind.id).map(ref => paperOf(rules, ref)!))].sort(
    (a, b) => rules.papers.indexOf(a) - rules.papers.indexOf(b),
  )
  return part(
    text('guide.must'),
    h('p', null, ['in_date', 'must.name', 'must.form'].map(id => text(`guide.${id}`)).join(' ')),
    eachPaper(voice, say, rows, kind),
    h('p', { class: 'fine' }, text('papers.where.general')),
  )
}

/** What each of these must be, and where it comes from. */
function eachPaper(voice: Voice, say: Say, rows: readonly Paper[], kind: Kind): ComponentChild {
  const { text } = voice
  return h(
    'dl',
    { class: 'guide-must' },
    ...rows.map(row =>
      h(
        'div',
        null,
        h('dt', null, say(`paper.${row.id}.short`), star(!isPaperConfirmed(row, kind))),
        h('dd', null, say(`paper.${row.id}.hint`), ...conditions(voice, row)),
        h('dd', { class: 'fine' }, say(`paper.${row.id}.where`)),
        row.letter && h('dd', { class: 'fine' }, h('a', { href: '/letter' }, text('guide.letter', { address: '/letter' }))),
      ),
    ),
  )
}

/** What this kind's card may have for a paper of its own, and which papers those are: apart from what the card needs. */
function markPart(voice: Voice, say: Say, rules: Rules, kind: Kind): ComponentChild {
  const mark = markFor(rules, kind.id)
  if (!mark) return null
  const rows = markPapers(rules, kind.id).map(ref => paperOf(rules, ref)!)
  return part(say(`mark.${mark.id}`), h('p', null, say(`mark.${mark.id}.price`), starOf(mark)), eachPaper(voice, say, rows, kind))
}

/** What the rules ask of this paper beyond what they ask of all. */
function conditions({ code, text }: Voice, row: Paper): ComponentChild[] {
  const { expiredOk, maxAgeDays, forms, nameOf, unconfirmed } = row
  const said = (id: string, values: Record<string, string | number>, field: keyof typeof unconfirmed): ComponentChild => [
    ' ',
    text(id, values),
    star(unconfirmed[field] !== undefined),
  ]
  const any = (words: string[]) => new Intl.ListFormat(localeOf(code), { type: 'disjunction' }).format(words)
  const years = typeof expiredOk === 'number' ? Math.round(expiredOk / 365.25) : 0
  const wholeYears = typeof expiredOk === 'number' && years > 0 && Math.abs(expiredOk - years * 365.25) < 2
  return [
    expiredOk === true && said('guide.past.fine', {}, 'expiredOk'),
    wholeYears && said('guide.past.years', { years }, 'expiredOk'),
    typeof expiredOk === 'number' && !wholeYears && said('guide.past.days', { days: expiredOk }, 'expiredOk'),
    maxAgeDays !== null && said('guide.not_older', { days: maxAgeDays }, 'maxAgeDays'),
    forms && said('guide.form', { forms: any(forms.map(form => text(`guide.form.${form}`))) }, 'forms'),
    nameOf && said('guide.name', { who: any(nameOf.map(who => text(`guide.name.${who}`))) }, 'nameOf'),
  ]
}

function costPart(voice: Voice, rules: Rules, kind: Kind): ComponentChild {
  const { code, text } = voice
  const dollars = (cents: number) =>
    cents === 0
      ? text('guide.cost.free')
      : new Intl.NumberFormat(localeOf(code), { style: 'currency', currency: 'USD', minimumFractionDigits: cents % 100 ? 2 : 0 }).format(
          cents / 100,
        )
  const costs = feeFor.flatMap(act => {
    const found = rowsOf(
      rules.fees.filter(row => row.for === act),
      kind,
    )
    return found.map(({ row, ...ages }) => {
      const what = [act !== 'first' && text(`guide.cost.${act}`), found.length > 1 && agesIn(voice, ages)].filter(Boolean).join(', ')
      return [what && `${what}: `, h('strong', null, dollars(row.cents)), starOf(row), row.waiver && ` ${text('guide.cost.waiver')}`]
    })
  })
  const lasts = rowsOf(rules.validity, kind)
  return part(
    text('guide.cost'),
    list([...costs, ...(rules.fees.some(row => row.for === 'lost') ? [] : [text('guide.cost.unsaid')])]),
    h('h2', null, text('guide.lasts')),
    list(
      lasts.map(({ row, ...ages }) => [
        lasts.length > 1 && `${agesIn(voice, ages)}: `,
        row.years === null ? text('guide.lasts.endless') : text('guide.lasts.years', { years: row.years }),
        row.until !== undefined && `. ${text('guide.lasts.until', { age: row.until })}`,
        starOf(row),
      ]),
    ),
  )
}

function cardPart(voice: Voice, say: Say, rules: Rules): ComponentChild {
  const { code, text } = voice
  const lines = rules.backLines.map(line => text(`card.line.${line.id}`))
  return part(
    text('guide.card'),
    h('p', null, text('guide.card.always')),
    h('p', null, text(`guide.card.name.${rules.chosenName.value}`), starOf(rules.chosenName)),
    rules.latinName.value === 'other_script' && h('p', null, text('guide.card.latin'), starOf(rules.latinName)),
    rules.choices.length > 0 && h('p', null, text('guide.card.choices')),
    list([
      ...rules.choices.map(choice => [
        h('strong', null, say(`choice.${choice.id}`)),
        starOf(choice),
        `. ${say(`choice.${choice.id}.price`)}`,
      ]),
      ...(lines.length > 0 ? [text('guide.card.lines', { lines: new Intl.ListFormat(localeOf(code)).format(lines) })] : []),
    ]),
  )
}

function wherePart(voice: Voice, say: Say, city: City): ComponentChild {
  const { text } = voice
  const { offices } = city.names
  return part(
    text('guide.where'),
    offices.length > 0
      ? list(offices.map(({ id }) => [h('strong', null, say(`office.${id}`)), `. ${say(`office.${id}.note`)}`]))
      : h('p', null, text('guide.where.none')),
    offices.length === 0 && blank(text('guide.where.fill')),
    blank(text('guide.where.page')),
    h('h2', null, text('home.how.title')),
    howWords(voice),
    h('p', null, text('guide.kiosk')),
  )
}
