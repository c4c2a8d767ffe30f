/**
 * Every fault the server can answer with: one closed list, documented in docs/protocol/faults.md (a guard compares both).
 * A fault carries a code and nothing else: never a value, a field's content or a number that a person typed. What each means stands in comments: pages carry
 * this list, the first one too, and show sentences of their own.
 */
export const faults = {
  /** The message is not one this server knows, is too long, or has something left over. */
  malformed: { status: 400 },
  /** There is nothing at this address. */
  unknown_route: { status: 404 },
  /** This way in is closed. */
  closed: { status: 409 },
  /** No desk is open, so no number is given. */
  no_desk: { status: 409 },
  /** Today and tomorrow are full: no number is given. */
  full: { status: 409 },
  /** The number was not given by this city for this way in. */
  number_unknown: { status: 409 },
  /** The number belongs to another day. */
  number_other_day: { status: 409 },
  /** The number has not been called yet. */
  number_early: { status: 409 },
  /** The number was already claimed. */
  number_used: { status: 409 },
  /** This number has had its four cards. */
  number_ended: { status: 409 },
  /** What was to bring this phone back was not made by this city. */
  comeback_unknown: { status: 409 },
  /** What was to bring this phone back was of another day. */
  comeback_other_day: { status: 409 },
  /** What was to bring this phone back was used already. */
  comeback_used: { status: 409 },
  /** One character of the code of a booked time is wrong. */
  booking_digit: { status: 409 },
  /** The code of a booked time was not given by this city. */
  booking_unknown: { status: 409 },
  /** The booked time is on another day. */
  booking_other_day: { status: 409 },
  /** The booked time has not come yet. */
  booking_early: { status: 409 },
  /** The booked time was given back. */
  booking_back: { status: 409 },
  /** The booked time was moved: its holder has another one. */
  booking_moved: { status: 409 },
  /** Somebody came with this code already. */
  booking_used: { status: 409 },
  /** More people came than the time was booked for. */
  booking_party: { status: 409 },
  /** The slot has not as many free seats. */
  booking_full: { status: 409 },
  /** There is no such slot, or it is over. */
  booking_over: { status: 409 },
  /** No place is held under this secret. */
  place_unknown: { status: 409 },
  /** Another socket of this place is alive. */
  place_in_use: { status: 409 },
  /** The desk has not signed in, or its key has run out. */
  not_signed_in: { status: 403 },
  /** The certificate does not follow from the root of this city. */
  not_certified: { status: 403 },
  /** The role of this person does not allow this act. */
  not_allowed: { status: 403 },
  /** The act was signed for another moment: ask for a fresh one and sign again. */
  stale: { status: 409 },
  /** There is no visit in this room. */
  no_room: { status: 409 },
  /** This visit already has its card. */
  room_sealed: { status: 409 },
  /** The signer of this visit has ended: ask for another. */
  no_lease: { status: 409 },
  /** This desk has reached the cards of today. */
  quota: { status: 409 },
  /** There are no blanks left. An administrator has to certify more. */
  no_blanks: { status: 503 },
  /** No signer is ready. Try again in a moment. */
  no_signer: { status: 503 },
  /** The signer refused the request. */
  seal_refused: { status: 409 },
  /** Too many tries. Wait a moment. */
  too_fast: { status: 429 },
  /** The cancel code is not one of this city. */
  code_refused: { status: 409 },
  /** The card of this code was replaced already. */
  already_replaced: { status: 409 },
  /** There is no right to a seal under this secret, or it was used. */
  right_unknown: { status: 409 },
  /** This way in has no recorded legal authority and cannot open outside practice. */
  needs_authority: { status: 409 },
  /** Somebody else changed this way in meanwhile: look at how it stands and sign again. */
  way_changed: { status: 409 },
  /** A supervisor has moved this desk to another line. */
  other_line: { status: 409 },
  /** This desk has left, or another supervisor has moved it meanwhile. */
  desk_changed: { status: 409 },
  /** This desk has handed in what it counted. */
  handed_in: { status: 409 },
  /** This exists in the practice city only. */
  practice_only: { status: 404 },
  /** Something broke on our side. */
  broken: { status: 500 },
} as const satisfies Record<string, { status: number }>

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
