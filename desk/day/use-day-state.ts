/** Desk: holds the day of one signed-in clerk; it goes with them. */
import { useRef, useState } from 'preact/hooks'
import type { Printer } from '../print/printer.ts'
import type { Case } from '../visit/case.ts'
import type { DeskLine } from '../waiting/desk-line.ts'
import type { Day } from './day.ts'
import { noOpening } from './opening.ts'
import { type OpenRight, rightOf, spendsRight, withoutRight, withRight } from './rights.ts'

export interface DayState extends Day {
  printer: Printer
}

/** A right ends with the seal of the case that was opened by it, and with nothing else before the day does. */
export function useDayState(
  { state, by }: Pick<DeskLine, 'state' | 'by'>,
  { printer: first, ...given }: Pick<DayState, 'alias' | 'printer' | 'openSecond' | 'closeDay'>,
): DayState {
  const [opening, setOpening] = useState(noOpening)
  const [rights, setRights] = useState<readonly OpenRight[]>([])
  const [printer, setPrinter] = useState<Printer>(first)
  const opened = useRef<{ open: Case; right: OpenRight } | null>(null)
  const standsOn = state.at === 'visit' ? rightOf(rights, by, state.case.counter !== null) : null
  if (state.at === 'visit' && standsOn) opened.current = { open: state.case, right: standsOn }
  const spent = opened.current && spendsRight(opened.current.open.state) ? opened.current.right : null
  if (spent) {
    opened.current = null
    setRights(now => withoutRight(now, spent))
  }
  return {
    opening,
    setOpening: change => setOpening(change),
    rights: spent ? withoutRight(rights, spent) : rights,
    addRight: right => setRights(now => withRight(now, right)),
    dropRight: right => setRights(now => withoutRight(now, right)),
    printer,
    setPrinter: next => setPrinter(() => next),
    ...given,
  }
}
