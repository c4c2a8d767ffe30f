/** Desk: holds the day of one signed-in clerk; it goes with them. */
import { useRef, useState } from 'preact/hooks'
import type { Printer } from '../print/printer.ts'
import type { Case } from '../visit/case.ts'
import type { DeskLine } from '../waiting/desk-line.ts'
import type { Day, OpenRight } from './day.ts'
import { noOpening } from './opening.ts'

export interface DayState extends Day {
  printer: Printer
}

/** A right ends with the seal of the case that was opened by it, and with nothing else before the day does. */
export function useDayState(
  { state, by }: Pick<DeskLine, 'state' | 'by'>,
  { printer: first, ...given }: Pick<DayState, 'alias' | 'printer' | 'openSecond' | 'closeDay'>,
): DayState {
  const [opening, setOpening] = useState(noOpening)
  const [right, setRight] = useState<OpenRight | null>(null)
  const [printer, setPrinter] = useState<Printer>(first)
  const opened = useRef<Case | null>(null)
  if (state.at === 'visit' && right && by && 'right' in by && by.right === right.right) opened.current = state.case
  const at = opened.current?.state
  const sealed = at?.at === 'handed' || (at?.at === 'closed' && at.outcome === 'card')
  if (sealed) opened.current = null
  if (sealed && right) setRight(null)
  return {
    opening,
    setOpening: change => setOpening(change),
    right: sealed ? null : right,
    setRight: next => setRight(next),
    printer,
    setPrinter: next => setPrinter(() => next),
    ...given,
  }
}
