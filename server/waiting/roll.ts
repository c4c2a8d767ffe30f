/**
 * The roll of numbers: how far it was given and called, which numbers are of tomorrow, which were claimed. In process memory, with a copy on the memory file
 * system that is written ahead: a block of 32 numbers is reserved before the first of them is given, so that giving a number writes nothing, and a
 * killed process goes on behind the block. It skips at most 31 numbers that nobody holds, and gives none twice.
 */
import { MemoryFile } from '../memory-files/memory-files.ts'
import { countWithin, has, outside, type Range, union } from './ranges.ts'

export const mostNumbers = 99_999
/** Numbers reserved at a time: their bits are four whole bytes. */
export const block = 32
/** Times a day the roll may change between today and tomorrow, and ranges that a night can hand on. */
const mostTurns = 16
const mostRanges = 32
/** day 16 ‖ since 16 ‖ reserved 4 ‖ called 4 ‖ before 4 ‖ ranges of days before, of tomorrow: from 4, to 4 each (0: none, or up to the last given) ‖ claimed, on paper: one bit a number. */
const marks = Math.ceil((mostNumbers + 1) / block) * (block / 8)
const at = { day: 0, since: 16, reserved: 32, called: 36, before: 40, past: 44, later: 44 + 8 * mostRanges, claimed: 44 + 16 * mostRanges }
const paperAt = at.claimed + marks
const fileSize = paperAt + marks

export class Roll {
  readonly #file: MemoryFile
  #day: string
  #given: number
  /** Numbers below `given` that are of a day before, and were called or are over. */
  #past: Range[]
  /** Numbers of tomorrow. The last range is open while `#forTomorrow`: it goes on with each number given. */
  #later: Range[]
  #forTomorrow: boolean
  #claimed = 0
  /** Numbers of this block and above it, up to here, may have nobody: a process before this one was killed while it gave them. 0: none. */
  #doubtfulTo: number
  /** One bit a number. The copy has it when the next block is reserved: of the last one it knows none, and takes them for phones'. */
  readonly #paper = Buffer.alloc(marks)

