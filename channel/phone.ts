/** The phone's end of one epoch of the encrypted visit (PROTOCOL §3, docs/protocol/visit.md). */
import { bytes, whole } from '@latchkey/certificates/fields.ts'
import type { Clock, Random, Sign, Verify } from '@latchkey/certificates/ports.ts'
import type { Root } from '@latchkey/certificates/root.ts'
import { tagged } from '@latchkey/certificates/tagged.ts'
import { bodyOfClear, clearCell, kindOfCell, readArray, writeArray } from './cells.ts'
import { createEpoch } from './epoch.ts'
import { ChannelFault, type ChannelFaultCode } from './faults.ts'
import { createFrameLine, type FrameLine } from './frame-line.ts'
import { frameKey } from './frames.ts'
import { encodeHello, type Hello, lastEpoch } from './hello.ts'
import { encapsulate, pskIdOf, transcript, visitInfo } from './keys.ts'
import { framesOfPhone, proofKind, readDesk, readyKind } from './message-bytes.ts'
import type { DeskMessage, PhoneMessage } from './messages.ts'
import { verifyOffer } from './offer.ts'
import type { Resume } from './resume.ts'

export interface PhoneEndOptions {
  /** The root this phone was built with: the only thing it trusts. */
  root: Root
  /** The rules version this phone was built with. */
  rules: string
  /** 16 bytes the server gave this room. */
  room: Uint8Array
  epoch: number
  random: Random
  clock: Clock
  verify: Verify
  /** Makes r, the key this epoch speaks for the phone with. By default WebCrypto, not extractable. */
  makeKey?: () => Promise<{ publicKey65: Uint8Array; sign: Sign }>
  subtle?: SubtleCrypto
  send(cell: Uint8Array): void
  hear(message: DeskMessage): void
  /** Keys are confirmed on both sides; from here `say` works. Called once. */
  opened(by: { desk: string; mode: 'fresh' | 'resumed'; th: Uint8Array; resume: Resume }): void
  /** The epoch has ended by a fault; nothing more comes from this end. Called at most once. */
  fault(code: ChannelFaultCode): void
}

export interface PhoneEnd {
  readonly epoch: number
  readonly state: 'idle' | 'hello' | 'confirming' | 'open' | 'ended'
  /** Says hello. With `resume`, asks the desk to go on from there; the desk may still answer fresh. */
  start(resume?: Resume | null): Promise<void>
  /** Anything the relay brought, in the order it came. Never rejects. */
  receive(cell: Uint8Array): Promise<void>
  /** Resolves when the cells were handed to `send`. @throws ChannelFault `out_of_turn` before `opened`, `ended`, `too_long`, `malformed` */
  say(message: PhoneMessage): Promise<void>
  /** Drops the keys. Says nothing to the other side. */
  close(): void
}

/** What r signs: that this phone holds r and saw this very handshake. */
export const proofMessage = (th: Uint8Array): Uint8Array => tagged('latchkey/phone/v1', [th])

export function createPhoneEnd(options: PhoneEndOptions): PhoneEnd {
  const { epoch, random, clock, verify, send, subtle = globalThis.crypto.subtle, makeKey = () => makeR(subtle) } = options
  let said: { hello: Hello; bytes: Uint8Array; sign: Sign; resume: Resume | null; at: number } | null = null
  let keyed: { line: FrameLine; desk: string; mode: 'fresh' | 'resumed'; th: Uint8Array; resume: Resume } | null = null
  const read = readDesk()

  const drop = () => {
    keyed?.line.close()
    keyed = null
    said = null
  }

  async function handle(cell: Uint8Array): Promise<void> {
    const kind = kindOfCell(cell)
    if (kind === 'offer') return takeOffer(bodyOfClear(cell))
    if (kind === 'sealed') return takeSealed(cell)
    if (kind !== 'ended') throw new ChannelFault('unknown_kind')
    const [over] = readArray<[number]>(bodyOfClear(cell), 16, [whole(lastEpoch)])
    // Not sealed, so anyone's: it gains nobody more than dropping the cell would.
    if (over === epoch && said) throw new ChannelFault('ended')
  }

  async function takeOffer(encoded: Uint8Array): Promise<void> {
    if (life.state !== 'hello' || !said) throw new ChannelFault('out_of_turn')
    const { hello, bytes: helloBytes, sign, resume, at } = said
    const expected = { root: options.root, rules: options.rules, room: options.room, hello, saidAt: at, now: clock() }
    const { offer, desk } = await verifyOffer(encoded, expected, verify)
    const info = visitInfo(encoded, helloBytes)
    const { enc, secrets } = await encapsulate(offer.key, info, offer.mode === 'resumed' ? resume : null, random)
    const th = transcript(info, enc)
    const line = createFrameLine({
      subtle,
      out: await frameKey(subtle, secrets.phone, { th, epoch, direction: 'phone' }),
      into: await frameKey(subtle, secrets.desk, { th, epoch, direction: 'desk' }),
      send,
    })
    const proof = await sign(proofMessage(th))
    if (!life.to('confirming')) return line.close()
    keyed = { line, desk, mode: offer.mode, th, resume: { psk: secrets.resume, pskId: pskIdOf(th), epoch } }
    send(clearCell('enc', writeArray([enc])))
    await line.write([{ kind: proofKind, part: 0, body: writeArray([proof]) }])
  }

  async function takeSealed(cell: Uint8Array): Promise<void> {
    // Before the keys are made a sealed cell can only be one of an epoch that is over.
    const frame = await keyed?.line.read(cell)
    if (!frame || !keyed) return
    if (life.state === 'confirming') {
      if (frame.kind !== readyKind || frame.part !== 0) throw new ChannelFault('out_of_turn')
      readArray<[]>(frame.body, 1, [])
      const { desk, mode, th, resume } = keyed
      if (life.to('open')) options.opened({ desk, mode, th, resume })
      return
    }
    const message = read(frame)
    if (message) options.hear(message)
  }

  const life = createEpoch<'idle' | 'hello' | 'confirming' | 'open'>({ start: 'idle', handle, drop, fault: options.fault })

  return {
    epoch,
    get state() {
      return life.state
    },
    async start(resume = null) {
      if (life.state !== 'idle') throw new ChannelFault(life.state === 'ended' ? 'ended' : 'out_of_turn')
      const { publicKey65, sign } = await makeKey()
      const hello: Hello = { nonce: random(16), r: publicKey65, epoch, pskId: resume?.pskId ?? null }
      const encoded = encodeHello(hello)
      if (!life.to('hello')) return
      said = { hello, bytes: encoded, sign, resume, at: clock() }
      send(clearCell('hello', encoded))
    },
    receive: cell => life.take(cell),
    async say(message) {
      const frames = framesOfPhone(message)
      if (life.state !== 'open' || !keyed) throw new ChannelFault(life.state === 'ended' ? 'ended' : 'out_of_turn')
      await keyed.line.write(frames)
    },
    close: life.close,
  }
}

async function makeR(subtle: SubtleCrypto): Promise<{ publicKey65: Uint8Array; sign: Sign }> {
  const pair = await subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify'])
  const sign: Sign = async message =>
    new Uint8Array(await subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, pair.privateKey, message as Uint8Array<ArrayBuffer>))
  return { publicKey65: new Uint8Array(await subtle.exportKey('raw', pair.publicKey)), sign }
}

/** Desk: the encapsulated key of an enc cell. @throws ChannelFault `malformed` */
export const parseEnc = (body: Uint8Array): Uint8Array => readArray<[Uint8Array]>(body, 1200, [bytes(1120)])[0]
