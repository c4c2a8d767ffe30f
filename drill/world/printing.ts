/**
 * The printers of the drill's counter: Debian's `ippeveprinter` and a private CUPS queue, each behind the print helper as the office starts it. A page here is
 * noise with the person's id block: what a canvas would draw is a picture too, and the picture of the page is all that a printer may have.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { textOp } from '@latchkey/card/drawing.ts'
import type { SealedCard } from '@latchkey/card/sealed.ts'
import { createHelperPrinter, type HelperPrinter, type Pixels } from '@latchkey/desk/print/helper-printer.ts'
import type { PrintJob } from '@latchkey/desk/print/printer.ts'
import { type RunningQueue, startQueue } from '@latchkey/printer/cups-queue.test.kit.ts'
import { type RunningHelper, type RunningPrinter, startBus, startHelper, startPrinter } from '@latchkey/printer/ippeveprinter.test.kit.ts'
import { plastic } from '@latchkey/printer/job.ts'
import { type Artefact, folder, memory, text } from '../artefacts.ts'
import type { Piece } from '../sweep/capture.ts'
import { noisePicture } from './pictures.ts'

export interface Printing {
  /** One job on the card printer, and on the queue as well when asked: its drawing says the holder's name, of which only the pixels may go on. */
  print(id: number, sealed: SealedCard, onQueueToo: boolean): Promise<void>
  /** How many pages came out, of both. */
  printed(): number
  /** What the adversary takes of helpers, printer and queue; the harness's own beacon lies in each folder. */
  artefacts(): Promise<Artefact[]>
  stop(): Promise<void>
}

/** @param origin the address of the desk's page @param beacon what must be found in each folder */
export async function startPrinting(origin: string, beacon: Buffer): Promise<Printing> {
  const closers: (() => Promise<void>)[] = []
  const keep = <T extends { stop(): Promise<void> }>(one: T): T => {
    closers.push(() => one.stop())
    return one
  }
  keep(await startBus())
  const printer: RunningPrinter = keep(await startPrinter())
  const queue: RunningQueue = keep(await startQueue())
  const helpers: RunningHelper[] = []
  const desks: HelperPrinter[] = []
  let page: Pixels = noisePicture(plastic.width, plastic.height, 0)
  for (const { uri } of [printer, queue]) {
    const helper = keep(await startHelper({ printer: uri, origin }))
    helpers.push(helper)
    desks.push(
      createHelperPrinter({ address: helper.address, code: helper.code.replace('-', ''), render: async () => page, fetch: asDesk }),
    )
  }
  let jobs = 0
  // What the printer tells anyone about its jobs, taken after each: it forgets them a minute later, and an adversary need not wait.
  const history: string[] = []

  /** As the browser sends it for the desk's page. */
  function asDesk(address: Parameters<typeof fetch>[0], asked: RequestInit = {}) {
    return fetch(address, { ...asked, headers: { ...(asked.headers as Record<string, string>), origin } })
  }

  return {
    async print(id, { city, facts }, onQueueToo) {
      const words = ['City ID', city, facts.name].map((words, at) =>
        textOp(words, { x: 40, y: 40 + at * 100, width: 900, height: 90 }, 50 + at * 10),
      )
      const job: PrintJob = { what: 'card', pages: [{ ...plastic, ops: words }] }
      for (const desk of onQueueToo ? desks : desks.slice(0, 1)) {
        page = noisePicture(plastic.width, plastic.height, id)
        await desk?.print(job)
        jobs++
      }
      await printer.settled()
      history.push(JSON.stringify(await printer.jobs().catch(() => printer.jobs())))
    },
    printed: () => jobs,
    async artefacts() {
      writeFileSync(join(printer.directory, 'beacon'), beacon)
      writeFileSync(join(queue.home, 'beacon'), beacon)
      const left: Piece[] = printer.everythingElse().flatMap(({ path, bytes }) => [
        { where: 'a file name', bytes: Buffer.from(path) },
        { where: path, bytes: Buffer.from(bytes) },
      ])
      const pids = helpers.flatMap(helper => helper.process.pid ?? [])
      return [
        memory('memory of the print helpers', () => pids, 'address', 5_000_000),
        text('output of the print helpers', () => helpers.map(helper => helper.output()).join('\n'), 'address', 20),
        { name: 'printer directory, without the pages', beacon: 'planted', floor: 20, pieces: () => left },
        text('job history of the printer', () => history.join('\n'), 'job history', 100),
        text('log of the printer', () => printer.output(), 'print job', 100),
        folder('print queue: spool, logs, state', queue.home, 'planted', 1_000),
      ]
    },
    async stop() {
      for (const close of closers.reverse()) await close().catch(() => {})
    },
  }
}
