/**
 * One process for one data directory. The embedded store has no lock of its own: two processes open the same files silently and
 * ruin them. The lock names a process by its number and start, so that a killed server's lock is not believed.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export class StoreLocked extends Error {
  constructor() {
    super('another server is using this data directory')
  }
}

/** Field 22 of /proc/PID/stat; empty where there is no /proc, and then the number alone decides. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    return ''
  }
}

function lives(pid: number, start: string): boolean {
  try {
    process.kill(pid, 0)
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code === 'ESRCH') return false
  }
  return startOf(pid) === start
}

/** @returns the unlock @throws StoreLocked */
export function lockStore(directory: string): () => void {
  const path = join(directory, 'lock')
  const mine = `${process.pid} ${startOf(process.pid)}`
  for (let tries = 0; tries < 2; tries++) {
    try {
      writeFileSync(path, mine, { flag: 'wx', mode: 0o600 })
      return () => rmSync(path, { force: true })
    } catch (problem) {
      if ((problem as NodeJS.ErrnoException).code !== 'EEXIST') throw problem
    }
    const [pid = '', start = ''] = readFileSync(path, 'utf8').split(' ')
    if (lives(Number(pid), start)) throw new StoreLocked()
    rmSync(path, { force: true })
  }
  throw new StoreLocked()
}
