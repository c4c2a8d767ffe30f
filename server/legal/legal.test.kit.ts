/** Counsel's statements for tests, over a nonce of the server and the request as it stands. Never built into anything. */
import { certify, encodeCertified } from '@latchkey/certificates/certified.ts'
import { encodeLegalAct, type LegalAct, legalTag } from '@latchkey/certificates/legal-act.ts'
import type { Passkey } from '@latchkey/certificates/passkey.ts'
import { toBytes, toText } from '@latchkey/wire/edge.ts'
import { type LegalDesk, type LegalRequest, type LegalSaid, saysOf } from '@latchkey/wire/legal.ts'
import { post, type TestServer } from '../running-server.test.kit.ts'

export interface Answer {
  status: number
  body: LegalDesk & { fault?: string }
}

const zeros = new Uint8Array(8)

/** @param change bends what is signed */
export async function legalSaid(
  test: TestServer,
  passkeys: Passkey[],
  said: LegalSaid,
  request: Pick<LegalRequest, 'number' | 'standing'> | null = null,
  change: Partial<LegalAct> = {},
): Promise<{ certified: string }> {
  const { nonce } = (await post(test.server, '/settings/nonce', {})).body as { nonce: string }
  const body = encodeLegalAct({
    city: test.city.made.root.city,
    nonce: toBytes(nonce),
    act: said.act,
    number: request?.number ?? 0,
    standing: request ? toBytes(request.standing) : zeros,
    says: saysOf(said),
    ...change,
  })
  return { certified: toText(encodeCertified(await certify(legalTag, body, passkeys))) }
}

export async function look(test: TestServer, passkey: Passkey): Promise<Answer> {
  return (await post(test.server, '/legal/look', await legalSaid(test, [passkey], { act: 'look' }))) as Answer
}

export async function act(
  test: TestServer,
  passkeys: Passkey[],
  said: LegalSaid,
  request: Pick<LegalRequest, 'number' | 'standing'> | null = null,
): Promise<Answer> {
  return (await post(test.server, '/legal/act', await legalSaid(test, passkeys, said, request))) as Answer
}

/** What arrives on an ordinary day; the test's clock stands on Monday 23 November 2026. */
export const arrives = {
  act: 'take_in',
  instrument: 'records_request',
  issuer: 'public',
  received: '2026-11-20',
  served: 'email',
  seal: 'none',
} as const satisfies LegalSaid

export const newest = ({ body }: Answer): LegalRequest => body.requests.at(-1) as LegalRequest
