/** What the card costs this kind of person and who of them pays nothing, before anybody has come; nothing where it is free for all of them. */
import { firstFees } from '@latchkey/rules/fee.ts'
import type { Kind } from '@latchkey/rules/rules.ts'
import { formatMoney } from '@latchkey/ui/format.ts'
import { both, useText } from '@latchkey/ui/language.ts'
import { Panel } from '@latchkey/ui/panel.tsx'
import { ageWords } from '@latchkey/ui/paper-words.ts'
import { useWorld } from '../world.ts'

/** @param props.age in whole years, once it is known: then only the price of that age stands here */
export function CardFee({ kind, age = null }: { kind: Kind; age?: number | null }) {
  const { rules } = useWorld()
  const text = useText()
  const fees = firstFees(rules, kind).filter(({ from, to }) => age === null || (age >= from && age <= (to ?? age)))
  if (fees.length === 0) return null
  const money = (cents: number) => (cents === 0 ? text('papers.fee.free') : both(code => formatMoney(code, cents)))
  return (
    <Panel title={text('papers.fee.title')} id="card-fee">
      {fees.map(fee => (
        <p key={fee.from}>
          {fees.length === 1 ? money(fee.cents) : text('papers.fee.row', { ages: ageWords(text, fee), money: money(fee.cents) })}
        </p>
      ))}
      {fees.some(fee => fee.waiver && fee.cents > 0) && <p>{text('papers.fee.waiver')}</p>}
    </Panel>
  )
}
