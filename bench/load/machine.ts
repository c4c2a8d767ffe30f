/** What the machine gives a load, and what the server takes of it. Linux only. */
import { readFileSync } from 'node:fs'
import { signersOf } from '@latchkey/drill/artefacts.ts'

/** The program that starts another on one core. Its children stay there too. */
export const onCore = (core: number): string[] => ['taskset', '-c', String(core)]

/** Files of a server and of a load beside the connections of phones that look: pages, stores, signers, what Node needs. */
const beside = 500

/**
 * How many connections phones may have open at a time, on both sides: a process has no more files than the machine allows it, and Node takes all of these.
 * @param sockets of visits and of the line
 * @throws Error when they are too few for so many phones: three in four keep theirs
 */
export function connectionsFor(phones: number, sockets: number): number {
  const allowed = Number(/^Max open files\s+\d+\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1])
  const left = allowed - sockets - beside
  const needed = Math.ceil(phones * 0.8)
  if (!(left >= needed))
    throw new Error(`This machine allows ${allowed} open files a process; this load needs ${needed + sockets + beside}`)
  return Math.min(left, phones)
}

/** kB that one process has for itself, and its part of what it shares. 0 for one that is gone. */
function proportionalKb(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0)
  } catch {
    return 0
  }
}

/** The server and its signers. */
export const serverKb = (pid: number): number => [pid, ...signersOf(pid)].reduce((sum, one) => sum + proportionalKb(one), 0)

/** Seconds that the servers of a load ran, and that they could have run and others had their core: without the second, no time here says anything. */
export class CoreTime {
  ran = 0
  waited = 0
  #seen = new Map<number, { ran: number; waited: number }>()

  /** The main thread's account, by the scheduler. */
  look(pid: number): void {
    try {
      const [ran = 0, waited = 0] = readFileSync(`/proc/${pid}/schedstat`, 'utf8')
        .split(' ')
        .map(value => Number(value) / 1e9)
      const before = this.#seen.get(pid) ?? { ran: 0, waited: 0 }
      this.ran += ran - before.ran
      this.waited += waited - before.waited
      this.#seen.set(pid, { ran, waited })
    } catch {
      // Just killed.
    }
  }
}
