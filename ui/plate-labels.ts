/**
 * The words printed on the card: one list for phone and desk, because the resident says yes to the very drawing the desk prints
 * (DESIGN §5.5). One language whatever the page speaks: plastic is read by whoever checks it.
 */
import type { CardLook } from '@latchkey/card/look.ts'
import type { PlateLabels } from '@latchkey/card/plates.ts'

/**
 * @param names what the card and the city are called (cities/<city>/names.json) @param look the card's own words (look.json)
 * @param codeComes stands where the code will be while there is none; it is never printed, so it speaks the language of whoever looks
 */
export function plateLabels(
  names: { card: string; city: string },
  look: CardLook,
  codeComes = 'The code comes when the card is made.',
): PlateLabels {
  return {
    ...look.texts,
    title: names.card,
    city: names.city,
    genders: { F: 'F', M: 'M', X: 'X' },
    codeComes,
    practice: 'PRACTICE CARD. NOT AN ID.',
    months: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  }
}
