/** Machine events, by the hour, as 0, 10, 100, 1,000: enough to see that something is wrong, too coarse to see anyone. */
import type { Kysely } from 'kysely'
import type { Store } from '../store/open-store.ts'
import type { Tables } from '../store/tables.ts'

/** The closed list; none of them is caused by one visit. */
export const eventNames = ['start', 'tick', 'fault', 'signer_failed', 'blanks_low'] as const
export type EventName = (typeof eventNames)[number]

const kept = 7 * 86_400
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

  constructor(past: Event[], now: number) {
    this.#past = past
    this.#hour = hourOf(now)
  }

  get count(): number {
    return this.#past.length
  }

  add(name: EventName): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1)
  }

  /** The clock: closes the hour that is over and rewrites all of them. Every name is written, with 0 too. */
  async write(store: Store, now: number): Promise<void> {
    if (hourOf(now) === this.#hour) return
    const closed = eventNames.map(name => ({ hour: this.#hour, name, size: sizeOf(this.#counts.get(name) ?? 0) }))
    const all = [...this.#past.filter(event => event.hour !== this.#hour), ...closed].filter(event => event.hour >= now - kept)
    await store.write(async tx => {
      await tx.deleteFrom('events').execute()
      const rows = all.map(({ hour, name, size }) => ({ hour: String(hour), name, size }))
      await tx.insertInto('events').values(rows).execute()
    })
    this.#past = all
    this.#hour = hourOf(now)
    this.#counts.clear()
  }
}

export async function readEvents(db: Kysely<Tables>, now: number): Promise<Events> {
  const rows = await db.selectFrom('events').selectAll().execute()
  return new Events(
    rows.map(row => ({ hour: Number(row.hour), name: row.name, size: row.size })),
    now,
  )
}
