/**
 * Desk: from the resident's yes to a sealed card that was checked (PROTOCOL §5): lease, touch, envelope, answer. An approval can be asked for
 * again after any failure; an envelope that may have been heard is sent again as it was, because a room seals once.
 */
import { parseAnswer } from '@latchkey/card/answer.ts'
import { approvalChallenge } from '@latchkey/card/envelope.ts'
import { type SealedCard, sealedFrom, verifySealed } from '@latchkey/card/sealed.ts'
import type { Assertion } from '@latchkey/certificates/assertion.ts'
import type { Passkey } from '@latchkey/certificates/passkey.ts'
import { verifyPeriod } from '@latchkey/certificates/period-certificate.ts'
import type { Random, Verify } from '@latchkey/certificates/ports.ts'
import type { Root } from '@latchkey/certificates/root.ts'
import { toBytes, toText } from '@latchkey/wire/edge.ts'
import { Fault, type FaultCode } from '@latchkey/wire/faults.ts'
import type { Agreed } from './offered-card.ts'
import { type AnswerKey, closeEnvelope, makeAnswerKey, openAnswer } from './seal.ts'
import { LineLost, type ServerTalk } from './server-talk.ts'

/** What happened instead of a seal. `lost`: the line; the envelope is out and will be asked for again. */
export type ApprovalTrouble = 'touch_refused' | 'lost' | FaultCode

export class NotApproved extends Error {
  readonly trouble: ApprovalTrouble
  constructor(trouble: ApprovalTrouble) {
    super(trouble)
    this.name = 'NotApproved'
    this.trouble = trouble
  }
}

export interface Handover {
  sealed: SealedCard
  /** What goes to the phone: the answer's 4,096 bytes and the certified period. */
  answer: Uint8Array
  period: Uint8Array
}

export interface ApprovalOptions {
  root: Root
  clerkCertificate: Uint8Array
  passkey: Passkey
  /** Certified period certificate of this number. */
  period(number: number): Promise<Uint8Array>
  random: Random
  verify: Verify
  talk: ServerTalk
}

export interface Approval {
  /** An envelope is out whose answer has not come. */
  readonly underway: boolean
  /**
   * Leases, asks for the touch, seals, checks; or sends the envelope that is already out again.
   * @param touched called when the envelope goes out: from here no touch is wanted
   * @throws NotApproved
   */
  run(agreed: Agreed, touched: () => void): Promise<Handover>
  /** The yes it was for is gone. A touch that comes now approves nothing. */
  cancel(): void
}

export function createApproval(options: ApprovalOptions): Approval {
  const { root, passkey, clerkCertificate, random, verify, talk } = options
  let out: { envelope: Uint8Array; key: AnswerKey } | null = null
  let cancelled = false

  async function prepare(agreed: Agreed): Promise<{ envelope: Uint8Array; key: AnswerKey }> {
    const signer = await talk.ask({ say: 'lease' }, 'signer')
    const signerKey = toBytes(signer.key)
    const key = await makeAnswerKey(random)
    const challenge = approvalChallenge({ signerKey, requestHash: agreed.hash, answerKey: key.publicKey, notAfter: signer.until })
    const assertion = await touch(challenge)
    const content = { request: agreed.request, answerKey: key.publicKey, assertion, clerk: clerkCertificate, notAfter: signer.until }
    return { envelope: await closeEnvelope(signerKey, content), key }
  }

  async function touch(challenge: Uint8Array): Promise<Assertion> {
    try {
      return await passkey.assert(challenge)
    } catch {
      // Refused, timed out, taken away: the browser's words are not for the screen.
      throw new NotApproved('touch_refused')
    }
  }

  async function take(agreed: Agreed, key: AnswerKey, closed: Uint8Array): Promise<Handover> {
    const answer = await openAnswer(key, closed)
    const parsed = parseAnswer(answer)
    const certified = await options.period(parsed.period)
    const period = await verifyPeriod(root, certified, verify)
    const { facts, pictures } = agreed.card
    const sealed = sealedFrom({ city: root.city, facts, pictures, salts: agreed.salts, answer: parsed })
    // The desk vouches for nothing it has not made again itself.
    await verifySealed(sealed, { requestHash: agreed.hash, period, verify })
    return { sealed, answer, period: certified }
  }

  async function run(agreed: Agreed, touched: () => void): Promise<Handover> {
    const prepared = out ?? (await prepare(agreed))
    if (cancelled) throw new LineLost()
    out = prepared
    const { envelope, key } = prepared
    touched()
    const { answer } = await talk.ask({ say: 'seal', envelope: toText(envelope) }, 'sealed').catch(error => {
      // Heard and refused: that envelope is spent. Not heard for sure: it stays out.
      if (error instanceof Fault) out = null
      throw error
    })
    return take(agreed, key, toBytes(answer))
  }

  return {
    get underway() {
      return out !== null
    },
    cancel() {
      cancelled = true
    },
    run: (agreed, touched) =>
      run(agreed, touched).catch(error => {
        if (error instanceof NotApproved) throw error
        if (error instanceof Fault) throw new NotApproved(error.code)
        throw new NotApproved(error instanceof LineLost ? 'lost' : 'seal_refused')
      }),
  }
}
