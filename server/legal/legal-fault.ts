import type { LegalFaultCode } from '@latchkey/wire/legal.ts'

/** Thrown inside the server; crosses to counsel's desk as its code alone. Not one of wire/faults.ts: every resident's page carries that list. */
export class LegalFault extends Error {
  readonly code: LegalFaultCode
  constructor(code: LegalFaultCode) {
    super(code)
    this.name = 'LegalFault'
    this.code = code
  }
}
