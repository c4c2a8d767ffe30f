import type { SheetLabels } from '@latchkey/card/plates.ts'
import type { Text } from '@latchkey/ui/language.ts'

/** The words of the backup sheet, in the holder's language: they keep it, a counter reads only its codes. */
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
