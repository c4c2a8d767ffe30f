/**
 * The words printed on the card: one list for phone and desk, because the resident says yes to the very drawing the desk prints
 * (DESIGN §5.5). English whatever the page speaks: plastic is read by whoever checks it.
 */
import type { PlateLabels } from '@latchkey/card/plates.ts'

/** @param names what the card and the city are called (cities/<city>/names.json) */
export function plateLabels(names: { card: { en: string }; city: { en: string } }): PlateLabels {
  return {
    title: names.card.en,
    city: names.city.en,
    birthDate: 'Date of birth',
    ends: 'Ends on',
    renewBy: 'Renew by',
    gender: 'Gender',
    genders: { F: 'F', M: 'M', X: 'X' },
    address: 'Address',
    emergencyContact: 'In an emergency, call',
    howToCheck: 'Check this card: scan the code with the city’s check page. It works offline and tells nobody.',
    found: 'Found this card? Hand it to any city office.',
    codeComes: 'The code comes when the card is made.',
    practice: 'PRACTICE CARD. NOT AN ID.',
    months: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  }
}
