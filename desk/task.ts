/** Desk: what a clerk does besides taking the next of the line, each a folder: a counter visit, printing, replacing, a card in hand, a refusal slip, times for a helper, the day's end, a supervisor's board. */
import type { StatusList } from '@latchkey/card/status-list.ts'
import type { Passkey } from '@latchkey/certificates/passkey.ts'
import type { PeriodCertificate } from '@latchkey/certificates/period-certificate.ts'
import type { Tally } from './day/tally.ts'
import type { Printer } from './print/printer.ts'
import type { DeskLine } from './waiting/desk-line.ts'

export type Task = 'counter' | 'print' | 'replace' | 'in_hand' | 'slip' | 'block' | 'open_day' | 'close_day' | 'board'

/** The desk's own copy of what a verifier has: certified periods and their cancelled lists. Fetched by the clock, never because somebody stands here. */
export interface OwnLists {
  periods: readonly PeriodCertificate[]
  lists: ReadonlyMap<number, StatusList>
}

export interface TaskProps {
  line: DeskLine
  passkey: Passkey
  printer: Printer
  own: OwnLists
  tally: Tally
  onTally(change: (tally: Tally) => Tally): void
  dark: boolean
  /** Back to the line. */
  onDone(): void
}
