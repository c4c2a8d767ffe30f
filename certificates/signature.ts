import { CertificateFault } from './faults.ts'

/**
 * DER ECDSA-Sig-Value (RFC 3279 §2.2.3) of P-256 → r ‖ s, 64 bytes. Strict: one spelling for one signature.
 *
 *   30 len  02 len r  02 len s      len < 128 always: at most 2 + 2·(2 + 33) bytes
 *
 * @throws CertificateFault `malformed`
 */
export function rawSignature(der: Uint8Array): Uint8Array {
  if (der.length > 72 || der[0] !== 0x30 || der[1] !== der.length - 2) throw new CertificateFault('malformed')
  const raw = new Uint8Array(64)
  const behindR = readInteger(der, 2, raw.subarray(0, 32))
  if (readInteger(der, behindR, raw.subarray(32)) !== der.length) throw new CertificateFault('malformed')
  return raw
}

/** r ‖ s → DER, as an authenticator would give it. */
export function derSignature(raw: Uint8Array): Uint8Array {
  if (raw.length !== 64) throw new CertificateFault('malformed')
  const body = [...writeInteger(raw.subarray(0, 32)), ...writeInteger(raw.subarray(32))]
  return Uint8Array.of(0x30, body.length, ...body)
}

/** Writes the integer that stands at `at` right-aligned into 32 bytes; answers where it ends. */
function readInteger(der: Uint8Array, at: number, into: Uint8Array): number {
  const length = der[at + 1] ?? 0
  const end = at + 2 + length
  if (der[at] !== 0x02 || length === 0 || end > der.length) throw new CertificateFault('malformed')
  const digits = der.subarray(at + 2, end)
  const [first = 0, second = 0] = digits
  // Negative, or a zero in front that the sign does not need.
  if (first & 0x80 || (first === 0 && (digits.length === 1 || !(second & 0x80)))) throw new CertificateFault('malformed')
  const value = first === 0 ? digits.subarray(1) : digits
  if (value.length > 32) throw new CertificateFault('malformed')
  into.set(value, 32 - value.length)
  return end
}

function writeInteger(value: Uint8Array): number[] {
  const from = value.findIndex(byte => byte !== 0)
  if (from < 0) throw new CertificateFault('malformed')
  const digits = [...value.subarray(from)]
  if ((digits[0] ?? 0) & 0x80) digits.unshift(0)
  return [0x02, digits.length, ...digits]
}
