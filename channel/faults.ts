/**
 * Every way the encrypted visit can fail: one closed list, documented in docs/protocol/visit.md and docs/protocol/faults.md.
 * A fault ends the epoch in which it happened and never the visit: the phone says hello again under a new key (PROTOCOL §3).
 * A fault carries its code and nothing else: no byte of a cell, a page or an answer.
 */
export const channelFaults = {
  malformed: 'A cell or message has a wrong length or type, or something is left over.',
  unknown_kind: 'A cell or message is of a kind this version does not know, or came from the wrong side.',
  too_long: 'A message does not fit the cells it may use.',
  out_of_turn: 'A cell or message came before its turn.',
  version: 'The other side speaks another version of the visit.',
  suite: 'The Offer names another suite.',
  city: 'The Offer was made for another city.',
  room: 'The Offer was made for another room.',
  nonce: 'The Offer answers another hello: it was replayed or swapped.',
  epoch: 'The Offer belongs to another epoch, or a resumed hello does not count up.',
  mode: 'The Offer resumes something this phone did not ask to resume.',
  rules: 'The desk works by rules this phone does not know.',
  chain: 'The certificates of the desk do not follow from the root of this city.',
  offer_signature: 'The Offer is not signed by the desk key it carries.',
  clock: 'The time of the desk and the time of this phone differ by more than a day.',
  expired: 'More than ten minutes lie between a hello or an Offer and its answer.',
  key: 'A public key or an encapsulated key is not one.',
  phone_signature: 'The first sealed cell is not signed by the key that said hello.',
  cell_changed: 'A sealed cell does not open: it was changed, cut, or sealed under another key.',
  cell_repeated: 'A sealed cell came a second time.',
  cell_missing: 'A sealed cell is missing or came out of order.',
  page_cut: 'A page stopped before its sixteenth cell.',
  stalled: 'The other side did not answer in time.',
  ended: 'This epoch has already ended.',
} as const satisfies Record<string, string>

export type ChannelFaultCode = keyof typeof channelFaults

/** Thrown by everything in channel/; `code` is all it says. */
export class ChannelFault extends Error {
  readonly code: ChannelFaultCode
  constructor(code: ChannelFaultCode) {
    super(code)
    this.name = 'ChannelFault'
    this.code = code
  }
}

/** The code of whatever was thrown; anything that is not a fault of ours counts as `otherwise`, and its own words are dropped. */
export const faultCodeOf = (error: unknown, otherwise: ChannelFaultCode): ChannelFaultCode =>
  error instanceof ChannelFault ? error.code : otherwise
