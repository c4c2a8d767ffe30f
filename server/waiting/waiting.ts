/**
 * Waiting as at a deli counter (DESIGN §5.2): a roll of numbers, a mark for each claimed one, and nothing about who holds one. How many are of today follows
 * from the desks on duty and the pace; when today is full, numbers are of tomorrow. Never imports relay: the waiting cannot know how a visit went (DESIGN §7).
 */
import { Fault } from '@latchkey/wire/faults.ts'
import {
  amountOf,
  isOfThisLine,
  mostCarried,
  type Now,
  type Today,
  type Number as WaitingNumber,
  type WayIn,
} from '@latchkey/wire/waiting.ts'
import { dayAfter } from '../clock/day.ts'
import { Calls, callHolds } from './calls.ts'
import { capacityToday } from './capacity.ts'
import { GivenTimes } from './given-times.ts'
import { isOurs, makeNumber } from './number.ts'
import { Pace } from './pace.ts'
import { mostNumbers, Roll } from './roll.ts'

/** Numbers that can be taken at once, and how many more each second: together less than a day's numbers, so that no script ends the giving. */
const atOnce = 6000
const eachSecond = 1
/** When today was full, so many more must fit before numbers are of today again: the roll does not change with every visit. */
const freeAgain = 8
/** Of what tomorrow can hold, the share that may be given tonight: the rest is for who comes tomorrow. */
const shareOfTomorrow = 1 / 2

export interface WaitingPlan {
  city: string
  waitingKey: Uint8Array
  secondsAVisit: number
  /** Of a hundred numbers, how many have nobody behind them when they are called. */
  missed?: number | undefined
  /** Cards that can be printed in a day. */
  cards?: number | undefined
  /** Seconds between two groups. Even steps: the moment of a call tells nothing about the moment a desk was free. */
  step: number
  memoryFolder: string | null
  owner: Uint8Array
  /** The city's day at the start. */
  day: string
  /** As many numbers as are asked for, all of today: to measure what one costs. */
  unbounded?: boolean
  /** Hears how many seconds lay between a number and whoever came with it, to five minutes. */
  waited?: ((seconds: number) => void) | undefined
}

/** What the rest of the server tells the waiting of this moment. Moments in seconds since 1970. */
export interface Line {
  now: number
  desks: number
  /** People whose number was claimed and whom no desk has taken yet. */
  ready: number
  /** People who have a booked time today and have not come yet: theirs before anybody's number. */
  booked: number
  closes: number
  /** When the city's plan ends this day, whatever is ordered: the next day is as long. */
  planCloses: number
  /** When they open next; null: not known. */
  opens: number | null
  /** A supervisor gives no more numbers of today, however many could be seen. */
  slow?: boolean
  /** Cards that can still be printed, as a supervisor counted; null: nobody has. */
  stock?: number | null
}

/** The same at each step. */
export interface Turn extends Line {
  /** Desks that have nobody. While there is none, a called number on paper has not been missed: its holder stands in the lobby and only a desk can claim it. */
  idle: number
  /** A way in is open. */
  calling: boolean
}

export class Waiting {
  readonly pace: Pace
  readonly #plan: WaitingPlan
  readonly #roll: Roll
  readonly #calls: Calls
  /** The copy that was found is of today: who was ready then is ready still. */
  readonly goesOn: boolean
  readonly #times = new GivenTimes()
  #steppedAt = 0
  #nextStep = 0
  /** The clock's last second. */
  #now = 0
  #full: boolean
  #gives: Now['gives'] = 'today'
  #mayTake = { count: atOnce, at: Number.NaN }

