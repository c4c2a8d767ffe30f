/**
 * Who was called and has not come yet, and how many to call next. A number that nobody claims holds up nobody: called numbers count as people on their way
 * for half a minute only, and the fewer of them come, the more are called at a time. Whoever comes later is next, because their number is the lowest.
 */

/** Seconds within which a phone that is looked at claims its number, and somebody in the lobby reaches a free desk. */
export const answersWithin = 30
/** Seconds after which a called number counts as one that nobody came for. It stays good until the day ends. */
export const callHolds = 180
/** One more than the desks: each has somebody to see next, and one may not come. */
export const callAhead = (desks: number): number => desks + 1
/** How many calls back the share of those who come soon reaches. */
const lastCalls = 8
/** Numbers called for one person, at most. */
const mostForOne = 64

interface Call {
  /** On a phone: seconds since the call. On paper: those of them in which a desk was free, or after a later number was seen. */
  waited: number
  readonly paper: boolean
  /** A later number on paper was taken at a counter: this one's holder does not stand there. */
  passed: boolean
  /** Was counted as not coming soon. */
  late: boolean
}

export class Calls {
  readonly #calls = new Map<number, Call>()
  /** Of the last calls, the share that was answered soon. */
  #soon = 1
  readonly #told: (came: boolean) => void

  /** @param told hears whether somebody came: of each number claimed, and of each that nobody came for in time */
  constructor(told: (came: boolean) => void) {
    this.#told = told
  }

  /** People who were called and are probably on their way. */
  get onTheirWay(): number {
    let count = 0
    for (const call of this.#calls.values()) if (call.waited < answersWithin) count++
    return count
  }

  /** How many numbers to call so that every desk has somebody. @param ready people in the line */
  wanted(desks: number, ready: number): number {
    const missing = callAhead(desks) - ready - this.onTheirWay
    return missing <= 0 ? 0 : Math.ceil(missing / Math.max(1 / mostForOne, this.#soon))
  }

  add(n: number, paper: boolean): void {
    this.#calls.set(n, { waited: 0, paper, passed: false, late: false })
  }

  /** Seconds went by; `free`: a desk had nobody. */
  pass(seconds: number, free: boolean): void {
    for (const [n, call] of this.#calls) {
      if (!call.paper || call.passed || free) call.waited += seconds
      if (call.waited >= answersWithin && !call.late) {
        call.late = true
        this.#answered(false)
      }
      if (call.waited < callHolds) continue
      this.#calls.delete(n)
      this.#told(false)
    }
  }

  /** A number was claimed, called or not. */
  came(n: number, paper: boolean): void {
    this.#calls.delete(n)
    this.#answered(true)
    this.#told(true)
    if (!paper) return
    for (const [other, one] of this.#calls) {
      if (!one.paper || one.passed || other > n) continue
      one.passed = true
      one.waited = Math.max(one.waited, answersWithin)
    }
  }

  clear(): void {
    this.#calls.clear()
    this.#soon = 1
  }

  #answered(soon: boolean): void {
    this.#soon += (Number(soon) - this.#soon) / lastCalls
  }
}
