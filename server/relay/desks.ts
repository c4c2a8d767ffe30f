/**
 * The desks' side of the relay. A desk proves itself by its chain from the root and by its key, opens rooms with the head of the line or at its counter,
 * and asks for the seal. What it says to the phone are cells, which pass unread. One file though long: every word a desk may say is obeyed here, and
 * what each may do to a room is only seen when they stand together.
 */
import { tagged } from '@latchkey/certificates/tagged.ts'
import { takesCounter, takesPhone } from '@latchkey/wire/board.ts'
import type { Block } from '@latchkey/wire/booking.ts'
import { seatOfCode } from '@latchkey/wire/booking-code.ts'
import { parseText, toBytes, toText } from '@latchkey/wire/edge.ts'
import { Fault } from '@latchkey/wire/faults.ts'
import type { HandIn } from '@latchkey/wire/hand-in.ts'
import { cellSize, type FromDesk, fromDesk, type ToDesk } from '@latchkey/wire/relay.ts'
import type { Comeback, Number as WaitingNumber } from '@latchkey/wire/waiting.ts'
import type { DeskMessages } from '../on-duty/desk-messages.ts'
import type { Duty, OnDuty } from '../on-duty/on-duty.ts'
import { random, sameBytes, sha256, verify } from '../platform.ts'
import type { Place, Ready } from '../ready/ready.ts'
import type { Rights } from '../rights/rights.ts'
import type { Room, Rooms } from '../rooms/rooms.ts'
import type { Seals } from '../seal/leases.ts'
import { actOnBoard, type BoardPorts, boardNow } from './board.ts'
import type { Link } from './link.ts'
import type { Phones } from './phones.ts'

/** Seconds a lost desk has to come back before its visit goes to the next desk. */
export const deskComesBack = 60
/** The same at a counter: nobody else can go on with papers that lie on this desk's table. */
export const counterComesBack = 900
/** Cards of one number, one after the other: a party of four. */
const mostOfParty = 4
/** Seconds between goodbye and the next visit that belong to the work of a desk; longer, nobody was there. */
const mostBetween = 120
/** Control messages a desk may have waiting; a page never has more than two. */
const mostQueued = 32

interface Desk {
  readonly link: Link
  challenge: Uint8Array
  duty: Duty | null
  room: Room | null
  /** When its last visit ended. */
  freedAt: number
  queue: Promise<void>
  queued: number
  /** A supervisor looks at the board here. */
  watches: boolean
  /** What this desk was last told of itself, of the line, and of the board: said again only when it is something else. */
  told: string
  line: string
  board: string
}

/** Of itself a desk knows this before anybody has moved it or written to it. */
const nothingTold = JSON.stringify({ say: 'told', line: 'all', messages: [] } satisfies ToDesk)

const unwatched = { watches: false, told: nothingTold, line: '', board: '' }

/** What stands at a counter, a number or the code of a booked time, and how many cards it may still have. */
interface Party {
  by: string
  left: number
  /** When the desk key runs out, and this with it. */
  to: number
}

/** What a desk asks for a room at its counter by. */
interface CounterBy {
  by: string
  placeHash: Uint8Array
  cards: number
  /** The first time: marks it, and takes the place. */
  take(placeHash: Uint8Array): void
}

