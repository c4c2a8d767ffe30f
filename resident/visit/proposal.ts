/** The card as it will be, seen from the phone: what the desk proposes, what the resident says yes to, and whether the seal is of just that (PROTOCOL §4, §5). */
import { parseAnswer } from '@latchkey/card/answer.ts'
import { makeDigests, requestOf } from '@latchkey/card/digests.ts'
import { type Claim, claims, decodeFacts, type Facts, type LineName, lineNames, type Pictures, tidy } from '@latchkey/card/facts.ts'
import { requestHash } from '@latchkey/card/request.ts'
import { makeSalts } from '@latchkey/card/salts.ts'
import { type SealedCard, sealedFrom, verifySealed } from '@latchkey/card/sealed.ts'
import { sameBytes } from '@latchkey/certificates/cbor.ts'
import { verifyPeriod } from '@latchkey/certificates/period-certificate.ts'
import type { Verify } from '@latchkey/certificates/ports.ts'
import type { Root } from '@latchkey/certificates/root.ts'
import { ChannelFault } from '@latchkey/channel/faults.ts'
import { type Answers, type DeskMessage, maxTyped } from '@latchkey/channel/messages.ts'

/** A card on the screen: everything the yes would be to. */
export interface Proposal {
  /** Transcript of the epoch it was shown in, and the desk's half of the salts. */
  th: Uint8Array
  sd: Uint8Array
  /** Exact bytes as they came: what *the very same card* means after a drop. */
  factsBytes: Uint8Array
  facts: Facts
  pictures: Pictures
}

/** What the resident said yes to. Kept until the seal has come: a reload in between must lose nothing. */
export interface Draft {
  th: Uint8Array
  sp: Uint8Array
  sd: Uint8Array
  requestHash: Uint8Array
  /** Exact CBOR of the facts. */
  facts: Uint8Array
  pictures: Pictures
}

/** Reads what the desk proposes. Every byte is the desk's. @throws CardFault */
export function readProposal(message: Extract<DeskMessage, { kind: 'card' }>, th: Uint8Array): Proposal {
  const { sd, facts, face, print } = message
  return { th, sd, factsBytes: facts, facts: decodeFacts(facts), pictures: { face, print } }
}

/** The yes: opens the phone's half and names the request both sides must have. @throws CardFault for what no card can hold */
export function draftOf(proposal: Proposal, sp: Uint8Array, holder: { x: Uint8Array; y: Uint8Array }): Draft {
  const { th, sd, factsBytes, facts, pictures } = proposal
  const digests = makeDigests(facts, pictures, makeSalts({ sp, sd, th }))
  return { th, sp, sd, facts: factsBytes, pictures, requestHash: requestHash(requestOf(digests, { x: holder.x, y: holder.y })) }
}

/** The same card, byte for byte, whatever the salts: a yes to one is a yes to the other. */
export const isSameCard = (draft: Pick<Draft, 'facts' | 'pictures'>, { factsBytes, pictures }: Proposal): boolean =>
  sameBytes(draft.facts, factsBytes) && sameBytes(draft.pictures.face, pictures.face) && sameBytes(draft.pictures.print, pictures.print)

/**
 * Puts the seal together with what the resident said yes to, and believes nobody: the period must follow from the root and every digest is made again.
 * @throws CardFault, CertificateFault
 */
export async function sealedOf(
  message: { answer: Uint8Array; period: Uint8Array },
  draft: Draft,
  root: Root,
  verify: Verify,
): Promise<SealedCard> {
  const period = await verifyPeriod(root, message.period, verify)
  const answer = parseAnswer(message.answer)
  const salts = makeSalts(draft)
  const sealed = sealedFrom({ city: root.city, facts: decodeFacts(draft.facts), pictures: draft.pictures, salts, answer })
  await verifySealed(sealed, { requestHash: draft.requestHash, period, verify })
  return sealed
}

/** What can be marked: a claim, or one of the lines of the back. */
export type ChangedFact = Claim | LineName

/** The facts that say something else than the resident prepared: the clerk corrected them, or a rule shortened them. They are marked on the screen. */
export function changedFacts(facts: Facts, answers: Answers): ChangedFact[] {
  const prepared: Partial<Record<Claim, string | null>> = {
    name: answers.name,
    name_latin: answers.nameLatin,
    birth_date: answers.birthDate,
    address: answers.address,
    gender: answers.gender,
    emergency_contact: answers.emergencyContact,
  }
  const same = (fact: unknown, said: string | null | undefined) => fact === (said ? tidy(said) : null)
  const mark: ChangedFact[] = (facts.veteran === true) === answers.veteran ? [] : ['veteran']
  return [
    ...claims.filter(claim => claim in prepared && !same(facts[claim], prepared[claim])),
    ...mark,
    ...lineNames.filter(line => !same(facts.lines[line], answers.lines[line])),
  ]
}

/** Answers as they may leave the phone: one spelling of each text, nothing empty. */
export function tidyAnswers(answers: Answers): Answers {
  const text = (value: string | null) => (value === null ? null : tidy(value) || null)
  const { library, transit, pharmacy } = answers.lines
  return {
    ...answers,
    name: tidy(answers.name),
    nameLatin: text(answers.nameLatin),
    address: text(answers.address),
    emergencyContact: text(answers.emergencyContact),
    lines: { library: text(library), transit: text(transit), pharmacy: text(pharmacy) },
  }
}

/** A text as it may leave the phone. @throws ChannelFault `malformed` when nothing is left, `too_long` */
export function tidyTyped(text: string): string {
  const tidied = tidy(text)
  if (tidied === '') throw new ChannelFault('malformed')
  if (tidied.length > maxTyped) throw new ChannelFault('too_long')
  return tidied
}
