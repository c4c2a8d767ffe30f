/**
 * A hand scanner at a till says it is a keyboard and types what it read, letter by letter and faster than anybody, most often with Enter
 * at the end. This tells such a burst from somebody at the keys, and reads it whatever language the computer's keyboard is set to.
 */

/** One press of a key. `code` is where the key lies, `key` what the computer's keyboard language makes of it. */
export interface Press {
  key: string
  code: string
  shift: boolean
  /** Control, Alt or Meta is held: a command to the browser, never part of a code. */
  command: boolean
  /** Milliseconds of any one clock. */
  at: number
}

/** Milliseconds. Scanners leave 0 to 50 between two letters; eight letters in a row without a longer gap are nobody's fingers. */
export const apart = 100
/** Milliseconds, once a burst has begun as our codes do: a busy computer may stop for a while in the middle of one. */
export const within = 1000
/** Characters: fewer are somebody at the keys. The shortest code of ours is longer. */
export const shortest = 8
/** Characters; the longest code of ours has 2,520. What goes on longer is no code and is not kept. */
const longest = 4096

const ours = /^LK1[A-Z]?:/

/** Where Base45's marks lie on the keyboard that scanners come set to (US English): place, with Shift or without. */
const marks: Record<string, [plain: string, shifted: string]> = {
  Digit4: ['4', '$'],
  Digit5: ['5', '%'],
  Digit8: ['8', '*'],
  Equal: ['', '+'],
  Minus: ['-', ''],
  Period: ['.', ''],
  Slash: ['/', ''],
  Semicolon: ['', ':'],
  Space: [' ', ' '],
}

/** What the key at this place types on a US keyboard; codes have capitals only. '' where no code has it. */
function byPlace({ code, key, shift }: Press): string {
  const mark = marks[code]
  if (mark) return mark[shift ? 1 : 0]
  const letter = /^Key([A-Z])$/.exec(code)?.[1]
  if (letter) return letter
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1]
  if (digit) return shift ? '' : digit
  return code === '' ? key : ''
}

export class TypedCode {
  #typed = ''
  #placed = ''
  #presses = 0
  #last = Number.NEGATIVE_INFINITY

  /**
   * @returns `left` to the page: a button's Enter or Space, a letter alone. `taken`: part of a burst, and no button may hear it.
   * A list: the burst is over; what it may say, the likeliest first. Anybody's text.
   */
  press(press: Press): 'left' | 'taken' | string[] {
    if (press.at - this.#last > (this.#beganAsOurs ? within : apart)) this.forget()
    this.#last = press.at
    if (press.command) {
      this.forget()
      return 'left'
    }
    if (press.key === 'Enter' || press.key === 'Tab') {
      const whole = this.#presses >= shortest ? this.#readings() : null
      this.forget()
      return whole ?? 'left'
    }
    // Shift and its like come between the letters.
    if ([...press.key].length !== 1) return this.inBurst ? 'taken' : 'left'
    this.#presses++
    if (this.#presses <= longest) {
      this.#typed += press.key
      this.#placed += byPlace(press)
    }
    return this.inBurst ? 'taken' : 'left'
  }

  /** More than one letter came at a scanner's pace. */
  get inBurst(): boolean {
    return this.#presses > 1
  }

  get #beganAsOurs(): boolean {
    return this.#typed.startsWith('LK1') || this.#placed.startsWith('LK1')
  }

  /** Nothing came for longer than `within`: a scanner set to end without Enter is read all the same, if what it typed begins as ours do. */
  quiet(): string[] | null {
    const whole = this.#presses >= shortest ? this.#readings() : []
    this.forget()
    return ours.test(whole[0] ?? '') ? whole : null
  }

  forget(): void {
    this.#typed = ''
    this.#placed = ''
    this.#presses = 0
  }

  /** As the keyboard's language has it, and as a US keyboard has it: two when a till's keyboard is French, or Caps Lock is on. */
  #readings(): string[] {
    const both = this.#typed === this.#placed ? [this.#typed] : [this.#typed, this.#placed]
    return both.sort((one, other) => Number(ours.test(other)) - Number(ours.test(one)))
  }
}
