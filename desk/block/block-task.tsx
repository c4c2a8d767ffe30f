/**
 * A supervisor gives a helper times for the people they come with: a place, a time, how many. What comes back are codes, one a person, told once: nothing here or on the
 * server says for whom they are.
 */
import './block.css'
import { Button } from '@latchkey/ui/button.tsx'
import { formatTime } from '@latchkey/ui/format.ts'
import { localeOf, useLanguage, useText } from '@latchkey/ui/language.ts'
import { Notice } from '@latchkey/ui/notice.tsx'
import { Screen } from '@latchkey/ui/screen.tsx'
import { Spinner } from '@latchkey/ui/spinner.tsx'
import { mostOfBlock, type Slots, siteNameIn } from '@latchkey/wire/booking.ts'
import { inGroups } from '@latchkey/wire/booking-code.ts'
import { Fault } from '@latchkey/wire/faults.ts'
import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { serverOf } from '../ask-server.ts'
import { useCity } from '../city.ts'
import type { TaskProps } from '../task.ts'
import { useKeys } from '../use-keys.ts'
import { blockSheet } from './block-sheet.ts'

export type BlockTrouble = 'booking_full' | 'booking_over' | 'closed' | 'offline' | 'not_printed'

const troubleOf = (fault: unknown): BlockTrouble =>
  fault instanceof Fault && (fault.code === 'booking_full' || fault.code === 'booking_over' || fault.code === 'closed')
    ? fault.code
    : 'offline'

export interface BlockFirst {
  slots: Slots
  codes?: string[]
  trouble?: BlockTrouble
}

