/** The phones' side of the relay: a place opens it, the place decides where in the line it stands (PROTOCOL §2). */
import { parseText, toText } from '@latchkey/wire/edge.ts'
import { Fault } from '@latchkey/wire/faults.ts'
import { cellSize, fromPhone, placeSize, type ToPhone } from '@latchkey/wire/relay.ts'
import { sha256 } from '../platform.ts'
import type { Place, Ready } from '../ready/ready.ts'
import type { Room, Rooms } from '../rooms/rooms.ts'
import type { Link } from './link.ts'

/** Seconds an older socket of the same place has to show that it lives. */
const probeLasts = 5

interface Phone {
  readonly place: Place
  link: Link
  /** A second socket of this place, waiting until the first has answered or not. */
  challenger: { link: Link; until: number } | null
  /** How many come first, as it was told last; null when something else was said since. */
  ahead: number | null
}

export interface PhonesPorts {
  clock: () => number
  ready: Ready
  rooms: Rooms
  /** The resident stopped: the room is over for both. */
  stopped(room: Room): void
  /** The line has changed. */
  changed(): void
}

export class Phones {
  readonly #phones = new Map<Place, Phone>()
  readonly #links = new Set<Link>()
  readonly #ports: PhonesPorts

  constructor(ports: PhonesPorts) {
    this.#ports = ports
  }

  get sockets(): number {
    return this.#links.size
  }

  /** Phones that wait for a desk now, first one first. Who is away, or just leaving, does not hold up the others. */
  line(): Place[] {
    return [...this.#phones.values()]
      .filter(({ place, link }) => link.open && !place.counter && this.#ports.rooms.byPlace(place) === null)
      .map(({ place }) => place)
      .sort((a, b) => a.order - b.order)
  }

  accept(link: Link): void {
    this.#links.add(link)
    let phone: Phone | null = null
    const hear = (message: Buffer | string) => {
      try {
        if (phone === null || phone.link !== link) {
          // A challenger says its place and then waits; until it is decided, nothing else it says counts.
          if (link.known || typeof message === 'string' || message.length !== placeSize) throw new Fault('malformed')
          phone = this.#arrive(link, sha256(message))
        } else if (typeof message === 'string') {
          parseText(fromPhone, message)
          this.#stop(phone)
        } else if (message.length !== cellSize) throw new Fault('malformed')
        else this.#ports.rooms.byPlace(phone.place)?.desk?.cell(message)
      } catch (problem) {
        link.end(problem instanceof Fault ? problem.code : 'broken')
      }
    }
    link.listen(hear, () => {
      this.#links.delete(link)
      if (phone?.challenger?.link === link) phone.challenger = null
      if (phone?.link === link) this.#left(phone)
    })
  }

  /** Puts the phone into the room a desk has opened for it. */
  enter(room: Room): void {
    const phone = this.#phones.get(room.place)
    if (phone === undefined) return
    room.phone = phone.link
    this.#say(phone, roomMessage(room))
  }

  /** Closes the socket of a place that has no visit and no line any more. */
  dismiss(place: Place): void {
    this.#phones.get(place)?.link.close()
  }

  tell(place: Place, message: ToPhone): void {
    const phone = this.#phones.get(place)
    if (phone) this.#say(phone, message)
  }

  /** Tells everyone in the line how many visits come first, unless that is what they heard last: who comes behind them is nothing to them. */
  tellAhead(): void {
    for (const [ahead, place] of this.line().entries())
      if (this.#phones.get(place)?.ahead !== ahead) this.tell(place, { say: 'ready', ahead })
  }

  /** Places of yesterday are good no longer; visits in progress finish. */
  dayEnds(): void {
    for (const [place, phone] of this.#phones) if (this.#ports.rooms.byPlace(place) === null) phone.link.end('number_other_day')
  }

  step(now: number): void {
    for (const link of this.#links) link.step(now)
    for (const phone of this.#phones.values()) {
      if (phone.challenger && (!phone.link.open || now >= phone.challenger.until)) this.#replace(phone, phone.challenger.link)
    }
  }

  #arrive(link: Link, hash: Uint8Array): Phone {
    const place = this.#ports.ready.find(hash)
    if (place === null) throw new Fault('place_unknown')
    link.known = true
    const phone = this.#phones.get(place)
    if (phone === undefined) {
      const fresh: Phone = { place, link, challenger: null, ahead: null }
      this.#phones.set(place, fresh)
      this.#welcome(fresh)
      return fresh
    }
    // First claim wins and wrong tries never drop the live peer; but a phone that lost its link must not wait for its own ghost.
    if (!phone.link.open) {
      this.#replace(phone, link)
      return phone
    }
    if (phone.challenger) throw new Fault('place_in_use')
    const challenger = { link, until: this.#ports.clock() + probeLasts }
    phone.challenger = challenger
    phone.link.onceHeard(() => {
      if (phone.challenger !== challenger) return
      phone.challenger = null
      link.end('place_in_use')
    })
    phone.link.ping()
    return phone
  }

  #replace(phone: Phone, link: Link): void {
    const ghost = phone.link
    phone.link = link
    phone.challenger = null
    ghost.cut()
    this.#welcome(phone)
  }

  #welcome(phone: Phone): void {
    const room = this.#ports.rooms.byPlace(phone.place)
    phone.ahead = null
    if (room === null) {
      this.#ports.changed()
      return
    }
    room.phone = phone.link
    this.#say(phone, roomMessage(room))
    room.desk?.say({ say: 'peer', here: true })
  }

  #left(phone: Phone): void {
    if (phone.challenger) {
      this.#replace(phone, phone.challenger.link)
      return
    }
    this.#phones.delete(phone.place)
    const room = this.#ports.rooms.byPlace(phone.place)
    if (room) {
      room.phone = null
      room.desk?.say({ say: 'peer', here: false })
    } else this.#ports.changed()
  }

  #stop(phone: Phone): void {
    const room = this.#ports.rooms.byPlace(phone.place)
    // At a counter the desk draws the place, and whoever saw its code can be on this socket: they leave, and end nothing. A resident's own stop
    // is said inside the visit.
    if (phone.place.counter) {
      phone.link.close()
      return
    }
    if (room) this.#ports.stopped(room)
    this.#ports.ready.drop(phone.place)
    phone.link.close()
  }

  #say(phone: Phone, message: ToPhone): void {
    phone.ahead = message.say === 'ready' ? message.ahead : null
    phone.link.say(message)
  }
}

const roomMessage = (room: Room): ToPhone => ({
  say: 'room',
  room: toText(room.id),
  here: room.desk !== null,
  comeback: room.comeback,
})
