/** The board: closes one way in for the rest of today by one touch of the supervisor, or takes that back. What is signed names what this board showed. */
import { cityText } from '@latchkey/cities/city.ts'
import { Button } from '@latchkey/ui/button.tsx'
import { ChoiceField } from '@latchkey/ui/field.tsx'
import { useLanguage, useText } from '@latchkey/ui/language.ts'
import { ErrorPanel } from '@latchkey/ui/notice.tsx'
import { Screen } from '@latchkey/ui/screen.tsx'
import { siteNotices } from '@latchkey/wire/waiting.ts'
import { useState } from 'preact/hooks'
import { useCity } from '../city.ts'
import { noticeWords } from '../settings/way-name.ts'
import { useKeys } from '../use-keys.ts'
import type { BoardTrouble } from './faults.ts'
import { type BoardWay, wayName } from './words.ts'

export interface PauseWayProps {
  way: BoardWay
  touching: boolean
  trouble: BoardTrouble | null
  dark: boolean
  /** @param notice number of the phrase that pages show; null takes the pause back */
  onTouch(notice: number | null): void
  onBack(): void
}

export function PauseWay({ way, touching, trouble, dark, onTouch, onBack }: PauseWayProps) {
  const text = useText()
  const { code } = useLanguage()
  const { rules, texts } = useCity()
  const words = { text, texts, code }
  const phone = way.way === 'phone'
  const phrases = siteNotices.filter(({ ways, today }) => today && ways.some(one => one === way.way))
  const choices = phone
    ? rules.notices.map(({ number }) => ({ value: String(number), label: cityText(texts, code, `notice.${number}`) }))
    : phrases.map(({ number }) => ({ value: String(number), label: noticeWords(words, number, null) }))
  // Of the city's phrases the one that speaks of today, if it has one.
  const first = phone ? (rules.notices.find(({ id }) => id === 'closed_today') ?? rules.notices[0])?.number : phrases[0]?.number
  const [notice, setNotice] = useState(String(first))
  const touch = () => {
    if (!touching) onTouch(way.paused ? null : Number(notice))
  }
  useKeys(dark ? null : 'board_touch', { action: action => (action === 'touch' ? touch() : onBack()) })
  const name = wayName(words, way)
  return (
    <Screen
      at="board-pause-way"
      title={text(way.paused ? 'board.pause.open' : 'board.pause.close', { way: name })}
      lead={text(way.paused ? 'board.pause.open.lead' : 'board.pause.close.lead')}
    >
      {trouble && <ErrorPanel id={`trouble-${trouble}`} what={text(`board.fault.${trouble}`)} next={text(`board.fault.${trouble}.next`)} />}
      <div class="buttons">
        <Button kind={way.paused ? 'main' : 'danger'} hotkey="K" id="touch" busy={touching} onPress={touch}>
          {text(touching ? 'desk.touch.now' : way.paused ? 'board.pause.touch.open' : 'board.pause.touch')}
        </Button>
        <Button hotkey="Esc" id="board-back" onPress={onBack}>
          {text('board.back')}
        </Button>
      </div>
      {!way.paused && <ChoiceField name="notice" label={text('board.pause.says')} choices={choices} value={notice} onInput={setNotice} />}
      <p class="desk-quiet">{text('board.pause.history')}</p>
    </Screen>
  )
}
