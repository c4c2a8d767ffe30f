// Lanes of steps side by side: journeys wait for people, films and timers half of the time. Each lane has a temporary folder of its own, so that the
// drill, which searches what was written since it began, does not read the journeys' browsers.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { top } from './build.mjs'
import { laneFolder } from './lane-folder.mjs'

/** Bytes that must be free: a guess on the safe side, not measured. With less, the disk is used as before. */
const enough = 6 * 1024 ** 3

/**
 * Where temporary files of tests lie: in memory where there is enough of it. Each test city has a store of forty megabytes in a thousand files, each browser a
 * profile; a disk took a fifth of the time.
 */
export function lightFolder() {
  const memory = '/dev/shm'
  if (!existsSync(memory)) return tmpdir()
  const { bavail, bsize } = statfsSync(memory)
  return bavail * bsize >= enough ? memory : tmpdir()
}

/** Runs `work` with a temporary folder of its own. */
export async function inFolder(parent, work) {
  const folder = mkdtempSync(join(parent, laneFolder))
  // PostgreSQL runs as somebody else, who has to get through.
  chmodSync(folder, 0o711)
  try {
    return await work({ TMPDIR: folder })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What the printers of all lanes need, started once: the lane that ends first must not take it from the other. */
async function holdBus() {
  const child = spawn(process.execPath, ['--import', 'tsx', 'printer/hold-bus.test.kit.ts'], {
    cwd: top,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  await Promise.race([once(child.stdout, 'data'), ended])
  return async () => {
    child.stdin.end()
    await ended
  }
}

/** @param {((env: Record<string, string>) => Promise<void>)[]} lanes */
export async function sideBySide(...lanes) {
  const letGo = await holdBus()
  await Promise.all(lanes.map(lane => inFolder(lightFolder(), lane)))
  await letGo()
}
