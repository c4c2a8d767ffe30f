/** A real PostgreSQL for one run: a cluster of its own in a folder of its own, as an unprivileged user when we are root. */
import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from './free-port.ts'

export interface Cluster {
  url: string
  data: string
  log: string
  dump(): string
  stop(): void
}

function program(name: string): string {
  const versions = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql').sort((a, b) => Number(b) - Number(a)) : []
  const places = versions.map(version => `/usr/lib/postgresql/${version}/bin`)
  places.push(...(process.env.PATH ?? '').split(':'))
  const found = places.map(place => join(place, name)).find(existsSync)
  if (!found) throw new Error(`PostgreSQL's ${name} is missing`)
  return found
}

/** PostgreSQL refuses to run as root; Debian's package brings the user `postgres`, others have `nobody`. */
function someone(): string | null {
  if (process.getuid?.() !== 0) return null
  return ['postgres', 'nobody'].find(user => spawnSync('id', ['-u', user]).status === 0) ?? null
}

/** @param folder an empty folder that may be reached by everyone above it */
export async function startCluster(folder: string): Promise<Cluster> {
  const port = await freePort()
  const data = join(folder, 'data')
  const log = join(folder, 'postgres.log')
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, 0o755)
  const user = someone()
  if (user) execFileSync('chown', [user, folder])
  const run = (name: string, args: string[]) => {
    const [command, all] = user ? ['setpriv', [`--reuid=${user}`, '--clear-groups', program(name), ...args]] : [program(name), args]
    return execFileSync(command, all, { encoding: 'utf8', cwd: '/', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1 << 30 })
  }
  run('initdb', ['-D', data, '-U', 'latchkey', '-A', 'trust', '-E', 'UTF8', '--no-sync'])
  // The drill wants the worst case: every statement in the log.
  const options = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c log_statement=all -c logging_collector=off -c log_timezone=UTC`
  execFileSync(
    user ? 'setpriv' : program('pg_ctl'),
    [...(user ? [`--reuid=${user}`, '--clear-groups', program('pg_ctl')] : []), 'start', '-w', '-D', data, '-l', log, '-o', options],
    { cwd: '/', stdio: 'ignore' },
  )
  const url = `postgres://latchkey@127.0.0.1:${port}/postgres`
  let running = true
  return {
    url,
    data,
    log,
    dump: () => run('pg_dump', ['-h', '127.0.0.1', '-p', String(port), '-U', 'latchkey', 'postgres']),
    stop() {
      if (running) run('pg_ctl', ['stop', '-D', data, '-m', 'fast', '-w'])
      running = false
    },
  }
}
