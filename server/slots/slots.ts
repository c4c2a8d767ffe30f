/** The slots of the coming days and how many seats of each are released: in memory, written whole by the clock at closing. */
import type { Kysely } from 'kysely'
import { momentOf } from '../clock/day.ts'
import { closesAt, type Plan } from '../clock/hours.ts'
import { type Endings, endRows, rewriteRows } from '../holds/endings.ts'
import type { Store } from '../store/open-store.ts'
import type { Tables } from '../store/tables.ts'
import { type SlotsTable, slots } from './declaration.ts'
import { dayAfter, helperSeats, lastClosed, releasedAfter, type Slot, type SlotPlan, slotsOf } from './plan.ts'

export interface Released extends Slot {
  released: number
}

export class Slots {
  readonly plan: SlotPlan
  readonly #hours: Plan
  readonly #zone: string
  readonly #endings: Endings
  #all: Released[]
  #writtenFor: string | null = null

  constructor(plan: SlotPlan, hours: Plan, zone: string, all: Released[], endings: Endings) {
    this.plan = plan
    this.#hours = hours
    this.#zone = zone
    this.#all = all
    this.#endings = endings
  }

  get count(): number {
    return this.#all.length
  }

  all(): readonly Released[] {
    return this.#all
  }

  /** The day whose closing was the last before this moment. */
  closed(now: number): string {
    return lastClosed(day => closesAt(this.#hours, momentOf(day, '12:00', this.#zone), this.#zone), now, this.#zone)
  }

  /** Whether a closing has passed since the table was written. */
  isDue(now: number): boolean {
    return this.#writtenFor !== this.closed(now)
  }

  /** The clock, at closing, and the server at its start: every slot of the coming days, by the plan. Nothing of what is booked goes into it. */
  async release(store: Store, now: number): Promise<void> {
    const closed = this.closed(now)
    const before = new Map(this.#all.map(slot => [nameOf(slot), slot.released]))
    const all: Released[] = []
    for (let ahead = 0; ahead <= this.plan.release.days; ahead++) {
      const day = dayAfter(closed, ahead)
      for (const row of this.plan.rows)
        for (const slot of slotsOf(row, day, this.#zone)) {
          // What was released once stays released, whatever a newer plan says: somebody may have it.
          const released = Math.max(helperSeats(this.plan, row) + releasedAfter(this.plan, row, day, closed), before.get(nameOf(slot)) ?? 0)
          all.push({ ...slot, released })
        }
    }
    const here = new Set(all.map(nameOf))
    // A row that a newer plan has no more: its slots end with their days.
    for (const slot of this.#all) if (!here.has(nameOf(slot)) && slot.day >= closed) all.push(slot)
    const rows = all.map(({ day, row, time, released }): SlotsTable => ({ day, row, time, released }))
    await store.write(async tx => {
      await rewriteRows(tx, slots, rows)
      await endRows(tx, this.#endings, slots, 'day', { before: dayAfter(closed, 1 - this.#endings.days(slots)) })
    })
    this.#all = all
    this.#writtenFor = closed
  }
}

const nameOf = ({ day, row, time }: Slot) => `${day} ${row} ${time}`

export async function readSlots(db: Kysely<Tables>, plan: SlotPlan, hours: Plan, zone: string, endings: Endings): Promise<Slots> {
  const rows = await db.selectFrom('slots').selectAll().execute()
  return new Slots(
    plan,
    hours,
    zone,
    rows.map(({ day, row, time, released }) => ({ day, row, time, released })),
    endings,
  )
}
