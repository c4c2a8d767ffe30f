/**
 * Every way in which a statement can fail to follow from the root: one closed list (docs/protocol/faults.md, compared both ways).
 * A fault holds its code and nothing else: whoever wrote the statement chose every byte of it, so no byte may reach a message or a log.
 */
export const certificateFaults = {
  malformed: 'The bytes are not this statement, are too long, or have something left over.',
  other_city: 'The statement was made for another city.',
  not_an_administrator: 'An assertion was made by a passkey that is not in the root.',
  too_few: 'Fewer different administrators signed than the root asks for.',
  assertion_type: 'The assertion is not an answer to a request to sign in with a passkey.',
  assertion_challenge: 'The assertion was made over another statement.',
  assertion_origin: 'The assertion was made on a page of another origin.',
  assertion_cross_origin: 'The assertion was made inside a frame of another page.',
  assertion_place: 'The assertion was made for another site identifier.',
  assertion_absent: 'The assertion was made without a person touching the passkey.',
  assertion_unverified: 'The assertion was made without the passkey checking the person.',
  assertion_copied: 'The passkey can be copied to another device, which is allowed in practice only.',
  assertion_passkey: 'The assertion was made by another passkey.',
  signature: 'A signature does not match its key and message.',
  point: 'A public key is not a point of P-256.',
  role: 'The role of this person does not allow this statement.',
  alias: 'The desk key names another clerk than the certificate.',
  too_long: 'The statement is valid for longer than its kind allows.',
  not_yet: 'The statement is not valid yet.',
  ended: 'The statement is no longer valid.',
  stale: 'The act was signed for another nonce.',
  dates: 'The dates do not follow from the period.',
  x509: 'The X.509 certificate is not the one that was certified, or not of this shape.',
  blank: 'The blank was not signed by the key of the period.',
} as const

export type CertificateFaultCode = keyof typeof certificateFaults

/** Thrown by everything in certificates/; `code` is all it says. */
export class CertificateFault extends Error {
  readonly code: CertificateFaultCode
  constructor(code: CertificateFaultCode) {
    super(code)
    this.name = 'CertificateFault'
    this.code = code
  }
}
