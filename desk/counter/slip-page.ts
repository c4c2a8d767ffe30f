/** A refusal on paper, for who has no phone to read it on: the words that stand on the second screen, and the slip's code. */
import type { Drawing } from '@latchkey/card/drawing.ts'
import { encodeRefusalCode } from '@latchkey/card/refusal-code.ts'
import { refusalDrawing } from '@latchkey/card/refusal-drawing.ts'
import type { LanguageCode } from '@latchkey/ui/language.ts'
import { refusalLabels, slipHead } from '@latchkey/ui/refusal-labels.ts'
import type { ShownRefusal } from '../second/shown.ts'
import type { Refused } from '../visit/state.ts'

/** @param language the resident's @param city the city's name in it */
export function slipPage(
  { lines, mends }: Pick<ShownRefusal, 'lines' | 'mends'>,
  { said, slip }: Pick<Refused, 'said' | 'slip'>,
  language: LanguageCode,
  city: string,
  practice: boolean,
): Drawing {
  const labels = refusalLabels(language, slipHead(language, said, city), [...lines, ...mends.map(mend => `• ${mend}`)])
  return refusalDrawing(labels, codeOf(slip), practice)
}

/** Certificates too large for a code leave a paper without one: the words are true all the same. */
function codeOf(slip: Uint8Array | null): string | null {
  try {
    return slip && encodeRefusalCode(slip)
  } catch {
    return null
  }
}
