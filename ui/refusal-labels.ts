/** The words of a refusal and of its slip, for the phone, the desk and the paper of both: the same everywhere. */
import type { RefusalLabels } from '@latchkey/card/refusal-drawing.ts'
import type { RefusalSlip } from '@latchkey/certificates/refusal-slip.ts'
import { formatDay, formatList, formatMoney } from './format.ts'
import { isReviewed, type LanguageCode, textIn } from './language.ts'
import { paperWords } from './paper-words.ts'

/** What `refusalText` (rules/) needs to speak one language. @param city the city's sentence for a key, in that language */
export const refusalWords = (code: LanguageCode, city: (key: string) => string) => ({
  text: textIn(code),
  city,
  paper: (ref: string) => paperWords(textIn(code), city, ref),
  list: (papers: string[]) => formatList(code, papers),
  money: (cents: number) => formatMoney(code, cents),
})

/** What the slip says of itself beside its reasons: city, day, clerk, rules. */
export function slipHead(code: LanguageCode, slip: RefusalSlip & { alias: string }, cityName: string): string[] {
  const text = textIn(code)
  return [
    text('refusal.slip.city', { city: cityName }),
    text('refusal.slip.day', { day: formatDay(code, slip.day) }),
    text('refusal.slip.clerk', { alias: slip.alias }),
    text('refusal.slip.rules', { version: slip.rules }),
  ]
}

/** @param lines reasons, and what would mend them where that is known */
export function refusalLabels(code: LanguageCode, head: string[], lines: string[]): RefusalLabels {
  const text = textIn(code)
  return {
    title: text('refusal.slip.title'),
    head,
    lines: [text('refusal.slip.missing'), ...lines, ...(isReviewed(code) ? [] : [text('shell.unreviewed')])],
    use: text('refusal.slip.use'),
    kept: `${text('refusal.slip.again')} ${text('refusal.slip.code')}`,
    practice: text('card.practice'),
  }
}