  constructor(plan: WaitingPlan) {
    this.#plan = plan
    this.pace = new Pace({ secondsAVisit: plan.secondsAVisit, missed: plan.missed ?? 0 })
    this.#calls = new Calls(came => this.pace.called(came))
    this.#roll = new Roll(plan.memoryFolder, plan.owner)
    this.goesOn = this.day === plan.day
    this.startDay(plan.day)
    this.#full = this.#roll.forTomorrow
    if (this.#full) this.#gives = 'tomorrow'
  }

  get day(): string {
    return this.#roll.day
  }
  get given(): number {
    return this.#roll.given
  }
  get called(): number {
    return this.#roll.called
  }
  /** The first day of this line, and how far it was called before today. */
  get since(): string {
    return this.#roll.since
  }
  get before(): number {
    return this.#roll.before
  }
  /** Pairs: from, to. */
  get apart(): number[] {
    return this.#roll.apart.flat()
  }
  /** How many numbers have been claimed today. */
  get claimed(): number {
    return this.#roll.claimed
  }
  /** Numbers of today that are not yet called. */
  get waiting(): number {
    return this.#roll.left
  }

  /**
   * The city's midnight: who was called and did not come, or was seen, is of the day before; who was not called is first on the new day, with the numbers
   * of tomorrow. Does nothing when the day is the same.
   */
  startDay(day: string): void {
    if (this.day === day) return
    this.#roll.startDay(day, mostCarried)
    this.#calls.clear()
    this.#times.clear()
    this.pace.reset()
    this.#full = false
    this.#gives = 'today'
  }

  /**
   * Anyone → a number, of today as long as whoever takes it will surely be seen today, else of tomorrow. Nothing is written for it: its block was
   * reserved before. @throws Fault `closed`, `no_desk`, `full`, `too_fast`
   */
  give(way: WayIn, open: boolean, line: Line): WaitingNumber {
    if (!open) throw new Fault('closed')
    if (line.desks === 0) throw new Fault('no_desk')
    this.#weigh(line)
    if (this.#gives === 'none') throw new Fault('full')
    this.#spend(line.now)
    const forTomorrow = this.#gives === 'tomorrow'
    const n = this.#roll.take(way === 'counter', forTomorrow)
    // What is told from now on is of the next one.
    this.#weigh(line)
    return makeNumber(this.#plan.waitingKey, this.#plan.city, way, forTomorrow ? dayAfter(this.day) : this.day, n)
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
    const { n } = number
    // A clerk may take today who stands there with a number of tomorrow.
    const early = !called && number.day === dayAfter(this.day) && this.#roll.isLater(n)
    if (!early && !isOfThisLine(this, number)) throw new Fault('number_other_day')
    if (this.#roll.isClaimed(n)) {
      if (again(n)) return
      throw new Fault('number_used')
    }
    if (!open) throw new Fault('closed')
    if (called && n > this.called) throw new Fault('number_early')
    // A MAC of ours on a number that this line has not given: the power went, and counting began anew.
    if (n > this.given) throw new Fault('number_early')
    hold(n)
    this.#roll.claim(n)
    this.#calls.came(n, this.#roll.isOnPaper(n))
    const since = this.#times.of(n)
    if (since !== null) this.#plan.waited?.(Math.max(0, this.#now - since))
  }

  /** Calls the next group when it is time. @returns whether anything changed */
  step(turn: Turn): boolean {
    const { now, desks, idle, calling, ready, closes } = turn
    const gave = this.#gives
    this.pace.step(now)
    this.#now = now
    this.#times.step(now, this.given)
    this.#weigh(turn)
    if (now < this.#nextStep) return this.#gives !== gave
    this.#nextStep = now + this.#plan.step
    const passed = now - this.#steppedAt
    this.#steppedAt = now
    this.#calls.pass(passed, idle > 0)
    if (!calling || desks === 0 || closes - now < callHolds) return this.#gives !== gave
    // Near closing nobody is called whom no desk could begin with: who is not called is first tomorrow. A desk that has nobody can, as long as the doors are
    // open: a number of today is a promise.
    const soFree = Math.max(0, Math.floor(((closes - now - this.pace.mean) * desks) / this.pace.mean))
    const canBegin = idle + soFree - ready - this.#calls.onTheirWay
    const { called } = this
    const numbers = this.#roll.call(Math.min(this.#calls.wanted(desks, ready), Math.ceil(canBegin / this.pace.comes)))
    for (const n of numbers) this.#calls.add(n, this.#roll.isOnPaper(n))
    return this.called > called || this.#gives !== gave
  }

  /** The public answer; the same for everyone. */
  now(
    line: Line,
    ways: Pick<Now, 'open' | 'counter' | 'event' | 'changed' | 'ordered'>,
    notice: number | null,
    hours: Pick<Now, 'closes' | 'lastCall' | 'opens'>,
  ): Now {
    const { now: at, desks } = line
    const { mean, spread, comes, planned, before } = this.pace.told(at, () => this.#weighLine(line))
    const many = Math.max(1, desks)
    const { day, since, called: serving, given, apart } = this
    return {
      at,
      day,
      ...ways,
      desks: desks > 0,
      notice,
      serving,
      given,
      since,
      before: this.before,
      apart,
      gives: this.#gives,
      pace: Math.max(1, Math.round((mean * comes) / many)),
      // Of one number: a visit if its holder comes, nothing if not.
      spread: Math.round(Math.sqrt(comes * spread ** 2 + comes * (1 - comes) * mean ** 2) / many),
      line: Math.round((before * mean) / many),
      planned,
      ...hours,
    }
  }

  /** The same for everyone for ten minutes. */
  today(line: Line): Today {
    const { at, capacity, wait } = this.pace.told(line.now, () => this.#weighLine(line))
    return { at, cards: amountOf(capacity), wait: amountOf(wait / 60) }
  }

  close(): void {
    this.#roll.close()
  }

  /** People who come before whoever takes a number now. */
  #before(ready: number): number {
    return ready + this.#calls.onTheirWay + this.waiting * this.pace.comes
  }

  /** How many people can be seen from now on: by the time there is, and by the cards. Who is in the line has claimed a number, and waits for a card still. */
  #capacity({ now, desks, closes, ready, booked, slow, stock }: Line): number {
    if (slow) return 0
    const { mean, spread } = this.pace
    const planned = this.#plan.cards === undefined ? Infinity : Math.max(0, this.#plan.cards - this.claimed + ready)
    const cards = Math.min(planned, stock ?? Infinity)
    return Math.max(0, Math.min(cards, capacityToday({ left: closes - now - mean, desks, mean, spread })) - booked)
  }

  #weighLine(line: Line) {
    const before = line.ready + this.#calls.onTheirWay - Math.max(0, line.desks - this.pace.underWay)
    const capacity = Math.max(0, this.#capacity(line) - this.#before(line.ready))
    return { before, capacity, wait: (this.#before(line.ready) * this.pace.mean) / Math.max(1, line.desks) }
  }

  /** Whether the next number is of today, of tomorrow, or none. */
  #weigh(line: Line): void {
    if (line.desks === 0 || this.#plan.unbounded) return
    const capacity = this.#capacity(line)
    const people = this.#before(line.ready)
    this.#full = people + (this.#full ? Math.max(freeAgain, capacity / 20) : 1) > capacity
    const roll = this.#roll
    if (this.given >= mostNumbers) this.#gives = 'none'
    else if (!this.#full) this.#gives = 'today'
    else if (line.opens !== null && (roll.forTomorrow || roll.canTurn) && roll.later < this.#mostTomorrow(line, line.opens))
      this.#gives = 'tomorrow'
    else this.#gives = 'none'
  }

  #mostTomorrow({ desks, planCloses }: Line, opens: number): number {
    // Hours as long as today's.
    const left = (((planCloses - opens) % 86_400) + 86_400) % 86_400
    const { mean, spread, comes } = this.pace
    return Math.min(mostCarried, Math.floor((shareOfTomorrow * capacityToday({ left, desks, mean, spread })) / comes))
  }

  #spend(now: number): void {
    if (this.#plan.unbounded) return
    const since = Number.isNaN(this.#mayTake.at) ? 0 : Math.max(0, now - this.#mayTake.at)
    const count = Math.min(atOnce, this.#mayTake.count + since * eachSecond)
    if (count < 1) throw new Fault('too_fast')
    this.#mayTake = { count: count - 1, at: now }
  }
}
