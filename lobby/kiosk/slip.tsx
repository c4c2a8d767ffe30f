import { Code } from '@latchkey/ui/code.tsx'
import { formatDay } from '@latchkey/ui/format.ts'
import { isReviewed, useLanguage, useText } from '@latchkey/ui/language.ts'
import { encodeNumberCode } from '@latchkey/wire/number-code.ts'
import type { Number as Given } from '@latchkey/wire/waiting.ts'

/** The smallest QR version that holds a number's 45 characters. */
export const codeVersion = 2

/** The number on paper, about 80 mm wide; seen by the printer only. The stripe of practice and the card's name stand above it. */
export function Slip({ number, late }: { number: Given; late: string | null }) {
  const text = useText()
  const { code } = useLanguage()
  return (
    <section class="slip paper-only" aria-hidden="true">
      <p class="slip-title">{text('lobby.number')}</p>
      <p class="slip-n">{number.n}</p>
      <p>{text('lobby.come')}</p>
      {late && <p>{late}</p>}
      <Code text={encodeNumberCode(number)} version={codeVersion} label={text('lobby.code')} id="slip-code" />
      <p>{text('lobby.show')}</p>
      <p>{formatDay(code, number.day)}</p>
      {!isReviewed(code) && <p class="slip-unreviewed">{text('shell.unreviewed')}</p>}
    </section>
  )
}
