/**
 * One day against the real server, over its own port, on a clock that is turned by hand: people ask for numbers, look at the rhythm of a page, claim, and stand at
 * counters; desks sign in, take whoever is next, and say goodbye. Only what is in a visit is left out: how long it takes is drawn.
 * GET /now is the same for everyone, so it is asked once at each turn of the clock and every phone whose look is due reads that answer.
 */
import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeP256, sha256 } from '@latchkey/server/platform.ts'
import { connectPhone, type DeskEnd, type PhoneEnd, type SignedDesk, signIn } from '@latchkey/server/relay/relay-ends.test.kit.ts'
import {
  certifyClerk,
  get,
  makeCity,
  openWay,
  post,
  settled,
  startTestServer,
  type TestServer,
} from '@latchkey/server/running-server.test.kit.ts'
import type { MadePerson } from '@latchkey/try/made-root.ts'
import { waitOf } from '@latchkey/ui/wait.ts'
import { toText } from '@latchkey/wire/edge.ts'
import { type Number as Given, isOfThisLine, type Now, nextLook } from '@latchkey/wire/waiting.ts'
import { dayLasts, type InventedDay, inventDay, opensAfter, type Person, planned } from './invented-day.ts'
import type { Day, Told } from './measured-day.ts'

/** Seconds between two turns of the clock, if nothing else is asked for: as often as a page looks that is next. */
const asAPageLooks = 5
/** Seconds a clerk needs between goodbye and the next person. */
const breath = 10
/** Seconds a desk waits for a phone that is gone, then it takes the next. */
const patience = 120
/** Seconds that a visit takes longer when everything is shown again. */
const showsAgain = 60
/** The desk's own connection is back after so many seconds. */
const deskBack = 15
/** Seconds a counter waits for its printer; then any other counter prints the card. */
const waitsForPrinter = 600
/** Midnight of 23 November 2026 in Chicago, a Monday. */
const midnight = 1_795_413_600

interface Guest extends Person {
  number: Given
  told: Told
  place: Uint8Array
  socket: PhoneEnd | null
  at: 'waiting' | 'called' | 'line' | 'stands' | 'visit' | 'away' | 'over'
  /** When the phone looks next, or its holder answers. */
  due: number
  /** Seconds of visit that are left. */
  left: number
}

interface Station {
  person: MadePerson
  signed: SignedDesk
  guest: Guest | null
  room: string
  /** When the visit ends, or the desk is free. */
  until: number
  /** When the connection drops in this visit. */
  dropsAt: number
  /** Somebody with a phone was taken last: who stands there is next. */
  tookPhone: boolean
  gone: boolean
}

/** @returns what became of everybody */
export async function liveDay(
  seed: number,
  { people, clerks, off = 0, turn = asAPageLooks }: { people: number; clerks: number; off?: number; turn?: number },
): Promise<Day> {
  const invented = inventDay(seed, people, off)
  const city = makeCity({ practice: false, authority: settled, closes: '17:00' })
  const rules = join(city.directory, 'rules.json')
  const plan = { secondsAVisit: planned, missed: 15, opens: '09:00', closes: '17:00' }
  writeFileSync(rules, JSON.stringify({ ...JSON.parse(readFileSync(rules, 'utf8')), plan }))
  const opening = midnight + opensAfter
  const clock = { now: opening - 600 }
  const test = await startTestServer({ city, clock: () => clock.now })
  test.clock = clock
  try {
    return await new LiveDay(test, invented, { clerks, opening, turn }).run()
  } finally {
    await test.end()
  }
}

class LiveDay {
  readonly #test: TestServer
  readonly #invented: InventedDay
  readonly #clerks: number
  readonly #opening: number
  readonly #turn: number
  readonly #guests: Guest[] = []
  readonly #stations: Station[] = []
  #now!: Now
  #refused = 0
  #idle = 0

  constructor(test: TestServer, invented: InventedDay, { clerks, opening, turn }: { clerks: number; opening: number; turn: number }) {
    this.#turn = turn
    this.#test = test
    this.#invented = invented
    this.#clerks = clerks
    this.#opening = opening
  }

