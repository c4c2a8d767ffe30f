/** Who was enrolled or changed, and who opened or closed a way in: person, act, day. The acts are a closed list. */
import type { SettingsWay } from '@latchkey/wire/settings.ts'
import type { Kysely, Transaction } from 'kysely'
import type { Tables } from '../store/tables.ts'

const wayActs = ['way_opened', 'way_closed', 'way_moved', 'way_ordered', 'way_paused', 'way_resumed'] as const
const otherActs = ['clerk_certified', 'period_certified', 'rules_started'] as const
export type WayActName = (typeof wayActs)[number]

declare const known: unique symbol
/** The act as it is written: one of the list; of a way in with its name and its site behind it, `way_closed counter main_office`. */
export type HistoryAct = (typeof otherActs)[number] | (string & { [known]: 'act of a way in' })

export const wayAct = (did: WayActName, { way, site }: { way: SettingsWay; site: string }): HistoryAct =>
  (site === '' ? `${did} ${way}` : `${did} ${way} ${site}`) as HistoryAct

/** A change of a way in as the public record says it: who did it stands in the store, for whoever may ask. */
export interface WayHistory {
  day: string
  did: WayActName
  way: SettingsWay
  site: string
}

export class StaffHistory {
  count: number
  /** Changes of ways in, read at start and added to: the public page asks no store. */
  readonly ways: WayHistory[]

  constructor(lines: { act: string; day: string }[]) {
    this.count = lines.length
    this.ways = lines.map(parseWay).filter(line => line !== null)
  }

  /** In the act's own transaction: an act without its line, or a line without its act, does not exist. */
  async write(tx: Transaction<Tables>, person: string, act: HistoryAct, day: string): Promise<void> {
    await tx.insertInto('staff_history').values({ person, act, day }).execute()
  }

  /** After the transaction. */
  keep(act: HistoryAct, day: string): void {
    this.count++
    const way = parseWay({ act, day })
    if (way) this.ways.push(way)
  }
}

/** Before there were sites an act of a way in was one of phone visits, and named nothing. */
function parseWay({ act, day }: { act: string; day: string }): WayHistory | null {
  const [did, way = 'phone', site = ''] = act.split(' ')
  const known = wayActs.find(one => one === did)
  return known ? { day, did: known, way: way as SettingsWay, site } : null
}

/** @param disposed what is up to this day was disposed of: it is not read, whether or not it lies in the store still */
export async function readStaffHistory(db: Kysely<Tables>, disposed = ''): Promise<StaffHistory> {
  return new StaffHistory(await db.selectFrom('staff_history').select(['act', 'day']).where('day', '>', disposed).execute())
}
