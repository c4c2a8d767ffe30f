/**
 * From a number or a visit in hand to the visit of a counter. A link can bring a place as well as a desk's code, so nothing of the old turn is given up
 * before its person said yes and the server has a room for the new place.
 */

import { sameBytes } from '@latchkey/certificates/cbor.ts'
import { type Later, laterByTimer, type Socket } from '@latchkey/channel/socket.ts'
import { parseText } from '@latchkey/wire/edge.ts'
import { closedByFault, toPhone } from '@latchkey/wire/relay.ts'
import type { KeptThings } from '../kept-things.ts'
import type { Turn } from '../waiting/turn.ts'

/** room: a desk holds one. taken: another phone is in it. gone: no desk has a room for this place. silent: no answer. */
export type PlaceAnswer = 'room' | 'taken' | 'gone' | 'silent'

export interface ChangePorts {
  openSocket(): Socket
  things: Pick<KeptThings, 'place'>
  turn: Pick<Turn, 'enter'>
  /** Lets the visit of before go without ending it. */
  closeVisit(): Promise<void>
  /** The city's. */
  today(): string
  later?: Later
}

/** Milliseconds; the server may have to ask an older socket of the same place first. */
const answersIn = 12_000

/** Party: resident. Whether it is the place that this phone has already: a code that is scanned twice. */
export async function isOwnPlace(things: Pick<KeptThings, 'place'>, place: Uint8Array): Promise<boolean> {
  const own = await things.place()
  return own !== null && sameBytes(own, place)
}

/** Party: resident. Goes to the counter's visit if there is one; with every other answer the phone keeps what it had. */
export async function changeCounter(ports: ChangePorts, place: Uint8Array): Promise<PlaceAnswer> {
  const answer = await askPlace(ports, place)
  if (answer !== 'room') return answer
  await ports.closeVisit()
  await ports.turn.enter(place, ports.today())
  return answer
}

/** Opens the relay by the place, hears what it is, and hangs up. */
function askPlace({ openSocket, later = laterByTimer }: ChangePorts, place: Uint8Array): Promise<PlaceAnswer> {
  return new Promise(resolve => {
    const socket = openSocket()
    const end = (answer: PlaceAnswer) => {
      cancel()
      socket.onopen = socket.onmessage = socket.onclose = null
      socket.close()
      resolve(answer)
    }
    const cancel = later(answersIn, () => end('silent'))
    socket.binaryType = 'arraybuffer'
    socket.onopen = () => socket.send(place as Uint8Array<ArrayBuffer>)
    socket.onmessage = ({ data }) => {
      const say = sayOf(data)
      if (say === 'room') end('room')
      // A place in the line is somebody's own and no counter's; why a fault came, the close says.
      else if (say === 'ready' || say === 'handed_over' || say === 'ended') end('gone')
    }
    socket.onclose = ({ code, reason }) => {
      if (code !== closedByFault) end('silent')
      else end(reason === 'place_in_use' ? 'taken' : ends.has(reason) ? 'gone' : 'silent')
    }
  })
}

const ends: ReadonlySet<string> = new Set(['place_unknown', 'number_other_day'])

function sayOf(data: unknown): string | null {
  try {
    return typeof data === 'string' ? parseText(toPhone, data).say : null
  } catch {
    return null
  }
}
