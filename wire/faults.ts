/**
 * Every fault the server can answer with: one closed list, documented in docs/protocol/faults.md (a guard compares both).
 * A fault carries a code and nothing else: never a value, a field's content or a number that a person typed.
 */
export const faults = {
  malformed: { status: 400, says: 'The message is not one this server knows, is too long, or has something left over.' },
  unknown_route: { status: 404, says: 'There is nothing at this address.' },
  closed: { status: 409, says: 'This way in is closed.' },
  no_desk: { status: 409, says: 'No desk is open, so no number is given.' },
  full: { status: 409, says: 'Today and tomorrow are full: no number is given.' },
  number_unknown: { status: 409, says: 'The number was not given by this city for this way in.' },
  number_other_day: { status: 409, says: 'The number belongs to another day.' },
  number_early: { status: 409, says: 'The number has not been called yet.' },
  number_used: { status: 409, says: 'The number was already claimed.' },
  number_ended: { status: 409, says: 'This number has had its four cards.' },
  comeback_unknown: { status: 409, says: 'What was to bring this phone back was not made by this city.' },
  comeback_other_day: { status: 409, says: 'What was to bring this phone back was of another day.' },
  comeback_used: { status: 409, says: 'What was to bring this phone back was used already.' },
  place_unknown: { status: 409, says: 'No place is held under this secret.' },
  place_in_use: { status: 409, says: 'Another socket of this place is alive.' },
  not_signed_in: { status: 403, says: 'The desk has not signed in, or its key has run out.' },
  not_certified: { status: 403, says: 'The certificate does not follow from the root of this city.' },
  not_allowed: { status: 403, says: 'The role of this person does not allow this act.' },
  stale: { status: 409, says: 'The act was signed for another moment: ask for a fresh one and sign again.' },
  no_room: { status: 409, says: 'There is no visit in this room.' },
  room_sealed: { status: 409, says: 'This visit already has its card.' },
  no_lease: { status: 409, says: 'The signer of this visit has ended: ask for another.' },
  quota: { status: 409, says: 'This desk has reached the cards of today.' },
  no_blanks: { status: 503, says: 'There are no blanks left. An administrator has to certify more.' },
  no_signer: { status: 503, says: 'No signer is ready. Try again in a moment.' },
  seal_refused: { status: 409, says: 'The signer refused the request.' },
  too_fast: { status: 429, says: 'Too many tries. Wait a moment.' },
  code_refused: { status: 409, says: 'The cancel code is not one of this city.' },
  already_replaced: { status: 409, says: 'The card of this code was replaced already.' },
  right_unknown: { status: 409, says: 'There is no right to a seal under this secret, or it was used.' },
  needs_authority: { status: 409, says: 'This way in has no recorded legal authority and cannot open outside practice.' },
  way_changed: { status: 409, says: 'Somebody else changed this way in meanwhile: look at how it stands and sign again.' },
  other_line: { status: 409, says: 'This desk is on another line.' },
  desk_changed: { status: 409, says: 'This desk was moved or has left.' },
  practice_only: { status: 404, says: 'This exists in the practice city only.' },
  broken: { status: 500, says: 'Something broke on our side.' },
} as const satisfies Record<string, { status: number; says: string }>

export type FaultCode = keyof typeof faults

/** What every failed request and every refused control message carries. */
export interface FaultBody {
  fault: FaultCode
}

/** Thrown inside the server; crosses to the wire as its code alone. */
export class Fault extends Error {
  readonly code: FaultCode
  constructor(code: FaultCode) {
    super(code)
    this.name = 'Fault'
    this.code = code
  }
}

/** Whether it is one of the closed list. Own names only: `constructor` is no fault. */
export const isFaultCode = (value: unknown): value is FaultCode => typeof value === 'string' && Object.hasOwn(faults, value)
