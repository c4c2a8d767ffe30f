/**
 * Every way the encrypted visit can fail: one closed list, documented in docs/protocol/visit.md and docs/protocol/faults.md.
 * A fault ends the epoch in which it happened and never the visit: the phone says hello again under a new key (PROTOCOL §3).
 * A fault carries its code and nothing else: no byte of a cell, a page or an answer.
 */
export const channelFaults = {
  malformed: 'A cell or message has a wrong length or type, or something is left over.',
  unknown_kind: 'A cell or message is of a kind this version does not know, or came from the wrong side.',
  too_long: 'A message does not fit the cells it may use.',
  early: 'A message came before its turn: sealed before the keys were confirmed, or an answer that was not asked for.',
  version: 'The other side speaks another version of the visit.',
  suite: 'The Offer names another suite.',
  city: 'The Offer was made for another city.',
  room: 'The Offer was made for another room.',
  nonce: 'The Offer answers another hello: it was replayed or swapped.',
  epoch: 'The Offer or cell belongs to another epoch than the one expected.',
  mode: 'The Offer resumes something this phone did not ask to resume.',
  rules: 'The desk works by rules this phone does not know.',
  expired: 'The Offer has run out, or promises to last longer than ten minutes.',
  chain: 'The certificates of the desk do not follow from the root of this city.',
  offer_signature: 'The Offer is not signed by the desk key it carries.',
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

export class ChannelFault extends Error {
  readonly code: ChannelFaultCode
  constructor(code: ChannelFaultCode) {
    super(code)
    this.name = 'ChannelFault'
    this.code = code
  }
}

/** The code of whatever was thrown; anything that is not a fault of ours counts as `otherwise`, its own message is dropped. */
export const faultCodeOf = (error: unknown, otherwise: ChannelFaultCode): ChannelFaultCode =>
  error instanceof ChannelFault ? error.code : otherwise
