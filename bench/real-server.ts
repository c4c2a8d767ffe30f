/** The server as it is released, in practice, with a city of the run's own: two administrators, clerks, a certified quarter with its blanks. */
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseRoot, type Root } from '@latchkey/certificates/root.ts'
import { freePort } from '@latchkey/drill/world/free-port.ts'
import { makeKeyring, type OpenedCity, openCity } from '@latchkey/drill/world/open-city.ts'
import { makeCity } from '@latchkey/e2e/city.ts'
import { eraseMemoryFiles, type RunningServer, startServer } from '@latchkey/e2e/server.ts'
import { parseRules, type Rules } from '@latchkey/rules/rules.ts'
import { emptyStore } from '@latchkey/server/store/empty-store.test.kit.ts'
import { buildPrograms, top } from '../tools/build.mjs'
import type { BenchRun } from './bench-run.ts'
import { cores, stayOn } from './process.ts'

const city = 'benchville/practice'

export interface RealServer extends OpenedCity {
  server: RunningServer
  pid: number
  root: Root
  rules: Rules
}

let built: Promise<string> | null = null
/** Pages are not measured, so they are not built. Once a run. */
export const buildServer = () =>
  (built ??= (async () => {
    const out = join(top, 'dist/bench')
    await buildPrograms({ directory: join(top, 'cities/chicago'), out, names: ['server', 'signer'] })
    return out
  })())

export interface PreparedCity {
  /** Starts a server on this city's data; the next one goes on where this one was. */
  start(node?: string[]): Promise<RunningServer>
  directory: string
  out: string
  /** Where its store and the copies of the day's state belong. */
  data: string
  address: string
  keys: ReturnType<typeof makeKeyring>
  root: Root
  rules: Rules
}

export async function prepareCity(run: BenchRun, clerks = 1): Promise<PreparedCity> {
  const out = await buildServer()
  const port = await freePort()
  const address = `http://localhost:${port}`
  const aliases = Array.from({ length: clerks }, (_, at) => String(21 + at))
  const keys = makeKeyring(city, address, { clerks: aliases, supervisors: [] }, true)
  const directory = makeCity(join(run.home, 'city'), keys.rootJson)
  const data = join(run.home, 'data')
  mkdirSync(data)
  run.later(() => eraseMemoryFiles(data))
  return {
    async start(node = []) {
      const server = await startServer({ out, directory, data, port, practice: true, node })
      run.later(() => server.kill())
      return server
    },
    directory,
    out,
    data,
    address,
    keys,
    root: parseRoot(JSON.parse(keys.rootJson)),
    rules: parseRules(JSON.parse(readFileSync(join(directory, 'rules.json'), 'utf8'))),
  }
}

/** As `startReal`, of one desk, for as many numbers as are asked for (unbounded-server.ts). */
export async function startUnbounded(run: BenchRun): Promise<Omit<RealServer, 'server'> & { port: number }> {
  const { directory, out, data, address, keys, root, rules } = await prepareCity(run)
  await emptyStore(data)
  const { port } = new URL(address)
  const { pid } = await run.start('unbounded-server.ts', {
    node: ['--import', 'tsx'],
    args: [directory, data, port, join(out, 'signer.js')],
  })
  const opened = await openCity(address, city, keys)
  return { ...opened, port: Number(port), pid, root, rules }
}

export async function startReal(
  run: BenchRun,
  { clerks = 1, pinned = true }: { clerks?: number; pinned?: boolean } = {},
): Promise<RealServer> {
  const { start, address, keys, root, rules } = await prepareCity(run, clerks)
  const server = await start()
  const opened = await openCity(address, city, keys)
  const pid = server.process.pid ?? 0
  if (pinned) stayOn(cores.measured, pid)
  return { ...opened, server, pid, root, rules }
}
