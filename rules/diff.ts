/** What differs between two versions of a city's rules, and each difference as a sentence: for the desk's morning, the record and who writes them. */
import type { Rules } from './rules.ts'
import type { Wants } from './wants.ts'

type Named = 'kinds' | 'papers' | 'choices' | 'backLines' | 'marks' | 'replace'

/** One difference. `id` names the row, `from` and `to` what it says, as JSON; null: it was not there, or is no more. */
export interface Difference {
  list: Named | 'kind needs' | 'validity' | 'fees' | 'supervisorLook' | 'works' | 'not' | 'rule'
  id: string
  field: string | null
  from: unknown
  to: unknown
}

// What no answer depends on: where a row comes from, and what a screen draws beside it.
const silent = new Set(['id', 'status', 'source', 'note', 'unconfirmed', 'picture', 'sides', 'needs'])
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

function rows<T extends object>(
  list: Difference['list'],
  before: readonly T[],
  after: readonly T[],
  idOf: (row: T) => string,
): Difference[] {
  const found: Difference[] = []
  for (const row of before)
    if (!after.some(other => idOf(other) === idOf(row))) found.push({ list, id: idOf(row), field: null, from: row, to: null })
  for (const row of after) {
    const old = before.find(other => idOf(other) === idOf(row))
    if (!old) {
      found.push({ list, id: idOf(row), field: null, from: null, to: row })
      continue
    }
    const [was, is] = [old, row] as unknown as [Record<string, unknown>, Record<string, unknown>]
    for (const field of new Set([...Object.keys(was), ...Object.keys(is)])) {
      if (!silent.has(field) && !same(was[field], is[field]))
        found.push({ list, id: idOf(row), field, from: was[field] ?? null, to: is[field] ?? null })
    }
  }
  return found
}

/** Every difference that can change an answer, a card or its price; notes and sources are no difference. */
export function differences(before: Rules, after: Rules): Difference[] {
  const byId = (row: { id: string }) => row.id
  const needsOf = (rules: Rules) => rules.kinds.flatMap(kind => kind.needs.map(row => ({ ...row, id: `${kind.id} ${row.need}` })))
  const kinds = new Set(before.kinds.map(byId).filter(id => after.kinds.some(kind => kind.id === id)))
  // The needs of a kind that came or went go without saying.
  const staying = (row: { id: string }) => kinds.has(row.id.split(' ')[0]!)
  const pairs = ({ value, but = [] }: Rules['onePaperServes']) => ({ value, but })
  const single: Difference[] = (['latinName', 'chosenName'] as const).flatMap(id =>
    same(before[id].value, after[id].value) ? [] : [{ list: 'rule', id, field: null, from: before[id].value, to: after[id].value }],
  )
  if (!same(pairs(before.onePaperServes), pairs(after.onePaperServes)))
    single.push({ list: 'rule', id: 'onePaperServes', field: null, from: pairs(before.onePaperServes), to: pairs(after.onePaperServes) })
  const [ended, ends] = [before.technicalEnd.years, after.technicalEnd.years]
  if (ended !== ends) single.push({ list: 'rule', id: 'technicalEnd', field: 'years', from: ended, to: ends })
  if (before.mail.open !== after.mail.open)
    single.push({ list: 'rule', id: 'mail', field: null, from: before.mail.open, to: after.mail.open })
  return [
    ...rows('kinds', before.kinds, after.kinds, byId),
    ...rows('kind needs', needsOf(before).filter(staying), needsOf(after).filter(staying), byId),
    ...rows('papers', before.papers, after.papers, byId),
    ...single,
    ...rows('choices', before.choices, after.choices, byId),
    ...rows('backLines', before.backLines, after.backLines, byId),
    ...rows('marks', before.marks ?? [], after.marks ?? [], byId),
    ...rows('validity', before.validity, after.validity, row => String(row.from)),
    ...rows('fees', before.fees, after.fees, row => `${row.for} ${row.from}`),
    ...rows('supervisorLook', before.supervisorLook, after.supervisorLook, row => `${row.kind} ${row.paper}`),
    ...rows('replace', before.replace, after.replace, byId),
    ...rows('works', before.uses.works, after.uses.works, byId),
    ...rows('not', before.uses.not, after.uses.not, byId),
  ]
}

/** How a difference is said in one language. */
export interface Saying {
  /** The city's text for a key; the key itself where there is none. */
  city(key: string): string
  /** A text of `versions.*`. */
  text(id: string, values?: Record<string, string | number>): string
  /** Ids that have no text may stand as they are: in English, for staff. In other languages the sentence then says only that something changed. */
  ids: boolean
}

/** Something has no words in this language. */
class NoWords extends Error {}

/** A city's text, or the id with spaces where that may be read. @throws NoWords */
function named(saying: Saying, key: string, id: string): string {
  const found = saying.city(key)
  if (found !== key) return found
  if (saying.ids) return id.replaceAll('_', ' ')
  throw new NoWords()
}

