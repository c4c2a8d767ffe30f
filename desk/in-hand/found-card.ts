/** Desk: which card lies here? Only what ending it takes: period and blank, and that the city made it. What it says of a person is not looked at. */
import { readCode } from '@latchkey/card/code.ts'
import { CardFault } from '@latchkey/card/faults.ts'
import { trustBlank, trustCompactSeal } from '@latchkey/card/seal.ts'
import { sheetPrefix } from '@latchkey/card/sheet.ts'
import { cancelled, replaced } from '@latchkey/card/status-list.ts'
import type { CardInHand } from '@latchkey/certificates/card-in-hand.ts'
import type { Verify } from '@latchkey/certificates/ports.ts'
import type { Root } from '@latchkey/certificates/root.ts'
import type { OwnLists } from '../task.ts'

export type FoundNo =
  /** Not one of ours. */
  | 'other_code'
  /** Ours, but not read whole. */
  | 'unreadable'
  /** One of the four of a backup sheet: nobody hands that in as a card. */
  | 'sheet'
  /** A practice card at a real desk, or the reverse. */
  | 'practice'
  | 'real'
  /** Of another city, or of a period this desk does not know. */
  | 'unknown_issuer'
  /** Not the city's, or changed. */
  | 'changed'

export type FoundCard =
  | {
      card: CardInHand
      /** What this desk's own list says already. */
      already: 'cancelled' | 'replaced' | null
    }
  | { no: FoundNo }

/** @param text of the square: anybody's. Never throws for bad input. */
export async function readFoundCard(text: string, root: Root, { periods, lists }: OwnLists, verify: Verify): Promise<FoundCard> {
  if (text.startsWith(sheetPrefix)) return { no: 'sheet' }
  try {
    const content = readCode(text)
    if (!root.practice && content.city.endsWith('/practice')) return { no: 'practice' }
    if (root.practice && root.city === `${content.city}/practice`) return { no: 'real' }
    const period = periods.find(one => one.city === content.city && one.period === content.period)
    if (content.city !== root.city || period === undefined) return { no: 'unknown_issuer' }
    const key65 = await trustBlank(period, content.blank, verify)
    await trustCompactSeal(content.use, period, content.blank.index, key65, content, content.seal, verify)
    if (content.use === 2) return { no: 'sheet' }
    const status = lists.get(content.period)?.status(content.blank.index)
    const already = status === cancelled ? 'cancelled' : status === replaced ? 'replaced' : null
    return { card: { city: content.city, period: content.period, blank: content.blank }, already }
  } catch (thrown) {
    if (!(thrown instanceof CardFault)) throw thrown
    if (thrown.code === 'other_code') return { no: 'other_code' }
    if (thrown.code === 'is_sheet') return { no: 'sheet' }
    return { no: thrown.code === 'code_short' ? 'unreadable' : 'changed' }
  }
}
