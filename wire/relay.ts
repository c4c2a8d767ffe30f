/**
 * Conversation: relay (PROTOCOL §2-§5). Parties: phone ↔ server ↔ desk, two WebSockets a room.
 * What passes between phone and desk is cells: binary messages of exactly 16,384 bytes that the server cannot read.
 * What each says to the server is one of the control messages below: text messages, JSON, at most 16 KiB.
 *
 *   /relay/phone  who may: the holder of a place. First message, binary, 32 bytes: the place.
 *   /relay/desk   who may: a desk whose chain follows from the root. First message from the server: `challenge`.
 */
import * as v from 'valibot'
import { boardFromDesk, boardToDesk } from './board.ts'
import { block, code as bookingCode, mostOfBlock, people } from './booking.ts'
import { bytesText, moment, wholeNumber } from './edge.ts'
import { type FaultCode, faults } from './faults.ts'
import { handIn } from './hand-in.ts'
import { siteId } from './sites.ts'
import { comeback, number } from './waiting.ts'

export const cellSize = 16_384
export const placeSize = 32
/** Close code of a socket that a fault ended; the reason is the fault's code. */
export const closedByFault = 4000

const faultCode = v.picklist(Object.keys(faults) as [FaultCode, ...FaultCode[]])

/**
 * Said by the clock every fifteen seconds to whoever is known: a page hears nothing of a WebSocket's own pings, and without this a line
 * that died in silence would look like a clerk who thinks.
 */
const alive = v.strictObject({ say: v.literal('alive') })
export const aliveEvery = 15

/** Server → phone. */
export const toPhone = v.variant('say', [
  alive,
  /** In the line of those whose number was reached; `ahead` visits come first. */
  v.strictObject({ say: v.literal('ready'), ahead: wholeNumber(99_999) }),
  /**
   * A desk has opened this phone's room; `room` is 16 random bytes, `here` whether the desk's socket lives, `comeback` what brings the phone back
   * today: the same one as often as this room is entered, null at a counter.
   */
  v.strictObject({ say: v.literal('room'), room: bytesText(16), here: v.boolean(), comeback: v.nullable(comeback) }),
  /** The desk's socket came or went. */
  v.strictObject({ say: v.literal('peer'), here: v.boolean() }),
  /** The desk has handed the visit over: the phone is first in line again and another desk will open a room; `second`: a supervisor's, to look again. */
  v.strictObject({ say: v.literal('handed_over'), second: v.boolean() }),
  /** The desk has ended the visit and dropped the room. */
  v.strictObject({ say: v.literal('ended') }),
  v.strictObject({ say: v.literal('fault'), fault: faultCode }),
])
export type ToPhone = v.InferOutput<typeof toPhone>

/** Phone → server. Everything else a phone says is a cell. */
export const fromPhone = v.variant('say', [
  /** The resident stops: the room ends and the place with it. */
  v.strictObject({ say: v.literal('stop') }),
])
export type FromPhone = v.InferOutput<typeof fromPhone>

/** Server → desk. */
export const toDesk = v.variant('say', [
  alive,
  /** First message on the socket: 32 random bytes the desk key signs ('latchkey/sign-in/v1' ‖ CBOR[challenge]). */
  v.strictObject({ say: v.literal('challenge'), challenge: bytesText(32) }),
  /**
   * `left`: this alias opened the page anew while a visit at the counter was open. `sealed`: a card was sealed in it, and
   * whether anybody holds it is not known here; `open`: none was. Null: nothing was left behind.
   */
  v.strictObject({
    say: v.literal('signed_in'),
    alias: v.string(),
    quotaLeft: wholeNumber(9999),
    left: v.nullable(v.picklist(['sealed', 'open'])),
  }),
  /**
   * Pushed at sign-in and whenever it changes: how many wait with a number not yet called, how many are ready now. Numbers that were taken come with the
   * next second.
   */
  v.strictObject({
    say: v.literal('line'),
    waiting: wholeNumber(99_999),
    ready: wholeNumber(99_999),
    open: v.boolean(),
    counter: v.boolean(),
    /** Of those ready, how many wait for a supervisor's second look that this desk may give. Told to supervisors only; 0 for a clerk. */
    second: wholeNumber(99_999),
    /** A supervisor of another alias is on duty: a second look can be asked for. */
    supervisor: v.boolean(),
  }),
  v.strictObject({ say: v.literal('room'), room: bytesText(16), here: v.boolean() }),
  /** `next` found nobody ready. */
  v.strictObject({ say: v.literal('nobody') }),
  v.strictObject({ say: v.literal('peer'), here: v.boolean() }),
  /** The resident stopped: the room is gone. */
  v.strictObject({ say: v.literal('ended') }),
  /** A signer process is leased to this room: its one-use X-Wing public key, and when the lease ends. */
  v.strictObject({ say: v.literal('signer'), key: bytesText(1216), period: wholeNumber(99), until: moment }),
  /** The closed answer, 4,096 bytes + HPKE overhead; the same bytes again on a retry. */
  v.strictObject({ say: v.literal('sealed'), answer: bytesText(4096, 6144), quotaLeft: wholeNumber(9999) }),
  /** A cancel code was spent: 16 random bytes that open one room. Nothing in them says which code it was. */
  v.strictObject({ say: v.literal('right'), right: bytesText(16) }),
  /** Codes of booked times for a helper, one a person. Told once. */
  v.strictObject({ say: v.literal('block'), codes: v.pipe(v.array(bookingCode), v.maxLength(mostOfBlock)) }),
  /** The card in hand ends at this moment, with the next list. */
  v.strictObject({ say: v.literal('card_ends'), at: moment }),
  ...boardToDesk,
  v.strictObject({ say: v.literal('fault'), fault: faultCode }),
])
export type ToDesk = v.InferOutput<typeof toDesk>

