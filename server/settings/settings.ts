/**
 * The ways in, one for phone visits and one a site: open or closed, the notice on every page, where it moved, the law each rests on. In memory; written by
 * administrators and the clock.
 */
import type { Authority, SettingsWay } from '@latchkey/wire/settings.ts'
import { type Site, wayAt } from '@latchkey/wire/sites.ts'
import { siteNotice } from '@latchkey/wire/waiting.ts'
import { type Kysely, sql, type Transaction } from 'kysely'
import { rewriteRows } from '../holds/endings.ts'
import { sha256 } from '../platform.ts'
import type { StaffHistory } from '../staff-history/staff-history.ts'
import type { Store } from '../store/open-store.ts'
import type { Tables } from '../store/tables.ts'
import { settings as declared } from './declaration.ts'

/** What an act changes, now or later. */
export interface Change {
  open: boolean
  notice: number | null
  /** The site it has moved to. */
  to: string | null
}

/** A supervisor has closed a way in for the rest of a day. It takes away from what administrators opened and changes nothing of it. */
export interface PausedFor {
  /** The city's day: on any other it does not hold. */
  day: string
  notice: number
}

export interface Way extends Change {
  way: SettingsWay
  /** Empty for phone visits. */
  site: string
  /** Recorded with an act of this way in; null: what the city's rules name counts. */
  authority: Authority | null
  /** Ordered for later. */
  next: (Change & { at: number }) | null
  pause: PausedFor | null
}

/** The law that the city's rules name for each way in, and whether this is practice, where a way in needs none. */
export interface Ground {
  practice: boolean
  laws: { phone: Authority | null; counter: Authority | null }
  /** The city's day. */
  today: () => string
}

export class Settings {
  readonly #ways: Map<string, Way>
  readonly #ground: Ground
  rulesVersion: string

  /** @param ways every way in there is: phone visits, then each site of the city in its own order */
  constructor(ways: Way[], ground: Ground, rulesVersion: string) {
    this.#ways = new Map(ways.map(way => [keyOf(way), way]))
    this.#ground = ground
    this.rulesVersion = rulesVersion
  }