export interface DesksPorts {
  clock: () => number
  ready: Ready
  rooms: Rooms
  onDuty: OnDuty
  messages: DeskMessages
  ways: BoardPorts['ways']
  pause: BoardPorts['pause']
  phones: Phones
  seals: Seals
  /** Does this chain follow from the root, and is it the certificate the store has for this alias? @throws Fault `not_certified`, `not_allowed` */
  certify(clerk: Uint8Array, desk: Uint8Array): Promise<Omit<Duty, 'site'>>
  isSite(site: string): boolean
  open(): boolean
  /** Counters are open: within hours, and the law they rest on is recorded; of a desk that stands at a site, that one. */
  counter(site: string | null): boolean
  /** Marks a number on paper as claimed and takes this place for it. @throws Fault `number_unknown`, `number_other_day`, `number_early`, `number_used`, `too_fast` */
  claimAtCounter(number: WaitingNumber, placeHash: Uint8Array): void
  /** Marks a booked time as come to and takes this place for it. @throws Fault `booking_…`, `closed`, `too_fast` */
  comeBooked(code: string, people: number, placeHash: Uint8Array): void
  /** Codes of the share kept for helpers. @throws Fault `booking_…`, `closed` */
  block(asked: Block): string[]
  /** Takes a place for the next of a party, or for a right. @throws Fault `too_fast` */
  holdPlace(placeHash: Uint8Array): void
  /** What every phone of a phone visit gets when its room opens. */
  comeback(): Comeback
  rights: Rights
  /** Spends a cancel code. @throws Fault `code_refused`, `already_replaced`, `too_fast` */
  replace(code: string): void
  /** A card before this desk's clerk ends. @returns when @throws Fault `not_certified`, `malformed` */
  cardInHand(clerk: Uint8Array, certified: Uint8Array): Promise<number>
  /** Numbers given and not yet called. */
  waiting(): number
  /** A room was opened, so many seconds after this desk's last one ended; null when that was long ago. */
  visitBegan(at: number, between: number | null): void
  /** It is over: to its end, and how it ended nobody says; or given on to another desk. */
  visitOver(beganAt: number, until: number, ended: boolean): void
  /** A card was sealed. */
  sealed(): void
  /** A second look by phone begins, so many seconds after it was asked for. */
  looksAgain(seconds: number): void
  /** A desk closes and hands in what it counted; `cards`: sealed under its alias since it last did. @throws Fault `malformed` */
  handIn(handed: HandIn, cards: number): void
  changed(): void
}

export class Desks {
  readonly #desks = new Set<Desk>()
  /** By the desk key as text: a desk whose line dropped goes on with the family that stands there. */
  readonly #parties = new Map<string, Party>()
  /** Desk keys that have handed in, as text, until they run out. */
  readonly #handedIn = new Map<string, number>()
  /** Places whose second look was counted: a desk that drops must not count it twice. */
  readonly #lookedAgain = new WeakSet<Place>()
  readonly #ports: DesksPorts

  constructor(ports: DesksPorts) {
    this.#ports = ports
  }

  get sockets(): number {
    return this.#desks.size
  }

  /** Desks that are signed in and have nobody: only while there is one does a call run out. */
  get idle(): number {
    return [...this.#desks].filter(({ duty, room }) => duty && room === null && this.#ports.onDuty.line(duty.alias) !== 'print').length
  }

  accept(link: Link): void {
    const desk: Desk = {
      link,
      challenge: new Uint8Array(),
      duty: null,
      room: null,
      freedAt: 0,
      queue: Promise.resolve(),
      queued: 0,
      ...unwatched,
    }
    this.#desks.add(desk)
    link.listen(
      message => this.#hear(desk, message),
      () => this.#left(desk),
    )
    this.#challenge(desk)
  }

  /** The resident stopped. */
  stopped(room: Room): void {
    const desk = this.#at(room)
    if (desk) {
      desk.room = null
      desk.freedAt = this.#ports.clock()
      this.#say(desk, { say: 'ended' })
    }
    this.#ports.rooms.end(room)
    this.#ports.visitOver(room.openedAt, this.#ports.clock(), true)
  }

  tellLine(): void {
    const line = this.#ports.phones.line()
    const [waiting, open] = [this.#ports.waiting(), this.#ports.open()]
    // Whoever was not refused is for any desk: hundreds stand there, and hundreds of desks ask.
    const seconds = line.filter(({ second }) => second !== null)
    for (const desk of this.#desks) {
      const { duty } = desk
      if (!duty) continue
      const mine = seconds.filter(place => this.#mayTake(place, duty)).length
      const ready = line.length - seconds.length + mine
      const counter = this.#ports.counter(duty.site)
      const second = duty.role === 'supervisor' ? mine : 0
      this.#sayNew(desk, 'line', { say: 'line', waiting, ready, open, counter, second, supervisor: this.#supervisorBeside(duty.alias) })
      this.#tellDesk(desk, duty)
    }
    this.#tellBoards()
  }

  #tellDesk(desk: Desk, { alias }: Duty): void {
    const { onDuty, messages } = this.#ports
    this.#sayNew(desk, 'told', { say: 'told', line: onDuty.line(alias), messages: messages.for(alias) })
  }

  #sayNew(desk: Desk, of: 'told' | 'line' | 'board', message: ToDesk): void {
    const text = JSON.stringify(message)
    if (text === desk[of]) return
    desk[of] = text
    this.#say(desk, message)
  }

  #tellBoards(): void {
    const watching = [...this.#desks].filter(({ watches, duty }) => watches && duty && this.#ports.clock() <= duty.to)
    if (watching.length === 0) return
    const board = boardNow(this.#boardPorts)
    for (const desk of watching) this.#sayNew(desk, 'board', board)
  }

  get #boardPorts(): BoardPorts {
    return { ...this.#ports, line: () => this.#ports.phones.line() }
  }

  #watch(desk: Desk, duty: Duty, on: boolean): void {
    if (duty.role !== 'supervisor') throw new Fault('not_allowed')
    desk.watches = on
    desk.board = ''
    this.#tellBoards()
  }

  async #pause(desk: Desk, duty: Duty, certified: Uint8Array): Promise<void> {
    await this.#ports.pause(toBytes(duty.certificate), certified)
    this.#say(desk, { say: 'acted' })
  }

