import type { SealedCard } from './sealed.ts'

/** The four codes that the phone shows in a loop, so that one reader serves paper and phone. */
export declare function loopOf(sealed: SealedCard): string[]
