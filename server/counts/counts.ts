/**
 * Counts for council (DESIGN §4): whole tens, one way at a time. Everything is added up in memory (server/tallies) and written by the clock alone: the
 * city's total at each closing, all others at Sunday's. One write rewrites every row. So of any two moments every stored number differs by nothing or by
 * ten at least, and so does a total less its parts.
 */

import { toBytes } from '@latchkey/wire/edge.ts'
import { Fault } from '@latchkey/wire/faults.ts'
import { type Face, facesASecond, facesAtOnce } from '@latchkey/wire/feedback.ts'
import { binOf, type HandIn, handInCells, mostTens, secondLookBins } from '@latchkey/wire/hand-in.ts'
import type { Kysely } from 'kysely'
import { momentOf } from '../clock/day.ts'
import { closesAt, type Plan } from '../clock/hours.ts'
import { rewriteRows } from '../holds/endings.ts'
import { dayAfter, lastClosed } from '../slots/plan.ts'
import type { Store } from '../store/open-store.ts'
import type { Tables } from '../store/tables.ts'
import { inTens, type Tallies } from '../tallies/tallies.ts'
import { type CountsTable, counts as declared } from './declaration.ts'
import { quarterOf, sundayOf, sundaysOf } from './quarters.ts'
import { cellsOf, nameOf, splitName, type Way, waitBins, ways } from './ways.ts'

export interface CountsPlan {
  /** When the city's days end. */
  hours: Plan
  zone: string
  /** Ids of the city's places now. */
  sites: readonly string[]
  now: number
}

/** What everyone may know of a quarter: for each way its cells, in whole tens. */
export type Quarter = { quarter: string } & Record<Way, Record<string, number>>

export interface Published {
  /** The last day whose closing is in the total. */
  closed: string
  /** The Sunday with which the quarter's next numbers come. */
  next: string
  quarters: Quarter[]
}

export class Counts {
  readonly #plan: CountsPlan
  readonly #tallies: Tallies
  readonly #rows: Map<string, CountsTable>
  #sunday: string
  #closed: string
  #presses = { left: facesAtOnce, at: Number.NaN }

  constructor(plan: CountsPlan, tallies: Tallies, rows: CountsTable[]) {
    this.#plan = plan
    this.#tallies = tallies
    this.#rows = new Map(rows.map(row => [keyOf(row.quarter, row.way, row.cell), row]))
    const closed = this.#lastClosed(plan.now)
    // With a copy: as the process before this one left it. Without one nothing is counted yet, and the week is this one.
    this.#closed = tallies.found?.closed ?? ''
    this.#sunday = tallies.found?.sunday ?? sundayOf(dayAfter(closed, 1))
  }

  /** Rows on disk. */
  get count(): number {
    return this.#rows.size
  }

  /** A card was sealed. */
  issued(): void {
    this.#add('issued', 'all')
  }
  /** Somebody came with a number, so many seconds after it was given. */
  waited(seconds: number): void {
    this.#add('waits', binOf(waitBins, seconds / 60))
  }
  /** A second look by phone began, so many seconds after it was asked for. */
  secondLook(seconds: number): void {
    this.#add('second_looks', binOf(secondLookBins, seconds / 60))
  }

