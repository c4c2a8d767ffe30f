/**
 * Everything that happens because time passes, and the only thing besides administrators that writes to disk (DESIGN §4). Each second a
 * step in memory; each full hour (practice: each minute) a tick, which rewrites all of what it writes whether it changed or not.
 */

export interface ClockPorts {
  now: () => number
  /** In memory: calls, deadlines, leases, the city's midnight. */
  step(now: number): void
  /** A change of a way in that was ordered for this moment. */
  due(now: number): Promise<void>
  /** Lists, pools, events. */
  tick(now: number): Promise<void>
  nextTick(now: number): number
  /** Something broke in a tick; the next one tries again. */
  failed(): void
}

export class Clock {
  readonly #ports: ClockPorts
  #nextTick: number
  #running: Promise<void> = Promise.resolve()
  #timer: NodeJS.Timeout | null = null

  constructor(ports: ClockPorts) {
    this.#ports = ports
    this.#nextTick = ports.nextTick(ports.now())
  }

  start(): void {
    this.#timer = setInterval(() => void this.step(), 1000)
  }

  /** One second. Resolves when what it started has been written. */
  step(): Promise<void> {
    const now = this.#ports.now()
    this.#ports.step(now)
    const writes = [() => this.#ports.due(now)]
    if (now >= this.#nextTick) {
      this.#nextTick = this.#ports.nextTick(now)
      writes.push(() => this.#ports.tick(now))
    }
    return this.#inTurn(writes)
  }

  /** Now, out of turn: the launcher's or a test's hour. */
  tick(): Promise<void> {
    return this.#inTurn([() => this.#ports.tick(this.#ports.now())])
  }

  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer)
    await this.#running
  }

  #inTurn(writes: (() => Promise<void>)[]): Promise<void> {
    this.#running = this.#running.then(async () => {
      for (const write of writes) await write().catch(() => this.#ports.failed())
    })
    return this.#running
  }
}
