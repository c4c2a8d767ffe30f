/** The desk's end of one epoch of the encrypted visit (PROTOCOL §3). */
import type { Clock, Random, Sign, Verify } from '@latchkey/certificates/ports.ts'
import type { ChannelFaultCode } from './faults.ts'
import type { DeskMessage, PhoneMessage } from './messages.ts'
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
  opened(by: { mode: 'fresh' | 'resumed'; th: Uint8Array; pskId: Uint8Array | null; resumes: Resume[] }): void
  fault(code: ChannelFaultCode): void
}

export interface DeskEnd {
  readonly epoch: number | null
  readonly state: 'waiting' | 'offered' | 'confirming' | 'open' | 'ended'
  /** The first cell must be a hello (cells.ts `kindOfCell`). */
  receive(cell: Uint8Array): Promise<void>
  say(message: DeskMessage): Promise<void>
  close(): void
}

export declare function createDeskEnd(options: DeskEndOptions): DeskEnd
