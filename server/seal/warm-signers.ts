/**
 * The warm pool: a few signer processes that have a key and nothing else. A lease takes one out for a room; after its one answer, or a
 * minute unused, it is gone, and another is started. The serving process sees ciphertext only (DESIGN §5.4).
 */
import type { PooledBlank } from '@latchkey/card/pipe.ts'
import { type Template, templateOf } from '@latchkey/card/template.ts'
import { Fault } from '@latchkey/wire/faults.ts'
import type { Period } from '../periods/periods.ts'
import { type Lease, leaseLasts, type Seals } from './leases.ts'
import { SignerProcess, type SignerProgram } from './signer-process.ts'

/** How long a lease waits for a process that is still starting. Seconds. */
const startLasts = 15

export interface WarmSignersPorts {
  clock: () => number
  program: SignerProgram
  rootText: string
  cancelKey: Uint8Array
  /** The pool key's scalar. */
  poolPrivate: Uint8Array
  /** The period of now, when it is certified. */
  period(): Period | null
  draw(): { blank: PooledBlank; putBack(): void } | null
  blanksLeft(): boolean
  /** A machine event: a signer that ended by itself. */
  failed(): void
  /** How many stand ready. */
  warm: number
}

interface Warm {
  process: SignerProcess
  period: number
}

interface Waiting {
  until: number
  take(warm: Warm): void
  refuse(fault: Fault): void
}

export class WarmSigners implements Seals {
  readonly #ports: WarmSignersPorts
  #warm: { warm: Warm; ready: boolean }[] = []
  readonly #leased = new Set<SignerLease>()
  #queue: Waiting[] = []
  #failures = 0
  #closed = false

  constructor(ports: WarmSignersPorts) {
    this.#ports = ports
  }

  /** Processes that live now, ready or lent. */
  get count(): number {
    return this.#warm.length + this.#leased.size
  }

  async lease(): Promise<Lease> {
    const period = this.#ports.period()
    if (period === null || !this.#ports.blanksLeft()) throw new Fault('no_blanks')
    this.fill()
    const at = this.#warm.findIndex(one => one.ready && one.warm.process.alive)
    const taken = at >= 0 ? this.#warm.splice(at, 1)[0]!.warm : await this.#next()
    const key = await taken.process.ready
    if (key === null) throw new Fault('no_signer')
    const lease = new SignerLease(this.#ports, taken, key, () => {
      this.#leased.delete(lease)
      this.fill()
    })
    this.#leased.add(lease)
    this.fill()
    return lease
  }

  /** Starts what is missing. Does nothing while no period is certified: there is nothing to sign from. */
  fill(): void {
    const period = this.#ports.period()
    if (period === null || this.#closed) return
    const template = templateOf(period.certificate)
    this.#dropOthers(template.period)
    while (this.#warm.length < this.#ports.warm && this.#failures < 5 && this.#mayStart) this.#start(template)
  }

  /** To start one takes several times as long as to seal. So one after the other, none while a card is being sealed, and more only for who has no signer. */
  get #mayStart(): boolean {
    const starting = this.#warm.filter(one => !one.ready).length
    return this.#queue.length > starting || (starting === 0 && ![...this.#leased].some(lease => lease.seals))
  }

  step(now: number): void {
    this.#failures = 0
    for (const lease of this.#leased) if (now >= lease.until) lease.expire()
    for (const one of this.#queue.filter(one => now >= one.until)) one.refuse(new Fault('no_signer'))
    this.#queue = this.#queue.filter(one => now < one.until)
    this.fill()
  }

  close(): void {
    this.#closed = true
    for (const { warm } of this.#warm) warm.process.kill()
    for (const lease of this.#leased) lease.end()
    for (const one of this.#queue) one.refuse(new Fault('no_signer'))
    this.#warm = []
    this.#queue = []
  }

  #next(): Promise<Warm> {
    return new Promise((take, refuse) => {
      this.#queue.push({ until: this.#ports.clock() + startLasts, take, refuse })
      this.fill()
    })
  }

  /** A new quarter: signers of the old one would sign from its template. */
  #dropOthers(period: number): void {
    for (const { warm } of this.#warm) if (warm.period !== period) warm.process.kill()
    this.#warm = this.#warm.filter(({ warm }) => warm.period === period)
  }

  #start(template: Template): void {
    const { program, rootText, cancelKey, poolPrivate } = this.#ports
    const open = { say: 'open', root: rootText, template, cancelKey, poolPrivate } as const
    const process = new SignerProcess(program, open, () => {
      const at = this.#warm.indexOf(entry)
      if (at < 0) return
      // Ended while it should have stood ready; the next step tries again, not this instant and for ever.
      this.#warm.splice(at, 1)
      this.#failures++
      this.#ports.failed()
    })
    const entry = { warm: { process, period: template.period }, ready: false }
    this.#warm.push(entry)
    void process.ready.then(key => {
      if (key === null) return
      const waiting = this.#queue.shift()
      if (waiting === undefined) entry.ready = true
      else {
        this.#warm = this.#warm.filter(one => one !== entry)
        waiting.take(entry.warm)
      }
      this.fill()
    })
  }
}

class SignerLease implements Lease {
  readonly key: Uint8Array
  readonly period: number
  readonly until: number
  #open = true
  #used = false
  readonly #ports: WarmSignersPorts
  readonly #process: SignerProcess
  readonly #over: () => void

  constructor(ports: WarmSignersPorts, { process, period }: Warm, key: Uint8Array, over: () => void) {
    this.#ports = ports
    this.#process = process
    this.#over = over
    this.key = key
    this.period = period
    this.until = ports.clock() + leaseLasts
    // Its own end, should this process be too busy to end it.
    process.say({ say: 'lease', seconds: leaseLasts + 5 })
  }

  get alive(): boolean {
    return this.#open && !this.#used && this.#process.alive && this.#ports.clock() < this.until
  }

  /** Between the envelope and the answer. */
  get seals(): boolean {
    return this.#used && this.#open
  }

  async seal(envelope: Uint8Array): Promise<Uint8Array> {
    if (!this.alive) throw new Fault('no_lease')
    this.#used = true
    const drawn = this.#ports.draw()
    if (drawn === null) {
      this.end()
      throw new Fault('no_blanks')
    }
    const now = this.#ports.clock()
    this.#process.say({ say: 'seal', envelope, blank: drawn.blank, notAfter: this.until, now })
    const last = await this.#process.last
    this.end()
    if (last?.say === 'answer') return last.answer
    // Refused: it signed nothing and the blank is as new. Ended without a word: nobody knows, so the blank is burned.
    if (last?.say === 'refused') drawn.putBack()
    throw new Fault(last === null ? 'no_signer' : 'seal_refused')
  }

  /** The lease is over by its time; one at work is let finish, it ends by itself. */
  expire(): void {
    if (!this.#used || this.#ports.clock() >= this.until + 5) this.end()
  }

  end(): void {
    if (!this.#open) return
    this.#open = false
    this.#process.kill()
    this.#over()
  }
}