  /** Anyone pressed a face. @throws Fault `too_fast` for all callers together */
  pressed(face: Face, now: number): void {
    const since = Number.isNaN(this.#presses.at) ? 0 : Math.max(0, now - this.#presses.at)
    const left = Math.min(facesAtOnce, this.#presses.left + since * facesASecond)
    this.#presses = { left, at: now }
    if (left < 1) throw new Fault('too_fast')
    this.#presses.left = left - 1
    this.#add('feedback', face)
  }

  /**
   * A desk closes. @param cards sealed under its alias since it last handed in: known here already, its place is not
   * @throws Fault `malformed`: no place of this city, or more than a desk can have
   */
  handIn({ site, tens }: Pick<HandIn, 'site' | 'tens'>, cards: number): void {
    if (site !== null && !this.#plan.sites.includes(site)) throw new Fault('malformed')
    const handed = toBytes(tens)
    if (handed.some(ten => ten > mostTens)) throw new Fault('malformed')
    for (const [at, cell] of handInCells.entries()) this.#tallies.add(cell, handed[at]! * 10)
    if (site !== null) this.#tallies.add(nameOf('sites', site), cards)
  }

  /** Whether a closing has passed that is not counted. */
  isDue(now: number): boolean {
    return this.#closed !== this.#lastClosed(now)
  }

  /**
   * The clock, after closing, and the server at its start if a closing passed while none ran. On Sunday everything, else the city's total. All rows are
   * written, whether they changed or not. A closing that was missed goes with the next.
   */
  async close(store: Store, now: number): Promise<void> {
    const closed = this.#lastClosed(now)
    const sunday = this.#sunday
    const quarter = quarterOf(sunday)
    const whole = closed >= sunday
    const names = whole ? this.#tallies.names() : [nameOf('issued', 'all')]
    const rows = new Map([...this.#rows].map(([key, row]) => [key, { ...row }]))
    this.#begin(rows, quarter)
    const add = (way: Way, cell: string, count: number) => {
      const key = keyOf(quarter, way, cell)
      rows.set(key, { quarter, way, cell, count: (rows.get(key)?.count ?? 0) + count })
    }
    for (const name of names) {
      const split = splitName(name)
      if (split) add(split.way, split.cell, this.#tallies.tens(name))
    }
    // What the total gained since last Sunday: whoever kept the total of each day has it already.
    if (whole) add('weeks', sunday, countOf(rows, quarter, 'issued', 'all') - sumOf(rows, quarter, 'weeks'))
    const next = whole ? sundayOf(dayAfter(closed, 1)) : sunday
    this.#begin(rows, quarterOf(next))

    // The copy first: a process that is killed between the two loses tens and never counts one twice.
    const putBack = this.#tallies.take(names)
    const before = { sunday, closed: this.#closed }
    this.#tallies.copy({ sunday: next, closed })
    try {
      await store.write(tx => rewriteRows(tx, declared, [...rows.values()]))
    } catch (problem) {
      putBack()
      if (before.closed !== '') this.#tallies.copy(before)
      throw problem
    }
    this.#rows.clear()
    for (const [key, row] of rows) this.#rows.set(key, row)
    this.#sunday = next
    this.#closed = closed
    if (quarterOf(next) !== quarter) this.#tallies.forget()
  }

  /** The server is stopped by its operator: whole tens go into the copy. */
  stop(): void {
    if (this.#closed !== '') this.#tallies.copy({ sunday: this.#sunday, closed: this.#closed })
    this.#tallies.close()
  }

  /** What is stored, oldest quarter first, and nothing of what is not ten yet. The same state gives the same bytes: the order is the list's, never the store's. */
  published(): Published {
    const quarters = new Map<string, Quarter>()
    for (const { quarter, way, cell, count } of [...this.#rows.values()].sort(inOrder)) {
      const one = quarters.get(quarter) ?? ({ quarter, ...Object.fromEntries(ways.map(way => [way, {}])) } as Quarter)
      quarters.set(quarter, one)
      if (ways.includes(way as Way)) one[way as Way][cell] = count
    }
    const all = [...quarters.values()].sort((a, b) => (a.quarter < b.quarter ? -1 : 1))
    return { closed: this.#closed, next: this.#sunday, quarters: all }
  }

  #add(way: Way, cell: string): void {
    this.#tallies.add(nameOf(way, cell))
  }

  /** Every cell of a quarter has its row: which are there says nothing but the date. */
  #begin(rows: Map<string, CountsTable>, quarter: string): void {
    const cells: Record<string, readonly string[]> = { ...cellsOf, weeks: sundaysOf(quarter), sites: this.#plan.sites }
    for (const way of ways)
      for (const cell of cells[way]!) {
        const key = keyOf(quarter, way, cell)
        if (!rows.has(key)) rows.set(key, { quarter, way, cell, count: 0 })
      }
  }

  #lastClosed(now: number): string {
    const { hours, zone } = this.#plan
    return lastClosed(day => closesAt(hours, momentOf(day, '12:00', zone), zone), now, zone)
  }
}

/** Cells in the order of their list, so that minutes stand as time goes; weeks and places by their names. */
function inOrder(a: CountsTable, b: CountsTable): number {
  const place = ({ way, cell }: CountsTable) => (cellsOf[way as Way] as readonly string[] | undefined)?.indexOf(cell) ?? 0
  return place(a) - place(b) || (a.cell < b.cell ? -1 : 1)
}

const keyOf = (quarter: string, way: string, cell: string) => `${quarter} ${way} ${cell}`
const countOf = (rows: Map<string, CountsTable>, quarter: string, way: Way, cell: string) => rows.get(keyOf(quarter, way, cell))?.count ?? 0
const sumOf = (rows: Map<string, CountsTable>, quarter: string, way: Way) =>
  [...rows.values()].reduce((sum, row) => (row.quarter === quarter && row.way === way ? sum + row.count : sum), 0)

/** A number that is no whole ten was not written here: it is told as the tens below it. */
export async function readCounts(db: Kysely<Tables>, plan: CountsPlan, tallies: Tallies): Promise<Counts> {
  const rows = await db.selectFrom('counts').selectAll().execute()
  return new Counts(
    plan,
    tallies,
    rows.map(row => ({ ...row, count: inTens(Math.max(0, row.count)) })),
  )
}
