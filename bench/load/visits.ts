/**
 * Visits in progress: a phone and a desk with the pages' own lines (channel/socket-line.ts), in a room that was opened as any room is. What they say to
 * each other is theirs: here it is a count and a moment before random bytes, because the server cannot tell. The desk goes back to its room as
 * desk/waiting/desk-line.ts does, the phone sends again what was not thanked for.
 */
import { tagged } from '@latchkey/certificates/tagged.ts'
import { laterByTimer } from '@latchkey/channel/socket.ts'
import { createSocketLine, type SocketLine } from '@latchkey/channel/socket-line.ts'
import { makeP256, random, signer } from '@latchkey/server/platform.ts'
import { parseText, toBytes, toText } from '@latchkey/wire/edge.ts'
import { cellSize, type FromDesk, type ToDesk, type ToPhone, toDesk, toPhone } from '@latchkey/wire/relay.ts'
import { openSocket, type PhoneWorld } from './phones.ts'

const cellsAPage = 16
const kinds = { hello: 1, here: 2, page: 3, thanks: 4 } as const
const filling = random(cellSize)

/** kind 1 ‖ visit 2 ‖ page 2 ‖ cell 1 ‖ random. */
function cellOf(kind: number, visit: number, page = 0, cell = 0): Uint8Array {
  const bytes = Buffer.from(filling)
  bytes[0] = kind
  bytes.writeUInt16BE(visit, 1)
  bytes.writeUInt16BE(page, 3)
  bytes[5] = cell
  return bytes
}
const read = (cell: Uint8Array) => {
  const bytes = Buffer.from(cell.buffer, cell.byteOffset, cell.byteLength)
  return { kind: bytes[0], visit: bytes.readUInt16BE(1), page: bytes.readUInt16BE(3), cell: bytes[5] ?? 0 }
}

export interface Seat {
  /** Certified chain of a clerk's desk. */
  clerk: Uint8Array
  openDesk(deskKey: Uint8Array): Promise<Uint8Array>
}

export class Visit {
  /** performance.now() of the desk's last word to the phone. */
  heardAt = Number.NEGATIVE_INFINITY
  /** How often the desk had another phone's cells before it: everything would have to be shown again there. */
  strangers = 0
  fault: string | null = null
  /** Pages shown, and thanked for. */
  shown = 0
  thanked = 0
  #phone: SocketLine | null = null
  #desk: SocketLine | null = null
  #room: Uint8Array | null = null
  #ready = 0
  #rejoining = false
  #peer: number
  #arrived = 0
  #sent = new Map<number, () => void>()
  readonly #number: number
  readonly #world: PhoneWorld

  constructor(world: PhoneWorld, number: number) {
    this.#world = world
    this.#number = number
    this.#peer = number
  }

  // ——— the desk

  /** Resolves when it is signed in. */
  async sit(seat: Seat): Promise<void> {
    const keys = makeP256()
    const certificate = await seat.openDesk(keys.publicKey)
    const sign = signer(keys)
    return new Promise(seated => {
      const line = createSocketLine<ToDesk>({
        openSocket: openSocket(this.#world.port, 'desk'),
        first: null,
        read: text => parseText(toDesk, text),
        random,
        later: laterByTimer,
        isAlive: message => message.say === 'alive',
        counts: message => message.say === 'signed_in',
        heardControl: message => void this.#atDesk(message, { seat, certificate, sign, seated }),
        heardCell: cell => this.#deskCell(cell),
        closed: (_code, reason) => {
          if (reason) this.fault = reason
        },
        turned() {},
      })
      this.#desk = line
      line.start()
    })
  }

  /** The head of the line comes to this desk. */
  next(): void {
    this.#tell({ say: 'next' })
  }

  async #atDesk(
    message: ToDesk,
    own: { seat: Seat; certificate: Uint8Array; sign(message: Uint8Array): Promise<Uint8Array>; seated(): void },
  ): Promise<void> {
    switch (message.say) {
      case 'challenge': {
        const signature = await own.sign(tagged('latchkey/sign-in/v1', [toBytes(message.challenge)]))
        this.#tell({
          say: 'sign_in',
          clerk: toText(own.seat.clerk),
          desk: toText(own.certificate),
          signature: toText(signature),
          site: null,
        })
        return
      }
      case 'signed_in':
        own.seated()
        if (this.#room) this.#tell({ say: 'return', room: toText(this.#room) })
        return
      case 'line':
        this.#ready = message.ready
        if (this.#rejoining && message.ready > 0) this.next()
        return
      case 'room':
        this.#rejoining = false
        this.#room = toBytes(message.room)
        return
      case 'fault':
        if (message.fault !== 'no_room') this.fault = message.fault
        else if (!this.#rejoining) {
          this.#rejoining = true
          if (this.#ready > 0) this.next()
        }
    }
  }

  #deskCell(bytes: Uint8Array): void {
    const { kind, visit, page, cell } = read(bytes)
    if (visit !== this.#peer) {
      this.strangers++
      this.#peer = visit
    }
    if (kind === kinds.hello) {
      this.#desk?.send(cellOf(kinds.here, visit))
      return
    }
    if (visit === this.#number) {
      this.#sent.get(page * cellsAPage + cell)?.()
      this.#sent.delete(page * cellsAPage + cell)
    }
    this.#arrived = cell === 0 ? 1 : this.#arrived + 1
    if (this.#arrived === cellsAPage) this.#desk?.send(cellOf(kinds.thanks, visit, page))
  }

  #tell(message: FromDesk): void {
    this.#desk?.tell(message)
  }

  // ——— the phone

  /** Resolves when the server has taken the place. */
  enter(place: Uint8Array): Promise<void> {
    return new Promise(ready => {
      const line = createSocketLine<ToPhone>({
        openSocket: openSocket(this.#world.port, 'phone'),
        first: place,
        read: text => parseText(toPhone, text),
        random,
        later: laterByTimer,
        isAlive: message => message.say === 'alive',
        counts: message => message.say !== 'fault',
        heardControl: message => {
          if (message.say === 'ready') ready()
          else if (message.say === 'fault') this.fault = message.fault
          else if ('here' in message && message.here) line.send(cellOf(kinds.hello, this.#number))
        },
        heardCell: cell => this.#phoneCell(cell),
        closed: (_code, reason) => {
          if (reason) this.fault = reason
        },
        turned() {},
      })
      this.#phone = line
      line.start()
    })
  }

  /** The resident shows one more page; what the line does with it is not theirs to know. */
  show(): void {
    this.shown++
    if (this.shown === this.thanked + 1) this.#send()
  }

  close(): void {
    this.#phone?.close()
    this.#desk?.close()
  }

  #phoneCell(bytes: Uint8Array): void {
    const { kind, page } = read(bytes)
    this.heardAt = performance.now()
    if (kind === kinds.thanks && page === this.thanked + 1) this.thanked = page
    // Also after a hello: the page that the drop took goes again by itself.
    if (this.thanked < this.shown) this.#send()
  }

  #send(): void {
    const page = this.thanked + 1
    for (let cell = 0; cell < cellsAPage; cell++) {
      this.#sent.set(page * cellsAPage + cell, this.#world.calm.begin('cells'))
      this.#phone?.send(cellOf(kinds.page, this.#number, page, cell))
    }
  }
}
