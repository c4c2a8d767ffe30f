/** The screens of printing in their states, for examples.tsx. */
import { names } from 'virtual:city'
import { noSheet } from '@latchkey/card/check-sheet.ts'
import type { CityNames } from '@latchkey/cities/city.ts'
import { Plate } from '@latchkey/ui/plate.tsx'
import { noTally } from './day/tally.ts'
import { CompareFace } from './print/compare-face.tsx'
import { Mending, Picking } from './print/mishap-screens.tsx'
import { NotPrinted } from './print/not-printed.tsx'
import { noLists } from './print/own-lists.ts'
import { PrintCard } from './print/print-card.tsx'
import { type Printer, PrinterFault, type PrinterFaultCode, type PrintJob } from './print/printer.ts'
import { ScanSheet } from './print/scan-sheet.tsx'
import { alignmentJob, testCardJob } from './print/test-card.ts'
import { decodeFile } from './visit/decode.ts'

const nowhere = () => {}
const printer = (by: Printer['by'], print: Printer['print']): Printer => ({ by, print, purge: async () => 'cannot' })
const failing = (code: PrinterFaultCode) =>
  printer('helper', async () => {
    throw new PrinterFault(code)
  })
const card = (by: Printer) => (
  <PrintCard job={alignmentJob()} printer={by} dark={false} onTally={change => void change(noTally)} onDone={nowhere} />
)

const pagesOf = ({ pages }: PrintJob) => (
  <div class="plates" data-screen="plates">
    {pages.map((drawing, at) => (
      <Plate key={at} drawing={drawing} label={String(at + 1)} decode={decodeFile} />
    ))}
  </div>
)

const sheetCard = {
  content: { front: { name: 'أمل عبد الرحمن الخطيب', birthDate: '1987-03', gender: null }, rest: { print: new Uint8Array() } },
  ends: '2031-11-23',
} as unknown as Parameters<typeof CompareFace>[0]['card']

export const printPages = {
  print_test_card: () => pagesOf(testCardJob(names as CityNames)),
  print_alignment: () => pagesOf(alignmentJob()),
  print_scan: () => (
    <ScanSheet sheet={{ ...noSheet, numbers: [1, 3] }} notice="card_code" own={noLists} onText={nowhere} onBack={nowhere} />
  ),
  print_face: () => <CompareFace card={sheetCard} onSame={nowhere} onOther={nowhere} onBack={nowhere} />,
  print_cancelled: () => <NotPrinted why="cancelled" onAgain={nowhere} onBack={nowhere} />,
  print_list_old: () => <NotPrinted why="list_old" listAt={1} onAgain={nowhere} onBack={nowhere} />,
  print_sending: () => card(printer('helper', () => new Promise(nowhere))),
  print_asking: () => card(printer('helper', async () => {})),
  print_jam: () => card(failing('jam')),
  print_may_come_out: () => card(failing('may_come_out')),
  print_helper_absent: () => card(failing('helper_absent')),
  print_picking: () => <Picking onPick={nowhere} onBack={nowhere} />,
  print_colour: () => <Mending why="colour" cut tell={nowhere} />,
}
