/** The words of what a holder keeps on paper, in their language: phone and desk print the same. */
import type { SheetLabels } from '@latchkey/card/plates.ts'
import type { SlipLabels } from '@latchkey/card/slip-drawing.ts'
import { isReviewed, type LanguageCode, textIn } from './language.ts'

/** The words of the backup sheet: a counter reads only its codes. @param address where the cancel code is typed */
export function sheetLabels(code: LanguageCode, address: string): SheetLabels {
  const text = textIn(code)
  return {
    title: text('backup.sheet.title'),
    what: [text('backup.sheet.what'), text('backup.sheet.use'), text('backup.sheet.codes')],
    keep: text('backup.sheet.keep'),
    cancelTitle: text('backup.sheet.cancel'),
    cancelHow: text('backup.sheet.cancel.how', { address }),
    slipTitle: text('backup.slip.title'),
    slipHow: text('backup.slip.how', { address }),
    cut: text('backup.sheet.cut'),
    ...(!isReviewed(code) && { note: text('shell.unreviewed') }),
    practice: text('card.practice'),
  }
}

/** The words of the cancel slip. @param address where it is typed: the page's own, of no person */
export function slipLabels(code: LanguageCode, address: string): SlipLabels {
  const text = textIn(code)
  return {
    title: text('backup.slip.title'),
    how: text('backup.slip.how', { address }),
    only: [text('backup.slip.only'), ...(isReviewed(code) ? [] : [text('shell.unreviewed')])].join(' '),
    practice: text('card.practice'),
  }
}
