/** D10 Close the day: cards reconcile on one slip of paper, what printers remember goes or is named, and this screen holds nothing. */
import './day.css'
import { Button } from '@latchkey/ui/button.tsx'
import { formatDay } from '@latchkey/ui/format.ts'
import { useLanguage, useText } from '@latchkey/ui/language.ts'
import { Notice } from '@latchkey/ui/notice.tsx'
import { clock } from '@latchkey/ui/platform.ts'
import { Screen } from '@latchkey/ui/screen.tsx'
import { Fault } from '@latchkey/wire/faults.ts'
import { useState } from 'preact/hooks'
import { dayIn, useCity, useCityText } from '../city.ts'
import type { TaskProps } from '../task.ts'
import { useKeys } from '../use-keys.ts'
import { Figure } from '../waiting/line.tsx'
import { closingSlip, differenceOf } from './closing-slip.ts'
import { useDay } from './day.ts'
import { HandInWhere } from './hand-in-where.tsx'
import { wholeOf } from './opening.ts'
import { shouldHold, tensOf, told } from './tally.ts'
import { focusField, RowField, TickRow } from './tick-row.tsx'

const mostCards = 9999
const closingTicks = ['counted', 'ribbon', 'queue', 'second_screen', 'stock', 'hand_in'] as const
type ClosingTick = (typeof closingTicks)[number]