  /** Seconds after the opening. */
  get #at(): number {
    return this.#test.clock.now - this.#opening
  }

  async run(): Promise<Day> {
    await openWay(this.#test)
    for (let alias = 11; alias < 11 + this.#clerks; alias++) await this.#sit(await certifyClerk(this.#test, String(alias)))
    this.#test.clock.now = this.#opening
    const coming = [...this.#invented.people]
    let left = false
    while (this.#at <= dayLasts || this.#stations.some(one => one.guest)) {
      await this.#look()
      while (coming[0] && coming[0].arrives <= this.#at) await this.#ask(coming.shift()!)
      for (const guest of this.#guests) await this.#live(guest)
      if (!left && this.#at >= this.#invented.clerkLeaves) left = await this.#leave(this.#stations[0]!)
      for (const station of this.#stations) await this.#work(station)
      this.#test.clock.now += this.#turn
    }
    return { told: this.#guests.map(one => one.told), refused: this.#refused, idle: this.#idle, brokenTomorrow: await this.#tomorrow() }
  }

  async #look(): Promise<void> {
    await this.#test.server.step()
    this.#now = (await get(this.#test.server, '/now')).body as Now
  }

  async #sit(person: MadePerson): Promise<void> {
    const { now } = this.#test.clock
    const signed = await signIn(this.#test.server, person, now, makeP256(), { to: now + 11 * 3600 })
    await signed.desk.hear('signed_in')
    this.#stations.push({ person, signed, guest: null, room: '', until: 0, dropsAt: Infinity, tookPhone: false, gone: false })
  }

  async #ask(person: Person): Promise<void> {
    const { status, body } = await post(this.#test.server, '/waiting/number', { way: person.way })
    if (status !== 200) {
      if ((body as { fault: string }).fault !== 'full') throw new Error(`no number: ${JSON.stringify(body)}`)
      this.#refused++
      return
    }
    const number = body as Given
    const today = number.day === this.#now.day
    const { low, high } = waitOf(this.#now, number.n)
    const told: Told = { n: number.n, comes: person.comes, took: this.#at, promise: today ? { low, high } : null, began: null }
    const at = today && person.comes ? 'waiting' : 'over'
    this.#guests.push({ ...person, number, told, place: randomBytes(32), socket: null, at, due: this.#at, left: person.visit })
  }

  /** What somebody does between taking a number and a desk. */
  async #live(guest: Guest): Promise<void> {
    if (guest.due > this.#at) return
    const { n } = guest.number
    const reached = n <= this.#now.serving
    switch (guest.at) {
      case 'waiting':
        if (reached) {
          guest.at = 'called'
          guest.due = this.#at + guest.answers
        } else guest.due = this.#at + (guest.way === 'counter' ? this.#turn : nextLook(n - this.#now.serving))
        return
      case 'called': {
        if (guest.way === 'counter') {
          guest.at = 'stands'
          return
        }
        const { status } = await post(this.#test.server, '/waiting/claim', { number: guest.number, placeHash: toText(sha256(guest.place)) })
        // Closed meanwhile: the page says so, and this number was promised for today.
        if (status !== 200) guest.at = 'over'
        else await this.#connect(guest)
        return
      }
      case 'away':
        await this.#connect(guest)
    }
  }

  async #connect(guest: Guest): Promise<void> {
    guest.socket = await connectPhone(this.#test.server, guest.place)
    const { socket } = guest
    const heard = await socket.until(
      () => socket.heard.find(one => one.say === 'ready' || one.say === 'room' || one.say === 'fault') ?? socket.closed,
    )
    if ('code' in heard || heard.say === 'fault') throw new Error(`a place was lost: ${JSON.stringify(heard)}`)
    guest.at = heard.say === 'room' ? 'visit' : 'line'
  }

  async #work(station: Station): Promise<void> {
    const { guest } = station
    if (station.gone) return
    if (guest) {
      if (this.#at >= station.dropsAt) await this.#drop(station, guest)
      else if (this.#at >= station.until) await this.#end(station, guest)
      if (station.guest) return
    }
    if (this.#at < station.until) return
    const stands = this.#guests.filter(one => one.at === 'stands').sort((a, b) => a.number.n - b.number.n)[0]
    const phone = this.#guests.some(one => one.at === 'line')
    if (stands && !(phone && !station.tookPhone) && this.#now.counter) await this.#counter(station, stands)
    else if (phone) await this.#next(station)
    // Lost is what a desk waits while somebody could have been called.
    const uncalled = this.#guests.some(one => one.at === 'waiting' && one.number.n > this.#now.serving)
    if (!station.guest && uncalled && this.#at < dayLasts) this.#idle += this.#turn
  }

  async #next(station: Station): Promise<void> {
    const { desk } = station.signed
    desk.say({ say: 'next' })
    const room = await this.#answer(desk)
    if (room === null) return
    const guest = this.#guests.find(one => one.at === 'line' && one.socket?.heard.some(said => said.say === 'room' && said.room === room))
    if (guest) return this.#begin(station, guest, true)
    // The phone hears of its room a moment after the desk.
    const found = await Promise.race(
      this.#guests
        .filter(one => one.at === 'line')
        .map(async one => {
          await one.socket!.until(() => one.socket!.heard.some(said => said.say === 'room' && said.room === room))
          return one
        }),
    )
    this.#begin(station, found, true)
  }

  async #counter(station: Station, guest: Guest): Promise<void> {
    const { desk } = station.signed
    desk.say({ say: 'counter', number: guest.number, placeHash: toText(sha256(guest.place)) })
    const room = await this.#answer(desk)
    if (room === null) return
    station.room = room
    this.#begin(station, guest, false)
  }

  /** The room that was opened; null when there is nobody, or they have closed. */
  async #answer(desk: DeskEnd): Promise<string | null> {
    const said = await desk.until(() => {
      const at = desk.heard.findIndex(one => one.say === 'room' || one.say === 'nobody' || one.say === 'fault')
      return at < 0 ? null : desk.heard.splice(0, at + 1).at(-1)
    })
    return said.say === 'room' ? said.room : null
  }

  #begin(station: Station, guest: Guest, phone: boolean): void {
    guest.at = 'visit'
    guest.told.began ??= this.#at
    station.guest = guest
    station.tookPhone = phone
    station.until = this.#at + guest.left
    const { from, to } = this.#invented.printerStops
    if (!phone && station.until >= from && station.until < to) station.until = Math.min(to, station.until + waitsForPrinter)
    station.dropsAt = guest.drop ? Math.min(station.until - this.#turn, this.#at + Math.round(guest.visit * guest.drop.after)) : Infinity
  }

  async #end(station: Station, guest: Guest): Promise<void> {
    // A phone that stayed away is first in line when it is back.
    station.signed.desk.say({ say: guest.at === 'away' ? 'hand_over' : 'goodbye' })
    if (guest.at !== 'away') {
      guest.at = 'over'
      guest.socket?.cut()
    }
    station.guest = null
    station.dropsAt = Infinity
    station.until = this.#at + breath
  }

  /** A phone's connection drops: back in time, or the next is taken and it is first when it returns. At a counter it is the desk's own. */
  async #drop(station: Station, guest: Guest): Promise<void> {
    const { away } = guest.drop!
    guest.drop = null
    station.dropsAt = Infinity
    guest.left = Math.max(this.#turn, station.until - this.#at)
    if (guest.way === 'counter') {
      station.signed.desk.cut()
      await this.#test.server.step()
      const { now } = this.#test.clock
      station.signed = await signIn(this.#test.server, station.person, now, station.signed.keys, { to: now + 11 * 3600 })
      await station.signed.desk.hear('signed_in')
      station.signed.desk.say({ say: 'return', room: station.room })
      if ((await this.#answer(station.signed.desk)) === null) throw new Error('a counter lost its visit')
      station.until += deskBack
      return
    }
    guest.socket?.cut()
    guest.at = 'away'
    guest.due = this.#at + away
    if (away < patience) {
      station.until += away
      return
    }
    guest.left += showsAgain
    station.until = this.#at + patience
  }

  /** A clerk leaves for the day: a visit by phone goes to the next desk, one at the counter is finished first. @returns whether they have left */
  async #leave(station: Station): Promise<boolean> {
    const { guest } = station
    if (guest?.way === 'counter') return false
    station.signed.desk.say({ say: 'sign_out' })
    if (guest && guest.at === 'visit') {
      guest.left = Math.max(this.#turn, station.until - this.#at) + showsAgain
      guest.at = 'line'
      await guest.socket!.hear('handed_over')
      guest.socket!.heard.length = 0
    }
    station.guest = null
    station.gone = true
    return true
  }

  /** The next morning: which numbers of tomorrow are not of its line. */
  async #tomorrow(): Promise<number> {
    this.#test.clock.now = this.#opening + 86_400
    await this.#look()
    return this.#guests.filter(one => one.told.promise === null && !isOfThisLine(this.#now, one.number)).length
  }
}
