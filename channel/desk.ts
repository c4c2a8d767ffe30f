/** The desk's end of one epoch of the encrypted visit (PROTOCOL §3, docs/protocol/visit.md). */
import { sameBytes } from '@latchkey/certificates/cbor.ts'
import { bytes } from '@latchkey/certificates/fields.ts'
import type { Clock, Random, Sign, Verify } from '@latchkey/certificates/ports.ts'
import { bodyOfClear, clearCell, kindOfCell, readArray, writeArray } from './cells.ts'
import { createEpoch } from './epoch.ts'
import { ChannelFault, type ChannelFaultCode } from './faults.ts'
import { createFrameLine, type FrameLine } from './frame-line.ts'
import { type Frame, frameKey } from './frames.ts'
import { parseHello } from './hello.ts'
import { type DeskKey, decapsulate, makeDeskKey, pskIdOf, transcript, visitInfo } from './keys.ts'
import { framesOfDesk, proofKind, readPhone, readyKind } from './message-bytes.ts'
import type { DeskMessage, PhoneMessage } from './messages.ts'
import { offerLife, signOffer } from './offer.ts'
import { parseEnc, proofMessage } from './phone.ts'
import type { Resume } from './resume.ts'

export interface DeskEndOptions {
  /** The city as the root spells it. */
  city: string
  room: Uint8Array
  /** Exact bytes of the certified clerk certificate and the certified desk key (certificates/). */
  clerkCertificate: Uint8Array
  deskCertificate: Uint8Array
  /** Signs Offers with the desk key of tonight. */
  deskSign: Sign
  rulesVersion: string
  /** What this desk can still resume: at most the secret the last epoch was opened with and the one it exported. */
  resumes: Resume[]
  random: Random
  clock: Clock
  verify: Verify
  subtle?: SubtleCrypto
  send(cell: Uint8Array): void
  hear(message: PhoneMessage): void
  /** The phone proved its key. In mode `fresh` the owner must drop everything it knew: this may be another phone. Called once. */
  opened(by: { mode: 'fresh' | 'resumed'; th: Uint8Array; resumes: Resume[] }): void
  /** The epoch has ended by a fault; nothing more comes from this end. Called at most once. */
  fault(code: ChannelFaultCode): void
}

export interface DeskEnd {
  /** Null until a hello came. */
  readonly epoch: number | null
  readonly state: 'waiting' | 'offered' | 'confirming' | 'open' | 'ended'
  /** Anything the relay brought, in order, beginning with a hello. Never rejects. */
  receive(cell: Uint8Array): Promise<void>
  /** @throws ChannelFault `out_of_turn` before `opened`, `ended`, `too_long`, `malformed` */
  say(message: DeskMessage): Promise<void>
  /** Drops the keys. Says nothing to the other side: see `endedCell`. */
  close(): void
}

/** Asks the phone to say hello again: the desk's end of this epoch is over and has no key to say it with. */
export const endedCell = (epoch: number): Uint8Array => clearCell('ended', writeArray([epoch]))

export function createDeskEnd(options: DeskEndOptions): DeskEnd {
  const { random, clock, verify, send, subtle = globalThis.crypto.subtle } = options
  let epoch: number | null = null
  let offered: { key: DeskKey; info: Uint8Array; r: Uint8Array; resume: Resume | null; expiry: number } | null = null
  let keyed: { line: FrameLine; th: Uint8Array; r: Uint8Array; resumes: Resume[]; mode: 'fresh' | 'resumed' } | null = null
  const read = readPhone()

  const drop = () => {
    keyed?.line.close()
    keyed = null
    offered = null
  }

  async function handle(cell: Uint8Array): Promise<void> {
    const kind = kindOfCell(cell)
    if (kind === 'hello') return takeHello(bodyOfClear(cell))
    if (kind === 'enc') return takeEnc(bodyOfClear(cell))
    if (kind === 'sealed') return takeSealed(cell)
    throw new ChannelFault('unknown_kind')
  }

  async function takeHello(encoded: Uint8Array): Promise<void> {
    if (life.state !== 'waiting') throw new ChannelFault('out_of_turn')
    const hello = parseHello(encoded)
    const { pskId } = hello
    const resume = (pskId && options.resumes.find(one => sameBytes(one.pskId, pskId))) || null
    // Counting up is what keeps a late cell of an old epoch from being taken for one of this.
    if (resume && hello.epoch <= resume.epoch) throw new ChannelFault('epoch')
    epoch = hello.epoch
    const key = await makeDeskKey(random)
    const expiry = clock() + offerLife
    const offer = await signOffer(
      {
        city: options.city,
        room: options.room,
        nonce: hello.nonce,
        epoch: hello.epoch,
        key: key.publicKey,
        rules: options.rulesVersion,
        clerk: options.clerkCertificate,
        desk: options.deskCertificate,
        mode: resume ? 'resumed' : 'fresh',
        pskId: resume ? resume.pskId : null,
        expiry,
      },
      options.deskSign,
    )
    if (!life.to('offered')) return
    offered = { key, info: visitInfo(offer, encoded), r: hello.r, resume, expiry }
    send(clearCell('offer', offer))
  }

  async function takeEnc(body: Uint8Array): Promise<void> {
    if (life.state !== 'offered' || !offered || epoch === null) throw new ChannelFault('out_of_turn')
    const { key, info, r, resume, expiry } = offered
    offered = null
    if (clock() > expiry) throw new ChannelFault('expired')
    const enc = parseEnc(body)
    const secrets = await decapsulate(key, enc, info, resume)
    const th = transcript(info, enc)
    const line = createFrameLine({
      subtle,
      out: await frameKey(subtle, secrets.desk, { th, epoch, direction: 'desk' }),
      into: await frameKey(subtle, secrets.phone, { th, epoch, direction: 'phone' }),
      send,
    })
    if (!life.to('confirming')) return line.close()
    const made = { psk: secrets.resume, pskId: pskIdOf(th), epoch }
    keyed = { line, th, r, resumes: resume ? [resume, made] : [made], mode: resume ? 'resumed' : 'fresh' }
  }

  async function takeSealed(cell: Uint8Array): Promise<void> {
    // Before the keys are made a sealed cell can only be one of an epoch that is over.
    const frame = await keyed?.line.read(cell)
    if (!frame || !keyed) return
    if (life.state === 'confirming') return confirm(frame)
    const message = read(frame)
    if (message) options.hear(message)
  }

  async function confirm({ kind, part, body }: Frame): Promise<void> {
    if (kind !== proofKind || part !== 0) throw new ChannelFault('out_of_turn')
    if (!keyed) return
    const { line, th, r, mode, resumes } = keyed
    const [signature] = readArray<[Uint8Array]>(body, 80, [bytes(64)])
    if (!(await verify(r, proofMessage(th), signature))) throw new ChannelFault('phone_signature')
    await line.write([{ kind: readyKind, part: 0, body: writeArray([]) }])
    if (life.to('open')) options.opened({ mode, th, resumes })
  }

  const life = createEpoch<'waiting' | 'offered' | 'confirming' | 'open'>({ start: 'waiting', handle, drop, fault: options.fault })

  return {
    get epoch() {
      return epoch
    },
    get state() {
      return life.state
    },
    receive: cell => life.take(cell),
    async say(message) {
      const frames = framesOfDesk(message)
      if (life.state !== 'open' || !keyed) throw new ChannelFault(life.state === 'ended' ? 'ended' : 'out_of_turn')
      await keyed.line.write(frames)
    },
    close: life.close,
  }
}
