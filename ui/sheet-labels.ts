/** The words of what a holder keeps on paper, in their language: phone and desk print the same. */
import type { SheetLabels } from '@latchkey/card/plates.ts'
import type { SlipLabels } from '@latchkey/card/slip-drawing.ts'
import type { Text } from './language.ts'

/** The words of the backup sheet: a counter reads only its codes. @param address where the cancel code is typed */
export function sheetLabels(text: Text, address: string): SheetLabels {
  return {
    title: text('backup.sheet.title'),
    what: [text('backup.sheet.what'), text('backup.sheet.use'), text('backup.sheet.codes')],
    keep: text('backup.sheet.keep'),
    cancelTitle: text('backup.sheet.cancel'),
    cancelHow: text('backup.sheet.cancel.how', { address }),
    slipTitle: text('backup.slip.title'),
    slipHow: text('backup.slip.how', { address }),
    cut: text('backup.sheet.cut'),
    practice: text('card.practice'),
  }
}

/** The words of the cancel slip. @param address where it is typed: the page's own, of no person */
export const slipLabels = (text: Text, address: string): SlipLabels => ({
  title: text('backup.slip.title'),
  how: text('backup.slip.how', { address }),
  only: text('backup.slip.only'),
  practice: text('card.practice'),
})
