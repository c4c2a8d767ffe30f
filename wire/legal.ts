/**
 * Conversation: legal requests (DESIGN §5.7). Parties: counsel, and administrators whom counsel names ↔ server. There is no log-in: each message is a
 * statement signed by a touch (certificates/legal-act.ts), fresh by the nonce of settings.ts. Closed lists only: there is no field for a text of anybody's.
 *
 *   POST /legal/look  Certified  → LegalDesk   counsel: every request; an administrator: those counsel has named them for, or `not_allowed`
 *   POST /legal/act   Certified  → LegalDesk   counsel; a release counsel and one other person
 */
import { isDay } from '@latchkey/law/days.ts'
import { courtActs, decisions, grounds, instruments, issuers, outcomes, served } from '@latchkey/law/lists.ts'
import * as v from 'valibot'
import { bytesText, wholeNumber } from './edge.ts'

/** A day that exists, YYYY-MM-DD, of this century. */
export const legalDay = v.pipe(v.string(), v.check(isDay))

/** Whether its existence may be stated: nothing forbids it, not before a day, not before a court says so. */
export const seal = v.union([v.literal('none'), v.literal('open'), legalDay])
export type Seal = v.InferOutput<typeof seal>

/** The alias of a member of staff (certificates/fields.ts). */
const alias = v.pipe(v.string(), v.maxLength(24), v.regex(/^[A-Za-z0-9](?:[A-Za-z0-9 .-]*[A-Za-z0-9])?$/))
const flag = v.picklist(['yes', 'no'])

/** Every act, and what it says, in the order in which it is signed. */
export const legalActs = {
  look: {},
  take_in: {
    instrument: v.picklist(instruments),
    issuer: v.picklist(issuers),
    received: legalDay,
    served: v.picklist(served),
    seal,
  },
  /** The day that the paper names. */
  due: { day: legalDay },
  /** More time. The day where somebody else has given it; `none` where the law's own rule counts. */
  extend: { ground: v.picklist(grounds), day: v.union([v.literal('none'), legalDay]) },
  decide: { decision: v.picklist(decisions) },
  court: { did: v.picklist(courtActs) },
  close: { outcome: v.picklist(outcomes) },
  /** A court has set or moved the seal; today is its end. */
  reseal: { seal: v.union([v.literal('open'), legalDay]) },
  /** Its existence may be stated: never before its seal lifts. */
  state: {},
  /** An administrator may see this request and release it with counsel, or no more. */
  name: { alias, on: flag },
  /** The hold ends: counsel and one other person. */
  release: {},
} as const
export type LegalActName = keyof typeof legalActs
export const legalActNames = Object.keys(legalActs) as LegalActName[]

type Says<N extends LegalActName> = {
  [F in keyof (typeof legalActs)[N]]: v.InferOutput<Extract<(typeof legalActs)[N][F], v.GenericSchema>>
}
export type LegalSaid = { [N in LegalActName]: { act: N } & Says<N> }[LegalActName]

/** What an act says as the list that is signed. */
export function saysOf({ act, ...fields }: LegalSaid): string[] {
  return Object.keys(legalActs[act]).map(field => (fields as Record<string, string>)[field] as string)
}

/** The reverse: null where the act is not known, a value is not of its list, or there is one too many or too few. */
export function parseSays(act: string, says: readonly string[]): LegalSaid | null {
  if (!Object.hasOwn(legalActs, act)) return null
  const fields = Object.entries(legalActs[act as LegalActName]) as [string, v.GenericSchema][]
  if (fields.length !== says.length || !fields.every(([, schema], at) => v.is(schema, says[at]))) return null
  return { act, ...Object.fromEntries(fields.map(([name], at) => [name, says[at]])) } as LegalSaid
}