/** @param first what is there already; only the pages of examples begin there */
export function BlockTask({
  line,
  printer,
  dark,
  onDone,
  first,
}: Pick<TaskProps, 'line' | 'printer' | 'dark' | 'onDone'> & { first?: BlockFirst }) {
  const text = useText()
  const { code: language } = useLanguage()
  const { names } = useCity()
  const [slots, setSlots] = useState<Slots | null>(first?.slots ?? null)
  const [trouble, setTrouble] = useState<BlockTrouble | null>(first?.trouble ?? null)
  const [row, setRow] = useState<number | null>(null)
  const [day, setDay] = useState('')
  const [at, setAt] = useState<number | null>(null)
  const [count, setCount] = useState(5)
  const [asking, setAsking] = useState(false)
  const [codes, setCodes] = useState<readonly string[] | null>(first?.codes ?? null)
  useKeys(dark ? null : 'block', { action: onDone })
  useEffect(() => {
    if (slots) return
    serverOf(globalThis.fetch.bind(globalThis))
      .slots()
      .then(setSlots, () => setTrouble('offline'))
  }, [])
  // Nothing of them stays on a dark screen: they are told once, and printed or not.
  useEffect(() => {
    if (dark && codes) onDone()
  }, [dark])
  if (dark) return null

  const { timeZone } = names
  const dayWords = (seconds: number) =>
    new Intl.DateTimeFormat(localeOf(language), { weekday: 'long', month: 'long', day: 'numeric', timeZone }).format(seconds * 1000)
  const timeWords = (seconds: number) => formatTime(language, seconds, timeZone)
  const rows = slots?.rows.filter(one => slots.days.some(day => day.row === one.row)) ?? []
  const chosen = rows.find(one => one.row === row) ?? rows[0]
  const days = slots?.days.filter(one => one.row === chosen?.row) ?? []
  const onDay = days.find(one => one.day === day) ?? days[0]
  const start = onDay?.starts.find(one => one === at) ?? onDay?.starts[0]
  const placeWords = ({ site, kind }: Slots['rows'][number]) => {
    const names = slots?.sites.find(one => one.id === site)?.names
    const where = names ? siteNameIn(names, language) : text('counter.block.phone')
    return kind === 'plain' ? where : `${where}: ${text(`counter.block.kind.${kind}`)}`
  }

  async function give() {
    if (!chosen || start === undefined || asking) return
    setAsking(true)
    setTrouble(null)
    try {
      setCodes(await line.block({ row: chosen.row, at: start, count }))
    } catch (fault) {
      setTrouble(troubleOf(fault))
    }
    setAsking(false)
  }
  async function print() {
    if (!codes || !chosen || start === undefined) return
    setTrouble(null)
    const head = [placeWords(chosen), dayWords(start), timeWords(start)]
    const page = blockSheet(codes, { title: text('counter.block.title'), head, says: text('counter.block.says') })
    try {
      // A sheet of paper, as the closing slip is.
      await printer.print({ what: 'closing', pages: [page] })
    } catch {
      setTrouble('not_printed')
    }
  }

  const said = trouble && (
    <Notice tone="warn" role="alert" id={`block-${trouble}`} title={text(`counter.block.no.${trouble}`)}>
      {text(`counter.block.no.${trouble}.next`)}
    </Notice>
  )
  const back = (
    <Button hotkey="Esc" id="block-back" onPress={onDone}>
      {text('desk.back')}
    </Button>
  )
  if (codes) {
    return (
      <Screen at="block-codes" title={text('counter.block.title')} lead={text('counter.block.once')}>
        {said}
        {chosen && start !== undefined && (
          <p>
            <strong>
              {placeWords(chosen)}, {dayWords(start)}, {timeWords(start)}
            </strong>
          </p>
        )}
        <ol class="block-codes" dir="ltr">
          {codes.map(one => (
            <li key={one} translate={false}>
              {inGroups(one)}
            </li>
          ))}
        </ol>
        <div class="buttons">
          <Button kind="main" id="block-print" onPress={() => void print()}>
            {text('counter.block.print')}
          </Button>
          {back}
        </div>
      </Screen>
    )
  }
  return (
    <Screen at="block" title={text('counter.block.title')} lead={text('counter.block.lead')}>
      {said}
      {slots === null && trouble === null && <Spinner>{text('counter.block.loading')}</Spinner>}
      {chosen && onDay && (
        <form
          autoComplete="off"
          onSubmit={event => {
            event.preventDefault()
            void give()
          }}
        >
          <Pick id="block-place" label={text('counter.block.place')} value={String(chosen.row)} onPick={value => setRow(Number(value))}>
            {rows.map(one => (
              <option key={one.row} value={one.row}>
                {placeWords(one)}
              </option>
            ))}
          </Pick>
          <Pick id="block-day" label={text('counter.block.day')} value={onDay.day} onPick={setDay}>
            {days.map(one => (
              <option key={one.day} value={one.day}>
                {dayWords(one.starts[0] as number)}
              </option>
            ))}
          </Pick>
          <Pick id="block-time" label={text('counter.block.time')} value={String(start)} onPick={value => setAt(Number(value))}>
            {onDay.starts.map(one => (
              <option key={one} value={one}>
                {timeWords(one)}
              </option>
            ))}
          </Pick>
          <Pick id="block-count" label={text('counter.block.count')} value={String(count)} onPick={value => setCount(Number(value))}>
            {Array.from({ length: mostOfBlock }, (_, at) => at + 1).map(one => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </Pick>
          <div class="buttons">
            <Button kind="main" type="submit" id="block-give" busy={asking}>
              {text('counter.block.give')}
            </Button>
            {back}
          </div>
        </form>
      )}
      {!chosen && <div class="buttons">{back}</div>}
    </Screen>
  )
}

function Pick(props: { id: string; label: string; value: string; onPick(value: string): void; children: ComponentChildren }) {
  const { id, label, value, onPick, children } = props
  return (
    <div class="field">
      <label class="field-label" htmlFor={id}>
        {label}
      </label>
      <select class="field-input" id={id} value={value} autoComplete="off" onChange={event => onPick(event.currentTarget.value)}>
        {children}
      </select>
    </div>
  )
}
