/**
 * One signer process as its parent sees it: a pipe, three frames out, two back (card/pipe.ts). It gets nothing by argument or
 * environment, it has no other file, and it ends when the pipe does.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { setPriority } from 'node:os'
import { createFrameReader, encodeToSigner, type FromSigner, parseFromSigner, type ToSigner } from '@latchkey/card/pipe.ts'

/** How a signer is started: `node dist/<city>/signer.js`; tests run its source. */
export interface SignerProgram {
  command: string
  args: string[]
}

/**
 * Signers share cores with the server, and to start one costs several times a seal: nobody's answer waits behind that. A seal that shares a core with a
 * busy server takes longer; that is one person, who sees that it is being made.
 */
const niceness = 5
function behind(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    setPriority(pid, niceness)
  } catch {
    // It has ended already, or the system does not let us: then it is as it was.
  }
}

export class SignerProcess {
  /** The one-use key; null when the process ended before it had one. */
  readonly ready: Promise<Uint8Array | null>
  /** What came after `ready`; null when the process ended without a word. */
  readonly last: Promise<FromSigner | null>
  readonly pid: number | undefined
  readonly #child: ChildProcess
  #alive = true

  constructor({ command, args }: SignerProgram, open: Extract<ToSigner, { say: 'open' }>, ended: () => void) {
    // PATH only, for a `command` that is not a path; nothing else of this process's surroundings.
    const env = { PATH: process.env.PATH ?? '' }
    const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'ignore'], env, windowsHide: true })
    this.#child = child
    this.pid = child.pid
    behind(child.pid)
    let isReady: (key: Uint8Array | null) => void = () => {}
    let isLast: (message: FromSigner | null) => void = () => {}
    this.ready = new Promise(resolve => (isReady = resolve))
    this.last = new Promise(resolve => (isLast = resolve))
    const frames = createFrameReader()
    child.stdout?.on('data', (piece: Buffer) => {
      try {
        for (const content of frames.push(piece)) {
          const message = parseFromSigner(content)
          if (message.say === 'ready') isReady(message.key)
          else isLast(message)
        }
      } catch {
        this.kill()
      }
    })
    const over = () => {
      if (!this.#alive) return
      this.#alive = false
      isReady(null)
      isLast(null)
      ended()
    }
    // `close` and not `exit`: the last frame may still be in the pipe.
    child.on('close', over)
    child.on('error', over)
    child.stdin?.on('error', () => {})
    this.say(open)
  }

  get alive(): boolean {
    return this.#alive
  }

  say(message: ToSigner): void {
    this.#child.stdin?.write(encodeToSigner(message))
  }

  kill(): void {
    this.#child.kill('SIGKILL')
  }
}
