/**
 * Who watches the server's side of the line: every word that phones and desks say to it and hear from it, and the size of every cell. A visit that
 * ended in a refusal must have no word and no size that a visit with a card has not; what was shown must not be told from it either.
 */
import type { Socket } from '@latchkey/channel/socket.ts'
import { cellSize, placeSize } from '@latchkey/wire/relay.ts'

/** `desk said {"say":"goodbye"}`, `phone heard a cell of 16384`. Random bytes and counts are written as such, everything else as it stood, to the last space. */
export type Word = string

export interface WireWatch {
  /** The same socket, watched. @param who whose end */
  over(who: 'phone' | 'desk', socket: Socket): Socket
  /** From now on what is heard is of this visit. One at a time. */
  begin(visit: string): void
  heard(visit: string): ReadonlySet<Word>
}

/** Keys, nonces, ids, envelopes: sixteen and more characters of base64url. Their length stays. */
const drawn = /"[A-Za-z0-9_-]{16,}"/g
const counted = /(?<=":)\d+(?=[,}])/g
export const wordOf = (data: unknown): Word => {
  if (typeof data === 'string') return data.replaceAll(drawn, one => `<${one.length - 2}>`).replaceAll(counted, '#')
  const { byteLength } = data as { byteLength: number }
  return byteLength === placeSize ? 'the place' : `a cell of ${byteLength}`
}

export function createWireWatch(): WireWatch {
  const visits = new Map<string, Set<Word>>()
  let now = new Set<Word>()
  return {
    begin(visit) {
      now = visits.get(visit) ?? new Set()
      visits.set(visit, now)
    },
    heard: visit => visits.get(visit) ?? new Set(),
    over: (who, socket) =>
      new Proxy(socket, {
        get(target, name) {
          if (name === 'send')
            return (data: string | Uint8Array<ArrayBuffer>) => {
              now.add(`${who} said ${wordOf(data)}`)
              target.send(data)
            }
          const value = Reflect.get(target, name, target)
          return typeof value === 'function' ? value.bind(target) : value
        },
        set(target, name, value) {
          if (name !== 'onmessage' || value === null) return Reflect.set(target, name, value, target)
          return Reflect.set(target, name, (event: { data: unknown }) => {
            now.add(`${who} heard ${wordOf(event.data)}`)
            value(event)
          })
        },
      }),
  }
}

/**
 * Said by the clock, or of a socket that came or went, or to a desk that asked in the moment before somebody left: in these very letters. After the last
 * cell the phone closes its socket while the desk says goodbye: whether it still hears that the room ended is which of the two came first, in either outcome.
 */
const ofTheLine = /( \{"say":("alive"|"nobody"|"peer","here":(true|false))\}|^phone heard \{"say":"ended"\})$/

/** What tells the second visit from the first: its words that the first has not, and cells of any other size. */
export const telling = (card: ReadonlySet<Word>, refused: ReadonlySet<Word>): Word[] =>
  [...card, ...refused]
    .filter(word => / cell of /.test(word) && !word.endsWith(` ${cellSize}`))
    .concat([...refused].filter(word => !card.has(word) && !ofTheLine.test(word)))
