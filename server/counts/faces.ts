/** The three faces as the report draws them: the same as the resident pressed. */
import type { Face } from '@latchkey/wire/feedback.ts'

const mouths: Record<Face, string> = { good: 'M8 14.5q4 4.5 8 0', fair: 'M8 15.5h8', poor: 'M8 17q4-4.5 8 0' }

export const drawFace = (face: Face): string =>
  `<svg class="face" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><circle cx="12" cy="12" r="10"/><circle class="eye" cx="8.5" cy="9.5" r="1.3"/><circle class="eye" cx="15.5" cy="9.5" r="1.3"/><path d="${mouths[face]}"/></svg>`
