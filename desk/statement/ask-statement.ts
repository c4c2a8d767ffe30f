/** Counsel's desk: asking for a statement and signing its hash. The server's answer is not believed: the hash is worked out here, over the text that counsel keeps. */
import { certify, encodeCertified } from '@latchkey/certificates/certified.ts'
import type { Passkey } from '@latchkey/certificates/passkey.ts'
import type { Verify } from '@latchkey/certificates/ports.ts'
import type { Root } from '@latchkey/certificates/root.ts'
import {
  askStatementTag,
  encodeAskStatement,
  encodeSignedStatement,
  statementTag,
  verifySignedStatement,
} from '@latchkey/certificates/statement.ts'
import { parse, toBytes, toText } from '@latchkey/wire/edge.ts'
import { isFaultCode } from '@latchkey/wire/faults.ts'
import { type Answer, answer, type Made } from '@latchkey/wire/statement.ts'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { AskFault, type Fetch, type Server } from '../ask-server.ts'

export interface StatementServer {
  /** @param certified exact bytes of the signed ask @throws AskFault */
  ask(certified: Uint8Array): Promise<Answer>
}

export const statementServerOf = (fetch: Fetch): StatementServer => ({
  async ask(certified) {
    let response: Response
    let value: unknown
    try {
      response = await fetch('/statement', {
        method: 'POST',
        credentials: 'omit',
        cache: 'no-store',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ certified: toText(certified) }),
      })
      value = await response.json()
    } catch {
      throw new AskFault('unreachable')
    }
    if (!response.ok) {
      const fault = (value as { fault?: unknown } | null)?.fault
      throw new AskFault(isFaultCode(fault) ? fault : 'broken')
    }
    try {
      return parse(answer, value)
    } catch {
      throw new AskFault('broken')
    }
  },
})

/** Who presses: counsel's alias and the key at hand. */
export interface Counsel {
  alias: string
  passkey: Passkey
}

/** The passkey was not touched, or somebody refused it. */
export class NotTouched extends Error {}

interface Asking {
  root: Root
  counsel: Counsel
  server: Pick<Server, 'nonce'>
  statements: StatementServer
}

/** One touch. @throws NotTouched, AskFault */
export async function askStatement({ root, counsel, server, statements }: Asking): Promise<Answer> {
  const body = encodeAskStatement({ city: root.city, alias: counsel.alias, nonce: await server.nonce() })
  const certified = await certify(askStatementTag, body, [counsel.passkey]).catch(() => {
    throw new NotTouched()
  })
  const answered = await statements.ask(encodeCertified(certified))
  if ('hash' in answered && bytesToHex(sha256(utf8ToBytes(answered.json))) !== answered.hash) throw new AskFault('broken')
  return answered
}

/** Counsel's word beside a statement, as the file that is kept with it (docs/protocol/statement.md). */
export interface Signature {
  statement: string
  /** Counsel's certificate and the signed statement, base64url of their exact bytes. */
  certificate: string
  signed: string
}

interface Signing {
  root: Root
  counsel: Counsel
  server: Pick<Server, 'state'>
  made: Made
  now: number
  verify: Verify
}

/** One touch over the hash. What comes back would convince anybody who has the root, or nothing comes back. @throws NotTouched, AskFault */
export async function signStatement({ root, counsel, server, made, now, verify }: Signing): Promise<Signature> {
  const known = (await server.state()).clerks.find(({ alias, role }) => alias === counsel.alias && role === 'counsel')
  if (!known) throw new AskFault('not_certified')
  const body = encodeSignedStatement({ city: root.city, alias: counsel.alias, hash: hexToBytes(made.hash), at: now })
  const certified = await certify(statementTag, body, [counsel.passkey]).catch(() => {
    throw new NotTouched()
  })
  const signed = encodeCertified(certified)
  try {
    await verifySignedStatement(root, toBytes(known.certified), signed, verify)
  } catch {
    throw new AskFault('not_certified')
  }
  return { statement: made.hash, certificate: known.certified, signed: toText(signed) }
}
