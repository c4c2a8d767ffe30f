import type { PeriodCertificate } from '@latchkey/certificates/period-certificate.ts'
import type { Verify } from '@latchkey/certificates/ports.ts'
import type { Root } from '@latchkey/certificates/root.ts'
import type { Gender } from './facts.ts'
import type { CancelledList } from './status-list.ts'

/** What a verifier may show of a card that is accepted. */
export interface ShownFacts {
  name: string
  birthDate: string
  /** YYYY-MM-DD: its own last day, or that of its period. */
  ends: string
  gender: Gender | null
}
export type No =
  | 'expired'
  | 'cancelled'
  | 'replaced'
  | 'changed'
  | 'unknown_issuer'
  | 'practice'
  | 'other_code'
  | 'unreadable'
  | 'phone_date'
  | 'sheet'
export type Answer =
  | { answer: 'yes'; practice: boolean; facts: ShownFacts; face: Uint8Array | null; listAt: number }
  | { answer: 'maybe'; why: 'list_old'; practice: boolean; facts: ShownFacts; face: Uint8Array | null; listAt: number | null }
  | { answer: 'no'; why: No; endedOn?: string }
export interface CheckWith {
  root: Root
  /** Certified periods, verified already. */
  periods: readonly PeriodCertificate[]
  /** By period number. */
  lists: ReadonlyMap<number, CancelledList>
  /** Seconds since 1970: this phone's clock. */
  now: number
  /** When this verifier was built: a phone that says less has a wrong date. */
  builtAt: number
  verify: Verify
}
/** Seconds after which a list is old. */
export const listOldAfter = 7 * 86_400
/** Never throws for bad input: every text has an answer. */
export declare function checkCode(text: string, checkWith: CheckWith): Promise<Answer>
