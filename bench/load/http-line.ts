/** One connection of one phone to the server, kept as a browser keeps it: opened when it is needed, and anew when it was closed. */
import { connect, type Socket } from 'node:net'

export interface Answer {
  status: number
  body: string
}

interface Asked {
  answered(answer: Answer): void
  failed(problem: Error): void
}

/** The connections that may be open at a time. Who finds none free waits, and the time counts. */
export class Connections {
  #free: number
  readonly #waiting: (() => void)[] = []

  constructor(most: number) {
    this.#free = most
  }

  take(run: () => void): void {
    if (this.#free === 0) this.#waiting.push(run)
    else {
      this.#free--
      run()
    }
  }

  giveBack(): void {
    const next = this.#waiting.shift()
    if (next) next()
    else this.#free++
  }
}

let opened = 0
const addresses = 64
const [firstPort, ports] = [10_000, 50_000]
/**
 * Each connection from an end of its own, none twice in a run. One address has too few ports, and a port that the machine is left to choose costs it a
 * search: after some kills a millisecond for each, so that twenty thousand phones held this process for up to twenty seconds and the server was called late.
 */
const nextEnd = () => {
  const at = opened++
  return { localAddress: `127.0.0.${2 + (at % addresses)}`, localPort: firstPort + (Math.floor(at / addresses) % ports) }
}

export class HttpLine {
  #socket: Socket | null = null
  #asked: Asked | null = null
  #heard: Buffer = Buffer.alloc(0)
  readonly #port: number
  readonly #connections: Connections

  constructor(port: number, connections: Connections) {
    this.#port = port
    this.#connections = connections
  }

  /** One question at a time: a second one gives the first up. @throws Error when the connection was refused or closed */
  ask(method: 'GET' | 'POST', path: string, body?: string, signal?: AbortSignal): Promise<Answer> {
    this.#giveUp()
    return new Promise((answered, failed) => {
      const asked: Asked = { answered, failed }
      this.#asked = asked
      this.#heard = Buffer.alloc(0)
      signal?.addEventListener('abort', () => this.#asked === asked && this.#giveUp(), { once: true })
      const entity = body === undefined ? '' : `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n`
      const question = `${method} ${path} HTTP/1.1\r\nHost: localhost:${this.#port}\r\n${entity}\r\n${body ?? ''}`
      if (this.#socket) this.#socket.write(question)
      else
        this.#connections.take(() => {
          // Given up while it waited.
          if (this.#asked !== asked) this.#connections.giveBack()
          // Written before it is open: then it leaves with the opening.
          else this.#open().write(question)
        })
    })
  }

  /** Lets the connection go when nothing is asked on it. */
  rest(): void {
    if (!this.#asked) this.#socket?.destroy()
  }

  close(): void {
    this.#giveUp()
    this.#socket?.destroy()
  }

  #open(): Socket {
    const socket = connect({ port: this.#port, host: '127.0.0.1', ...nextEnd(), noDelay: true })
    this.#socket = socket
    const gone = () => {
      if (this.#socket !== socket) return
      this.#socket = null
      this.#end()?.failed(new Error('the connection is gone'))
    }
    socket.on('data', piece => this.#socket === socket && this.#hear(piece))
    socket.on('error', gone)
    // The server has ended it: nothing more is asked on it.
    socket.on('end', () => {
      socket.destroy()
      gone()
    })
    socket.on('close', () => {
      this.#connections.giveBack()
      gone()
    })
    return socket
  }

  #hear(piece: Buffer): void {
    this.#heard = this.#heard.length === 0 ? piece : Buffer.concat([this.#heard, piece])
    const head = this.#heard.indexOf('\r\n\r\n')
    if (head < 0) return
    const text = this.#heard.toString('latin1', 0, head + 2)
    const length = Number(/\r\ncontent-length: (\d+)\r\n/i.exec(text)?.[1])
    if (this.#heard.length < head + 4 + length) return
    this.#end()?.answered({ status: Number(text.slice(9, 12)), body: this.#heard.toString('utf8', head + 4) })
  }

  #end(): Asked | null {
    const asked = this.#asked
    this.#asked = null
    return asked
  }

  #giveUp(): void {
    const asked = this.#end()
    if (!asked) return
    // Its answer would be taken for the next one's.
    this.#socket?.destroy()
    this.#socket = null
    asked.failed(new Error('given up'))
  }
}
