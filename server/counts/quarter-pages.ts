/** The reports, ready to be sent: written and packed once for each closing, however often somebody asks. */
import { type PackedPage, packed } from '../record/record-pages.ts'
import type { Published } from './counts.ts'
import { type QuarterPage, renderQuarter } from './quarter-page.ts'
import { csvOf, reportOf } from './report.ts'

export class QuarterPages {
  readonly #published: () => Published
  readonly #frame: Omit<QuarterPage, 'report'>
  readonly #made = new Map<string, PackedPage>()
  #madeOf = ''

  constructor(published: () => Published, frame: Omit<QuarterPage, 'report'>) {
    this.#published = published
    this.#frame = frame
  }

  /** @param asked a quarter as it stands in the address; null: the newest @returns null when there is none */
  page(asked: string | null): PackedPage | null {
    const published = this.#published()
    const report = reportOf(published, asked)
    if (report === null) return null
    if (published.closed !== this.#madeOf) this.#made.clear()
    this.#madeOf = published.closed
    const page = this.#made.get(report.quarter) ?? packed(renderQuarter({ ...this.#frame, report }))
    this.#made.set(report.quarter, page)
    return page
  }

  /** The same as a file. */
  file(asked: string): string | null {
    const report = reportOf(this.#published(), asked)
    return report && csvOf(report)
  }
}
