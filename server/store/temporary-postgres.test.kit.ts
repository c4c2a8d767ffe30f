/** A PostgreSQL of its own for one test file, when this machine has one: a fresh cluster in a temporary folder, on a socket only. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where initdb and postgres are; null when there is none. */
export function findPostgres(): string | null {
  const packaged = '/usr/lib/postgresql'
  const versions = existsSync(packaged) ? readdirSync(packaged).sort((a, b) => Number(b) - Number(a)) : []
  const folders = [...versions.map(version => join(packaged, version, 'bin')), ...(process.env.PATH ?? '').split(':')]
  return folders.find(folder => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres'))) ?? null
}

export interface TemporaryPostgres {
  url: string
  directory: string
  end(): Promise<void>
}

/** PostgreSQL refuses to run as root, so root runs it as somebody else. */
function somebody(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {}
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (flag: string) => Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }))
      return { uid: id('-u'), gid: id('-g') }
    } catch {}
  }
  throw new Error('nobody to run PostgreSQL as')
}

export async function startPostgres(bin: string): Promise<TemporaryPostgres> {
  const who = somebody()
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-pg-'))
  if (who.uid !== undefined && who.gid !== undefined) chownSync(directory, who.uid, who.gid)
  const data = join(directory, 'data')
  const as = { ...who, cwd: directory, env: { PATH: process.env.PATH ?? '', LC_ALL: 'C.UTF-8' } }
  execFileSync(join(bin, 'initdb'), ['-D', data, '-A', 'trust', '-U', 'latchkey', '-E', 'UTF8', '--no-sync'], { ...as, stdio: 'ignore' })
  const child: ChildProcess = spawn(join(bin, 'postgres'), ['-D', data, '-k', directory, '-c', 'listen_addresses='], {
    ...as,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  await new Promise<void>((resolve, reject) => {
    child.stderr?.on('data', (text: Buffer) => {
      if (text.includes('ready to accept connections')) resolve()
    })
    child.once('exit', () => reject(new Error('PostgreSQL did not start')))
  })
  return {
    url: `postgres://latchkey@localhost/postgres?host=${encodeURIComponent(directory)}`,
    directory,
    end: async () => {
      const over = new Promise(resolve => child.once('exit', resolve))
      child.kill('SIGINT')
      await over
      rmSync(directory, { recursive: true, force: true })
    },
  }
}
