/**
 * What a server outside practice refuses to start on: a rehearsal's root, rules whose day has not come, a way in without its law, and a machine
 * that would write memory to disk by itself (adversary.md L18). Each refusal is a sentence for the person at the console.
 */
import { readFileSync } from 'node:fs'
import type { City } from './city/read-city.ts'
import type { Settings } from './settings/settings.ts'

/** How this machine treats memory; null where it cannot be found out, and then the answer is no. */
export interface Machine {
  /** Soft limit of core files, as /proc/self/limits has it. */
  coreLimit: string | null
  /** Where the kernel sends a core, as /proc/sys/kernel/core_pattern has it. */
  corePattern: string | null
  /** Lines of /proc/swaps below its head. */
  swaps: number | null
  memoryFiles: boolean
}

const read = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

export function readMachine(memoryFolder: string | null, proc = '/proc'): Machine {
  const limits = read(`${proc}/self/limits`)
  const corePattern = read(`${proc}/sys/kernel/core_pattern`)
  const swaps = read(`${proc}/swaps`)
  return {
    coreLimit: limits === null ? null : (/^Max core file size\s+(\S+)/m.exec(limits)?.[1] ?? null),
    corePattern: corePattern === null ? null : corePattern.trim(),
    swaps: swaps === null ? null : swaps.split('\n').filter(line => line.trim() !== '').length - 1,
    memoryFiles: memoryFolder !== null,
  }
}

/** Before anything is opened: is this the right kind of root? @returns the sentence of the refusal, or null */
export function refuseRoot(city: City, practice: boolean): string | null {
  if (city.root.practice && !practice) return 'This city has the practice root: it can run in practice only. Make a root of your own first.'
  if (!city.root.practice && practice) return 'This city has a real root: it cannot run as practice.'
  return null
}

/** Outside practice: has the day of these rules come? @param today the city's day @returns the sentence of the refusal, or null */
export function refuseRules({ rules }: Pick<City, 'rules'>, today: string): string | null {
  const { version, day } = rules.changes[0]!
  if (day <= today) return null
  return `Rules ${version} start on ${day}, and today is ${today}. Start this server then, or put the version before it back and build the city again.`
}

/** Outside practice: may this machine hold the day's memory? @returns each refusal as a sentence */
export function refuseMachine(machine: Machine): string[] {
  const refusals: string[] = []
  if (machine.coreLimit === null || machine.corePattern === null)
    refusals.push('It cannot be found out whether this machine writes core files. Run it on Linux.')
  else if (machine.coreLimit !== '0') refusals.push('This machine would write core files: memory on disk. Set the limit first: ulimit -c 0')
  // A program behind a pipe gets the memory whatever the limit says (core(5)).
  if (machine.corePattern?.startsWith('|'))
    refusals.push('This machine hands the memory of what crashes to a program. Turn that off first: sysctl kernel.core_pattern=core')
  if (machine.swaps === null) refusals.push('It cannot be found out whether this machine swaps. Run it on Linux.')
  else if (machine.swaps > 0) refusals.push('This machine swaps: memory on disk. Turn it off first: swapoff -a')
  if (!machine.memoryFiles) refusals.push('There is no memory file system at /dev/shm: a restart would lose places. Mount a tmpfs there.')
  return refusals
}

/** Outside practice: a way in that an administrator has opened rests on a law. @returns the sentence of the refusal, or null */
export function refuseWays(settings: Settings): string | null {
  const without = settings.all().filter(way => way.open && !settings.mayOpen(way))
  if (without.some(({ way }) => way === 'phone'))
    return 'Phone visits are open in the store and no legal authority is recorded for them. Close them, or record what the city has settled.'
  return null
}
