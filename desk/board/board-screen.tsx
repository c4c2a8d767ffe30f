/** The board: numbers without names. How many wait and how long, who is on, which ways in are open, what clerks have been told. */
import { Button } from '@latchkey/ui/button.tsx'
import { useLanguage, useText } from '@latchkey/ui/language.ts'
import { ErrorPanel, Notice } from '@latchkey/ui/notice.tsx'
import { Screen } from '@latchkey/ui/screen.tsx'
import { Spinner } from '@latchkey/ui/spinner.tsx'
import { type Board, takesPhone } from '@latchkey/wire/board.ts'
import { useCity } from '../city.ts'
import { siteName } from '../settings/way-name.ts'
import { useKeys } from '../use-keys.ts'
import type { BoardTrouble } from './faults.ts'
import { deskName, phraseWords, wayName, wayStands } from './words.ts'

/** As residents read it: minutes for whoever takes a number now. Null: no number is given. */
export interface WaitNow {
  low: number
  high: number
  planned: boolean
}

export interface BoardScreenProps {
  board: Board | null
  /** Undefined: not asked yet. */
  wait: WaitNow | null | undefined
  lost: boolean
  dark: boolean
  /** What was just done. */
  said: string | null
  trouble: BoardTrouble | null
  onPause(): void
  onMove(): void
  onWrite(): void
  onSlow(): void
  onStock(): void
  onPlan(): void
  onTakeBack(id: number): void
  onDone(): void
}

export function BoardScreen(props: BoardScreenProps) {
  const { board, wait, lost, dark, said, trouble, onPause, onMove, onWrite, onSlow, onStock, onPlan, onTakeBack, onDone } = props
  const text = useText()
  const stuck = lost || board === null
  const newest = board?.messages[0]
  useKeys(dark ? null : 'board', {
    action: action => {
      if (action === 'back') onDone()
      else if (action === 'plan') onPlan()
      else if (stuck) return
      else if (action === 'pause') onPause()
      else if (action === 'move') onMove()
      else if (action === 'write') onWrite()
      else if (action === 'slow') onSlow()
      else if (action === 'stock') onStock()
      else if (action === 'take_back' && newest) onTakeBack(newest.id)
    },
  })
  return (
    <Screen at="board" title={text('board.title')}>
      {said && <Notice tone="good" role="status" id="said" title={said} />}
      {trouble && <ErrorPanel id={`trouble-${trouble}`} what={text(`board.fault.${trouble}`)} next={text(`board.fault.${trouble}.next`)} />}
      {lost && <Notice tone="warn" role="status" title={text('desk.lost.line')} />}
      {board === null ? <Spinner>{text('board.none')}</Spinner> : <Figures board={board} wait={wait} />}
      <div class="buttons">
        <Button kind="main" hotkey="P" id="do-pause" disabled={stuck} onPress={onPause}>
          {text('board.do.pause')}
        </Button>
        <Button hotkey="M" id="do-move" disabled={stuck} onPress={onMove}>
          {text('board.do.move')}
        </Button>
        <Button hotkey="W" id="do-write" disabled={stuck} onPress={onWrite}>
          {text('board.do.write')}
        </Button>
        <Button hotkey="S" id="do-slow" disabled={stuck} onPress={onSlow}>
          {text(board?.slow ? 'board.do.fast' : 'board.do.slow')}
        </Button>
        <Button hotkey="C" id="do-stock" disabled={stuck} onPress={onStock}>
          {text('board.do.stock')}
        </Button>
        <Button hotkey="L" id="do-plan" onPress={onPlan}>
          {text('board.do.plan')}
        </Button>
        <Button hotkey="Esc" id="leave-board" onPress={onDone}>
          {text('desk.back')}
        </Button>
      </div>
      {board && <Standing board={board} onTakeBack={onTakeBack} />}
      <p class="desk-quiet">{text('board.no_names')}</p>
    </Screen>
  )
}

