/** The card as the desk offers it: facts by the rules, its half of the salts, and on the resident's yes the request that both must have (PROTOCOL §4). */
import { makeDigests, requestOf } from '@latchkey/card/digests.ts'
import { encodeFacts, type Facts, type LineName, nameLatinMost, nameMost, type Pictures, parseFacts, tidy } from '@latchkey/card/facts.ts'
import { encodeRequest, type HolderKey, requestHash } from '@latchkey/card/request.ts'
import { commitHalf, makeSalts, type Salts } from '@latchkey/card/salts.ts'
import { sameBytes } from '@latchkey/certificates/cbor.ts'
import type { Answers, DeskMessage } from '@latchkey/channel/messages.ts'
import { mayShow } from '@latchkey/rules/choices.ts'
import { endsOn } from '@latchkey/rules/ends.ts'
import { shortenName } from '@latchkey/rules/name.ts'
import type { Rules } from '@latchkey/rules/rules.ts'

/** What the phone said first: its commitment, and the key its card will be bound to. */
export interface Half {
  commit: Uint8Array
  holder: HolderKey
}

export interface OfferedCard {
  facts: Facts
  pictures: Pictures
  /** The desk's half, fresh for every card shown. */
  sd: Uint8Array
  /** Transcript of the epoch in which it was shown. */
  th: Uint8Array
  /** The phone's, as it was when the card was shown; null when it was not there, and the card is then shown again. */
  half: Half | null
}

/** A yes that holds: both sides have this very request. */
export interface Agreed {
  card: OfferedCard
  salts: Salts
  /** Exact bytes for the signer, and their hash: what the passkey approves. */
  request: Uint8Array
  hash: Uint8Array
}

/**
 * What the card will say, from the answers as the clerk corrected them: the name shortened by the city's rule, the last day by its table, and nothing
 * that this city's card does not show.
 * @param proven what the veteran mark wants was shown; without it nobody's card has the mark, whoever asked for it
 * @param today YYYY-MM-DD in the city's time zone
 * @throws CardFault `name`, `text`, `back_full`, `date`, `portrait`; RulesFault `bad_date`, `name_empty`, `unreachable`
 */
export function factsOf(rules: Rules, answers: Answers, portrait: Uint8Array, today: string, proven: boolean): Facts {
  const text = (value: string | null) => (value === null ? null : tidy(value) || null)
  const may = mayShow(rules)
  const line = (name: LineName) => (may.lines.includes(name) ? text(answers.lines[name]) : null)
  return parseFacts({
    name: shortenName(answers.name, nameMost),
    name_latin: answers.nameLatin === null ? null : shortenName(answers.nameLatin, nameLatinMost),
    birth_date: answers.birthDate,
    portrait,
    ends: endsOn(rules, answers.birthDate, today),
    address: may.address ? text(answers.address) : null,
    gender: may.gender.find(letter => letter === answers.gender) ?? null,
    emergency_contact: may.emergencyContact ? text(answers.emergencyContact) : null,
    veteran: answers.veteran && proven ? true : null,
    lines: { library: line('library'), transit: line('transit'), pharmacy: line('pharmacy') },
  })
}

/** At a counter without a phone: the desk draws the phone's half and the holder key too (the threat page says what that lets a dishonest desk do). */
export function agreeAlone(card: OfferedCard, sp: Uint8Array): Agreed | null {
  return card.half && sameBytes(commitHalf(sp), card.half.commit) ? agreed(card, card.half, sp) : null
}

/** The card as a phone is shown it, with the desk’s half of the salts and without anything it could be sealed by. */
export const cardMessage = ({ sd, facts, pictures }: OfferedCard): DeskMessage => ({
  kind: 'card',
  sd,
  facts: encodeFacts(facts),
  face: pictures.face,
  print: pictures.print,
})

/**
 * The phone's yes, held against the desk's own computation. Null when it opens another half than it committed to, or means another request: a
 * phone may not choose its half after seeing ours (adversary P12), and the desk approves only its own equal value.
 */
export function agree(card: OfferedCard, yes: { sp: Uint8Array; requestHash: Uint8Array }): Agreed | null {
  if (!card.half || !sameBytes(commitHalf(yes.sp), card.half.commit)) return null
  const both = agreed(card, card.half, yes.sp)
  return sameBytes(both.hash, yes.requestHash) ? both : null
}

function agreed(card: OfferedCard, half: Half, sp: Uint8Array): Agreed {
  const salts = makeSalts({ sp, sd: card.sd, th: card.th })
  const request = requestOf(makeDigests(card.facts, card.pictures, salts), half.holder)
  return { card, salts, request: encodeRequest(request), hash: requestHash(request) }
}