/** Desk → server. */
export const fromDesk = v.variant('say', [
  v.strictObject({
    say: v.literal('sign_in'),
    /** Certified clerk certificate and desk key certificate (certificates/), as their exact bytes. */
    clerk: bytesText(64, 8192),
    desk: bytesText(64, 4096),
    /** P-256 signature of the desk key over the challenge, r ‖ s. */
    signature: bytesText(64),
    /** The site this desk stands at, as its page was told; null: it was not. With its site closed nobody new is taken at its counter. */
    site: v.nullable(siteId),
  }),
  /** Open a room with the head of the line. */
  v.strictObject({ say: v.literal('next') }),
  /**
   * Open a room at the counter for a number on paper, or one taken on the spot: up to four, one after the other, for a party. `placeHash` is the hash
   * of 32 bytes that this desk drew: a phone that scans the desk's code enters by them, and the desk itself returns by them after a
   * crash of the server. The number need not be called: the clerk sees who stands here.
   */
  v.strictObject({ say: v.literal('counter'), number, placeHash: bytesText(32) }),
  /**
   * Open a room at the counter for a booked time: so many of its party have come. Asked again with the same code, by the same desk, it opens one after the
   * other. As above for `placeHash`.
   */
  v.strictObject({ say: v.literal('booked'), code: bookingCode, people, placeHash: bytesText(32) }),
  /** A supervisor asks for codes of one slot for a helper: a number of seats, never a name. */
  v.strictObject({ say: v.literal('block'), ...block.entries }),
  /** Open a room at the counter for a right: what `replace` gave, used once. */
  v.strictObject({ say: v.literal('replacement'), right: bytesText(16), placeHash: bytesText(32) }),
  /** Spends a cancel code for the right to one seal. In a message of its own: old and new index never meet in one. */
  v.strictObject({ say: v.literal('replace'), code: v.pipe(v.string(), v.regex(/^\d{24}$/)) }),
  /** A card that was found or handed in: the statement of certificates/card-in-hand.ts, by a touch of this desk's clerk. */
  v.strictObject({ say: v.literal('card_in_hand'), certified: bytesText(64, 4096) }),
  /** Re-enter the room this desk had before its socket was cut. */
  v.strictObject({ say: v.literal('return'), room: bytesText(16) }),
  /** Give the visit to the next desk: the phone stays first in line. One at a counter ends. */
  v.strictObject({ say: v.literal('hand_over') }),
  /** The same, to a supervisor: the resident asked for a second look. Another clerk takes it only while no supervisor is on duty. */
  v.strictObject({ say: v.literal('second_look') }),
  /** The visit is over, whatever its outcome: the server is not told which. */
  v.strictObject({ say: v.literal('goodbye') }),
  /** Lease a signer to this room. */
  v.strictObject({ say: v.literal('lease') }),
  /** The envelope: HPKE base mode to the leased key; opaque here. */
  v.strictObject({ say: v.literal('seal'), envelope: bytesText(1200, 11_000) }),
  /** The card has arrived (the phone has thanked, or it was typed and this desk has checked it): the room may drop the closed answer. */
  v.strictObject({ say: v.literal('thanks') }),
  /** No new visits for this desk, socket stays. */
  v.strictObject({ say: v.literal('sign_out') }),
  /** The clerk closes this desk: hand-in.ts. */
  handIn,
  ...boardFromDesk,
])
export type FromDesk = v.InferOutput<typeof fromDesk>
