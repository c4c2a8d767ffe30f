/** Somebody brings a refusal slip: is it the city's, and what was missing. Then another person looks again, at a counter visit like any other. */
import { cityText } from '@latchkey/cities/city.ts'
import { reasonLines } from '@latchkey/rules/refusal-text.ts'
import { Button } from '@latchkey/ui/button.tsx'
import { useLanguage, useText } from '@latchkey/ui/language.ts'
import { ErrorPanel, Notice } from '@latchkey/ui/notice.tsx'
import { verify } from '@latchkey/ui/platform.ts'
import { refusalWords, slipHead } from '@latchkey/ui/refusal-labels.ts'
import { Screen } from '@latchkey/ui/screen.tsx'
import { useRef, useState } from 'preact/hooks'
import { dayIn, useCity } from '../city.ts'
import { useDay } from '../day/day.ts'
import { Scanner } from '../scan/scanner.tsx'
import type { TaskProps } from '../task.ts'
import { useKeys } from '../use-keys.ts'
import { type ReadSlip, readSlip } from './read-slip.ts'

/** @param first what was read already; only the pages of examples begin there */
export function SlipTask({ dark, onDone, first = null }: Pick<TaskProps, 'dark' | 'onDone'> & { first?: ReadSlip | null }) {
  const text = useText()
  const { code } = useLanguage()
  const { root, rules, names, texts } = useCity()
  const { alias } = useDay()
  const [read, setRead] = useState(first)
  const [round, setRound] = useState(0)
  const busy = useRef(false)
  const found = read && 'slip' in read ? read.slip : null

  async function scanned(square: string) {
    if (!root || busy.current) return
    busy.current = true
    setRead(await readSlip(square, root, verify, moment => dayIn(names.timeZone, moment)))
    busy.current = false
  }
  const another = () => {
    setRound(round + 1)
    setRead(null)
  }
  useKeys(dark ? null : found ? 'slip' : 'slip_scan', { action: action => (action === 'another' ? another() : onDone()) })
  const back = (
    <Button hotkey="Esc" id="slip-back" onPress={onDone}>
      {text('desk.back')}
    </Button>
  )
  if (!found) {
    return (
      <Screen at="slip-scan" title={text('slip.title')} lead={text('slip.lead')}>
        {read && 'no' in read && <ErrorPanel id={`no-${read.no}`} what={text(`slip.no.${read.no}`)} next={text('slip.no.next')} />}
        <Scanner key={round} says={text('slip.scan')} onText={square => void scanned(square)} dark={dark} />
        <div class="buttons">{back}</div>
      </Screen>
    )
  }
  if (dark) return null
  const lines = reasonLines(
    rules,
    refusalWords(code, key => cityText(texts, code, key)),
    found.unmet,
  )
  return (
    <Screen at="slip-read" title={text('slip.real')} lead={slipHead(code, found, cityText(texts, code, 'name.city')).join(' · ')}>
      <ul>
        {lines.map(line => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {lines.length < found.unmet.length && <p>{text('slip.older')}</p>}
      <Notice tone={found.alias === alias ? 'warn' : 'info'} role="status" id={found.alias === alias ? 'own-slip' : 'other-slip'}>
        {text(found.alias === alias ? 'slip.own' : 'slip.another')}
      </Notice>
      <p>{text('slip.kept')}</p>
      <div class="buttons">
        <Button hotkey="F" id="slip-another" onPress={another}>
          {text('slip.next')}
        </Button>
        {back}
      </div>
    </Screen>
  )
}
