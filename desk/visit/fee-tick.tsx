/** The fee by the rules and one tick for it, *paid or waived*: no reason, no payment, no record. Nothing where the rules ask for none. */
import '../day/day.css'
import { formatMoney } from '@latchkey/ui/format.ts'
import { useLanguage, useText } from '@latchkey/ui/language.ts'
import { TickRow } from '../day/tick-row.tsx'
import type { Action } from '../keys.ts'
import type { Shown } from './state.ts'

export function FeeTick({ fee, run }: Pick<Shown, 'fee'> & { run(action: Action): void }) {
  const text = useText()
  const { code } = useLanguage()
  if (!fee) return null
  if (fee.cents === null) return <p id="fee-not-named">{text('desk.fee.not_named')}</p>
  return (
    <>
      <ul class="day-ticks">
        <TickRow
          id="fee"
          hotkey="P"
          on={fee.settled}
          onPress={() => run('fee')}
          label={text(fee.waiver ? 'desk.fee.paid_or_waived' : 'desk.fee.paid', { money: formatMoney(code, fee.cents) })}
        />
      </ul>
      <p class="desk-quiet">{text('desk.fee.no_reason')}</p>
    </>
  )
}
