/** The canary residents: invented, different in every run, so that nothing of an earlier run can be mistaken for a trace. */
import { randomBytes, randomInt } from 'node:crypto'
import { rareLanguages } from './told.ts'
import type { Coming } from './way-to-be-seen.ts'

/**
 * How it goes. `second look`: *not yet*, then a supervisor in a second visit says yes. `final`: the supervisor says the same again. `returned`: *not yet* with
 * the first paper alone, and back on the same day with all of them.
 */
export type Outcome = 'approved' | 'refused' | 'dropped' | 'second look' | 'final' | 'returned'

/** What the desks say of them, one visit after the other. */
export const decisions: Readonly<Record<Outcome, readonly ('approve' | 'refuse')[]>> = {
  approved: ['approve'],
  refused: ['refuse'],
  dropped: ['approve'],
  'second look': ['refuse', 'approve'],
  final: ['refuse', 'refuse'],
  returned: ['refuse', 'approve'],
}

/** What the next desk says of whoever has this name: all desks of a run ask the same one. */
export function decider(roster: readonly Canary[]): (name: string) => 'approve' | 'refuse' {
  const left = new Map(roster.map(({ name, outcome }) => [name, [...decisions[outcome]]]))
  return name => left.get(name)?.shift() ?? 'refuse'
}

export interface Canary {
  /** A number in the report; the name never is. */
  id: number
  name: string
  birthDate: string
  address: string
  gender: 'F' | 'M' | 'X' | null
  /** Typed to the clerk during the visit. */
  note: string
  emergencyContact: string
  /** On the back, by the holder's choice. */
  library: string
  outcome: Outcome
  /** With what they come. */
  coming: Coming
  /** Which their phone asks in; nobody else's of the first twelve does. */
  language: string
  /** By the rules of Chicago: a child comes with a caretaker, whose papers and face cross too. */
  kind: 'adult' | 'kid'
  papers: string[]
}

const letters = ['b', 'd', 'f', 'g', 'k', 'l', 'm', 'n', 'p', 'r', 's', 't', 'v', 'z']
const vowels = ['a', 'e', 'i', 'o', 'u']
const pick = <T>(from: readonly T[]): T => from[randomInt(from.length)]!
/** A word of ten or more letters that no program holds by itself. */
const word = () => {
  let text = ''
  while (text.length < 10) text += pick(letters) + pick(vowels)
  return text[0]!.toUpperCase() + text.slice(1) + pick(['n', 'r', 's', 'ñ', 'l'])
}

const two = (n: number) => String(n).padStart(2, '0')
/** A birth date of an adult before computers count days (1970): of later ones every program holds some, and none of these was found in Node's. */
const birthDate = (from: number, to: number) => `${randomInt(from, to)}-${two(randomInt(1, 13))}-${two(randomInt(2, 28))}`

export function invent(id: number, outcome: Outcome, kind: Canary['kind'] = 'adult', coming: Coming = 'number'): Canary {
  return {
    id,
    name: `${word()} ${word()}`,
    birthDate: kind === 'kid' ? birthDate(2016, 2024) : birthDate(1931, 1970),
    address: `${randomInt(1000, 9999)} ${word()} Street, Apt ${randomInt(10, 99)}`,
    gender: pick(['F', 'M', 'X', null] as const),
    note: `about ${word()} and ${word()}`,
    emergencyContact: `${word()} 555-${randomInt(1000000, 9999999)}`,
    library: `${word()} ${randomInt(10000, 99999)}`,
    outcome,
    coming,
    language: rareLanguages[id % rareLanguages.length]!,
    kind,
    papers: kind === 'kid' ? ['birth_certificate', 'caretaker.passport', 'caretaker.lease'] : ['passport', 'lease'],
  }
}

const isOutcome = (text: string): text is Outcome => Object.hasOwn(decisions, text)

export function makeRoster(count: number): Canary[] {
  const outcomes: Outcome[] = ['approved', 'refused', 'second look', 'dropped', 'returned', 'approved', 'final', 'approved']
  // Of sixteen two are children: one is approved, one refused.
  const kindOf = (at: number): Canary['kind'] => (at % 16 === 5 || at % 16 === 9 ? 'kid' : 'adult')
  // Seven beside eight: each outcome comes by another way each time.
  const comings: Coming[] = ['booked', 'number', 'moved', 'number', 'given back', 'booked', 'number']
  return Array.from({ length: count }, (_, at) => invent(at + 1, outcomes[at % outcomes.length]!, kindOf(at), comings[at % comings.length]))
}

/** `--residents FILE`: other people, each with what the file says; what it leaves out is invented. Throws a sentence, never a value. */
export function readRoster(json: string, first: number): Canary[] {
  let people: unknown
  try {
    people = JSON.parse(json)
  } catch {
    throw new Error('the residents file is not JSON')
  }
  if (!Array.isArray(people) || people.length === 0 || people.length > 200)
    throw new Error('the residents file must be a list of 1 to 200 people')
  return people.map((person, at) => {
    const { name, birthDate, address, gender, note, outcome } = person as Record<string, unknown>
    const wrong = (what: string) => new Error(`person ${at + 1} of the residents file: ${what}`)
    if (typeof name !== 'string' || name.length < 2) throw wrong('name is missing')
    if (typeof birthDate !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(birthDate)) throw wrong('birthDate must be YYYY-MM-DD')
    if (typeof outcome !== 'string' || !isOutcome(outcome)) throw wrong(`outcome must be one of ${Object.keys(decisions).join(', ')}`)
    if (gender !== undefined && gender !== null && gender !== 'F' && gender !== 'M' && gender !== 'X')
      throw wrong('gender must be F, M, X or null')
    const invented = invent(first + at, outcome)
    return {
      ...invented,
      name,
      birthDate,
      address: typeof address === 'string' ? address : invented.address,
      gender: (gender as Canary['gender']) ?? null,
      note: typeof note === 'string' ? note : invented.note,
    }
  })
}

/** People who never come: a sweep that finds one of them finds noise. */
export const makePhantoms = (count: number): Canary[] => Array.from({ length: count }, (_, at) => invent(1000 + at, 'approved'))

/** A fresh 16-bit id for pictures, with both colours well mixed: long runs of nothing and of everything stand in tables of every program. */
export const pictureId = (): number => {
  for (;;) {
    const id = randomBytes(2).readUInt16BE()
    const ones = id.toString(2).replaceAll('0', '').length
    const changes = ((id ^ (id >> 1)) & 0x7fff).toString(2).replaceAll('0', '').length
    if (ones >= 6 && ones <= 10 && changes >= 7) return id
  }
}
