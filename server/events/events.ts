/** Machine events, by the hour, as 0, 10, 100, 1,000: enough to see that something is wrong, too coarse to see anyone. */
import type { Kysely } from 'kysely'
import { type Endings, endRows, rewriteRows } from '../holds/endings.ts'
import type { Store } from '../store/open-store.ts'
import type { Tables } from '../store/tables.ts'
import { type EventsTable, events } from './declaration.ts'

/** The closed list; none of them is caused by one visit. */
export const eventNames = ['start', 'tick', 'fault', 'signer_failed', 'blanks_low'] as const
export type EventName = (typeof eventNames)[number]

const hourOf = (now: number) => Math.floor(now / 3600) * 3600

/** 0 … 9 → 0, 10 … 99 → 10, 100 … 999 → 100, and so on. */
export const sizeOf = (count: number): number => (count < 10 ? 0 : 10 ** Math.floor(Math.log10(count)))

interface Event {
  hour: number
  name: string
  size: number
}

export class Events {
  #past: Event[]
  #hour: number
  #counts = new Map<EventName, number>()

  readonly #endings: Endings

  constructor(past: Event[], now: number, endings: Endings) {
    this.#past = past
    this.#hour = hourOf(now)
    this.#endings = endings
  }

  get count(): number {
    return this.#past.length
  }

  add(name: EventName): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1)
  }

  /** The clock: closes the hour that is over, rewrites all of them and ends the old ones. Every name is written, with 0 too. */
  async write(store: Store, now: number): Promise<void> {
    if (hourOf(now) === this.#hour) return
    const closed = eventNames.map(name => ({ hour: this.#hour, name, size: sizeOf(this.#counts.get(name) ?? 0) }))
    const first = now - this.#endings.days(events) * 86_400
    const all = [...this.#past.filter(event => event.hour !== this.#hour), ...closed].filter(event => event.hour >= first)
    const rows = all.map(({ hour, name, size }): EventsTable => ({ hour: String(hour), name, size }))
    await store.write(async tx => {
      await rewriteRows(tx, events, rows)
      await endRows(tx, this.#endings, events, 'hour', { before: String(first) })
    })
    this.#past = all
    this.#hour = hourOf(now)
    this.#counts.clear()
  }
}

/** Older ones may lie in the store: they are not read and not counted, so that everything that is shown reads the same with a hold and without. */
export async function readEvents(db: Kysely<Tables>, now: number, endings: Endings): Promise<Events> {
  const first = now - endings.days(events) * 86_400
  const rows = await db.selectFrom('events').selectAll().where('hour', '>=', String(first)).execute()
  return new Events(
    rows.map(row => ({ hour: Number(row.hour), name: row.name, size: row.size })),
    now,
    endings,
  )
}
