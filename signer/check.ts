import { approvalChallenge, type EnvelopeContent } from '@latchkey/card/envelope.ts'
import { parseRequest, type Request, requestHash } from '@latchkey/card/request.ts'
import { verifyAssertion } from '@latchkey/certificates/assertion.ts'
import { sameBytes } from '@latchkey/certificates/cbor.ts'
import { expectedOf } from '@latchkey/certificates/certified.ts'
import { verifyClerk } from '@latchkey/certificates/clerk.ts'
import type { Root } from '@latchkey/certificates/root.ts'
import { asFault, SignerFault } from './faults.ts'
import { verify } from './platform.ts'

export interface Moment {
  /** The serving process's clock. */
  now: number
  /** When the room's lease of this signer ends. */
  leaseEnds: number
}

/**
 * Everything a signer wants to know before it signs, in the order of PROTOCOL §5: the request is digests and one point and nothing else; a
 * clerk or supervisor of this root, valid now, verified by their passkey, approved exactly this request for exactly this signer and answer key;
 * and the approval has not run out. A desk wrote every byte of `content`.
 * @param signerKey this signer's own one-use key: it stands for the room
 * @throws SignerFault `request`, `clerk`, `approval`, `too_late`
 */
export async function checkApproval(
  root: Root,
  signerKey: Uint8Array,
  content: EnvelopeContent,
  { now, leaseEnds }: Moment,
): Promise<Request> {
  const { answerKey, assertion, notAfter } = content
  const request = await asFault('request', () => parseRequest(content.request))
  const clerk = await asFault('clerk', () => verifyClerk(root, content.clerk, now, verify))
  if (clerk.role !== 'clerk' && clerk.role !== 'supervisor') throw new SignerFault('clerk')
  if (!sameBytes(assertion.credentialId, clerk.credentialId)) throw new SignerFault('approval')
  const challenge = approvalChallenge({ signerKey, requestHash: requestHash(request), answerKey, notAfter })
  await asFault('approval', () => verifyAssertion(assertion, expectedOf(root, clerk.publicKey, challenge), verify))
  if (now > notAfter || notAfter > leaseEnds) throw new SignerFault('too_late')
  return request
}
