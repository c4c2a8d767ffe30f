/** At every desk: where a supervisor has moved it, and the newest phrase its clerk has not read. In a visit it is shown and waits; it is taken off on the line's screen. */
import './board.css'
import { Button } from '@latchkey/ui/button.tsx'
import { useLanguage, useText } from '@latchkey/ui/language.ts'
import { Notice } from '@latchkey/ui/notice.tsx'
import type { DeskLineName, DeskMessage } from '@latchkey/wire/board.ts'
import { useCity } from '../city.ts'
import { phraseWords } from './words.ts'

export interface SaidByOthersProps {
  line: DeskLineName
  messages: readonly DeskMessage[]
  /** Absent in a visit, where every letter is taken. */
  onRead?: (id: number) => void
}

export function SaidByOthers({ line, messages, onRead }: SaidByOthersProps) {
  const text = useText()
  const { code } = useLanguage()
  const { texts } = useCity()
  const [message] = messages
  const more = messages.length - 1
  return (
    <>
      {message && (
        <Notice
          tone="info"
          role="status"
          id="supervisor-says"
          title={`${text('board.said')}: ${phraseWords({ text, texts, code }, message)}`}
          actions={
            onRead && (
              <Button hotkey="M" id="message-read" onPress={() => onRead(message.id)}>
                {text('board.said.read')}
              </Button>
            )
          }
        >
          {more > 0 && text('board.said.more', { count: more })}
        </Notice>
      )}
      {line !== 'all' && (
        <Notice tone="info" role="status" id={`moved-${line}`} title={text(`board.told.${line}`)}>
          {text('board.told.next')}
        </Notice>
      )}
    </>
  )
}
