/** What the kernel says of a process: the time it ran and the memory it has. Linux only; where it says nothing, nothing is measured. */
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'

/**
 * Microseconds that all threads of a process have run, user and system: by the scheduler's own account, in nanoseconds, where `stat` counts ticks
 * of ten milliseconds. Children are not in it.
 */
export function ranMicroseconds(pid: number): number {
  let sum = 0
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    const [ran] = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')
    sum += Number(ran) / 1000
  }
  return sum
}

/** Both subject and control run on the first core, the load on the last. With one core they share it. */
export const cores = { measured: 0, load: availableParallelism() - 1 }

/** All threads of a process stay on one core; without `taskset` they go where they like, and both do. */
export function stayOn(core: number, pid: number): void {
  spawnSync('taskset', ['-a', '-c', '-p', String(core), String(pid)], { stdio: 'ignore' })
}

/** The opposite: what it starts from now on goes where it likes too. */
export function goAnywhere(pid: number): void {
  spawnSync('taskset', ['-a', '-c', '-p', `0-${cores.load}`, String(pid)], { stdio: 'ignore' })
}

/** How much a process ran while something was done, in microseconds each of `count`. */
export async function ranFor(pid: number, count: number, work: () => Promise<void>): Promise<number> {
  const before = ranMicroseconds(pid)
  await work()
  return (ranMicroseconds(pid) - before) / count
}
