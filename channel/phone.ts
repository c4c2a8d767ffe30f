/** The phone's end of one epoch of the encrypted visit (PROTOCOL §3). */
import type { Clock, Random, Sign, Verify } from '@latchkey/certificates/ports.ts'
import type { Root } from '@latchkey/certificates/root.ts'
import type { ChannelFaultCode } from './faults.ts'
import type { DeskMessage, PhoneMessage } from './messages.ts'
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
  receive(cell: Uint8Array): Promise<void>
  /** Throws ChannelFault `early` before `opened`, `ended` after the end, `too_long`, `malformed`. */
  say(message: PhoneMessage): Promise<void>
  /** Drops the keys. Says nothing to the other side. */
  close(): void
}

export declare function createPhoneEnd(options: PhoneEndOptions): PhoneEnd
