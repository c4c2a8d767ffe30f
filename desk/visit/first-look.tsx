/** At a second look: what the first desk said. Missing needs, by its signed slip; never what it thought of a paper. */

import { cityText } from '@latchkey/cities/city.ts'
import { reasonLines } from '@latchkey/rules/refusal-text.ts'
import { useLanguage, useText } from '@latchkey/ui/language.ts'
import { Notice } from '@latchkey/ui/notice.tsx'
import { refusalWords } from '@latchkey/ui/refusal-labels.ts'
import { useCity } from '../city.ts'
import type { CaseState } from './state.ts'

export function FirstLook({ first }: { first: NonNullable<CaseState['first']> }) {
  const text = useText()
  const { code } = useLanguage()
  const { rules, texts } = useCity()
  const words = refusalWords(code, key => cityText(texts, code, key))
  return (
    <Notice tone="info" id="first-look">
      <strong>{text('desk.second.first', { alias: first.alias })}</strong> {reasonLines(rules, words, first.unmet).join(' ')}
    </Notice>
  )
}
