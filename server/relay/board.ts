/**
 * What a supervisor's board shows and does (wire/board.ts). Everything comes out of memory that is there anyway, at the moment it is looked at; nothing of it
 * names a resident, and only a pause, which supervisors sign, is written.
 */
import type { Board, DeskLineName, FromBoard } from '@latchkey/wire/board.ts'
import { Fault } from '@latchkey/wire/faults.ts'
import type { DeskMessages } from '../on-duty/desk-messages.ts'
import type { Duty, OnDuty } from '../on-duty/on-duty.ts'
import type { Place } from '../ready/ready.ts'
import type { Rooms } from '../rooms/rooms.ts'

/** Waiting for a second look is told in fives of minutes, and from here on as this. */
const grain = 5
const longest = 60

export interface BoardPorts {
  clock: () => number
  onDuty: OnDuty
  messages: DeskMessages
  rooms: Rooms
  /** Numbers given and not yet called. */
  waiting(): number
  /** Whom a desk can take now. */
  line(): Place[]
  ways(): Board['ways']
  /** @throws Fault (settings/acts.ts) */
  pause(clerk: Uint8Array, certified: Uint8Array): Promise<void>
}

export function boardNow(ports: BoardPorts): Board {
  const { onDuty, messages, rooms } = ports
  const now = ports.clock()
  const line = ports.line()
  const on = new Map(onDuty.all().map(duty => [duty.alias, duty]))
  const minutes = ({ secondSince }: Place) => Math.min(longest, Math.floor(Math.max(0, now - secondSince) / 60 / grain) * grain)
  return {
    say: 'board',
    waiting: ports.waiting(),
    ready: line.length,
    second: line
      .filter(place => place.second !== null)
      .map(minutes)
      .sort((a, b) => b - a),
    slow: onDuty.slow,
    stock: onDuty.stock,
    desks: [...on.values()]
      .map(({ alias, role, site }) => ({
        alias,
        supervisor: role === 'supervisor',
        site,
        line: onDuty.line(alias),
        cards: onDuty.cards(alias),
        quotaLeft: onDuty.quotaLeft(alias),
        busy: rooms.all().some(room => room.alias === alias),
      }))
      .sort((a, b) => a.alias.localeCompare(b.alias, 'en', { numeric: true })),
    messages: messages.all(),
    ways: ports.ways(),
  }
}

/** Does what a supervisor's desk says, but for looking. @throws Fault `not_allowed`, `desk_changed`, `malformed` */
export function actOnBoard({ onDuty, messages }: BoardPorts, { alias, role }: Duty, said: FromBoard): void {
  if (role !== 'supervisor') throw new Fault('not_allowed')
  switch (said.say) {
    case 'move':
      moveDesk(onDuty, said)
      break
    case 'slow':
      onDuty.slow = said.on
      break
    case 'stock':
      onDuty.countStock(said.cards)
      break
    case 'send':
      messages.add(said.message, alias)
      break
    case 'take_back':
      messages.takeBack(said.id)
  }
}

/** The supervisor says what they saw: of two who move one desk at once, the second sees first what the other has done. */
function moveDesk(onDuty: OnDuty, { alias, from, to }: { alias: string; from: DeskLineName; to: DeskLineName }): void {
  if (!onDuty.all().some(duty => duty.alias === alias) || onDuty.line(alias) !== from) throw new Fault('desk_changed')
  onDuty.move(alias, to)
}
