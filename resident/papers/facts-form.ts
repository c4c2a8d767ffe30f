/**
 * R5 as a rule: from what was typed to what the clerk receives, or the one sentence for each field that is not right. Four questions
 * must be answered in all: who, which papers, name, date of birth. Pure; the desk checks everything again (card/facts.ts).
 */
import { addressMost, byteLength, emergencyContactMost, nameLatinMost, nameMost, tidy } from '@latchkey/card/facts.ts'
import type { Answers } from '@latchkey/channel/messages.ts'
import { ageOn, isDay, kindByAge } from '@latchkey/rules/ends.ts'
import { enough, showThese } from '@latchkey/rules/enough.ts'
import { needsLatin, shortenName, tidyName } from '@latchkey/rules/name.ts'
import type { Rules } from '@latchkey/rules/rules.ts'
import type { Draft } from './draft-store.ts'

export type FactsField = 'name' | 'nameLatin' | 'birth' | 'address' | 'gender' | 'emergencyContact'
/** Ids under `papers.fault.`. */
export type FactsFault =
  | 'name_empty'
  | 'text'
  | 'latin_empty'
  | 'latin_other'
  | 'birth_bad'
  | 'birth_young'
  | 'address_empty'
  | 'long'
  | 'lines'
  | 'gender_empty'
  | 'contact_empty'
export type FactsFaults = Partial<Record<FactsField, FactsFault>>

export interface CheckedFacts {
  /** What goes to the clerk; null while a field is not right. */
  answers: Omit<Answers, 'language'> | null
  faults: FactsFaults
  /** The name as the card shows it, when the rule shortened it; else null. */
  shortened: string | null
}

// What a card can't show and card/facts.ts refuses: characters of no script (private, unassigned, halves).
const unshowable = /[\p{Cs}\p{Co}\p{Cn}]/u
// Marks nobody sees; they come along when text is copied. The two joiners stay: Persian and Indic names need them.
const unseen = /(?!\u200c|\u200d|\n)[\p{Cf}\p{Cc}]|[\p{Zl}\p{Zp}]/gu

const hasLetter = (name: string) => /\p{L}/u.test(name)

/** The three boxes as 'YYYY-MM-DD', or null while they are no day. */
export function birthDay({ year, month, day }: Draft['birth']): string | null {
  if (!/^\d{4}$/.test(year) || !/^\d{1,2}$/.test(month) || !/^\d{1,2}$/.test(day)) return null
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isDay(text) ? text : null
}

/** The papers a resident shows: the fewest that are enough, or all of them while they are not. Unknown ids of an older page are dropped. */
export function papersToShow(rules: Rules, draft: Pick<Draft, 'kind' | 'papers'>): string[] {
  const known = rules.papers.filter(paper => draft.papers.includes(paper.id)).map(paper => paper.id)
  return enough(rules, draft.kind, known).enough ? showThese(rules, draft.kind, known) : known
}

function nameFault(name: string): FactsFault | null {
  if (!hasLetter(name)) return 'name_empty'
  return unshowable.test(name) ? 'text' : null
}

function latinFault(name: string, latin: string): FactsFault | null {
  if (!needsLatin(name)) return null
  if (!hasLetter(latin)) return 'latin_empty'
  if (needsLatin(latin)) return 'latin_other'
  return unshowable.test(latin) ? 'text' : null
}

function birthFault(rules: Rules, birth: Draft['birth'], today: string): FactsFault | null {
  const day = birthDay(birth)
  if (day === null) return 'birth_bad'
  const age = ageOn(day, today)
  if (age < 0 || age > 130) return 'birth_bad'
  return kindByAge(rules, day, today) ? null : 'birth_young'
}

/** A choice that is off is null. */
function linesFault(typed: string | null, most: number, lines: number, ifEmpty: FactsFault): FactsFault | null {
  if (typed === null) return null
  const text = tidyLines(typed)
  if (text === '') return ifEmpty
  if (unshowable.test(text)) return 'text'
  if (text.split('\n').length > lines) return 'lines'
  return byteLength(text) > most ? 'long' : null
}

const tidyLines = (typed: string) => tidy(typed.replace(/\r\n?/g, '\n').replace(/\t/g, ' ').replace(unseen, ''))

/** Party: resident. `today` is the city's day. */
export function checkFacts(rules: Rules, draft: Draft, today: string): CheckedFacts {
  const name = tidyName(draft.name)
  const latin = tidyName(draft.nameLatin)
  const faults: FactsFaults = {}
  const note = (field: FactsField, fault: FactsFault | null) => {
    if (fault) faults[field] = fault
  }
  note('name', nameFault(name))
  if (!faults.name) note('nameLatin', latinFault(name, latin))
  note('birth', birthFault(rules, draft.birth, today))
  note('address', linesFault(draft.address, addressMost, 4, 'address_empty'))
  note('gender', draft.gender === '' ? 'gender_empty' : null)
  note('emergencyContact', linesFault(draft.emergencyContact, emergencyContactMost, 2, 'contact_empty'))
  const short = faults.name ? name : shortenName(name, nameMost)
  if (Object.keys(faults).length > 0) return { answers: null, faults, shortened: short === name ? null : short }
  return {
    faults,
    shortened: short === name ? null : short,
    answers: {
      kind: 'adult',
      name: short,
      nameLatin: needsLatin(name) ? shortenName(latin, nameLatinMost) : null,
      birthDate: birthDay(draft.birth)!,
      address: draft.address === null ? null : tidyLines(draft.address),
      gender: draft.gender === '' ? null : draft.gender,
      emergencyContact: draft.emergencyContact === null ? null : tidyLines(draft.emergencyContact),
      papers: papersToShow(rules, draft),
    },
  }
}
