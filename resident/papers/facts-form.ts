/**
 * R5 as a rule: from what was typed to what the clerk receives, or the one sentence for each field that is not right. Four questions
 * must be answered in all: who, which papers, name, date of birth. Pure; the desk checks everything again (card/facts.ts).
 */
import {
  addressMost,
  type BackTexts,
  backBytes,
  backMost,
  byteLength,
  emergencyContactMost,
  type LineName,
  lineMost,
  lineNames,
  nameLatinMost,
  nameMost,
  tidy,
} from '@latchkey/card/facts.ts'
import type { Answers } from '@latchkey/channel/messages.ts'
import { refsFor } from '@latchkey/rules/caretaker.ts'
import { mayShow } from '@latchkey/rules/choices.ts'
import { fitsKind, isBirthDate } from '@latchkey/rules/ends.ts'
import { enough, showThese } from '@latchkey/rules/enough.ts'
import { markAnswer, markFor, markPapers } from '@latchkey/rules/mark.ts'
import { hasOtherLetters, needsLatin, shortenName, tidyName } from '@latchkey/rules/name.ts'
import type { Rules } from '@latchkey/rules/rules.ts'
import { birthOf } from '@latchkey/ui/field.tsx'
import type { Draft } from './draft-store.ts'

export type FactsField = 'name' | 'nameLatin' | 'birth' | 'address' | 'gender' | 'emergencyContact' | LineName
/** Ids under `papers.fault.`. */
export type FactsFault =
  | 'name_empty'
  | 'text'
  | 'latin_empty'
  | 'latin_other'
  | 'birth_bad'
  /** The date does not fit the kind of person that was picked. */
  | 'age'
  | 'address_empty'
  | 'long'
  | 'lines'
  | 'gender_empty'
  | 'contact_empty'
  | 'line_empty'
  | 'back_full'
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

/** The boxes as 'YYYY-MM-DD', or as much of it as is known; null while they are no date. */
export function birthDay(birth: Draft['birth']): string | null {
  const text = birthOf(birth)
  return text !== null && isBirthDate(text) ? text : null
}

/** Of the papers in hand, those for the veteran mark, where it is wanted: the fewest that show it, or all that might. */
function forMark(rules: Rules, { kind, papers, veteran }: Pick<Draft, 'kind' | 'papers' | 'veteran'>): string[] {
  if (!veteran) return []
  const held = markPapers(rules, kind).filter(ref => papers.includes(ref))
  const answer = markAnswer(rules, kind, held)
  return answer?.met ? answer.show : held
}

/** The papers that are shown, the caretaker's with their mark: the fewest that are enough, or all of them while they are not. Unknown ids of an older page are dropped. */
export function papersToShow(rules: Rules, draft: Pick<Draft, 'kind' | 'papers' | 'veteran'>): string[] {
  const known = refsFor(rules, draft.kind).filter(ref => draft.papers.includes(ref))
  const forCard = enough(rules, draft.kind, known).enough ? showThese(rules, draft.kind, known) : known
  return [...forCard, ...forMark(rules, draft).filter(ref => !forCard.includes(ref))]
}

function nameFault(name: string): FactsFault | null {
  if (!hasLetter(name)) return 'name_empty'
  return unshowable.test(name) ? 'text' : null
}

function latinFault(rules: Rules, name: string, latin: string): FactsFault | null {
  if (!needsLatin(rules, name)) return null
  if (!hasLetter(latin)) return 'latin_empty'
  if (hasOtherLetters(latin)) return 'latin_other'
  return unshowable.test(latin) ? 'text' : null
}

function birthFault(rules: Rules, kind: string, birth: Draft['birth'], today: string): FactsFault | null {
  const day = birthDay(birth)
  if (day === null) return 'birth_bad'
  // As text, so that a year or a month is held against as much of today.
  if (day > today.slice(0, day.length) || Number(today.slice(0, 4)) - Number(day.slice(0, 4)) > 130) return 'birth_bad'
  return fitsKind(rules, kind, day, today) ? null : 'age'
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

/** Each fits by itself and all together do not: said at the last line that is on, where something can be left out. */
function backFault(back: BackTexts): FactsFaults {
  if (backBytes(back) <= backMost) return {}
  return { [[...lineNames].reverse().find(line => back.lines[line] !== null) ?? 'address']: 'back_full' }
}

/** The draft without what this city's card cannot show: it may come from a page with other rules. */
export function showable(rules: Rules, draft: Draft): Draft {
  const may = mayShow(rules)
  const gender = draft.gender === '' || draft.gender === null || may.gender.includes(draft.gender) ? draft.gender : null
  const line = (name: LineName) => (may.lines.includes(name) ? draft.lines[name] : null)
  return {
    ...draft,
    address: may.address ? draft.address : null,
    gender: may.gender.length > 0 ? gender : null,
    emergencyContact: may.emergencyContact ? draft.emergencyContact : null,
    lines: { library: line('library'), transit: line('transit'), pharmacy: line('pharmacy') },
  }
}

/** Party: resident. `today` is the city's day. */
export function checkFacts(rules: Rules, typed: Draft, today: string): CheckedFacts {
  const draft = showable(rules, typed)
  const name = tidyName(draft.name)
  const latin = tidyName(draft.nameLatin)
  const found: FactsFaults = {}
  const note = (field: FactsField, fault: FactsFault | null) => {
    if (fault) found[field] = fault
  }
  note('name', nameFault(name))
  if (!found.name) note('nameLatin', latinFault(rules, name, latin))
  note('birth', birthFault(rules, draft.kind, draft.birth, today))
  note('address', linesFault(draft.address, addressMost, 4, 'address_empty'))
  note('gender', draft.gender === '' ? 'gender_empty' : null)
  note('emergencyContact', linesFault(draft.emergencyContact, emergencyContactMost, 2, 'contact_empty'))
  for (const line of lineNames) note(line, linesFault(draft.lines[line], lineMost, 1, 'line_empty'))
  const short = found.name ? name : shortenName(name, nameMost)
  const shortened = short === name ? null : short
  if (Object.keys(found).length > 0) return { answers: null, faults: found, shortened }

  const tidied = (typed: string | null) => (typed === null ? null : tidyLines(typed))
  const { library, transit, pharmacy } = draft.lines
  const back: BackTexts = {
    name_latin: needsLatin(rules, name) ? shortenName(latin, nameLatinMost) : null,
    address: tidied(draft.address),
    emergency_contact: tidied(draft.emergencyContact),
    lines: { library: tidied(library), transit: tidied(transit), pharmacy: tidied(pharmacy) },
  }
  const faults = backFault(back)
  if (Object.keys(faults).length > 0) return { answers: null, faults, shortened }
  return {
    faults,
    shortened,
    answers: {
      kind: draft.kind,
      name: short,
      nameLatin: back.name_latin,
      birthDate: birthDay(draft.birth)!,
      address: back.address,
      gender: draft.gender === '' ? null : draft.gender,
      emergencyContact: back.emergency_contact,
      veteran: (draft.veteran ?? false) && markFor(rules, draft.kind) !== null,
      lines: back.lines,
      papers: papersToShow(rules, draft),
    },
  }
}
