/**
 * What a resident reads when something fails: every code that can reach this phone leads to a true sentence and a next step.
 * The tables are total by type and by test: a new code without a sentence does not compile. A sentence is chosen by what is still
 * true for the person (is my place safe? do I have to act?), so many codes share one.
 */
import type { CameraFaultCode } from '@latchkey/ui/camera.ts'
import type { PhotoFaultCode } from '@latchkey/ui/photo.ts'
import type { Trouble } from './state.ts'

/** again: try the line or the camera again. number: take a new number. pick: a photo from a file. wait: nothing to do, it goes on by itself. */
export type NextStep = 'again' | 'reload' | 'number' | 'pick' | 'counter' | 'wait'

export interface FaultText {
  /** Id of the sentence: what happened, and what is still safe. */
  says: `fault.${string}` | `camera.${string}`
  /** A second sentence with what to do, where the first does not say it. */
  adds?: `camera.${string}`
  /** The buttons under it, most useful first. Empty means: the sentence itself says what to do. */
  next: readonly NextStep[]
}

const lineBroke: FaultText = { says: 'fault.line_broke', next: ['again'] }
// Nothing was shown to a desk whose chain or Offer failed, so the sentence can promise it. A wrong date on the phone looks the same.
const notSure: FaultText = { says: 'fault.clerk_not_sure', next: ['again', 'counter'] }
const clock: FaultText = { says: 'fault.clock', next: ['again'] }
const pageOld: FaultText = { says: 'fault.page_old', next: ['reload'] }
const clerkSide: FaultText = { says: 'fault.clerk_side', next: ['again'] }
const cardNotYet: FaultText = { says: 'fault.card_not_yet', next: ['wait'] }
const noCards: FaultText = { says: 'fault.no_cards', next: ['counter'] }
const closed: FaultText = { says: 'fault.closed', next: ['counter'] }
const placeGone: FaultText = { says: 'fault.place_gone', next: ['number'] }

/** For `barred` screens and for what the server answers while a resident waits. */
export const troubleTexts: Readonly<Record<Trouble, FaultText>> = {
  // Both the server and the desk can say this one; in both cases the two sides run different pages.
  malformed: pageOld,
  unknown_route: pageOld,
  practice_only: pageOld,
  closed,
  needs_authority: closed,
  way_changed: clerkSide,
  no_desk: { says: 'fault.no_desk', next: ['again', 'counter'] },
  full: { says: 'fault.full', next: ['again'] },
  number_unknown: { says: 'fault.number_unknown', next: ['number'] },
  number_other_day: { says: 'fault.number_other_day', next: ['number'] },
  number_early: { says: 'fault.number_early', next: ['wait'] },
  number_used: { says: 'fault.number_used', next: ['again', 'number'] },
  number_ended: { says: 'fault.number_used', next: ['again', 'number'] },
  comeback_unknown: placeGone,
  comeback_other_day: placeGone,
  comeback_used: placeGone,
  // Of a booked time: resident/booking shows the sentence, with its own ways on.
  booking_digit: { says: 'fault.booking_digit', next: [] },
  booking_unknown: { says: 'fault.booking_unknown', next: [] },
  booking_other_day: { says: 'fault.booking_other_day', next: [] },
  booking_early: { says: 'fault.booking_early', next: ['again'] },
  booking_back: { says: 'fault.booking_back', next: [] },
  booking_moved: { says: 'fault.booking_moved', next: [] },
  booking_used: { says: 'fault.booking_used', next: [] },
  booking_party: { says: 'fault.booking_party', next: [] },
  booking_full: { says: 'fault.booking_full', next: [] },
  booking_over: { says: 'fault.booking_over', next: [] },
  place_unknown: placeGone,
  no_room: placeGone,
  place_in_use: { says: 'fault.other_tab', next: ['again'] },
  not_signed_in: clerkSide,
  not_certified: clerkSide,
  not_allowed: clerkSide,
  stale: clerkSide,
  room_sealed: { says: 'fault.card_made', next: ['wait', 'again'] },
  no_lease: cardNotYet,
  no_signer: cardNotYet,
  seal_refused: cardNotYet,
  quota: noCards,
  handed_in: clerkSide,
  no_blanks: noCards,
  too_fast: { says: 'fault.too_fast', next: ['again'] },
  // Said to desks only; a phone that hears one talks to another server.
  code_refused: pageOld,
  already_replaced: pageOld,
  right_unknown: pageOld,
  other_line: pageOld,
  desk_changed: pageOld,
  broken: { says: 'fault.broken', next: ['again'] },

  unknown_kind: pageOld,
  version: pageOld,
  suite: pageOld,
  rules: pageOld,
  too_long: lineBroke,
  out_of_turn: lineBroke,
  epoch: lineBroke,
  mode: lineBroke,
  phone_signature: lineBroke,
  cell_changed: lineBroke,
  cell_repeated: lineBroke,
  cell_missing: lineBroke,
  page_cut: lineBroke,
  stalled: lineBroke,
  ended: lineBroke,
  city: notSure,
  room: notSure,
  nonce: notSure,
  chain: notSure,
  offer_signature: notSure,
  key: notSure,
  clock,
  expired: clock,

  card_unreadable: { says: 'fault.card_unreadable', next: ['again'] },
  seal_wrong: { says: 'fault.card_wrong', next: ['number', 'counter'] },
}

/** The words are the camera's own (ui/live-camera.tsx shows them where it stands). */
export const cameraTexts: Readonly<Record<CameraFaultCode, FaultText>> = {
  blocked: { says: 'camera.fault.blocked', adds: 'camera.fault.blocked.next', next: ['again', 'pick'] },
  none: { says: 'camera.fault.none', adds: 'camera.fault.none.next', next: ['pick'] },
  in_use: { says: 'camera.fault.in_use', adds: 'camera.fault.in_use.next', next: ['again', 'pick'] },
  in_app: { says: 'camera.fault.in_app', adds: 'camera.fault.in_app.next', next: ['pick'] },
}

export const photoTexts: Readonly<Record<PhotoFaultCode, FaultText>> = {
  no_picture: { says: 'camera.photo.no_picture', adds: 'camera.photo.no_picture.next', next: ['again', 'pick'] },
  too_big: { says: 'camera.photo.too_big', adds: 'camera.photo.too_big.next', next: ['again'] },
}

/** The button of a next step. `wait` has none, `counter` shows where the counters are. */
export const nextTexts: Readonly<Record<Exclude<NextStep, 'wait' | 'counter'>, `fault.next.${string}` | `camera.${string}`>> = {
  again: 'fault.next.again',
  reload: 'fault.next.reload',
  number: 'fault.next.number',
  pick: 'camera.pick',
}
