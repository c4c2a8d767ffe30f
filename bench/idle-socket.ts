/**
 * The memory of a socket on which nobody says anything, in the real server: five thousand phones in the line of those whose number was reached, as after
 * a start that found the day's copy. Beside the bare library with a map of rooms. Each window has processes of its own.
 */
import type { ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { readKeys } from '@latchkey/server/keys/keys.ts'
import { findMemoryFolder } from '@latchkey/server/memory-files/memory-files.ts'
import { random, sha256 } from '@latchkey/server/platform.ts'
import { Ready } from '@latchkey/server/ready/ready.ts'
import { openStore } from '@latchkey/server/store/open-store.ts'
import type { BenchRun } from './bench-run.ts'
import { inTurns, type Measured } from './measure.ts'
import { prepareCity } from './real-server.ts'

const sockets = 5_000
/** Before the first look at the memory: what is loaded and compiled once, and the room a heap takes when it first grows, is not a socket's. */
const first = 2_000
const atOnce = 100

const collector = ['--expose-gc', '--import', fileURLToPath(new URL('controls/collect.mjs', import.meta.url))]

export async function idleSocket(run: BenchRun): Promise<Measured> {
  const city = await prepareCity(run)
  // Makes the store and the files of the day.
  await (await city.start()).stop()
  const places = Array.from({ length: sockets + first }, () => random(32))
  await standInLine(city.data, places)
  const { value, peerValue } = await inTurns(
    async () => {
      const server = await city.start(collector)
      const kb = await kbASocket(server.process, server.port, places)
      await server.kill()
      return kb
    },
    async () => {
      const control = await run.control('bare-sockets', { node: ['--expose-gc'] })
      const kb = await kbASocket(control.process, control.port, places)
      control.process.kill('SIGKILL')
      return kb
    },
  )
  return {
    bench: 'idle-socket',
    value,
    unit: 'kB resident a socket, 5,000 idle',
    peer: 'ws on node:http with a map of rooms',
    peerValue,
    ratio: value / peerValue,
    target: '≤ 12 kB',
    met: value <= 12,
  }
}

/** Puts places into the day's copy, as the server itself does when numbers are claimed. */
async function standInLine(data: string, places: readonly Uint8Array[]): Promise<void> {
  const store = await openStore({ directory: data, schedule: { practice: true, version: null } })
  const { waiting } = await readKeys(store)
  await store.close()
  const ready = new Ready(findMemoryFolder(data), sha256(waiting))
  for (const [at, place] of places.entries()) if (ready.add(at + 1, sha256(place)) === null) throw new Error('the line is full')
  ready.close()
}

async function kbASocket(server: ChildProcess, port: number, places: readonly Uint8Array[]): Promise<number> {
  const open: Socket[] = []
  const come = async (some: readonly Uint8Array[]) => {
    for (let at = 0; at < some.length; at += atOnce)
      open.push(...(await Promise.all(some.slice(at, at + atOnce).map(place => openSocket(port, place)))))
  }
  try {
    await come(places.slice(0, first))
    const before = await collected(server)
    await come(places.slice(first))
    const after = await collected(server)
    if (open.some(socket => socket.destroyed)) throw new Error('a socket was closed')
    return (after - before) / sockets
  } finally {
    for (const socket of open) socket.destroy()
  }
}

async function collected(server: ChildProcess): Promise<number> {
  server.send({ do: 'collect' })
  for (;;) {
    const [message] = (await once(server, 'message')) as [{ at?: string; residentKb?: number }]
    if (message.at === 'collected') return message.residentKb ?? 0
  }
}

/** A phone's socket by hand, because five thousand of a library would be more than what they measure: the upgrade, then its place in one masked frame. */
async function openSocket(port: number, place: Uint8Array): Promise<Socket> {
  const socket = connect({ port, host: 'localhost', noDelay: true })
  await once(socket, 'connect')
  const key = randomBytes(16).toString('base64')
  const head = [
    'GET /relay/phone HTTP/1.1',
    `Host: localhost:${port}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
  ]
  socket.write([...head, `Sec-WebSocket-Key: ${key}`, '', ''].join('\r\n'))
  const [answer] = (await once(socket, 'data')) as [Buffer]
  if (answer.toString('latin1', 9, 12) !== '101') throw new Error('no socket was opened')
  // RFC 6455 §5.2: final and binary, masked, 32 bytes; a mask of zeros changes nothing.
  socket.write(Buffer.concat([Buffer.of(0x82, 0x80 | place.length), Buffer.alloc(4), place]))
  // Whatever is said, a pong answers it: a ping that nobody answers ends the socket.
  socket.on('data', () => socket.write(Buffer.of(0x8a, 0x80, 0, 0, 0, 0)))
  socket.on('error', () => {})
  socket.on('close', () => socket.destroy())
  return socket
}
