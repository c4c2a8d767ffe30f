/** What one measure has started; all of it ends with it, newest first. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cores, stayOn } from './process.ts'

const here = dirname(fileURLToPath(import.meta.url))

export interface Control {
  pid: number
  port: number
  process: ChildProcess
}

export class BenchRun {
  /** A folder of this measure's own. */
  readonly home = mkdtempSync(join(tmpdir(), 'latchkey-bench-'))
  readonly #closers: (() => unknown)[] = [() => rmSync(this.home, { recursive: true, force: true })]

  later(close: () => unknown): void {
    this.#closers.push(close)
  }

  /** A control of `bench/controls`: it listens where it likes on loopback and says the port. */
  control(name: string, options: { node?: string[]; args?: string[] } = {}): Promise<Control> {
    return this.start(`controls/${name}.mjs`, options)
  }

  /** A program of `bench/` that says its port. */
  async start(program: string, { node = [], args = [] }: { node?: string[]; args?: string[] } = {}): Promise<Control> {
    const child = fork(join(here, program), args, { execArgv: node, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    this.later(() => child.kill('SIGKILL'))
    const [message] = (await once(child, 'message')) as [{ port: number }]
    const pid = child.pid ?? 0
    stayOn(cores.measured, pid)
    return { pid, port: message.port, process: child }
  }

  async tidy(): Promise<void> {
    for (const close of this.#closers.reverse()) await Promise.resolve(close()).catch(() => {})
  }
}
