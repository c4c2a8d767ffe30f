import type { Sign } from '@latchkey/certificates/ports.ts'
import type { Claim } from './facts.ts'
import type { SealedCard } from './sealed.ts'

/** The holder's phone: opens the named claims to one asker, bound to the holder's key. @returns jwt~disclosure~…~kb+jwt */
export declare function makePresentation(
  sealed: SealedCard,
  ask: { open: readonly Claim[]; nonce: string; aud: string; now: number; sign: Sign },
): Promise<string>
