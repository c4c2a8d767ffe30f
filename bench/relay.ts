/**
 * A cell through the real server beside the same bytes through a raw splice of two TCP connections. Eight phones send to eight desks in rooms that were
 * opened as any room is; a page's sixteen cells are on the way at a time.
 */
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { connect, type Socket } from 'node:net'
import { certify, encodeCertified } from '@latchkey/certificates/certified.ts'
import { deskTag, encodeDesk } from '@latchkey/certificates/desk.ts'
import { postTo, until } from '@latchkey/drill/world/people.ts'
import { clock, random, sha256 } from '@latchkey/server/platform.ts'
import { connectPhone, type DeskEnd, type PhoneEnd, signIn } from '@latchkey/server/relay/relay-ends.test.kit.ts'
import type { MadePerson } from '@latchkey/try/made-root.ts'
import { toText } from '@latchkey/wire/edge.ts'
import { cellSize } from '@latchkey/wire/relay.ts'
import type { Now, Number as WaitingNumber } from '@latchkey/wire/waiting.ts'
import type { BenchRun } from './bench-run.ts'
import { inTurns, type Measured } from './measure.ts'
import { ranFor } from './process.ts'
import { type RealServer, startReal } from './real-server.ts'

const pairs = 8
const onTheWay = 16
const cellsAPair = 1_000
/** µs a cell that the relay may take for itself. */
const allowed = 10
/** The head of a masked frame of this size (RFC 6455 §5.2): 2 bytes, a 16-bit length, a mask. */
const frameSize = cellSize + 8

/** Whether `ws` has its optional native mask here: without it every byte from a phone is unmasked by a script. With WS_NO_BUFFER_UTIL=1 it does without. */
function hasNativeMask(): boolean {
  if (process.env.WS_NO_BUFFER_UTIL) return false
  try {
    createRequire(import.meta.url)('bufferutil')
    return true
  } catch {
    return false
  }
}

export async function relay(run: BenchRun): Promise<Measured> {
  const real = await startReal(run)
  const rooms = await openRooms(run, real)
  const control = await run.control('splice')
  const lines = await openLines(run, control.port)
  const times = hasNativeMask() ? 1.5 : 4
  const cells = pairs * cellsAPair
  const { value, peerValue } = await inTurns(
    () => ranFor(real.pid, cells, () => Promise.all(rooms.map(sendCells)).then(() => {})),
    () => ranFor(control.pid, cells, () => Promise.all(lines.map(sendBytes)).then(() => {})),
  )
  return {
    bench: 'relay',
    value,
    unit: 'µs of the server a cell of 16,384 bytes',
    peer: 'a raw TCP splice of the same bytes',
    peerValue,
    ratio: value / peerValue,
    target: `≤ ${allowed} µs + ${times} × the splice (${hasNativeMask() ? 'with' : 'without'} the optional native mask)`,
    met: value <= allowed + times * peerValue,
  }
}

interface Room {
  phone: PhoneEnd
  desk: DeskEnd
}

async function openRooms(run: BenchRun, { server, root, rules, clerks }: RealServer): Promise<Room[]> {
  const [clerk] = clerks
  if (!clerk) throw new Error('no clerk')
  const world = { address: server.address, root, rules }
  const person: MadePerson = {
    passkey: clerk.passkey,
    certified: clerk.certificate,
    openDesk: async (deskKey, from, to) =>
      encodeCertified(await certify(deskTag, encodeDesk({ city: root.city, alias: clerk.alias, deskKey, from, to }), [clerk.passkey])),
  }
  const rooms: Room[] = []
  for (let pair = 0; pair < pairs; pair++) {
    const { desk } = await signIn(server, person, clock())
    run.later(() => desk.cut())
    await desk.hear('signed_in')
    const number = await postTo<WaitingNumber>(world, '/waiting/number', { way: 'phone' })
    let serving = 0
    await until(() => {
      void postTo<Now>(world, '/now').then(now => (serving = now.serving))
      return serving >= number.n
    }, 'the number is called')
    const place = random(32)
    await postTo(world, '/waiting/claim', { number, placeHash: toText(sha256(place)) })
    const phone = await connectPhone(server, place)
    run.later(() => phone.cut())
    await phone.hear('ready')
    desk.say({ say: 'next' })
    await desk.hear('room')
    await phone.hear('room')
    rooms.push({ phone, desk })
  }
  return rooms
}

function sendCells({ phone, desk }: Room): Promise<void> {
  const cell = random(cellSize)
  return new Promise((done, failed) => {
    let [sent, come] = [0, 0]
    const send = () => {
      for (; sent < cellsAPair && sent - come < onTheWay; sent++) phone.socket.send(cell)
    }
    const hear = (data: Buffer, binary: boolean) => {
      if (!binary) return
      // The end keeps what it hears for tests that read it.
      desk.cells.length = 0
      if (data.length !== cellSize) failed(new Error('a cell of another size'))
      come++
      if (come < cellsAPair) return send()
      desk.socket.off('message', hear)
      done()
    }
    desk.socket.on('message', hear)
    send()
  })
}

interface Line {
  from: Socket
  to: Socket
}

async function openLines(run: BenchRun, port: number): Promise<Line[]> {
  const open = async () => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    run.later(() => socket.destroy())
    await once(socket, 'connect')
    return socket
  }
  const lines: Line[] = []
  for (let pair = 0; pair < pairs; pair++) {
    const [from, to] = [await open(), await open()]
    // The splice pairs them as it takes them.
    const heard = once(to, 'data')
    from.write('x')
    await heard
    lines.push({ from, to })
  }
  return lines
}

function sendBytes({ from, to }: Line): Promise<void> {
  const frame = Buffer.from(random(frameSize))
  return new Promise(done => {
    let [sent, come] = [0, 0]
    const send = () => {
      for (; sent < cellsAPair && sent - Math.floor(come / frameSize) < onTheWay; sent++) from.write(frame)
    }
    const hear = (data: Buffer) => {
      come += data.length
      if (come < cellsAPair * frameSize) return send()
      to.off('data', hear)
      done()
    }
    to.on('data', hear)
    send()
  })
}