  constructor(memoryFolder: string | null, owner: Uint8Array) {
    this.#file = new MemoryFile(memoryFolder, 'waiting', fileSize, owner)
    this.#day = this.#file.bytes.toString('latin1', at.day, at.day + 10)
    this.#given = this.#file.number(at.reserved)
    this.#doubtfulTo = this.#given % block === block - 1 ? this.#given : 0
    this.#past = this.#readRanges(at.past)
    this.#later = this.#readRanges(at.later)
    this.#forTomorrow = this.#later.at(-1)?.[1] === this.#given && this.#openInCopy()
    for (let n = 1; n <= this.#given; n++) if (this.isClaimed(n)) this.#claimed++
    this.#file.bytes.copy(this.#paper, 0, paperAt, paperAt + marks)
  }

  get day(): string {
    return this.#day
  }
  /** The first day of this line, and how far it was called before today. */
  get since(): string {
    return this.#file.bytes.toString('latin1', at.since, at.since + 10)
  }
  get before(): number {
    return this.#file.number(at.before)
  }
  /** The highest number given; after a kill, the highest that may have been. */
  get given(): number {
    return this.#given
  }
  get called(): number {
    return this.#file.number(at.called)
  }
  /** Numbers of today that are not called yet. */
  get left(): number {
    return this.#given - this.called - countWithin(this.apart, this.called, this.#given)
  }
  /** Numbers of tomorrow. */
  get later(): number {
    return countWithin(this.#later, 0, this.#given)
  }
  /** Numbers that are not called today, in order: of tomorrow, or of a day before and over. */
  get apart(): Range[] {
    return union(this.#past, this.#later)
  }
  /** Whether the roll may change to numbers of tomorrow once more. */
  get canTurn(): boolean {
    return this.#later.length < mostTurns && this.#past.length + this.#later.length < mostRanges - 1
  }
  get forTomorrow(): boolean {
    return this.#forTomorrow
  }
  /** How many numbers were claimed today. */
  get claimed(): number {
    return this.#claimed
  }

  isClaimed(n: number): boolean {
    return this.#file.bit(at.claimed, n)
  }
  claim(n: number): void {
    if (!this.isClaimed(n)) this.#claimed++
    this.#file.putBit(at.claimed, n, true)
  }
  isOnPaper(n: number): boolean {
    return (this.#paper[n >> 3]! & (0x80 >> (n & 7))) !== 0
  }
  isApart(n: number): boolean {
    return has(this.#past, n) || this.isLater(n)
  }
  /** Of tomorrow. */
  isLater(n: number): boolean {
    return has(this.#later, n)
  }

  /** The next number. Whoever asks has seen that there is one left. */
  take(onPaper: boolean, forTomorrow: boolean): number {
    const n = this.#given + 1
    if (n > this.#file.number(at.reserved)) this.#reserve(n)
    if (forTomorrow !== this.#forTomorrow) this.#turn(n, forTomorrow)
    this.#given = n
    if (forTomorrow) this.#later[this.#later.length - 1] = [this.#later.at(-1)![0], n]
    if (onPaper) this.#paper[n >> 3]! |= 0x80 >> (n & 7)
    else this.#paper[n >> 3]! &= ~(0x80 >> (n & 7))
    return n
  }

  /** Calls the next so many numbers of today, and before them those that may have nobody: they are not worth a wait. @returns the ones that have somebody */
  call(count: number): number[] {
    const numbers: number[] = []
    let [n, called] = [this.called, this.called]
    while (numbers.length < count && n < this.#given) {
      if (this.isApart(++n)) continue
      called = n
      if (n > this.#doubtfulTo || n <= this.#doubtfulTo - block) numbers.push(n)
    }
    if (called > this.called) this.#file.putNumber(at.called, called)
    return numbers
  }

  /**
   * The city's midnight. Who was called and did not come, or was seen, is of the day before; who was not called is first on the new day, with whoever
   * took a number of tomorrow, in the order of their numbers.
   * @param most more numbers than these, not called: no day's desks would have seen them, so a machine took them; only those of tomorrow go on
   */
  startDay(day: string, most: number): void {
    if (this.day === day) return
    const forward = this.day < day
    const uncalled = forward && this.left <= most ? outside(this.apart, this.called, this.#given) : []
    const line = union(uncalled, forward ? this.#later : [])
    const [first] = line
    const called = first ? first[0] - 1 : 0
    if (!first) {
      this.#given = this.#doubtfulTo = 0
      this.#paper.fill(0)
    }
    // A number of tomorrow that a counter has taken already stays taken.
    const claimed = Buffer.alloc(marks)
    for (const [from, to] of first ? this.#later : [])
      for (let n = from; n <= to; n++) if (this.isClaimed(n)) claimed[n >> 3]! |= 0x80 >> (n & 7)
    this.#past = outside(line, called, this.#given)
    this.#later = []
    this.#forTomorrow = false
    this.#file.put(at.claimed, claimed)
    this.#claimed = 0
    // In one write, the day with it: a process killed before it does all of this when it starts again.
    this.#writeHead({ day, since: first ? this.since : day, reserved: this.#given, called, before: called })
  }

  /** An orderly end skips nothing. */
  close(): void {
    this.#putPaper(this.#given)
    this.#writeHead({ reserved: this.#given })
    this.#file.close()
  }

  #reserve(n: number): void {
    if (n > 1) this.#putPaper(n - 1)
    this.#file.putNumber(at.reserved, n - (n % block) + block - 1)
  }

  #putPaper(n: number): void {
    const from = (n - (n % block)) / 8
    this.#file.put(paperAt + from, this.#paper.subarray(from, from + block / 8))
  }

  #turn(n: number, forTomorrow: boolean): void {
    this.#forTomorrow = forTomorrow
    if (forTomorrow) this.#later.push([n, n])
    this.#writeHead({})
  }

  #writeHead(change: { day?: string; since?: string; reserved?: number; called?: number; before?: number }): void {
    const bytes = Buffer.from(this.#file.bytes.subarray(0, at.claimed))
    if (change.day !== undefined) bytes.write(change.day, at.day, 'latin1')
    if (change.since !== undefined) bytes.write(change.since, at.since, 'latin1')
    for (const name of ['reserved', 'called', 'before'] as const)
      if (change[name] !== undefined) bytes.writeUInt32BE(change[name], at[name])
    bytes.fill(0, at.past)
    for (const [offset, ranges] of [
      [at.past, this.#past],
      [at.later, this.#later],
    ] as const)
      for (const [i, [from, to]] of ranges.entries()) {
        bytes.writeUInt32BE(from, offset + 8 * i)
        bytes.writeUInt32BE(to, offset + 8 * i + 4)
      }
    // A range that is still growing has no end in the copy: after a kill it reaches to the last number reserved.
    if (this.#forTomorrow) bytes.writeUInt32BE(0, at.later + 8 * (this.#later.length - 1) + 4)
    this.#file.put(0, bytes)
    this.#day = bytes.toString('latin1', at.day, at.day + 10)
  }

  #readRanges(offset: number): Range[] {
    const found: Range[] = []
    for (let i = 0; i < mostRanges; i++) {
      const [from, to] = [this.#file.number(offset + 8 * i), this.#file.number(offset + 8 * i + 4)]
      if (from > 0) found.push([from, to === 0 ? this.#given : to])
    }
    return found
  }

  #openInCopy(): boolean {
    return this.#file.number(at.later + 8 * (this.#later.length - 1) + 4) === 0
  }
}
