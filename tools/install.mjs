// Puts the packages of the lock file in place when they are not, so that a fresh clone needs one command.
import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const top = dirname(dirname(fileURLToPath(import.meta.url)))

export function install() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error('Latchkey needs Node 20.19 or newer.')
    process.exit(1)
  }
  const mark = join(top, 'node_modules/.package-lock.json')
  if (existsSync(mark) && statSync(mark).mtimeMs >= statSync(join(top, 'package-lock.json')).mtimeMs) return
  console.log('Installing packages (about half a minute, once)')
  const result = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: top, stdio: 'inherit' })
  if (result.status !== 0) process.exit(result.status ?? 1)
}
