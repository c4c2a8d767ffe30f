/** What differs between two versions of a city's rules, and each difference as a sentence: for the desk's morning, the record and who writes them. */
import type { Rules } from './rules.ts'
import type { Wants } from './wants.ts'

type Named = 'kinds' | 'papers' | 'choices' | 'backLines' | 'replace'

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
  if (before.mail.open !== after.mail.open)
    single.push({ list: 'rule', id: 'mail', field: null, from: before.mail.open, to: after.mail.open })
  return [
    ...rows('kinds', before.kinds, after.kinds, byId),
    ...rows('kind needs', needsOf(before).filter(staying), needsOf(after).filter(staying), byId),
    ...rows('papers', before.papers, after.papers, byId),
    ...single,
    ...rows('choices', before.choices, after.choices, byId),
    ...rows('backLines', before.backLines, after.backLines, byId),
    ...rows('validity', before.validity, after.validity, row => String(row.from)),
    ...rows('fees', before.fees, after.fees, row => `${row.for} ${row.from}`),
    ...rows('supervisorLook', before.supervisorLook, after.supervisorLook, row => `${row.kind} ${row.paper}`),
    ...rows('replace', before.replace, after.replace, byId),
    ...rows('works', before.uses.works, after.uses.works, byId),
    ...rows('not', before.uses.not, after.uses.not, byId),
  ]
}

/** What a need wants, said: *any of: lives_here; all of: …*. @param say the city's text for a key */
export function wantsInWords(wants: Wants, say: (key: string) => string): string {
  if ('proof' in wants) {
    const proof = wants.proof.replaceAll('_', ' ')
    return (wants.points ?? 1) === 1 ? `a paper that gives ${proof}` : `${wants.points} points of ${proof}`
  }
  if ('caretaker' in wants)
    return `a caretaker (${say(`kind.${wants.caretaker}`)}) who shows ${wants.needs.map(need => say(`need.${need}`)).join(', ')}`
  const inner = ('all' in wants ? wants.all : wants.any).map(one => wantsInWords(one, say))
  return `${'all' in wants ? 'all' : 'one'} of (${inner.join('; ')})`
}

const listName: Record<Difference['list'], string> = {
  kinds: 'kind of person',
  'kind needs': 'need',
  papers: 'paper',
  choices: 'choice',
  backLines: 'line of the back',
  validity: 'how long a card is good, from age',
  fees: 'fee',
  supervisorLook: 'a supervisor looks too',
  replace: 'replacing',
  works: 'works for',
  not: 'does not work for',
  rule: 'rule',
}
const textOf: Partial<Record<Difference['list'], string>> = {
  kinds: 'kind.',
  papers: 'paper.',
  choices: 'choice.',
  works: 'use.works.',
  not: 'use.not.',
}

/** A sentence for one difference, for a clerk. Party: city. @param say the city's text for a key */
export function inWords({ list, id, field, from, to }: Difference, say: (key: string) => string): string {
  const [kind = '', need = ''] = id.split(' ')
  const name =
    list === 'kind needs'
      ? `${say(`kind.${kind}`)}, ${say(`need.${need}`)}`
      : textOf[list]
        ? say(`${textOf[list]}${id}`)
        : id.replaceAll('_', ' ')
  const head = `${listName[list]}: ${name}`
  if (field === null && from === null) return `new: ${head}.`
  if (field === null && to === null) return `no longer: ${head}.`
  return `${head}: ${field === null ? '' : `${fieldName(field)} `}was ${said(field, from, say)}, is ${said(field, to, say)}.`
}

const fieldName = (field: string) =>
  ({
    for: 'for whom',
    gives: 'what it gives',
    expiredOk: 'after its end',
    maxAgeDays: 'oldest, in days',
    forms: 'forms',
    nameOf: 'in whose name',
    wants: 'what it wants',
    cents: 'cents',
    years: 'years',
    again: 'shown again',
  })[field] ?? field

function said(field: string | null, value: unknown, say: (key: string) => string): string {
  if (field === 'wants') return wantsInWords(value as Wants, say)
  if (field === 'for' && Array.isArray(value)) return value.map(kind => say(`kind.${kind}`)).join(', ')
  if (field === 'gives')
    return Object.entries(value as Record<string, number>)
      .map(([proof, points]) => `${proof.replaceAll('_', ' ')} ${points}`)
      .join(', ')
  if (field === 'expiredOk') return value === true ? 'good for good' : value === false ? 'no longer good' : `good for ${value} days`
  if (field === 'years' && value === null) return 'without an end'
  if (value === null) return 'not said'
  if (Array.isArray(value)) return value.length === 0 ? 'nothing' : value.join(', ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
