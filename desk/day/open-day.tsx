/** D1, after the key: ten ticks before plastic is made. Marks in page memory; whatever is not ticked is named, and nobody is kept from working. */
import './day.css'
import { Button } from '@latchkey/ui/button.tsx'
import { formatList, formatTime } from '@latchkey/ui/format.ts'
import { useLanguage, useText } from '@latchkey/ui/language.ts'
import { Notice } from '@latchkey/ui/notice.tsx'
import { Screen } from '@latchkey/ui/screen.tsx'
import { useState } from 'preact/hooks'
import { useCity } from '../city.ts'
import type { Action } from '../keys.ts'
import { createHelperPrinter, renderOn } from '../print/helper-printer.ts'
import { type Pairing, pair, showPairingCode } from '../print/pairing.ts'
import type { PrintJob } from '../print/printer.ts'
import { alignmentJob, testCardJob } from '../print/test-card.ts'
import type { TaskProps } from '../task.ts'
import { useKeys } from '../use-keys.ts'
import { decodeFile } from '../visit/decode.ts'
import { CameraLook } from './camera-look.tsx'
import { useDay } from './day.ts'
import { keyOf, missing, type OpeningTick, openingTicks, tickAt, ticked, wholeOf } from './opening.ts'
import { countSpoiled, type Tally } from './tally.ts'
import { focusField, RowField, TickRow } from './tick-row.tsx'
import { TodaysRules } from './todays-rules.tsx'

/** Cards a tray could hold at most, and hundredths of a ribbon. */
const mostCards = 9999
const whole = 100

type Printing = 'no' | 'now' | 'out' | 'failed'

