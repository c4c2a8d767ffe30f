/** Which ways in are open at this moment: what administrators, supervisors and the law say (settings.ts), and the city's hours. */

import { type Site, timesOn, wayAt } from '@latchkey/wire/sites.ts'
import type { Now } from '@latchkey/wire/waiting.ts'
import { dayOf, momentOf } from '../clock/day.ts'
import { closesAt, opensAt, type Plan, withinHours } from '../clock/hours.ts'
import type { Settings, Way } from './settings.ts'

export interface WaysPorts {
  settings: Settings
  sites: Site[]
  plan: Plan & { secondsAVisit: number }
  clock: () => number
  zone: string
}

/** Its members are functions of their own: the relay, the waiting and the routes each take the one they ask. */
export class WaysNow {
  readonly #ports: WaysPorts
  #moments = { day: '', of: new Map<Site, { from: number; to: number }[]>() }

  constructor(ports: WaysPorts) {
    this.#ports = ports
  }

  /** Phone visits. */
  readonly open = (): boolean => this.#isOpen(this.#ports.settings.phone) && this.#withinHours()

  /**
   * Counters: one at least is open, or an event takes place. Numbers are called within the city's hours, which the rules name; what hours a single office keeps
   * its page says.
   * @param at of a desk that stands there: whether it may take somebody new at its counter
   */
  readonly counter = (at: string | null = null): boolean =>
    this.#withinHours() && (at === null ? this.#some('counter') || this.event() : this.#isOpenAt(at))

  /** An event takes place now, by its own hours. */
  readonly event = (): boolean =>
    this.#ports.sites.some(
      site => site.kind === 'event' && this.takesPlace(site) && this.#isOpen(this.#ports.settings.find('event', site.id) as Way),
    )

  /** Whether a site is there at this moment, by its own hours; the whole last minute belongs to it. */
  takesPlace(site: Site): boolean {
    const { clock, zone } = this.#ports
    const now = clock()
    return this.#momentsOn(dayOf(now, zone), site).some(({ from, to }) => now >= from && now <= to)
  }

  /** Every look at *now serving* asks whether there is an event, and a site's hours of a day do not change while the server runs. */
  #momentsOn(day: string, site: Site): { from: number; to: number }[] {
    if (this.#moments.day !== day) this.#moments = { day, of: new Map() }
    const known = this.#moments.of.get(site)
    if (known !== undefined) return known
    const { zone } = this.#ports
    const moments = timesOn(site, day).map(({ from, to }) => ({ from: momentOf(day, from, zone), to: momentOf(day, to, zone) + 59 }))
    this.#moments.of.set(site, moments)
    return moments
  }

  now(): Pick<Now, 'open' | 'counter' | 'event' | 'changed' | 'ordered'> {
    const { settings } = this.#ports
    const changed: Now['changed'] = []
    const ordered: Now['ordered'] = []
    for (const way of settings.all()) {
      const { open, notice, to } = settings.shown(way)
      if (way.way !== 'phone' && !open) changed.push({ site: way.site, notice, to })
      if (way.next !== null) ordered.push({ site: way.way === 'phone' ? null : way.site, ...way.next })
    }
    return { open: this.open(), counter: this.counter(), event: this.event(), changed, ordered }
  }

  /** When the day ends, when the last one is called, and when the next day begins; null while every way in is closed then, as far as administrators have ordered. */
  readonly hours = (now: number): Pick<Now, 'closes' | 'lastCall' | 'opens'> => {
    const { plan, zone, settings } = this.#ports
    const closes = this.#lastCloses(now, closesAt(plan, now, zone))
    const opens = opensAt(plan, now, zone)
    const day = dayOf(opens, zone)
    const some = settings.all().some(way => settings.willBeOpen(way, opens, day))
    return { closes, lastCall: closes - plan.secondsAVisit, opens: some ? opens : null }
  }

  /** The day ends with the last way in that is open: when each is ordered to close before the city does, nobody is promised a time after that. */
  #lastCloses(now: number, closes: number): number {
    const { settings } = this.#ports
    const all = settings.all()
    const closing = ({ next }: Way) => next !== null && !next.open && next.at > now && next.at < closes
    if (!all.some(closing)) return closes
    const open = all.filter(way => this.#isOpen(way) && (way.way !== 'event' || this.#takesPlaceAt(way.site)))
    return open.length > 0 && open.every(closing) ? Math.max(...open.map(({ next }) => (next as { at: number }).at)) : closes
  }

  #takesPlaceAt(id: string): boolean {
    const site = this.#ports.sites.find(one => one.id === id)
    return site !== undefined && this.takesPlace(site)
  }

  #isOpenAt(id: string): boolean {
    const site = this.#ports.sites.find(one => one.id === id)
    const way = site && this.#ports.settings.find(wayAt(site), id)
    return way ? this.#isOpen(way) && (site.kind === 'office' || this.takesPlace(site)) : false
  }

  #isOpen(way: Way): boolean {
    return this.#ports.settings.isOpen(way)
  }

  #some(kind: 'counter' | 'event'): boolean {
    return this.#ports.settings.all().some(way => way.way === kind && this.#isOpen(way))
  }

  #withinHours(): boolean {
    const { plan, clock, zone } = this.#ports
    return withinHours(plan, clock(), zone)
  }
}