export function CloseDay({ line, printer, tally, dark, onDone }: TaskProps) {
  const text = useText()
  const { code } = useLanguage()
  const { names, root } = useCity()
  const say = useCityText()
  const { closeDay, rights, alias } = useDay()
  const [done, setDone] = useState<ReadonlySet<ClosingTick>>(new Set())
  const [typed, setTyped] = useState('')
  const [queue, setQueue] = useState<'no' | 'asking' | 'purged' | 'cannot'>('no')
  const [handing, setHanding] = useState<'no' | 'where' | 'now' | 'out' | 'before' | 'failed'>('no')
  const [slip, setSlip] = useState<'no' | 'now' | 'out' | 'failed'>('no')

  const counted = wholeOf(typed, mostCards)
  const should = shouldHold(tally)
  const difference = differenceOf(tally, counted)
  const tick = (what: ClosingTick, on: boolean) =>
    setDone(now => {
      const next = new Set(now)
      if (on) next.add(what)
      else next.delete(what)
      return next
    })

  async function purge() {
    setQueue('asking')
    const answer = await printer.purge().catch(() => 'cannot' as const)
    setQueue(answer)
    tick('queue', true)
  }
  async function handIn(site: string | null) {
    setHanding('now')
    try {
      await line.handIn(site, tensOf(tally))
      setHanding('out')
    } catch (cause) {
      // A page that hands in twice, or an answer that was lost: counted it is.
      setHanding(cause instanceof Fault && cause.code === 'handed_in' ? 'before' : 'failed')
    }
  }
  async function printSlip() {
    if (slip === 'now') return
    setSlip('now')
    const numbers = [
      'before',
      'printed',
      'spoiled',
      'should',
      'counted',
      'difference',
      'refused',
      'secondLooks',
      'unknown',
      'says',
      'first',
      'second',
    ] as const
    const labels = Object.fromEntries(numbers.map(id => [id, text(`day.slip.${id}`)])) as Record<(typeof numbers)[number], string>
    const head = [
      `${say('name.city')}: ${say('name.card')}${root?.practice ? ` (${text('day.slip.practice')})` : ''}`,
      formatDay(code, dayIn(names.timeZone, clock())),
      text('desk.clerk', { alias }),
    ]
    try {
      await printer.print({ what: 'closing', pages: [closingSlip(tally, counted, { ...labels, title: text('day.slip.title'), head })] })
      setSlip('out')
    } catch {
      setSlip('failed')
    }
  }
  function press(what: ClosingTick) {
    if (what === 'counted') return focusField('day-counted')
    if (what === 'hand_in') {
      if (handing === 'no' || handing === 'failed') setHanding('where')
      return
    }
    if (what === 'queue') return queue === 'asking' ? undefined : void purge()
    tick(what, !done.has(what))
  }
  const close = () => {
    line.signOut()
    closeDay()
  }

  useKeys(dark || handing === 'where' ? null : 'closing', {
    action: action => {
      if (action === 'slip') void printSlip()
      else if (action === 'done') close()
      else onDone()
    },
    number: number => {
      const what = closingTicks[number - 1]
      if (what) press(what)
    },
  })
  if (dark) return null
  if (handing === 'where') {
    return <HandInWhere tally={tally} onPick={site => void handIn(site)} onBack={() => setHanding('no')} />
  }

  return (
    <Screen at="closing" title={text('day.close.title')} lead={text('day.close.lead')}>
      <div class="desk-figures">
        <Figure id="printed" value={tally.printed} label={text('day.close.printed', { count: tally.printed })} />
        <Figure id="spoiled" value={tally.spoiled} label={text('day.close.spoiled', { count: tally.spoiled })} />
        {should !== null && <Figure id="should-hold" value={should} label={text('day.close.should')} strong />}
        <Figure id="refused" value={told(tally, tally.refused)} label={text('day.close.refused')} />
        <Figure id="second-looks" value={told(tally, tally.secondLooks)} label={text('day.close.secondLooks')} />
      </div>
      {should === null && (
        <Notice tone="info" id="no-stock">
          {text('day.close.no_stock')}
        </Notice>
      )}
      {rights.length > 0 && (
        <Notice tone="warn" id="right-ends" title={text('day.close.right', { count: rights.length })}>
          {text('day.close.right.next')}
        </Notice>
      )}
      <ul class="day-ticks">
        {closingTicks.map((what, at) => (
          <TickRow
            key={what}
            id={what}
            hotkey={String(at + 1)}
            on={what === 'counted' ? counted !== null : what === 'hand_in' ? handing === 'out' || handing === 'before' : done.has(what)}
            busy={(what === 'queue' && queue === 'asking') || (what === 'hand_in' && handing === 'now')}
            onPress={() => press(what)}
            label={text(`day.close.${what}`)}
          >
            {what === 'counted' && (
              <>
                <RowField
                  id="day-counted"
                  label={text('day.open.tray.cards')}
                  value={typed}
                  wrong={typed !== '' && counted === null}
                  onInput={setTyped}
                />
                {difference !== null && (
                  <p id="difference" role="status">
                    {difference === 0
                      ? text('day.close.same')
                      : text(difference < 0 ? 'day.close.missing' : 'day.close.more', { count: Math.abs(difference) })}
                  </p>
                )}
              </>
            )}
            {what === 'hand_in' && (handing === 'out' || handing === 'before' || handing === 'failed') && (
              <p id="handed-in" role="status" data-handed={handing}>
                {text(`day.close.hand_in.${handing}`)}
              </p>
            )}
            {what === 'queue' && queue !== 'no' && (
              <p id="queue" role="status" data-queue={queue}>
                {text(`day.close.queue.${queue}`)}
              </p>
            )}
          </TickRow>
        ))}
      </ul>
      {slip !== 'no' && (
        <Notice tone={slip === 'failed' ? 'warn' : 'info'} role="status" id="slip-says" title={text(`day.close.slip.${slip}`)} />
      )}
      <div class="buttons">
        <Button kind={slip === 'out' ? 'quiet' : 'main'} hotkey="P" id="print-slip" busy={slip === 'now'} onPress={() => void printSlip()}>
          {text('day.close.slip')}
        </Button>
        <Button kind={slip === 'out' ? 'main' : 'quiet'} hotkey="D" id="close-desk" onPress={close}>
          {text('day.close.done')}
        </Button>
        <Button hotkey="Esc" onPress={onDone}>
          {text('desk.back')}
        </Button>
      </div>
      <p class="desk-quiet">{text('day.close.quiet')}</p>
    </Screen>
  )
}

/** After the last key of the day: nothing of it is in this page any more. */
export function DayClosed() {
  const text = useText()
  return (
    <Screen at="day-closed" title={text('day.closed.title')} lead={text('day.closed.lead')}>
      <p>{text('day.closed.browser')}</p>
      <p class="desk-quiet">
        <Button kind="link" id="open-again" onPress={() => location.reload()}>
          {text('day.closed.again')}
        </Button>
      </p>
    </Screen>
  )
}
