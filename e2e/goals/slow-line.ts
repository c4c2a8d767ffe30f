/**
 * The old phone's line to the server. Every answer is counted here in bytes as they travel. The browser slows HTTP itself; newer ones slow
 * WebSockets too, and for those that do not, sockets are limited here. Never both: that would be a phone older than the one we mean.
 */
import { createServer, connect as join, type Socket } from 'node:net'
import { oldPhone } from './old-phone.ts'

export interface Crossed {
  path: string
  /** Bytes of the answer, its head included. */
  bytes: number
}

export interface SlowLine {
  address: string
  /** Every request since the line was opened, in order. */
  crossed: Crossed[]
  /** Whether sockets opened from now on are limited here. */
  limitsSockets: boolean
  /** No signal: what is open ends, and nothing new gets through. */
  cut(): void
  mend(): void
  close(): Promise<void>
}

type Pass = (bytes: Buffer) => unknown
const requestLine = /^(?:GET|POST|HEAD) (\S+) HTTP\/1\.1\r\n/

/** Passes bytes on no faster than the old phone's line, each after half its round trip; what passes first arrives first. */
function limited(to: Socket): Pass {
  let freeAt = 0
  return bytes => {
    const now = Date.now()
    freeAt = Math.max(freeAt, now) + (bytes.length * 1000) / oldPhone.bytesASecond
    setTimeout(() => to.writable && to.write(bytes), freeAt - now + oldPhone.roundTrip / 2)
  }
}

/** @param port of the real server; a server that is not there ends the phone's connection, as it would */
export async function openSlowLine(port: number): Promise<SlowLine> {
  const crossed: Crossed[] = []
  const open = new Set<Socket>()
  let own = 0
  let isCut = false
  const server = createServer(phone => {
    if (isCut) return phone.destroy()
    const far = join(port, '127.0.0.1')
    let current: Crossed | null = null
    let toServer: Pass = bytes => far.write(bytes)
    let toPhone: Pass = bytes => phone.write(bytes)
    open.add(phone)
    const end = () => {
      open.delete(phone)
      phone.destroy()
      far.destroy()
    }
    phone.on('data', data => {
      const text = data.toString('latin1')
      const path = requestLine.exec(text)?.[1]
      if (path === undefined) return toServer(data)
      current = { path, bytes: 0 }
      crossed.push(current)
      if (line.limitsSockets && /^upgrade: websocket\r$/im.test(text)) {
        toServer = limited(far)
        toPhone = limited(phone)
      }
      // To the server this phone came to its own door.
      toServer(Buffer.from(text.replaceAll(`localhost:${own}`, `localhost:${port}`), 'latin1'))
    })
    far.on('data', data => {
      if (current) current.bytes += data.length
      toPhone(data)
    })
    for (const socket of [phone, far]) {
      socket.setNoDelay(true)
      socket.on('error', end)
      socket.on('close', end)
    }
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  own = (server.address() as { port: number }).port
  const line: SlowLine = {
    address: `http://localhost:${own}`,
    crossed,
    limitsSockets: false,
    cut() {
      isCut = true
      for (const socket of open) socket.destroy()
    },
    mend() {
      isCut = false
    },
    async close() {
      for (const socket of open) socket.destroy()
      await new Promise(done => server.close(done))
    },
  }
  return line
}
