/** Who was enrolled or changed, and who opened or closed a way in: person, act, day. The acts are a closed list. */
import type { Kysely, Transaction } from 'kysely'
import type { Tables } from '../store/tables.ts'

export const acts = {
  clerk_certified: 'enrolled or changed',
  period_certified: 'period and blanks certified',
  way_opened: 'phone visits opened',
  way_closed: 'phone visits closed',
  way_ordered: 'change of phone visits ordered for later',
  rules_started: 'rules started',
} as const
export type HistoryAct = keyof typeof acts

export class StaffHistory {
  count: number

  constructor(count: number) {
    this.count = count
  }

  /** In the act's own transaction: an act without its line, or a line without its act, does not exist. */
  async write(tx: Transaction<Tables>, person: string, act: HistoryAct, day: string): Promise<void> {
    await tx.insertInto('staff_history').values({ person, act, day }).execute()
    this.count++
  }
}

export async function readStaffHistory(db: Kysely<Tables>): Promise<StaffHistory> {
  const { count } = await db.selectFrom('staff_history').select(db.fn.countAll<string>().as('count')).executeTakeFirstOrThrow()
  return new StaffHistory(Number(count))
}
