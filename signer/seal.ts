import { encodeAnswer } from '@latchkey/card/answer.ts'
import { makeCancelCode } from '@latchkey/card/cancel-code.ts'
import type { PooledBlank } from '@latchkey/card/pipe.ts'
import type { Request } from '@latchkey/card/request.ts'
import { buildSdJwt, compactMessage, type Template, type Use } from '@latchkey/card/template.ts'
import { p256 } from '@noble/curves/nist.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { base64urlnopad } from '@scure/base'

/**
 * The tables of the curve's base point, which say nothing of any key: made while nobody waits, or they would be half of a seal's time. Larger ones take
 * twice as long to make and save three signatures nothing. Then one signature that nobody gets, by a key that nobody had: the first is the slow one.
 */
export function prepareCurve(): void {
  p256.Point.BASE.precompute(4, false)
  p256.sign(new Uint8Array(32), p256.utils.randomSecretKey())
}

/**
 * Spends a blank: three signatures of its one-time key and the cancel code, padded to one length. Everything signed comes from the template, the
 * blank and the digests; nonces are those of RFC 6979, so no signature can carry a mark of who, when or where.
 * @param scalar 32 bytes, the blank's one-time private key
 * @returns the answer, 4,096 bytes, still open
 */
export function sealRequest(
  template: Template,
  cancelKey: Uint8Array,
  blank: PooledBlank,
  scalar: Uint8Array,
  request: Request,
): Uint8Array {
  const { city, period } = template
  const sign = (message: Uint8Array) => p256.sign(message, scalar)
  const compact = (use: Use) => sign(compactMessage(use, city, period, blank.index, request.front, request.face, request.rest))
  const signingInput = buildSdJwt(template, blank, request)
  return encodeAnswer({
    jwt: `${signingInput}.${base64urlnopad.encode(sign(utf8ToBytes(signingInput)))}`,
    compactCard: compact(1),
    compactSheet: compact(2),
    blank: { index: blank.index, key: blank.key, signature: blank.signature },
    period,
    cancelCode: makeCancelCode(cancelKey, city, period, blank.index),
  })
}