export function OpenDay({ printer, own, tally, onTally, dark, onDone }: TaskProps) {
  const text = useText()
  const { code } = useLanguage()
  const { names } = useCity()
  const { opening, setOpening, setPrinter, openSecond } = useDay()
  const [looking, setLooking] = useState(false)
  const [testing, setTesting] = useState<Printing>('no')
  const [tray, setTray] = useState(tally.stock === null ? '' : String(tally.stock))
  const [ribbon, setRibbon] = useState(tally.ribbon === null ? '' : String(tally.ribbon))
  const [pairing, setPairing] = useState<Pairing>({ at: 'unpaired' })
  const [typed, setTyped] = useState('')

  const mark = (tick: OpeningTick, on?: boolean) => setOpening(now => ticked(now, tick, on))
  const on = (tick: OpeningTick) => opening.done.has(tick)
  const listAt = Math.max(0, ...[...own.lists.values()].map(list => list.at))
  const left = missing(opening)

  async function print(job: PrintJob) {
    setTesting('now')
    try {
      await printer.print(job)
      setTesting('out')
      // Counted before, the tray has one less now: a test card is cut.
      if (tally.stock !== null) onTally(countSpoiled)
    } catch {
      setTesting('failed')
    }
  }

  async function findHelper() {
    const helper = (code: string) => createHelperPrinter({ code, render: renderOn(document.createElement('canvas'), decodeFile) })
    const found = await pair(typed, code => helper(code).status())
    setTyped('')
    setPairing(found)
    if (found.at === 'paired') setPrinter(helper(found.code))
    mark('helper', found.at === 'paired')
  }

  function press(tick: OpeningTick) {
    if (tick === 'camera' && !on('camera') && !looking) return setLooking(true)
    if (tick === 'camera') setLooking(false)
    if (tick === 'test_card' && !on('test_card') && testing !== 'out') return testing === 'now' ? undefined : void print(testCardJob(names))
    if (tick === 'test_card') setTesting('no')
    if (tick === 'second_screen' && !on('second_screen')) openSecond()
    if (tick === 'tray' && !on('tray')) return focusField('day-tray')
    if (tick === 'ribbon' && !on('ribbon')) return focusField('day-ribbon')
    mark(tick)
  }
  function typeNumber(tick: 'tray' | 'ribbon', value: string) {
    const number = wholeOf(value, tick === 'tray' ? mostCards : whole)
    if (tick === 'tray') setTray(value)
    else setRibbon(value)
    // Cards that were printed before the tray was counted came out of the same stock.
    const stock = (now: Tally) => (number === null ? null : number + now.printed + now.spoiled)
    onTally(now => (tick === 'tray' ? { ...now, stock: stock(now) } : { ...now, ribbon: number }))
    mark(tick, number !== null)
  }
  const leave = (at: 'open' | 'without') => {
    setOpening(now => ({ ...now, at }))
    onDone()
  }

  useKeys(dark ? null : 'opening', {
    action: (action: Action) => {
      if (action === 'open') leave('open')
      else if (action === 'without') leave('without')
      else if (action === 'alignment') testing === 'now' || void print(alignmentJob())
      else if (action === 'old_ribbon') press('old_ribbon')
      else onDone()
    },
    number: number => {
      const tick = tickAt(number)
      if (tick) press(tick)
    },
  })
  if (dark) return null

  const more: Partial<Record<OpeningTick, preact.ComponentChildren>> = {
    camera: looking && !on('camera') && <CameraLook />,
    test_card: (
      <>
        {testing !== 'no' && (
          <p id="test-card" role="status">
            {text(`day.open.test.${testing}`)}
          </p>
        )}
        <Button hotkey="A" id="alignment" disabled={testing === 'now'} onPress={() => void print(alignmentJob())}>
          {text('day.open.alignment')}
        </Button>
      </>
    ),
    tray: (
      <RowField
        id="day-tray"
        label={text('day.open.tray.cards')}
        value={tray}
        wrong={tray !== '' && wholeOf(tray, mostCards) === null}
        onInput={value => typeNumber('tray', value)}
      />
    ),
    ribbon: (
      <RowField
        id="day-ribbon"
        label={text('day.open.ribbon.percent')}
        value={ribbon}
        wrong={ribbon !== '' && wholeOf(ribbon, whole) === null}
        onInput={value => typeNumber('ribbon', value)}
      />
    ),
    rules: <TodaysRules />,
    list: <p>{listAt === 0 ? text('day.open.list.none') : text('day.open.list.at', { time: formatTime(code, listAt, names.timeZone) })}</p>,
    helper: (
      <>
        <RowField
          id="day-pairing"
          label={text('day.open.helper.code')}
          value={typed}
          long
          onInput={value => setTyped(showPairingCode(value))}
          onDone={() => void findHelper()}
        />
        <p role="status" id="pairing">
          {pairing.at === 'failed' ? text('day.open.helper.failed') : text(`day.open.helper.${pairing.at}`)}
        </p>
      </>
    ),
  }

  return (
    <Screen at="opening" title={text('day.open.title')} lead={text('day.open.lead')}>
      <ul class="day-ticks">
        {openingTicks.map(tick => (
          <TickRow
            key={tick}
            id={tick}
            hotkey={keyOf(tick)}
            on={on(tick)}
            busy={tick === 'test_card' && testing === 'now'}
            onPress={() => press(tick)}
            label={text(`day.open.${tick}`)}
          >
            {more[tick]}
          </TickRow>
        ))}
      </ul>
      {left.length > 0 && left.length < openingTicks.length && (
        <Notice tone="info" role="status" id="opening-left">
          {text('day.open.left', {
            what: formatList(
              code,
              left.map(tick => text(`day.open.${tick}.short`)),
            ),
          })}
        </Notice>
      )}
      <div class="buttons">
        <Button kind="main" hotkey="O" id="open-desk" onPress={() => leave('open')}>
          {text('day.open.open')}
        </Button>
        <Button hotkey="S" id="open-without" onPress={() => leave('without')}>
          {text('day.open.without')}
        </Button>
        <Button hotkey="Esc" onPress={onDone}>
          {text('desk.back')}
        </Button>
      </div>
      <p class="desk-quiet">{text('day.open.quiet')}</p>
    </Screen>
  )
}
