import { writeCode } from './code.ts'
import type { PlateCard } from './plates.ts'
import type { SheetContent } from './sheet.ts'

/**
 * Desk: what the plates show of a checked sheet (`checkSheet`): the same drawing and the same code as of the sealed card, so that a card
 * printed twice is one card. Of the nine claims only the JPEG portrait is not on a sheet, and no plate shows it.
 * @param technicalEnd of the certified period @param options.face whether the code on the back opens the face
 */
export function plateCardOfSheet(content: SheetContent, technicalEnd: number, options: { face: boolean }): PlateCard {
  const { front, rest, face, city } = content
  return {
    facts: {
      name: front.name,
      name_latin: rest.nameLatin,
      birth_date: front.birthDate,
      portrait: new Uint8Array(0),
      ends: front.ends,
      address: rest.address,
      gender: front.gender,
      emergency_contact: rest.emergencyContact,
      veteran: front.veteran,
      lines: rest.lines,
    },
    pictures: { face, print: rest.print },
    technicalEnd,
    practice: city.endsWith('/practice'),
    code: writeCode(content, options),
  }
}
