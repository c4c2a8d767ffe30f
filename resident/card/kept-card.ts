import { parseSealed, type SealedCard } from '@latchkey/card/sealed.ts'
import type { Kept } from '@latchkey/ui/kept.ts'

/** Where the visit keeps a saved card (resident/visit/visit.ts). */
export const cardKey = 'card'

/** What this phone holds: no card, one that cannot be read any more, or a card. It was verified when it was sealed. */
export type KeptCard = { is: 'none' } | { is: 'broken' } | { is: 'card'; sealed: SealedCard }

/** Party: holder. Read at the moment it is shown, and dropped when it is hidden: *My card* opens blank (PROTOCOL §7). */
export async function readCard(kept: Pick<Kept, 'get'>): Promise<KeptCard> {
  const bytes = await kept.get(cardKey).catch(() => null)
  if (bytes === null) return { is: 'none' }
  if (!(bytes instanceof Uint8Array)) return { is: 'broken' }
  try {
    return { is: 'card', sealed: parseSealed(bytes) }
  } catch {
    return { is: 'broken' }
  }
}