  all(): Way[] {
    return [...this.#ways.values()]
  }

  find(way: SettingsWay, site: string): Way | null {
    return this.#ways.get(keyOf({ way, site })) ?? null
  }

  get phone(): Way {
    return this.find('phone', '') as Way
  }

  /** Recorded by an act, or named by the city's rules; an event rests on the law of counters, which is that of visits in person. */
  authority({ way, authority }: Pick<Way, 'way' | 'authority'>): Authority | null {
    return authority ?? this.#ground.laws[way === 'phone' ? 'phone' : 'counter']
  }

  /** May it open: its law is recorded, or this is practice. */
  mayOpen(way: Pick<Way, 'way' | 'authority'>): boolean {
    return this.#ground.practice || this.authority(way) !== null
  }

  /** Open, as far as administrators, the law and supervisors go; hours are the clock's. */
  isOpen(way: Way): boolean {
    return way.open && this.mayOpen(way) && !this.isPaused(way)
  }

  /** A supervisor has closed it for today. */
  isPaused({ pause }: Pick<Way, 'pause'>): boolean {
    return pause !== null && pause.day === this.#ground.today()
  }

  /** As everyone sees it now: a pause of today lies over what administrators have settled. */
  shown(way: Way): Way {
    return way.open && this.isPaused(way) ? { ...way, open: false, notice: (way.pause as PausedFor).notice, to: null } : way
  }

  /**
   * How a way in will stand at a moment to come, as far as is known now: what is ordered until then; otherwise as it stands, without what speaks of today alone.
   * @param day the moment's day of the city
   */
  standsAt(way: Way, moment: number, day: string): Change {
    const isOrdered = way.next !== null && way.next.at <= moment
    const { open, notice, to } = isOrdered ? (way.next as Change) : way
    if (day === this.#ground.today()) return this.shown({ ...way, open, notice, to })
    // Snow of today says nothing of next week, unless somebody orders it.
    const isOfToday = !isOrdered && way.way !== 'phone' && siteNotice(notice)?.today === true
    return isOfToday ? { open: true, notice: null, to: null } : { open, notice, to }
  }

  /** Open at a moment to come, as far as administrators, the law and supervisors have said; hours are the clock's. */
  willBeOpen(way: Way, moment: number, day: string): boolean {
    return this.mayOpen(way) && this.standsAt(way, moment, day).open
  }

  async write(tx: Transaction<Tables>, way: Way, rulesVersion = this.rulesVersion): Promise<void> {
    const row = {
      way: way.way,
      site: way.site,
      open: way.open,
      notice: way.notice,
      moved_to: way.to,
      authority: way.authority === null ? null : sql<Authority>`${JSON.stringify(way.authority)}::jsonb`,
      next_open: way.next?.open ?? null,
      next_notice: way.next?.notice ?? null,
      next_moved_to: way.next?.to ?? null,
      next_at: way.next === null ? null : String(way.next.at),
      paused_on: way.pause?.day ?? null,
      paused_notice: way.pause?.notice ?? null,
      rules_version: rulesVersion,
    }
    await rewriteRows(tx, declared, [row])
  }

  /** After the transaction. */
  keep(way: Way): void {
    this.#ways.set(keyOf(way), way)
  }
}

const keyOf = ({ way, site }: Pick<Way, 'way' | 'site'>): string => `${way} ${site}`

/**
 * 8 bytes that say how a way in stands. An act names them, so that of two administrators who saw the same only the first is right. Made from what stands
 * and not counted: a counter would be one more thing to keep, and one to set back by a restart.
 */
export function standingOf({ way, site, open, notice, to, authority, next, pause }: Way): Uint8Array {
  const law = authority && [authority.citation, authority.text, authority.date, authority.settledBy]
  const later = next && [next.open, next.notice, next.to, next.at]
  const paused = pause && [pause.day, pause.notice]
  return sha256(new TextEncoder().encode(JSON.stringify([way, site, open, notice, to, law, later, paused]))).subarray(0, 8)
}

/**
 * Phone visits begin closed, until an administrator opens them. A counter or an event that nobody has closed is open: it is a place where the city sees
 * people anyway, and without a recorded law it does not count as open outside practice (`isOpen`).
 */
const untouched = (way: SettingsWay, site: string): Way => ({
  way,
  site,
  open: way !== 'phone',
  notice: null,
  to: null,
  authority: null,
  next: null,
  pause: null,
})

/** Rows of sites that the city no longer has stay in the store and are not looked at. */
export async function readSettings(db: Kysely<Tables>, sites: Site[], ground: Ground): Promise<Settings> {
  const rows = await db.selectFrom('settings').selectAll().execute()
  const all = [{ way: 'phone' as SettingsWay, site: '' }, ...sites.map(site => ({ way: wayAt(site) as SettingsWay, site: site.id }))]
  const ways = all.map(({ way, site }): Way => {
    const row = rows.find(one => one.way === way && one.site === site)
    if (!row) return untouched(way, site)
    const { open, notice, moved_to: to, authority } = row
    const later = { notice: row.next_notice, to: row.next_moved_to, at: Number(row.next_at) }
    const next = row.next_open === null ? null : { open: row.next_open, ...later }
    const pause = row.paused_on === null || row.paused_notice === null ? null : { day: row.paused_on, notice: row.paused_notice }
    return { way, site, open, notice, to, authority, next, pause }
  })
  return new Settings(ways, ground, rows.find(one => one.way === 'phone')?.rules_version ?? '')
}

/** A server that starts with other rules than the last one says so in the settings and in staff history, before anyone is served. */
export async function startRules(store: Store, settings: Settings, history: StaffHistory, version: string, day: string): Promise<void> {
  if (settings.rulesVersion === version) return
  await store.write(async tx => {
    for (const way of settings.all()) await settings.write(tx, way, version)
    await history.write(tx, `rules ${version}`, 'rules_started', day)
  })
  settings.rulesVersion = version
  history.keep('rules_started', day)
}
