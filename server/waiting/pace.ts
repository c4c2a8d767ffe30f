/**
 * How fast the line goes today: mean and spread of a visit (Welford), and how many of the numbers called have somebody behind them. Figures of many, never one
 * visit's own time. Told on an even clock and rounded.
 */
/** Seconds between two changes of what is told: who compares two means a visit apart would have that visit's end and length. */
const toldEvery = 600
/** What is told is a multiple of this many seconds. */
const grain = 30
/** Under so many visits the mean would be nearly one person's, so it is not told. */
const fewest = 5
/** The plan counts as so many visits: those that end first are the short ones, and a mean of them alone would promise too much. */
const planWeighs = 10
/** How many numbers back the share of those who come reaches: a robot's thousand are soon passed, and soon forgotten. */
const lastNumbers = 64
/** Of numbers that nobody at all claims there is an end: a line is never taken for empty. */
const fewestCome = 1 / 64

export interface Plan {
  /** Seconds a visit takes by the city's rules. */
  secondsAVisit: number
  /** Of a hundred numbers called, how many have nobody behind them, by the city's rules. */
  missed: number
}

/** The line at the moment at which the figures change. */
export interface LineNow {
  /** People called, in the line or on their way, whom no desk has seen. */
  before: number
  /** How many people could be seen today beside those who hold a number. */
  room: number
  /** Seconds until somebody who takes a number now is seen. */
  wait: number
}

/** What everyone may know; in seconds, for one desk. */
export interface Told extends LineNow {
  mean: number
  spread: number
  /** Share of the numbers whose holder comes. */
  comes: number
  planned: boolean
}

export class Pace {
  #count = 0
  #mean = 0
  #squares = 0
  /** Desk time of visits that were given on: it belongs to the visits that other desks finish. */
  #givenOn = 0
  #comes: number
  #toldIn = Number.NaN
  #told: Told | null = null
  readonly #plan: Plan

  constructor(plan: Plan) {
    this.#plan = plan
    this.#comes = 1 - plan.missed / 100
  }

  get visits(): number {
    return this.#count
  }
  get planned(): boolean {
    return this.#count < fewest
  }
  /** Seconds a visit takes. */
  get mean(): number {
    if (this.planned) return this.#plan.secondsAVisit
    return (planWeighs * this.#plan.secondsAVisit + this.#count * this.#mean + this.#givenOn) / (planWeighs + this.#count)
  }
  /** How much visits differ: the root of their mean square around the mean. By plan half a visit. */
  get spread(): number {
    const byPlan = planWeighs * (this.#plan.secondsAVisit / 2) ** 2
    return Math.sqrt((byPlan + (this.planned ? 0 : this.#squares)) / (planWeighs + (this.planned ? 0 : this.#count)))
  }
  /** Of the numbers called lately, the share whose holder came. */
  get comes(): number {
    return Math.max(fewestCome, this.#comes)
  }

  /** A visit was brought to its end. */
  add(seconds: number): void {
    const before = Math.max(0, seconds) - this.#mean
    this.#count++
    this.#mean += before / this.#count
    this.#squares += before * (Math.max(0, seconds) - this.#mean)
  }

  /** A visit left its desk unfinished. */
  gaveOn(seconds: number): void {
    this.#givenOn += Math.max(0, seconds)
  }

  /** A number that was called was claimed, or nobody came in time. */
  called(came: boolean): void {
    this.#comes += (Number(came) - this.#comes) / lastNumbers
  }

  /** What everyone may know at this moment (seconds since 1970): the same for ten minutes. */
  told(now: number, line: () => LineNow): Told {
    const part = Math.floor(now / toldEvery)
    if (part !== this.#toldIn || this.#told === null) {
      this.#toldIn = part
      const round = (seconds: number) => Math.max(grain, Math.round(seconds / grain) * grain)
      const { planned, comes } = this
      this.#told = { ...line(), planned, comes, mean: planned ? this.mean : round(this.mean), spread: round(this.spread) }
    }
    return this.#told
  }

  reset(): void {
    this.#count = this.#mean = this.#squares = this.#givenOn = 0
    this.#comes = 1 - this.#plan.missed / 100
    this.#toldIn = Number.NaN
  }
}
