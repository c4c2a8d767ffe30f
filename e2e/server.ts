/** The real server as a child, with the channel its launcher has: it tells when it listens and can be asked to tick the clock's hour. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from '@latchkey/drill/world/free-port.ts'
import { memoryFolderOf } from '@latchkey/server/memory-files/memory-files.ts'
import { approved } from '@latchkey/server/schedule/approved.ts'
import { emptyStore } from '@latchkey/server/store/empty-store.test.kit.ts'

export interface RunningServer {
  address: string
  port: number
  process: ChildProcess
  /** Makes the cancelled list now instead of at the hour. */
  tick(): Promise<void>
  /** What it printed, all of it. */
  output(): string
  stop(): Promise<void>
  kill(): Promise<void>
}

export interface ServerOptions {
  /** dist/<city>, as the build left it. */
  out: string
  directory: string
  data: string
  port?: number
  practice?: boolean
  databaseUrl?: string
  makeRoot?: boolean
  /** Flags for Node itself; left out, those that make an embedded store start sooner. */
  node?: string[] | undefined
  /** The server makes its store itself, as at a real city's first start: ten seconds of a core. */
  firstStart?: boolean
  /** A program that becomes Node, and its arguments: `taskset -c 0`. */
  through?: string[] | undefined
}

/** The embedded store is WebAssembly. Node would compile all of it, and then again for speed that a journey never sees: two seconds of a core a start. */
const startsSooner = ['--wasm-lazy-compilation', '--liftoff-only']

export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const port = options.port ?? (await freePort())
  if (!options.firstStart && !options.databaseUrl && !existsSync(join(options.data, 'store'))) await emptyStore(options.data)
  const args = [
    ...(options.node ?? startsSooner),
    join(options.out, 'server.js'),
    '--directory',
    options.directory,
    '--data',
    options.data,
    '--port',
    String(port),
  ]
  if (options.practice) args.push('--practice')
  if (options.makeRoot) args.push('--make-root')
  // What a records authority has approved, these cities say.
  if (!options.practice) args.push('--schedule', String(approved.version))
  const env = { ...process.env }
  delete env.DATABASE_URL
  if (options.databaseUrl) env.DATABASE_URL = options.databaseUrl
  const [command = process.execPath, ...before] = [...(options.through ?? []), process.execPath]
  const child = spawn(command, [...before, ...args], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], env })
  let output = ''
  child.stdout?.on('data', data => (output += data))
  child.stderr?.on('data', data => (output += data))
  await new Promise<void>((ready, failed) => {
    child.on('message', message => (message as { at?: string }).at === 'listening' && ready())
    child.once('exit', code => failed(new Error(`the server ended with ${code}:\n${output}`)))
  })
  const ended = once(child, 'exit')
  return {
    address: `http://localhost:${port}`,
    port,
    process: child,
    output: () => output,
    async tick() {
      const ticked = new Promise<void>(done => {
        const hear = (message: unknown) => {
          if ((message as { at?: string }).at !== 'ticked') return
          child.off('message', hear)
          done()
        }
        child.on('message', hear)
      })
      child.send({ do: 'tick' })
      await ticked
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.send({ do: 'stop' })
      await ended
    },
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

/** A server keeps the day's places in memory files past its end, as it must; a run that is over keeps nothing. */
export function eraseMemoryFiles(data: string) {
  rmSync(memoryFolderOf(data), { recursive: true, force: true })
}
