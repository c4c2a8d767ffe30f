/**
 * Waiting as at a deli counter (DESIGN §5.2): a counter, a mark for each claimed number, and nothing about who holds one.
 * Never imports relay: the waiting cannot know how a visit went (DESIGN §7).
 */
import { Fault } from '@latchkey/wire/faults.ts'
import { isOfThisLine, mostCarried, type Now, type Number as WaitingNumber, type WayIn } from '@latchkey/wire/waiting.ts'
import { MemoryFile } from '../memory-files/memory-files.ts'
import { isOurs, makeNumber } from './number.ts'
import { Pace } from './pace.ts'

const most = 99_999
/** day 16 ‖ since 16 ‖ given 4 ‖ called 4 ‖ before 4 ‖ claimed, one bit a number ‖ on paper, one bit a number. */
const marks = Math.ceil((most + 1) / 8)
const at = { day: 0, since: 16, given: 32, called: 36, before: 40, claimed: 44, paper: 44 + marks }
const fileSize = at.paper + marks
/** A called number that nobody claims stops holding up the others after this many seconds. It stays good until the day ends. */
export const callHolds = 180
/** How many people a desk has called and ready: the one it sees next and one behind. */
const readyForEachDesk = 2

export interface WaitingPlan {
  city: string
  waitingKey: Uint8Array
  secondsAVisit: number
  /** Seconds between two groups. Even steps: the moment of a call tells nothing about the moment a desk was free. */
  step: number
  memoryFolder: string | null
  owner: Uint8Array
  /** The city's day at the start. */
  day: string
}

/** What the rest of the server tells the waiting at each step. */
export interface Turn {
  now: number
  desks: number
  /** Desks that have nobody. While there is none, a called number on paper has not been missed: its holder stands in the lobby and only a desk can claim it. */
  idle: number
  /** The way in is open, and long enough for one more visit. */
  calling: boolean
  /** People whose number was claimed and whom no desk has taken yet. */
  ready: number
}

export class Waiting {
  readonly pace: Pace
  readonly #plan: WaitingPlan
  readonly #file: MemoryFile
  /** The copy that was found is of today: who was ready then is ready still. */
  readonly goesOn: boolean
  /** Seconds since the call, and those of them in which a desk was free. */
  #calls: { from: number; to: number; age: number; free: number }[] = []
  #steppedAt = 0
  #nextStep = 0

  constructor(plan: WaitingPlan) {
    this.#plan = plan
    this.pace = new Pace(plan.secondsAVisit)
    this.#file = new MemoryFile(plan.memoryFolder, 'waiting', fileSize, plan.owner)
    this.goesOn = this.day === plan.day
    this.startDay(plan.day)
  }