  /** A clerk was certified anew or ended: desks that stand on another certificate of this alias have to sign in again. */
  clerkChanged(alias: string, certificate: string): void {
    for (const desk of this.#desks)
      if (desk.duty?.alias === alias && desk.duty.certificate !== certificate) {
        this.#signOut(desk)
        desk.link.end('not_certified')
      }
  }

  step(now: number): void {
    for (const desk of this.#desks) {
      desk.link.step(now)
      if (desk.duty === null || desk.room || now <= desk.duty.to) continue
      // A desk that can take nobody must not make the city look open.
      this.#signOut(desk)
      desk.link.fault('not_signed_in')
      this.#challenge(desk)
    }
    // Minutes pass on the board too.
    this.#tellBoards()
    for (const [key, party] of this.#parties) if (now > party.to) this.#parties.delete(key)
    for (const [key, to] of this.#handedIn) if (now > to) this.#handedIn.delete(key)
    for (const room of this.#ports.rooms.all()) {
      const patience = room.counter ? counterComesBack : deskComesBack
      if (room.deskLostAt !== null && now - room.deskLostAt >= patience) this.#giveOn(room)
    }
  }

  #hear(desk: Desk, message: Buffer | string): void {
    if (typeof message !== 'string') {
      // A cell without a visit falls to the ground: the visit may have ended while it was on its way.
      if (message.length !== cellSize) desk.link.end('malformed')
      else desk.room?.phone?.cell(message)
      return
    }
    if (desk.queued >= mostQueued) {
      desk.link.end('too_fast')
      return
    }
    desk.queued++
    // One after the other: what a desk asks takes time, and its next message may depend on it.
    desk.queue = desk.queue.then(async () => {
      try {
        if (this.#desks.has(desk)) await this.#obey(desk, parseText(fromDesk, message))
      } catch (problem) {
        const code = problem instanceof Fault ? problem.code : 'broken'
        if (code === 'malformed') desk.link.end(code)
        else desk.link.fault(code)
      } finally {
        desk.queued--
      }
    })
  }

  async #obey(desk: Desk, said: FromDesk): Promise<void> {
    if (said.say === 'sign_in') return this.#signIn(desk, said)
    if (desk.duty === null) throw new Fault('not_signed_in')
    switch (said.say) {
      case 'next':
        return this.#next(desk, this.#onDuty(desk))
      case 'counter':
        return this.#counter(desk, this.#onDuty(desk), {
          by: `${said.number.n} ${said.number.mac}`,
          placeHash: toBytes(said.placeHash),
          cards: mostOfParty,
          take: hash => this.#ports.claimAtCounter(said.number, hash),
        })
      case 'booked':
        return this.#counter(desk, this.#onDuty(desk), {
          // Its seat alone: the MAC was looked at when the first of them came, and would be the code of whoever stands here.
          by: seatOfCode(said.code),
          placeHash: toBytes(said.placeHash),
          cards: said.people,
          take: hash => this.#ports.comeBooked(said.code, said.people, hash),
        })
      case 'block': {
        if (this.#onDuty(desk).role !== 'supervisor') throw new Fault('not_allowed')
        const { row, at, count } = said
        return this.#say(desk, { say: 'block', codes: this.#ports.block({ row, at, count }) })
      }
      case 'replacement':
        return this.#replacement(desk, this.#onDuty(desk), said)
      case 'replace':
        return this.#replace(desk, this.#onDuty(desk), said.code)
      case 'card_in_hand':
        return this.#cardInHand(desk, this.#onDuty(desk), toBytes(said.certified))
      case 'return':
        return this.#return(desk, this.#onDuty(desk), toBytes(said.room))
      case 'hand_over':
        return this.#giveOn(this.#room(desk))
      case 'second_look':
        return this.#secondLook(desk)
      case 'goodbye':
        return this.#goodbye(desk)
      case 'lease':
        return this.#lease(desk, this.#onDuty(desk))
      case 'seal':
        return this.#seal(desk, this.#onDuty(desk), toBytes(said.envelope))
      case 'thanks':
        return this.#thanks(desk)
      case 'board':
        return this.#watch(desk, this.#onDuty(desk), said.on)
      case 'move':
      case 'slow':
      case 'stock':
      case 'send':
      case 'take_back':
        actOnBoard(this.#boardPorts, this.#onDuty(desk), said)
        this.#say(desk, { say: 'acted' })
        return this.#ports.changed()
      case 'hand_in':
        return this.#handIn(desk, this.#onDuty(desk), said)
      case 'pause':
        return this.#pause(desk, this.#onDuty(desk), toBytes(said.certified))
      case 'read':
        this.#ports.messages.read(said.id, desk.duty.alias)
        return this.#ports.changed()
      case 'sign_out':
        if (desk.room) this.#giveOn(desk.room)
        this.#parties.delete(toText(desk.duty.deskKey))
        this.#signOut(desk)
        return this.#challenge(desk)
    }
  }

