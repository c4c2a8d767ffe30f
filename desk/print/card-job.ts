/** Desk: a card as a job for the printer: of a sheet that was read, or of a card sealed a moment ago. One card gives the same plates either way. */
import { makePlates, type PlateCard, plateCardOf } from '@latchkey/card/plates.ts'
import type { SealedCard } from '@latchkey/card/sealed.ts'
import type { SheetContent } from '@latchkey/card/sheet.ts'
import { plateCardOfSheet } from '@latchkey/card/sheet-plates.ts'
import type { CityNames } from '@latchkey/cities/city.ts'
import { plateLabels } from '@latchkey/ui/plate-labels.ts'
import { look } from '../look.ts'
import type { PrintJob } from './printer.ts'

/** What a holder may ask for at this point, where the city's look offers it. */
export interface PrintChoices {
  /** The code on the back opens the face. */
  face: boolean
  large: boolean
}

export const usualChoices: PrintChoices = { face: true, large: false }

/** @param content of `checkSheet`'s yes @param technicalEnd of its certified period */
export function cardJob(content: SheetContent, technicalEnd: number, names: CityNames, choices: PrintChoices = usualChoices): PrintJob {
  return jobOf(plateCardOfSheet(content, technicalEnd, choices), names, choices)
}

/** After a seal: the desk still holds the card. */
export function sealedCardJob(sealed: SealedCard, technicalEnd: number, names: CityNames, choices: PrintChoices = usualChoices): PrintJob {
  return jobOf(plateCardOf(sealed, technicalEnd, choices), names, choices)
}

function jobOf(card: PlateCard, names: CityNames, { large }: PrintChoices): PrintJob {
  const { front, back } = makePlates(card, plateLabels(names, look), look, { print: large ? 'large' : 'regular' })
  return { what: 'card', pages: [front, back] }
}
