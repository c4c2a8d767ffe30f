/**
 * A seal from the clerk's touch to the card on the phone, ten at once: the real ends of ten visits without their screens, the real server and its one-use
 * signers, all on this machine. Twenty ends share one process here, which twenty devices would not: what they need is in the time.
 */

import type { Passkey } from '@latchkey/certificates/passkey.ts'
import { runResident, startClerk, type World } from '@latchkey/drill/world/people.ts'
import { invent, pictureId } from '@latchkey/drill/world/roster.ts'
import type { BenchRun } from './bench-run.ts'
import { inTurns, type Measured, percentile } from './measure.ts'
import { cores, goAnywhere, stayOn } from './process.ts'
import { startReal } from './real-server.ts'

const together = 10

/** The clerks' fingers: each waits over the key until as many as wanted are asked for a touch, then all touch. */
class Touch {
  wanted = 0
  at = 0
  #waiting: (() => void)[] = []

  /** A passkey that is touched by this finger; nobody is held back while none are wanted. */
  of(passkey: Passkey): Passkey {
    return {
      ...passkey,
      assert: async challenge => {
        if (this.wanted > 0) await this.#all()
        return passkey.assert(challenge)
      },
    }
  }

  #all(): Promise<void> {
    return new Promise(touched => {
      this.#waiting.push(touched)
      if (this.#waiting.length < this.wanted) return
      this.at = performance.now()
      for (const go of this.#waiting.splice(0)) go()
    })
  }
}

export async function seal(run: BenchRun): Promise<Measured> {
  // The server and its signers inherit it: on the load's core alone all of them would wait for each other.
  goAnywhere(process.pid)
  run.later(() => stayOn(cores.load, process.pid))
  const { server, root, rules, clerks } = await startReal(run, { clerks: together, pinned: false })
  const world: World = { address: server.address, root, rules }
  const touch = new Touch()
  for (const clerk of clerks) {
    const keys = { ...clerk, passkey: touch.of(clerk.passkey) }
    const desk = await startClerk(world, keys, () => 'approve', { seal: work => work() })
    run.later(() => desk.stop())
  }
  let people = 0
  /** Milliseconds from the touch of each. */
  const round = async (count: number): Promise<number[]> => {
    touch.wanted = count
    const one = async () => {
      const canary = invent(++people, 'approved')
      let took = Number.POSITIVE_INFINITY
      const ids = Array.from({ length: canary.papers.length + 2 }, pictureId)
      await runResident(world, canary, ids, () => {
        took = performance.now() - touch.at
      })
      return took
    }
    return Promise.all(Array.from({ length: count }, one))
  }
  let rounds: number[][] = []
  const { peerValue } = await inTurns(
    async () => {
      const times = await round(together)
      rounds.push(times)
      return percentile(times, 0.5)
    },
    async () => percentile(await round(1), 0.5),
  )
  // As with all windows the first one, with everything still cold, is not counted.
  rounds = rounds.slice(1)
  const value = percentile(rounds.flat(), 0.95)
  return {
    bench: 'seal',
    value,
    unit: 'ms from touch to phone, p95 of fifty, ten at once',
    peer: 'one alone',
    peerValue,
    ratio: value / peerValue,
    target: '< 1000 ms',
    met: value < 1000,
  }
}
