/** The practice city on a server of the run's own that can be killed: no administrators are needed, a desk is opened by a key that is no secret. */
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseRoot } from '@latchkey/certificates/root.ts'
import { freePort } from '@latchkey/drill/world/free-port.ts'
import type { World } from '@latchkey/drill/world/people.ts'
import { parseRules } from '@latchkey/rules/rules.ts'
import { openStore, type Store } from '@latchkey/server/store/open-store.ts'
import { openPractice } from '@latchkey/try/practice-root/open-practice.ts'
import { parseText } from '@latchkey/wire/edge.ts'
import { type Number as Given, number } from '@latchkey/wire/waiting.ts'
import { buildCity, top } from '../tools/build.mjs'
import type { Journey } from './journey.ts'
import { eraseMemoryFiles, type RunningServer, startServer } from './server.ts'

export interface Practice {
  address: string
  directory: string
  /** For residents and clerks without a browser. */
  world: World
  server(): RunningServer
  /** kill -9, and up again at the same address. */
  restart(): Promise<void>
  /** The server is stopped, its store is somebody's for a while, and it is up again at the same address. */
  whileStopped<T>(use: (store: Store) => Promise<T>): Promise<T>
  /** What a kiosk gives. */
  takeNumber(): Promise<Given>
}

/** Every city that has rules: each has a practice root. */
export const citiesWithRules = (): string[] =>
  readdirSync(join(top, 'cities')).filter(name => existsSync(join(top, 'cities', name, 'rules.json')))

export async function openPracticeCity(run: Journey, name = 'chicago'): Promise<Practice> {
  const directory = join(top, 'cities', name)
  const { out } = await buildCity({ city: name, say: () => {} })
  const data = join(run.folder, 'data')
  mkdirSync(data)
  const options = { out, directory, data, port: await freePort(), practice: true }
  let server = await startServer(options)
  run.later(() => eraseMemoryFiles(data))
  run.later(() => server.stop())
  await openPractice({ address: server.address, fetch })
  await server.tick()
  const json = (name: string) => JSON.parse(readFileSync(join(directory, name), 'utf8'))
  return {
    address: server.address,
    directory,
    world: { address: server.address, root: parseRoot(json('root.json')), rules: parseRules(json('rules.json')) },
    server: () => server,
    async restart() {
      await server.kill()
      server = await startServer(options)
    },
    async whileStopped(use) {
      await server.stop()
      const store = await openStore({ directory: data, schedule: { practice: true, version: null } })
      try {
        return await use(store)
      } finally {
        await store.close()
        server = await startServer(options)
      }
    },
    async takeNumber() {
      const answer = await fetch(`${server.address}/waiting/number`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ way: 'counter' }),
      })
      return parseText(number, await answer.text())
    },
  }
}
