/**
 * A write at a moment that a resident chose (PROTOCOL §8): while people take numbers, book, look up, move, give back and come, not one file of the store
 * changes. It is looked at from outside, act by act: what is no query of ours would show as well.
 */
import { lstatSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Sizes and times of all files below a folder. */
export type Stand = ReadonlyMap<string, string>

export function standOf(folder: string, below = ''): Stand {
  const stand = new Map<string, string>()
  for (const name of readdirSync(join(folder, below))) {
    const path = join(below, name)
    const stat = lstatSync(join(folder, path), { bigint: true, throwIfNoEntry: false })
    if (stat?.isDirectory()) for (const [file, is] of standOf(folder, path)) stand.set(file, is)
    else if (stat) stand.set(path, `${stat.size} ${stat.mtimeNs}`)
  }
  return stand
}

/** Files that came, went or were written. */
export const changedBetween = (before: Stand, after: Stand): string[] =>
  [...new Set([...before.keys(), ...after.keys()])].filter(file => before.get(file) !== after.get(file)).toSorted()

export interface Act {
  /** `somebody took a number`. */
  when: string
  do(): Promise<unknown>
}

export interface QuietPorts {
  /** The data folder of the server. */
  folder: string
  /** Makes the clock write, and waits for it: the beacon. */
  tick(): Promise<void>
  /** Whatever the last act began in the server has been done. */
  settle(): Promise<void>
}

/** In practice the clock writes every minute, and may do so beside an act; beside the same act three times in a row it does not. */
const times = 3

/** @returns traces without a value: the act and how many files changed */
export async function writesWhile(
  acts: readonly Act[],
  { folder, tick, settle }: QuietPorts,
): Promise<{ traces: string[]; beacon: boolean }> {
  const before = standOf(folder)
  await tick()
  const beacon = changedBetween(before, standOf(folder)).length > 0
  const traces: string[] = []
  for (const act of acts) {
    let changed: string[] = []
    for (let time = 0; time < times; time++) {
      await settle()
      const stood = standOf(folder)
      await act.do()
      await settle()
      changed = changedBetween(stood, standOf(folder))
      if (changed.length === 0) break
    }
    if (changed.length > 0) traces.push(`a write when ${act.when}, in ${changed.length} files`)
  }
  return { traces, beacon }
}
