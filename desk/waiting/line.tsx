/** D2 Line: how many wait and how many are ready. Never a name. */
import { Button } from '@latchkey/ui/button.tsx'
import { useText } from '@latchkey/ui/language.ts'
import { Notice } from '@latchkey/ui/notice.tsx'
import { Screen } from '@latchkey/ui/screen.tsx'
import { type DeskLineName, type DeskMessage, takesCounter, takesPhone } from '@latchkey/wire/board.ts'
import { SaidByOthers } from '../board/said.tsx'
import { useCity, useCityText } from '../city.ts'
import { MadeLine, madeOfLeft } from '../counter/made-line.tsx'
import type { Task } from '../task.ts'
import { useKeys } from '../use-keys.ts'

/** Printing asks the server nothing and goes on without a line. */
const tasks = [
  { task: 'counter', key: 'C', needs: 'server' },
  { task: 'print', key: 'P', needs: 'nothing' },
  { task: 'replace', key: 'R', needs: 'server' },
  { task: 'in_hand', key: 'F', needs: 'server' },
  { task: 'slip', key: 'L', needs: 'nothing' },
  { task: 'block', key: 'T', needs: 'line' },
  { task: 'close_day', key: 'D', needs: 'nothing' },
] as const

export interface LineFigures {
  waiting: number
  ready: number
  open: boolean
  counter: boolean
  /** Of those ready, second looks that this supervisor may give. */
  second: number
  quotaLeft: number
  /** What a supervisor has asked of this desk tonight. */
  line: DeskLineName
  messages: readonly DeskMessage[]
}

export interface LineProps extends LineFigures {
  nobody: boolean
  /** What an earlier page of this clerk left behind at the counter. */
  left: 'sealed' | 'open' | null
  /** The desk's own line to the server. */
  lost: boolean
  /** A newer page waits: new rules, or new software. */
  newer: boolean
  dark: boolean
  /** A supervisor sits here: only they have the board, and give a helper a block of times. */
  supervises: boolean
  /** Printing was set up at this desk today, or left out. */
  opened: boolean
  /** How many cancel codes were spent here whose new card is not sealed yet. */
  rightsOpen: number
  onNext(): void
  onTask(task: Task): void
  onBreak(): void
  onReload(): void
  /** The clerk has read what was left behind. */
  onSeen(): void
  /** The clerk has read a supervisor's phrase. */
  onRead(id: number): void
}

export function Line(props: LineProps) {
  const { waiting, ready, open, quotaLeft, nobody, lost, newer, dark, opened, rightsOpen, second, left, line, messages, supervises } = props
  const { onNext, onTask, onBreak, onReload, onSeen, onRead } = props
  const text = useText()
  const say = useCityText()
  const { site } = useCity()
  const stuck = lost || quotaLeft === 0
  const counter = props.counter && takesCounter(line)
  const noNext = stuck || !takesPhone(line)
  const [message] = messages
  const offered = tasks.filter(({ task }) => task !== 'block' || supervises)
  const may = ({ needs }: (typeof tasks)[number]) => needs === 'nothing' || (needs === 'line' ? !lost : !stuck && counter)
  /** A letter does no more than its button. */
  const openTask = (task: Task) => {
    const found = offered.find(one => one.task === task)
    if (found && may(found)) onTask(task)
  }
  useKeys(dark ? null : 'line', {
    action: action => {
      if (action === 'break') onBreak()
      else if (action === 'next') noNext || onNext()
      else if (action === 'read') message && onRead(message.id)
      else if (action === 'board') supervises && onTask('board')
      else if (action === 'seen') onSeen()
      else if (action === 'open_day') onTask('open_day')
      else openTask(action as Task)
    },
  })
  return (
    <Screen at="line" title={text('desk.line.title')}>
      <div class="desk-figures" aria-live="polite">
        {second > 0 && <Figure id="second-looks" value={second} label={text('desk.line.second', { count: second })} strong />}
        <Figure id="ready" value={ready} label={text('desk.line.ready', { count: ready })} strong={ready > 0} />
        <Figure id="waiting" value={waiting} label={text('desk.line.waiting', { count: waiting })} />
      </div>
      <SaidByOthers line={line} messages={messages} onRead={onRead} />
      {left && (
        <MadeLine
          made={madeOfLeft(left)}
          actions={
            <Button hotkey="O" id="seen" onPress={onSeen}>
              {text('counter.left.seen')}
            </Button>
          }
        >
          {text(`counter.left.${left}`)}
        </MadeLine>
      )}
      {lost && <Notice tone="warn" role="status" title={text('desk.lost.line')} />}
      {quotaLeft === 0 && <Notice tone="warn" role="status" title={text('desk.quota')} id="quota" />}
      {!open && <Notice tone="info" role="status" title={text('desk.line.closed')} id="way-closed" />}
      {site !== null && !props.counter && (
        <Notice tone="info" role="status" title={text('desk.line.here_closed', { site: say(`site.${site}`) })} id="here-closed" />
      )}
      {nobody && ready === 0 && (
        <Notice tone="info" role="status" id="nobody">
          {text('desk.line.nobody')}
        </Notice>
      )}
      {newer && (
        <Notice
          tone="info"
          role="status"
          title={text('desk.newer')}
          actions={<Button onPress={onReload}>{text('desk.newer.load')}</Button>}
        >
          {text('desk.newer.next')}
        </Notice>
      )}
      {rightsOpen > 0 && (
        <Notice tone="warn" role="status" title={text('day.right.open', { count: rightsOpen })} id="right-open">
          {text('day.right.line')}
        </Notice>
      )}
      {!opened && (
        <Notice
          tone="info"
          id="not-opened"
          title={text('day.line.not_opened')}
          actions={
            <Button hotkey="S" id="task-open_day" onPress={() => onTask('open_day')}>
              {text('day.line.open')}
            </Button>
          }
        />
      )}
      <div class="buttons">
        <Button kind="main" hotkey="N" id="next" disabled={noNext} onPress={onNext}>
          {text('desk.next')}
        </Button>
        {offered.map(one => (
          <Button key={one.task} hotkey={one.key} id={`task-${one.task}`} disabled={!may(one)} onPress={() => openTask(one.task)}>
            {text(`desk.task.${one.task}`)}
          </Button>
        ))}
        {supervises && (
          <Button hotkey="V" id="task-board" onPress={() => onTask('board')}>
            {text('board.open')}
          </Button>
        )}
        <Button hotkey="B" id="break" onPress={onBreak}>
          {text('desk.break')}
        </Button>
      </div>
      <p class="desk-quiet">
        {quotaLeft > 0 && text('desk.line.quota', { count: quotaLeft })} {text('desk.line.no_names')}
      </p>
    </Screen>
  )
}

export function Figure(props: { id: string; value: number; label: string; strong?: boolean }) {
  return (
    <p class={`desk-figure${props.strong ? ' desk-figure-strong' : ''}`} id={props.id}>
      <strong class="desk-figure-number">{props.value}</strong>
      <span>{props.label}</span>
    </p>
  )
}

/** Signed out of the line: nobody is sent to this desk until the clerk comes back. The key of the day stays in page memory. */
export function Resting(props: { dark: boolean; onBack(): void }) {
  const text = useText()
  useKeys(props.dark ? null : 'resting', { action: props.onBack })
  return (
    <Screen at="resting" title={text('desk.resting.title')} lead={text('desk.resting.lead')}>
      <div class="buttons">
        <Button kind="main" hotkey="N" id="back-in-line" onPress={props.onBack}>
          {text('desk.resting.back')}
        </Button>
      </div>
    </Screen>
  )
}
