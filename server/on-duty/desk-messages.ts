/** What supervisors tell desks tonight: fixed phrases, in memory only. Each clerk takes them off their own screen; the night takes them all. */
import { type DeskMessage, deskPhrase, mostMessages, type Saying } from '@latchkey/wire/board.ts'
import { Fault } from '@latchkey/wire/faults.ts'

interface Standing {
  readonly message: DeskMessage
  /** The alias it is for; null: every desk. */
  readonly to: string | null
  /** The supervisor's alias: they need not read what they wrote themselves. */
  readonly by: string
  /** Aliases of clerks who have read it. */
  readonly read: Set<string>
}

export class DeskMessages {
  #standing: Standing[] = []
  #last = 0
  readonly #isSite: (site: string) => boolean

  constructor(isSite: (site: string) => boolean) {
    this.#isSite = isSite
  }

  get count(): number {
    return this.#standing.length
  }

  /** All that stand, the newest first. */
  all(): (DeskMessage & { to: string | null })[] {
    return this.#standing.map(({ message, to }) => ({ ...message, to })).reverse()
  }

  /** The newest take the place of the oldest. @throws Fault `malformed`: no such phrase, or a place where it names none, none or two where it names one, no site of this city */
  add({ phrase, site, station, to }: Saying, by: string): void {
    const known = deskPhrase(phrase)
    const places = Number(site !== null) + Number(station !== null)
    if (known === null || places !== Number(known.place) || (site !== null && !this.#isSite(site))) throw new Fault('malformed')
    this.#last = (this.#last % 9999) + 1
    this.#standing.push({ message: { phrase, site, station, id: this.#last }, to, by, read: new Set() })
    if (this.#standing.length > mostMessages) this.#standing.shift()
  }

  takeBack(id: number): void {
    this.#standing = this.#standing.filter(({ message }) => message.id !== id)
  }

  read(id: number, alias: string): void {
    const found = this.#standing.find(({ message }) => message.id === id)
    if (!found) return
    found.read.add(alias)
    // The one it was for has read it: nobody needs it any more.
    if (found.to === alias) this.takeBack(id)
  }

  /** What this clerk has not read, the newest first. */
  for(alias: string): DeskMessage[] {
    return this.#standing
      .filter(({ to, by, read }) => (to === alias || (to === null && by !== alias)) && !read.has(alias))
      .map(({ message }) => message)
      .reverse()
  }

  startDay(): void {
    this.#standing = []
  }
}
