import { makePlates, plateCardOf } from '@latchkey/card/plates.ts'
import type { SealedCard } from '@latchkey/card/sealed.ts'
import { useText } from '@latchkey/ui/language.ts'
import { Plate } from '@latchkey/ui/plate.tsx'
import { plateLabels } from '@latchkey/ui/plate-labels.ts'
import { useMemo } from 'preact/hooks'
import { look } from '../look.ts'
import { useWorld } from '../world.ts'
import { technicalEndOf } from './technical-end.ts'

/** Both sides of a sealed card, by the same instructions the desk prints by. `face`: whether the code on the back holds the photo. */
export function CardPlates(props: { sealed: SealedCard; face: boolean }) {
  const { sealed, face } = props
  const world = useWorld()
  const text = useText()
  const plates = useMemo(
    () => makePlates(plateCardOf(sealed, technicalEndOf(sealed), { face }), plateLabels(world.names, look), look),
    [sealed, face, world.names],
  )
  return (
    <div class="card-plates">
      <Plate id="plate-front" drawing={plates.front} label={text('card.front')} />
      <Plate id="plate-back" drawing={plates.back} label={text('card.back')} />
    </div>
  )
}