/** Why an act on a legal request was refused: nothing was written. Besides these, `malformed`, `not_certified`, `not_allowed` and `stale` (faults.ts). */
export const legalFaults = {
  /** There is no such request, or it is not for this person to see. */
  legal_unknown: 'there is no such request for you',
  /** Somebody else has acted on this request meanwhile. */
  legal_changed: 'somebody else has acted on it meanwhile',
  /** A day that cannot be: in the future, before the request arrived, or not later than what stands. */
  legal_day: 'this day cannot be',
  /** The law has no such extension here, or its time is over, or it was taken. */
  legal_no_extension: 'there is no such extension',
  /** Its existence may not be stated yet. */
  legal_sealed: 'its existence may not be stated yet',
  /** A hold is released when the request is closed. */
  legal_open: 'the request is not closed',
  /** It was released: nothing of it changes any more, but whether it may be stated. */
  legal_released: 'the hold was released',
  /** One person alone cannot release a hold. */
  legal_one_person: 'a release takes two people',
} as const
export type LegalFaultCode = keyof typeof legalFaults

export const answerBy = v.strictObject({
  day: legalDay,
  /** `rule`: worked out by the law. `paper`: named by the paper. `extended`: by the law's extension, `given`: by whoever asks or a court. */
  by: v.picklist(['rule', 'paper', 'extended', 'given']),
  /** The day before it was moved off a day on which the city is closed; null when it was not. */
  moved: v.nullable(legalDay),
})
export type AnswerBy = v.InferOutput<typeof answerBy>

export const legalRequest = v.strictObject({
  /** Counsel's only name for it. Never public: a gap would count what is sealed. */
  number: wholeNumber(99_999),
  /** Changes with everything an act can change. */
  standing: bytesText(8),
  instrument: v.picklist(instruments),
  issuer: v.picklist(issuers),
  received: legalDay,
  served: v.picklist(served),
  seal,
  /** Counsel has said that its existence may be stated. */
  stated: v.boolean(),
  binding: v.boolean(),
  answerBy: v.nullable(answerBy),
  ground: v.nullable(v.picklist(grounds)),
  decision: v.nullable(v.picklist(decisions)),
  court: v.nullable(v.picklist(courtActs)),
  outcome: v.nullable(v.picklist(outcomes)),
  closed: v.nullable(legalDay),
  released: v.nullable(legalDay),
  /** Administrators who may see it. */
  named: v.array(alias),
  /** Who did what, in the order in which it was done. */
  history: v.array(v.strictObject({ person: v.string(), act: v.string(), day: legalDay })),
})
export type LegalRequest = v.InferOutput<typeof legalRequest>

/** What counsel's desk shows. */
export const legalDesk = v.strictObject({
  city: v.string(),
  /** The city's day. */
  today: legalDay,
  /** Of the city's law (law/jurisdictions/). */
  jurisdiction: v.string(),
  /** `counsel`, or `administrator` for one whom counsel has named. */
  role: v.picklist(['counsel', 'administrator']),
  alias: v.string(),
  /** One person may release a hold: a small office, said in public. */
  alone: v.boolean(),
  requests: v.array(legalRequest),
})
export type LegalDesk = v.InferOutput<typeof legalDesk>

/** A legal request whose existence may be stated, as everyone may read it. No number, and nothing that counts or hints at others. */
export const statedRequest = v.strictObject({
  received: legalDay,
  instrument: v.picklist(instruments),
  issuer: v.picklist(issuers),
  binding: v.boolean(),
  answerBy: v.nullable(legalDay),
  decision: v.nullable(v.picklist(decisions)),
  outcome: v.nullable(v.picklist(outcomes)),
  closed: v.nullable(legalDay),
})
export type StatedRequest = v.InferOutput<typeof statedRequest>

export const statedRequests = v.strictObject({
  /** As of this day, and never including others. */
  asOf: legalDay,
  /** How many people a release takes, by the city's root. */
  release: v.picklist(['two_people', 'one_person']),
  requests: v.array(statedRequest),
})
export type StatedRequests = v.InferOutput<typeof statedRequests>