/** What a need wants, said: *one of (a paper that shows Photo; all of (…))*. @throws NoWords */
function wantsInWords(wants: Wants, saying: Saying): string {
  const { text } = saying
  if ('proof' in wants) {
    // A mark's proof is named as the mark.
    const mark = `mark.${wants.proof}`
    const what = saying.city(mark) === mark ? named(saying, `need.${wants.proof}`, wants.proof) : saying.city(mark)
    return (wants.points ?? 1) === 1 ? text('versions.value.paper', { what }) : text('versions.value.points', { what, n: wants.points! })
  }
  if ('caretaker' in wants) {
    const needs = wants.needs.map(need => named(saying, `need.${need}`, need)).join(text('versions.value.comma'))
    return text('versions.value.caretaker', { kind: named(saying, `kind.${wants.caretaker}`, wants.caretaker), needs })
  }
  const list = ('all' in wants ? wants.all : wants.any).map(one => wantsInWords(one, saying)).join('; ')
  return text('all' in wants ? 'versions.value.all' : 'versions.value.one', { list })
}

/** What a difference is about. @throws NoWords */
function what({ list, id }: Difference, saying: Saying): string {
  const { text } = saying
  const of = (name: string, more = {}) => text(`versions.list.${textList[list] ?? list}`, { name, ...more })
  const [first = '', second = ''] = id.split(' ')
  switch (list) {
    case 'rule':
      return text(`versions.rule.${id}`)
    case 'kind needs':
      return of([named(saying, `kind.${first}`, first), named(saying, `need.${second}`, second)].join(text('versions.value.comma')))
    case 'validity':
      return of(first)
    case 'fees':
      return of(second, { act: text(`versions.act.${first}`) })
    case 'replace':
      return of(text(`versions.act.${first}`))
    case 'supervisorLook': {
      const names = [
        first !== 'null' && named(saying, `kind.${first}`, first),
        second !== 'null' && named(saying, `paper.${second}`, second),
      ]
      return of(names.filter(Boolean).join(text('versions.value.comma')))
    }
    case 'backLines':
      return of(text(`versions.line.${id}`))
    default:
      return of(named(saying, `${textOf[list]}${id}`, id))
  }
}
const textOf = { kinds: 'kind.', papers: 'paper.', choices: 'choice.', marks: 'mark.', works: 'use.works.', not: 'use.not.' }
/** Lists that are said in the words of another. */
const textList: Partial<Record<Difference['list'], string>> = { 'kind needs': 'needs', marks: 'choices' }

const fields = ['for', 'gives', 'expiredOk', 'maxAgeDays', 'wants', 'cents', 'years', 'until', 'waiver', 'again', 'from', 'to']

/** A sentence for one difference; where a value has no words in this language, that something changed and where. Party: city. */
export function inWords(difference: Difference, saying: Saying): string {
  const { text } = saying
  const { field, from, to } = difference
  const about = orNone(() => what(difference, saying)) ?? text('versions.rule.other')
  if (field === null && from === null) return text('versions.new', { what: about })
  if (field === null && to === null) return text('versions.gone', { what: about })
  const sentence = orNone(() => {
    const values = { what: about, from: said(field, from, saying), to: said(field, to, saying) }
    if (field === null) return text('versions.was', values)
    if (fields.includes(field)) return text('versions.field', { ...values, field: text(`versions.field.${field}`) })
    return saying.ids ? text('versions.field', { ...values, field }) : null
  })
  return sentence ?? text('versions.changed', { what: about })
}

function orNone<T>(find: () => T): T | null {
  try {
    return find()
  } catch (problem) {
    if (problem instanceof NoWords) return null
    throw problem
  }
}

/** @throws NoWords */
function said(field: string | null, value: unknown, saying: Saying): string {
  const { text } = saying
  if (field === 'wants') return wantsInWords(value as Wants, saying)
  if (field === 'for' && Array.isArray(value))
    return value.map(kind => named(saying, `kind.${kind}`, kind)).join(text('versions.value.comma'))
  if (field === 'again' && Array.isArray(value) && value.length > 0)
    return value.map(need => named(saying, `need.${need}`, need)).join(text('versions.value.comma'))
  if (field === 'gives')
    return Object.entries(value as Record<string, number>)
      .map(([proof, points]) => `${named(saying, `need.${proof}`, proof)}${points === 1 ? '' : ` ${points}`}`)
      .join(text('versions.value.comma'))
  if (field === 'expiredOk' && typeof value === 'number') return text('versions.value.expired.days', { n: value })
  if (field === 'expiredOk') return text(value === true ? 'versions.value.expired.always' : 'versions.value.expired.never')
  if (field === 'cents') return `$${(Number(value) / 100).toFixed(2)}`
  if (field === 'years' && value === null) return text('versions.value.endless')
  if (value === null) return text('versions.value.unsaid')
  if (typeof value === 'boolean') return text(value ? 'versions.value.yes' : 'versions.value.no')
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value) && value.length === 0) return text('versions.value.nothing')
  if (!saying.ids) throw new NoWords()
  if (Array.isArray(value)) return value.join(', ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
