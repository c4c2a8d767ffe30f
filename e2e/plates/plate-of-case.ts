/** Runs in a page: a case as a sealed practice card, so that the code on its back is a real one. */
import { noLines } from '@latchkey/card/facts.ts'
import { type PlateCard, plateCardOf } from '@latchkey/card/plates.ts'
import { makeSpecimen, specimenCertificate, specimenPictures } from '@latchkey/card/vectors/specimen.ts'
import { drawFace, faces } from '@latchkey/try/specimens/face.ts'
import type { DecodePicture } from '@latchkey/ui/draw-plate.ts'
import type { PlateCase } from './cases.ts'

const period = specimenCertificate()

export async function plateOfCase(of: PlateCase): Promise<PlateCard> {
  const facts = {
    name: of.name,
    name_latin: of.latin ?? null,
    birth_date: of.born ?? '1987-03-09',
    ends: of.ends === undefined ? '2029-11-23' : of.ends,
    gender: of.gender ?? null,
    address: of.address ?? null,
    emergency_contact: of.contact ?? null,
    veteran: of.veteran ?? null,
    lines: of.lines ?? noLines,
  }
  const { sealed } = await makeSpecimen({ facts, period, pictures: specimenPictures })
  const card = plateCardOf(sealed, period.technicalEnd, { face: !of.noFace })
  return { ...card, practice: !of.real, code: of.draft ? null : card.code }
}

/** A drawn face in place of the specimen's picture: forty people look like more than one. */
export const faceOf =
  (number: number): DecodePicture =>
  async () => {
    const all = Object.values(faces)
    const canvas = new OffscreenCanvas(300, 400)
    drawFace(canvas.getContext('2d')!, all[number % all.length]!, 0, 0, 300, 400)
    return canvas.transferToImageBitmap()
  }
