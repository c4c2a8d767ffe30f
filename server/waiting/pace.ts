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
/** The plan counts as so many visits, so that the first few do not decide alone. */
const planWeighs = 30
/** So much of a visit is behind a desk that is in one, on average. Without those under way the short ones, which end first, would promise too much. */
const partUnderWay = 1 / 3
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
  /** People called, in the line or on their way, whom no desk has seen, less the desks that are free for them. */
  before: number
  /** How many people could be seen today beside those who hold a number. */
  capacity: number
  /** Seconds until somebody who takes a number now is seen. */
  wait: number
}

/** What everyone may know; in seconds, for one desk. */
export interface Told extends LineNow {
  mean: number
  spread: number
  /** When this was told first, seconds since 1970. */
  at: number
  /** Share of the numbers whose holder comes. */
  comes: number
  planned: boolean
}

export class Pace {
  #count = 0
  #mean = 0
  #squares = 0
  /** Visits under way: how many, and the sum of the moments at which they began. */
  #underWay = 0
  #beganSum = 0
  #now = 0
  /** Desk time beside the visits that were brought to an end: those that were given on, and the moments between two. */
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
  get underWay(): number {
    return this.#underWay
  }
  /** Seconds a visit takes. */
  get mean(): number {
    if (this.planned) return this.#plan.secondsAVisit
    const seconds = this.#count * this.#mean + this.#givenOn + Math.max(0, this.#underWay * this.#now - this.#beganSum)
    return (planWeighs * this.#plan.secondsAVisit + seconds) / (planWeighs + this.#count + partUnderWay * this.#underWay)
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

  /** A visit begins, after so many seconds that its desk needed between two. */
  began(at: number, between: number): void {
    this.#underWay++
    this.#beganSum += at
    this.#givenOn += between
  }

  /** It is over for its desk: brought to its end, or given on. */
  over(beganAt: number, until: number, ended: boolean): void {
    this.#underWay--
    this.#beganSum -= beganAt
    const seconds = Math.max(0, until - beganAt)
    if (!ended) {
      this.#givenOn += seconds
      return
    }
    const before = seconds - this.#mean
    this.#count++
    this.#mean += before / this.#count
    this.#squares += before * (seconds - this.#mean)
  }

  /** The clock. Seconds since 1970. */
  step(now: number): void {
    this.#now = now
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
      this.#told = {
        ...line(),
        at: part * toldEvery,
        planned,
        comes,
        mean: planned ? this.mean : round(this.mean),
        spread: round(this.spread),
      }
    }
    return this.#told
  }

  reset(): void {
    this.#count = this.#mean = this.#squares = this.#givenOn = 0
    this.#comes = 1 - this.#plan.missed / 100
    this.#toldIn = Number.NaN
  }
}