  get day(): string {
    return this.#file.bytes.toString('latin1', at.day, at.day + 10)
  }
  get given(): number {
    return this.#file.number(at.given)
  }
  get called(): number {
    return this.#file.number(at.called)
  }
  /** The first day of this line, and how far it was called before today. */
  get since(): string {
    return this.#file.bytes.toString('latin1', at.since, at.since + 10)
  }
  get before(): number {
    return this.#file.number(at.before)
  }
  /** How many numbers have been claimed today. */
  get claimed(): number {
    let count = 0
    for (let n = 1; n <= this.given; n++) if (this.#isClaimed(n)) count++
    return count
  }
  /** Numbers given and not yet called. */
  get waiting(): number {
    return this.given - this.called
  }

  /**
   * The city's midnight: who was called and did not come, or was seen, is of the day before; who was not called is first on the new day.
   * Does nothing when the day is the same. The day is written last, so that a process killed here does the rest when it starts again.
   */
  startDay(day: string): void {
    if (this.day === day) return
    const { waiting } = this
    if (this.day < day && waiting > 0 && waiting <= mostCarried) {
      this.#file.put(at.claimed, Buffer.alloc(marks))
      this.#file.putNumber(at.before, this.called)
    } else {
      this.#file.clear()
      this.#file.put(at.since, Buffer.from(day, 'latin1'))
    }
    this.#file.put(at.day, Buffer.from(day, 'latin1'))
    this.#calls = []
    this.pace.reset()
  }

  /** Anyone → a number. Counts up in memory and in the copy before it answers. @throws Fault `closed`, `no_desk` */
  give(way: WayIn, open: boolean, desks: number): WaitingNumber {
    if (!open) throw new Fault('closed')
    if (desks === 0) throw new Fault('no_desk')
    if (this.given >= most) throw new Fault('closed')
    const n = this.given + 1
    // Before the count: a process killed between the two gives this number anew, and says again what it is on.
    this.#file.putBit(at.paper, n, way === 'counter')
    this.#file.putNumber(at.given, n)
    return makeNumber(this.#plan.waitingKey, this.#plan.city, way, this.day, n)
  }

  /**
   * Holder of a number → a place in the line of those whom a desk sees next. The attacker controls every field; a number made up
   * or of another city fails its MAC before anything else is looked at.
   * @param again   whether this very place already holds this order: the phone asks a second time because the answer was lost
   * @param hold    takes the order into the line. Runs before the number is marked, so that a process killed between the two loses nothing
   * @param called  false at a counter: the clerk sees who stands there, called or not
   * @throws Fault `number_unknown`, `number_other_day`, `closed`, `number_early`, `number_used`
   */
  claim(number: WaitingNumber, open: boolean, again: (order: number) => boolean, hold: (order: number) => void, called = true): void {
    if (!isOurs(this.#plan.waitingKey, this.#plan.city, number)) throw new Fault('number_unknown')
    if (!isOfThisLine(this, number)) throw new Fault('number_other_day')
    const { n } = number
    if (this.#isClaimed(n)) {
      if (again(n)) return
      throw new Fault('number_used')
    }
    if (!open) throw new Fault('closed')
    if (called && n > this.called) throw new Fault('number_early')
    // A MAC of ours on a number that this line has not given: the power went, and counting began anew.
    if (n > this.given) throw new Fault('number_early')
    hold(n)
    this.#file.putBit(at.claimed, n, true)
  }

  /** Calls the next group when it is time. @returns whether anything changed */
  step({ now, desks, idle, calling, ready }: Turn): boolean {
    if (now < this.#nextStep) return false
    this.#nextStep = now + this.#plan.step
    const passed = now - this.#steppedAt
    this.#steppedAt = now
    for (const call of this.#calls) {
      call.age += passed
      if (idle > 0) call.free += passed
    }
    this.#calls = this.#calls.filter(call => call.free < callHolds)
    if (!calling || desks === 0) return false
    const free = desks * readyForEachDesk - ready - this.#calledUnclaimed()
    const to = Math.min(this.given, this.called + Math.max(0, free))
    if (to === this.called) return false
    this.#calls.push({ from: this.called + 1, to, age: 0, free: 0 })
    this.#file.putNumber(at.called, to)
    return true
  }

  /** The public answer; the same for everyone. */
  now(
    moment: number,
    ways: Pick<Now, 'open' | 'counter' | 'event' | 'changed'>,
    desks: number,
    notice: number | null,
    hours: Pick<Now, 'closes' | 'lastCall' | 'opens'>,
  ): Now {
    const { secondsAVisit, planned } = this.pace.told(moment)
    const pace = Math.max(1, Math.round(secondsAVisit / Math.max(1, desks)))
    const { day, since, before, called: serving, given } = this
    return { at: moment, day, ...ways, desks: desks > 0, notice, serving, given, since, before, pace, planned, ...hours }
  }

  close(): void {
    this.#file.close()
  }

  #isClaimed(n: number): boolean {
    return this.#file.bit(at.claimed, n)
  }

  #calledUnclaimed(): number {
    let count = 0
    for (const { from, to, age, free } of this.#calls) {
      for (let n = from; n <= to; n++) {
        const waited = this.#file.bit(at.paper, n) ? free : age
        if (waited < callHolds && !this.#isClaimed(n)) count++
      }
    }
    return count
  }
}