  #challenge(desk: Desk): void {
    desk.challenge = random(32)
    this.#say(desk, { say: 'challenge', challenge: toText(desk.challenge) })
  }

  async #signIn(desk: Desk, said: FromDesk & { say: 'sign_in' }): Promise<void> {
    const { challenge } = desk
    if (said.site !== null && !this.#ports.isSite(said.site)) throw new Fault('malformed')
    if (desk.duty || challenge.length === 0) throw new Fault('stale')
    // Crossed out before anything is checked: a challenge is for one try.
    desk.challenge = new Uint8Array()
    let duty: Duty
    try {
      duty = { ...(await this.#ports.certify(toBytes(said.clerk), toBytes(said.desk))), site: said.site }
      const message = tagged('latchkey/sign-in/v1', [challenge])
      if (!(await verify(duty.deskKey, message, toBytes(said.signature)))) throw new Fault('not_certified')
    } catch (problem) {
      this.#challenge(desk)
      throw problem
    }
    if (!this.#desks.has(desk)) return
    // The same desk key on an older socket is this desk's own ghost: the signature proves it.
    for (const other of this.#desks) if (other.duty && sameBytes(other.duty.deskKey, duty.deskKey)) this.#cut(other)
    desk.link.known = true
    desk.duty = duty
    this.#ports.onDuty.signIn(duty)
    // The clerk opened the page anew: the old desk key is gone with the old page, so its visit cannot go on there.
    let left: 'sealed' | 'open' | null = null
    for (const room of this.#ports.rooms.all()) {
      if (room.alias !== duty.alias || room.desk !== null || sameBytes(room.deskKey, duty.deskKey)) continue
      if (room.counter) left = room.sealed ? 'sealed' : (left ?? 'open')
      this.#giveOn(room)
    }
    this.#say(desk, { say: 'signed_in', alias: duty.alias, quotaLeft: this.#ports.onDuty.quotaLeft(duty.alias), left })
    this.#ports.changed()
  }

  #next(desk: Desk, duty: Duty): void {
    if (desk.room) {
      this.#say(desk, this.#roomMessage(desk.room))
      return
    }
    if (!takesPhone(this.#ports.onDuty.line(duty.alias))) throw new Fault('other_line')
    const line = this.#ports.phones.line().filter(place => this.#mayTake(place, duty))
    // Whoever was refused stands there and waits: a supervisor takes them first.
    if (duty.role === 'supervisor') line.sort((a, b) => Number(b.second !== null) - Number(a.second !== null))
    // Closed: only a visit that had already begun is finished by another desk.
    const place = this.#ports.open() ? line[0] : line.find(one => one.begun)
    if (place === undefined) {
      if (!this.#ports.open()) throw new Fault('closed')
      this.#say(desk, { say: 'nobody' })
      return
    }
    this.#open(desk, duty, place, { counter: false, right: null })
  }

  /** Once for each desk key: a page hands in when its clerk closes it, and has nothing to hand in afterwards. */
  #handIn(desk: Desk, duty: Duty, handed: HandIn): void {
    const key = toText(duty.deskKey)
    if (this.#handedIn.has(key)) throw new Fault('handed_in')
    this.#ports.handIn(handed, this.#ports.onDuty.cardsSince(duty.alias))
    this.#ports.onDuty.handedIn(duty.alias, handed.site !== null)
    this.#handedIn.set(key, duty.to)
    this.#say(desk, { say: 'acted' })
  }

  /** Asked by every desk at every change of the line: it makes nothing. */
  #supervisorBeside(alias: string): boolean {
    const { onDuty } = this.#ports
    for (const { duty } of this.#desks)
      if (duty?.role === 'supervisor' && duty.alias !== alias && takesPhone(onDuty.line(duty.alias))) return true
    return false
  }

  /** Those of another alias who take phone visits. */
  #others(alias: string): Duty[] {
    const { onDuty } = this.#ports
    return [...this.#desks].flatMap(({ duty }) => (duty && duty.alias !== alias && takesPhone(onDuty.line(duty.alias)) ? [duty] : []))
  }

  /** A second look is for a supervisor who did not look first; without one for any other clerk; and nobody waits for a desk that does not come. */
  #mayTake(place: Place, duty: Duty): boolean {
    const first = place.second
    if (first === null) return true
    if (this.#supervisorBeside(first)) return duty.role === 'supervisor' && duty.alias !== first
    return duty.alias !== first || this.#others(first).length === 0
  }

  /** The first half is over, and the server learns no more of it than that somebody else is to look. */
  #secondLook(desk: Desk): void {
    const room = this.#room(desk)
    if (room.counter || room.sealed) throw new Fault('no_room')
    room.place.second = room.alias
    room.place.secondSince = this.#ports.clock()
    this.#giveOn(room)
  }

  /** A room for a number on paper or a booked time. The same place again is this desk after a crash of the server, and gets a room whatever it came by. */
  #counter(desk: Desk, duty: Duty, { by, placeHash, cards, take }: CounterBy): void {
    if (desk.room) {
      this.#sameRoom(desk, placeHash)
      return
    }
    // Who was let in is finished after closing too: a place that is known, and the rest of a party.
    if (this.#ports.ready.find(placeHash) === null) {
      const party = this.#parties.get(toText(duty.deskKey))
      if (party?.by === by) {
        if (party.left === 0) throw new Fault('number_ended')
        this.#ports.holdPlace(placeHash)
        party.left--
      } else {
        if (!takesCounter(this.#ports.onDuty.line(duty.alias))) throw new Fault('other_line')
        if (!this.#ports.counter(duty.site)) throw new Fault('closed')
        take(placeHash)
        this.#parties.set(toText(duty.deskKey), { by, left: cards - 1, to: duty.to })
      }
    }
    this.#openHere(desk, duty, placeHash, null)
  }

  #replacement(desk: Desk, duty: Duty, said: FromDesk & { say: 'replacement' }): void {
    const [right, placeHash] = [toBytes(said.right), toBytes(said.placeHash)]
    if (desk.room) {
      this.#sameRoom(desk, placeHash)
      return
    }
    const held = this.#ports.rooms.all().find(room => room.right && sameBytes(room.right, right))
    // The room was opened and the line dropped before the desk heard of it: nothing has happened in it, and the right is this desk's still.
    if (held && held.desk === null && held.sealed === null && sameBytes(held.deskKey, duty.deskKey)) this.#giveOn(held)
    else if (held) throw new Fault('right_unknown')
    if (!this.#ports.rights.has(right)) throw new Fault('right_unknown')
    if (this.#ports.ready.find(placeHash) === null) this.#ports.holdPlace(placeHash)
    this.#openHere(desk, duty, placeHash, right)
  }

  /** Into the room of this place, if it has one that is this desk's; otherwise into a new one. A place never has two. */
  #openHere(desk: Desk, duty: Duty, placeHash: Uint8Array, right: Uint8Array | null): void {
    const place = this.#ports.ready.find(placeHash) as Place
    const room = this.#ports.rooms.byPlace(place)
    // A phone's own place is nobody's to open at a counter.
    if (!place.counter) throw new Fault('no_room')
    if (room) this.#return(desk, duty, room.id)
    else this.#open(desk, duty, place, { counter: true, right })
  }

  #sameRoom(desk: Desk, placeHash: Uint8Array): void {
    const room = this.#room(desk)
    if (!sameBytes(room.place.hash, placeHash)) throw new Fault('no_room')
    this.#say(desk, this.#roomMessage(room))
  }

  /** Spent before anything of a new card exists, and answered with bytes that say nothing of the old one. */
  #replace(desk: Desk, duty: Duty, code: string): void {
    // A right that no room could be opened for until it ends would leave the holder with nothing.
    if (!this.#ports.counter(duty.site)) throw new Fault('closed')
    // A right that is open already is finished on whatever line.
    if (!takesCounter(this.#ports.onDuty.line(duty.alias))) throw new Fault('other_line')
    if (this.#ports.onDuty.quotaLeft(duty.alias) === 0) throw new Fault('quota')
    this.#ports.rights.refuseFull()
    this.#ports.replace(code)
    this.#say(desk, { say: 'right', right: toText(this.#ports.rights.give()) })
  }

  async #cardInHand(desk: Desk, duty: Duty, certified: Uint8Array): Promise<void> {
    const at = await this.#ports.cardInHand(toBytes(duty.certificate), certified)
    this.#say(desk, { say: 'card_ends', at })
  }

  #open(desk: Desk, duty: Duty, place: Place, of: Pick<Room, 'counter' | 'right'>): void {
    const room: Room = {
      id: random(16),
      place,
      alias: duty.alias,
      deskKey: duty.deskKey,
      openedAt: this.#ports.clock(),
      ...of,
      comeback: of.counter ? null : this.#ports.comeback(),
      phone: null,
      desk: desk.link,
      deskLostAt: null,
      lease: null,
      sealed: null,
    }
    const between = room.openedAt - desk.freedAt
    this.#ports.visitBegan(room.openedAt, between <= mostBetween ? between : null)
    if (!room.counter && place.second !== null && !this.#lookedAgain.has(place)) {
      this.#lookedAgain.add(place)
      this.#ports.looksAgain(room.openedAt - place.secondSince)
    }
    this.#ports.ready.toFront(place)
    place.begun = true
    this.#ports.rooms.open(room)
    desk.room = room
    this.#ports.phones.enter(room)
    this.#say(desk, this.#roomMessage(room))
    this.#ports.changed()
  }

  #return(desk: Desk, duty: Duty, id: Uint8Array): void {
    const room = this.#ports.rooms.byId(id)
    if (room === null || room.alias !== duty.alias || !sameBytes(room.deskKey, duty.deskKey)) throw new Fault('no_room')
    if (desk.room && desk.room !== room) throw new Fault('no_room')
    desk.room = room
    room.desk = desk.link
    room.deskLostAt = null
    this.#say(desk, this.#roomMessage(room))
    room.phone?.say({ say: 'peer', here: true })
  }

  #goodbye(desk: Desk): void {
    const room = this.#room(desk)
    const { place } = room
    desk.room = null
    desk.freedAt = this.#ports.clock()
    this.#ports.rooms.end(room)
    place.begun = false
    this.#ports.visitOver(room.openedAt, this.#ports.clock(), true)
    this.#ports.phones.tell(place, { say: 'ended' })
    this.#ports.phones.dismiss(place)
    // Nothing that returns may be tied to this visit: a phone comes back with what every phone was given, who stood at a counter with the next number.
    this.#ports.ready.drop(place)
    this.#ports.changed()
  }

  /** The visit goes to the next desk; the phone is first in line. One at a counter ends: its papers lie on that counter. */
  #giveOn(room: Room): void {
    const desk = this.#at(room)
    if (desk) desk.room = null
    const { place } = room
    this.#ports.rooms.end(room)
    this.#ports.visitOver(room.openedAt, room.deskLostAt ?? this.#ports.clock(), false)
    this.#ports.phones.tell(place, room.counter ? { say: 'ended' } : { say: 'handed_over', second: place.second !== null })
    if (room.counter) {
      this.#ports.phones.dismiss(place)
      this.#ports.ready.drop(place)
    }
    this.#ports.changed()
  }

  async #lease(desk: Desk, duty: Duty): Promise<void> {
    const room = this.#room(desk)
    if (room.sealed) throw new Fault('room_sealed')
    if (this.#ports.onDuty.quotaLeft(duty.alias) === 0) throw new Fault('quota')
    if (!room.lease?.alive) {
      const lease = await this.#ports.seals.lease()
      if (!this.#ports.rooms.has(room)) return lease.end()
      room.lease = lease
    }
    const { key, period, until } = room.lease
    this.#say(desk, { say: 'signer', key: toText(key), period, until })
  }

  async #seal(desk: Desk, duty: Duty, envelope: Uint8Array): Promise<void> {
    const room = this.#room(desk)
    const envelopeHash = sha256(envelope)
    if (room.sealed === null) {
      const { lease } = room
      if (!lease?.alive) throw new Fault('no_lease')
      const { onDuty } = this.#ports
      if (onDuty.quotaLeft(duty.alias) === 0) throw new Fault('quota')
      onDuty.spend(duty.alias)
      room.lease = null
      const sealed = { envelopeHash, answer: lease.seal(envelope) }
      room.sealed = sealed
      const { right } = room
      // Only of a seal that was made: a refused one leaves the holder their right, and is not counted.
      void sealed.answer
        .then(() => {
          this.#ports.sealed()
          if (right) this.#ports.rights.use(right)
        })
        .catch(() => {})
      sealed.answer.catch(() => {
        onDuty.giveBack(duty.alias)
        if (room.sealed === sealed) room.sealed = null
      })
    }
    // A room seals once: the same envelope gets the same bytes, until they have arrived.
    if (room.sealed.answer === null || !sameBytes(room.sealed.envelopeHash, envelopeHash)) throw new Fault('room_sealed')
    const answer = await room.sealed.answer
    if (desk.room === room) this.#say(desk, { say: 'sealed', answer: toText(answer), quotaLeft: this.#ports.onDuty.quotaLeft(duty.alias) })
  }

  #thanks(desk: Desk): void {
    const { sealed } = this.#room(desk)
    if (sealed) sealed.answer = null
  }

  #left(desk: Desk): void {
    this.#desks.delete(desk)
    if (desk.room && desk.room.desk === desk.link) {
      desk.room.desk = null
      desk.room.deskLostAt = this.#ports.clock()
      desk.room.phone?.say({ say: 'peer', here: false })
    }
    this.#signOut(desk)
  }

  #cut(desk: Desk): void {
    desk.link.cut()
    this.#left(desk)
  }

  #signOut(desk: Desk): void {
    if (desk.duty) this.#ports.onDuty.signOut(desk.duty)
    desk.duty = null
    Object.assign(desk, unwatched)
    this.#ports.changed()
  }

  /** A desk key that has run out begins, returns to and seals nothing; it can still end or give on the visit it is in. */
  #onDuty(desk: Desk): Duty {
    if (desk.duty === null || this.#ports.clock() > desk.duty.to) throw new Fault('not_signed_in')
    return desk.duty
  }

  #room(desk: Desk): Room {
    if (desk.room === null) throw new Fault('no_room')
    return desk.room
  }

  #at(room: Room): Desk | null {
    for (const desk of this.#desks) if (desk.room === room) return desk
    return null
  }

  #roomMessage(room: Room): ToDesk {
    return { say: 'room', room: toText(room.id), here: room.phone !== null }
  }

  #say(desk: Desk, message: ToDesk): void {
    desk.link.say(message)
  }
}