function Figures({ board, wait }: Pick<BoardScreenProps, 'wait'> & { board: Board }) {
  const text = useText()
  const phone = board.ways.find(({ way }) => way === 'phone')
  const nobody = phone?.open && !phone.paused && board.desks.length > 0 && !board.desks.some(({ line }) => takesPhone(line))
  return (
    <>
      {nobody && (
        <Notice tone="warn" role="status" id="no-phone" title={text('board.no_phone')}>
          {text('board.no_phone.next')}
        </Notice>
      )}
      {board.slow && (
        <Notice tone="info" role="status" id="slow" title={text('board.slow.on')}>
          {text('board.slow.next')}
        </Notice>
      )}
      <div class="board-figures" aria-live="polite">
        <Figure id="waiting" value={String(board.waiting)} label={text('board.waiting', { count: board.waiting })} />
        <Figure id="ready" value={String(board.ready)} label={text('board.ready', { count: board.ready })} />
        <Figure id="wait" value={waitFigure(text, wait)} label={waitLabel(text, wait)} />
        <Figure
          id="second"
          value={String(board.second.length)}
          label={text('board.second', { count: board.second.length })}
          more={board.second[0] === undefined ? undefined : text('board.second.since', { minutes: board.second[0] })}
        />
        {board.stock !== null && (
          <Figure
            id="stock"
            value={String(board.stock)}
            label={text('board.stock', { count: board.stock })}
            more={text('board.stock.since')}
          />
        )}
      </div>
    </>
  )
}

function Standing({ board, onTakeBack }: Pick<BoardScreenProps, 'onTakeBack'> & { board: Board }) {
  const text = useText()
  const { code } = useLanguage()
  const { texts } = useCity()
  const words = { text, texts, code }
  return (
    <>
      <div class="board-parts">
        <table class="board-table" id="desks">
          <caption>{text('board.desks')}</caption>
          <thead>
            <tr>
              <th scope="col">{text('board.desk')}</th>
              <th scope="col">{text('board.line')}</th>
              <th scope="col">{text('board.cards')}</th>
              <th scope="col">{text('board.now')}</th>
            </tr>
          </thead>
          <tbody>
            {board.desks.map(desk => (
              <tr key={desk.alias} id={`desk-${desk.alias}`}>
                <th scope="row">
                  {deskName(text, desk)}
                  {desk.site && <span class="board-where">{siteName(words, desk.site)}</span>}
                </th>
                <td>{text(`board.line.${desk.line}`)}</td>
                <td class="board-count">{desk.cards}</td>
                <td>{text(desk.busy ? 'board.busy' : 'board.free')}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <table class="board-table" id="ways">
          <caption>{text('board.ways')}</caption>
          <tbody>
            {board.ways.map(way => (
              <tr key={`${way.way} ${way.site}`} id={`way-${way.site || 'phone'}`}>
                <th scope="row">{wayName(words, way)}</th>
                <td class={way.open && !way.paused ? 'standing-good' : 'standing-low'}>{wayStands(text, way)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {board.messages.length > 0 && (
        <section class="board-messages" aria-label={text('board.messages')}>
          <h2>{text('board.messages')}</h2>
          <ul class="plain">
            {board.messages.map((message, n) => (
              <li key={message.id}>
                <span>
                  {phraseWords(words, message)}{' '}
                  <span class="fine">
                    {message.to === null ? text('board.message.all') : text('board.message.one', { alias: message.to })}
                  </span>
                </span>
                <Button kind="link" hotkey={n === 0 ? 'T' : undefined} onPress={() => onTakeBack(message.id)}>
                  {text('board.message.back')}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

type Text = ReturnType<typeof useText>

function waitFigure(text: Text, wait: WaitNow | null | undefined): string {
  if (!wait) return '–'
  const { low, high } = wait
  return low === 0 || low === high ? text('board.wait.minutes', { count: high }) : text('board.wait.range', { low, high })
}

const waitLabel = (text: Text, wait: WaitNow | null | undefined): string =>
  text(wait === null ? 'board.wait.none' : wait?.planned ? 'board.wait.planned' : 'board.wait')

function Figure(props: { id: string; value: string; label: string; more?: string | undefined }) {
  return (
    <p class="board-figure" id={`board-${props.id}`}>
      <strong>{props.value}</strong> <span>{props.label}</span>
      {props.more && <span class="fine">{props.more}</span>}
    </p>
  )
}
