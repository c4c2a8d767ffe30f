/**
 * Every reason for which a signer exits without an answer: one closed list (docs/protocol/faults.md, compared both ways). The code goes to the
 * serving process and nowhere else; it says which check failed, never what it saw.
 */
export const signerFaults = {
  pipe: 'The serving process said something that is no message, or that does not come now; a second request is one of them.',
  template: 'The root is no root, or the template is for another city or period.',
  envelope: 'The envelope was not closed to this signer, or holds something else.',
  request: 'The request is not one point of the curve and twelve different digests.',
  clerk: 'The clerk certificate does not follow from the root, is of another role, or is not valid now.',
  approval: 'The approval is not by the passkey of this clerk over this request, answer key, signer and end.',
  too_late: 'The approval has run out, or lasts longer than the lease.',
  pool_blank: 'The blank is not of this pool: its one-time key does not open, or is another one.',
  broken: 'Something broke in the signer.',
} as const

export type SignerFaultCode = keyof typeof signerFaults

/** Thrown inside the signer; leaves it as its code alone. */
export class SignerFault extends Error {
  readonly code: SignerFaultCode
  constructor(code: SignerFaultCode) {
    super(code)
    this.name = 'SignerFault'
    this.code = code
  }
}

/** Runs one check of the argument; a fault of card/ or certificates/, or of the platform, becomes this check's own. */
export async function asFault<T>(code: SignerFaultCode, check: () => T | Promise<T>): Promise<T> {
  try {
    return await check()
  } catch {
    throw new SignerFault(code)
  }
}
