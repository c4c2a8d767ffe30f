/** Counsel's desk: the two questions it asks the server. Each is a statement signed by touch; the answer is parsed whole or refused. */
import { parse, toText } from '@latchkey/wire/edge.ts'
import { type FaultCode, isFaultCode } from '@latchkey/wire/faults.ts'
import { type LegalDesk, type LegalFaultCode, legalDesk, legalFaults } from '@latchkey/wire/legal.ts'
import { AskFault, type Fetch } from '../ask-server.ts'

/** The server has refused, and nothing was written. */
export class LegalRefused extends Error {
  readonly code: LegalFaultCode | FaultCode
  constructor(code: LegalFaultCode | FaultCode) {
    super(code)
    this.name = 'LegalRefused'
    this.code = code
  }
}

const isLegalFault = (value: unknown): value is LegalFaultCode => typeof value === 'string' && Object.hasOwn(legalFaults, value)

export interface LegalServer {
  /** @param certified exact bytes of the signed statement @throws LegalRefused, AskFault `unreachable` */
  say(what: 'look' | 'act', certified: Uint8Array): Promise<LegalDesk>
}

export const legalServerOf = (fetch: Fetch): LegalServer => ({
  async say(what, certified) {
    let answer: Response
    let value: unknown
    try {
      answer = await fetch(`/legal/${what}`, {
        method: 'POST',
        credentials: 'omit',
        cache: 'no-store',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ certified: toText(certified) }),
      })
      value = await answer.json()
    } catch {
      throw new AskFault('unreachable')
    }
    if (!answer.ok) {
      const fault = (value as { fault?: unknown } | null)?.fault
      throw new LegalRefused(isLegalFault(fault) || isFaultCode(fault) ? fault : 'broken')
    }
    try {
      return parse(legalDesk, value)
    } catch {
      throw new LegalRefused('broken')
    }
  },
})
