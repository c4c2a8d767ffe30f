/** Which times count: what was asked in calm and answered before the next kill. Between a kill and the last one's answer there is no calm. */

export class Calm {
  /** Counts the kills; odd numbers of turns are restarts. */
  #turn = 0
  /** Milliseconds of everything that counted. */
  readonly answers: number[] = []
  readonly cells: number[] = []

  get calm(): boolean {
    return this.#turn % 2 === 0
  }

  kill(): void {
    if (this.calm) this.#turn++
  }
  everyoneAnswered(): void {
    if (!this.calm) this.#turn++
  }

  /** Nothing counts any more, even if it has begun. */
  end(): void {
    this.#turn = Number.NaN
  }

  /** Begins a measure. @returns puts it down when it is over, unless the server was killed in between */
  begin(of: 'answers' | 'cells'): () => void {
    const turn = this.#turn
    const began = performance.now()
    return () => {
      if (turn % 2 === 0 && turn === this.#turn) this[of].push(performance.now() - began)
    }
  }
}
