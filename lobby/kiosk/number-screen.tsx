/** One number, huge: how long it takes, what to do with it, its code. The slip is the same on paper. */
import { Button } from '@latchkey/ui/button.tsx'
import { Code } from '@latchkey/ui/code.tsx'
import { formatTime } from '@latchkey/ui/format.ts'
import { PrintSign } from '@latchkey/ui/icons/signs.tsx'
import { useLanguage, useText } from '@latchkey/ui/language.ts'
import { Notice } from '@latchkey/ui/notice.tsx'
import { Screen } from '@latchkey/ui/screen.tsx'
import { waitOf, waitWords } from '@latchkey/ui/wait.ts'
import { encodeNumberCode } from '@latchkey/wire/number-code.ts'
import { type Number as Given, isOfThisLine, type Now } from '@latchkey/wire/waiting.ts'
import { useEffect } from 'preact/hooks'
import { names } from '../city.ts'
import { codeVersion, Slip } from './slip.tsx'

export type Printer = 'on_press' | 'by_itself' | 'none'

export function NumberScreen(props: { number: Given; now: Now | null; printer: Printer; onDone(): void }) {
  const { number, now, printer, onDone } = props
  const text = useText()
  const { code } = useLanguage()
  const print = () => window.print()
  const time = (seconds: number) => formatTime(code, seconds, names.timeZone)
  const wait = now && isOfThisLine(now, number) ? waitOf(now, number.n) : null
  // Of tomorrow: also before the next look has said when they open.
  const first = now !== null && number.day > now.day
  const late = first
    ? text('lobby.mine.first', { opens: now.opens === null ? '' : time(now.opens) })
    : wait?.tooLate && text('lobby.mine.tomorrow', { time: time(now!.closes) })
  // The codes are drawn by then: effects of what is inside run first.
  useEffect(() => {
    if (printer === 'by_itself') print()
  }, [])
  const done = (
    <Button key="done" kind={printer === 'on_press' ? 'quiet' : 'main'} id="kiosk-done" onPress={onDone}>
      {text('lobby.done')}
    </Button>
  )
  const printing = printer !== 'none' && (
    <Button key="print" kind={printer === 'on_press' ? 'main' : 'quiet'} id="kiosk-print" icon={<PrintSign />} onPress={print}>
      {text(printer === 'on_press' ? 'lobby.print' : 'lobby.print.again')}
    </Button>
  )
  return (
    <>
      <Screen at="kiosk-number" title={text('lobby.number')} actions={printer === 'on_press' ? [printing, done] : [done, printing]}>
        <div class="kiosk-halves">
          <div>
            <p class="figure kiosk-n" id="kiosk-n" translate={false}>
              {number.n}
            </p>
            {wait && !late && (
              <p class="kiosk-wait" id="kiosk-number-wait">
                <strong>{waitWords(text, wait)}.</strong>{' '}
                {wait.backBy === null ? text('number.soon') : text('number.back', { time: time(wait.backBy) })}
              </p>
            )}
            {late && <Notice tone="warn">{late}</Notice>}
          </div>
          <div>
            <p>{text('lobby.come')}</p>
            <div class="kiosk-code">
              <div>
                <Code text={encodeNumberCode(number)} version={codeVersion} label={text('lobby.code')} id="kiosk-code" />
              </div>
              <p>
                {text('lobby.show')} {text('lobby.photograph')}
              </p>
            </div>
            <p class="soft">{text('lobby.clears')}</p>
          </div>
        </div>
      </Screen>
      <Slip number={number} late={late || null} />
    </>
  )
}
