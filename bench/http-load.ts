/** Asks over kept connections of one server, one question at a time on each: less work than any client of Node's, because here both share a machine. */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

const connections = 50
/** Milliseconds a window may take before something is wrong. */
const patience = 120_000

export interface Asking {
  method: 'GET' | 'POST'
  path: string
  /** JSON. */
  body?: string
}

export interface HttpLoad {
  /** Resolves when so many questions have been answered with 200. @throws Error at any other answer */
  ask(count: number): Promise<void>
  close(): void
}

export async function openLoad(port: number, { method, path, body }: Asking): Promise<HttpLoad> {
  const entity = body === undefined ? '' : `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n`
  const question = Buffer.from(`${method} ${path} HTTP/1.1\r\nHost: localhost:${port}\r\n${entity}\r\n${body ?? ''}`)
  const sockets = await Promise.all(
    Array.from({ length: connections }, async () => {
      const socket = connect({ port, host: 'localhost', noDelay: true })
      await once(socket, 'connect')
      return socket
    }),
  )
  return {
    async ask(count) {
      let asked = 0
      let over = false
      // Never asleep: waking it would be counted to the server, and only to one that is slower than what asks.
      const stayAwake = () => {
        if (!over) setImmediate(stayAwake)
      }
      stayAwake()
      const one = (socket: Socket) =>
        new Promise<void>((done, failed) => {
          const end = (problem?: Error) => {
            socket.removeAllListeners('data').removeAllListeners('close').removeAllListeners('error')
            clearTimeout(limit)
            if (problem) failed(problem)
            else done()
          }
          const limit = setTimeout(() => end(new Error(`${path} was not answered in time`)), patience)
          let answer = Buffer.alloc(0)
          const next = () => {
            if (asked === count) return end()
            asked++
            socket.write(question)
          }
          socket.on('data', piece => {
            answer = answer.length === 0 ? piece : Buffer.concat([answer, piece])
            const length = lengthOf(answer)
            if (length === null || answer.length < length) return
            if (answer.length > length || answer.toString('latin1', 9, 12) !== '200')
              return end(new Error(`${path} was answered with ${answer.toString('latin1', 9, 12)}`))
            answer = Buffer.alloc(0)
            next()
          })
          socket.on('close', () => end(new Error(`${path}: the connection was closed`)))
          socket.on('error', end)
          next()
        })
      await Promise.all(sockets.map(one)).finally(() => {
        over = true
      })
    },
    close() {
      for (const socket of sockets) socket.destroy()
    },
  }
}

/** Head and body together; null while the head is not whole. Every answer measured here says its length. */
function lengthOf(answer: Buffer): number | null {
  const head = answer.indexOf('\r\n\r\n')
  if (head < 0) return null
  const said = /\r\ncontent-length: (\d+)\r\n/i.exec(answer.toString('latin1', 0, head + 2))
  if (!said) throw new Error('an answer without a length')
  return head + 4 + Number(said[1])
}

/** The headers of an answer that a control has to send too; the others every server makes itself. */
export function headersToSend(headers: Headers): [name: string, value: string][] {
  const own = ['content-type', 'content-length', 'connection', 'keep-alive', 'date']
  return [...headers].filter(([name]) => !own.includes(name))
}
