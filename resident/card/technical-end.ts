import { parseJwt } from '@latchkey/card/jwt.ts'
import type { SealedCard } from '@latchkey/card/sealed.ts'

/** Last second any card of this card's period is good: `exp` of the token, which was checked against the certified period when it came. Seconds since 1970. */
export function technicalEndOf(sealed: Pick<SealedCard, 'jwt'>): number {
  const { exp } = parseJwt(sealed.jwt).payload
  return typeof exp === 'number' ? exp : 0
}
