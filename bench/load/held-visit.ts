/**
 * A visit by the real ends of phone and desk, keys and all: what its resident typed and showed must still lie before the clerk after every restart,
 * without anybody typing or showing it again.
 */
import { noLines } from '@latchkey/card/facts.ts'
import type { DeskLine } from '@latchkey/desk/waiting/desk-line.ts'
import { type ClerkKeys, openDesk, until, type World } from '@latchkey/drill/world/people.ts'
import { noisePicture, toJpeg } from '@latchkey/drill/world/pictures.ts'
import { createVisit, type Visit } from '@latchkey/resident/visit/visit.ts'
import { clock, random, verify } from '@latchkey/ui/platform.ts'
import { openSocket } from './phones.ts'

const picture = toJpeg(noisePicture(640, 448, 7), 90)
const letter = 'The house number on my bill is the old one.'
const papers = ['consular_id', 'bank_statement']

export class HeldVisit {
  /** How often somebody would have had to do something again. */
  again = 0
  /** performance.now() when phone and desk last had everything again. */
  wholeAt = Number.NEGATIVE_INFINITY
  #pages = 0
  readonly #desk: DeskLine
  readonly #phone: Visit

  private constructor(desk: DeskLine, phone: Visit) {
    this.#desk = desk
    this.#phone = phone
  }

  static async desk(world: World, clerk: ClerkKeys): Promise<DeskLine> {
    const desk = await openDesk(world, clerk)
    desk.start()
    await until(() => desk.state.at === 'line', 'the desk is signed in', 60)
    return desk
  }

  /** @param place claimed, and the head of the line */
  static async begin(world: World, port: number, desk: DeskLine, place: Uint8Array): Promise<HeldVisit> {
    const kept = new Map<string, Uint8Array>()
    const phone = createVisit({
      root: world.root,
      rulesVersion: world.rules.version,
      place,
      answers: {
        language: 'en',
        kind: 'adult',
        name: 'Load Visit',
        nameLatin: null,
        birthDate: '1961-05-04',
        address: '1 Bench Street',
        gender: null,
        emergencyContact: null,
        veteran: false,
        lines: noLines,
        papers,
      },
      openSocket: openSocket(port, 'phone'),
      kept: {
        get: async key => kept.get(key) ?? null,
        put: async (key, bytes) => void kept.set(key, bytes),
        remove: async key => void kept.delete(key),
      },
      checkPictures: async () => true,
      dayOf: moment => new Date(moment * 1000).toISOString().slice(0, 10),
      gotComeback: async () => {},
      random,
      clock,
      verify,
    })
    const visit = new HeldVisit(desk, phone)
    await phone.start()
    await until(() => phone.state.at === 'line', 'the phone is in the line', 60)
    desk.next()
    await until(() => phone.state.at === 'called', 'the desk calls', 60)
    phone.ready()
    await until(() => phone.state.at === 'showing', 'the visit begins', 60)
    await phone.answer(letter)
    return visit
  }

  show(): void {
    this.#pages++
    // Each page is the next side of a paper: a second picture of a side would take the first one's place.
    const [paper, side] = [papers[this.#pages % 2] ?? '', Math.ceil(this.#pages / 2)]
    this.#phone.showPage(Uint8Array.from(picture), 'paper', paper, side).catch(() => {})
  }

  /** Letter, answers and every page lie before the clerk, and the phone shows its visit. */
  get whole(): boolean {
    const [at, desk] = [this.#phone.state, this.#desk.state]
    if (at.at !== 'showing' || desk.at !== 'visit' || desk.case.state.at !== 'papers') return false
    const { pages, notes } = desk.case.state
    return at.clerk === 'here' && pages.length === this.#pages && notes.some(({ text }) => text === letter)
  }

  /** After a restart: looks whether all is there; when only a person can go on, they do, and it counts. */
  look(): void {
    if (this.whole) {
      this.wholeAt = performance.now()
      return
    }
    const { state } = this.#phone
    if (state.at === 'called') {
      this.again++
      this.#phone.ready()
    } else if (state.at === 'showing' && state.held.length > 0 && state.sending === null) {
      this.again++
      for (const { number } of state.held) this.#phone.showAgain(number).catch(() => {})
      void this.#phone.answer(letter)
    }
  }

  get says(): string {
    const { state } = this.#desk
    const shown = state.at === 'visit' && state.case.state.at === 'papers' ? state.case.state : null
    return `phone ${this.#phone.state.at} ${this.#phone.state.connection} ${this.#phone.state.clerk}, desk ${state.connection} ${shown?.pages.length ?? 'no'} of ${this.#pages} pages`
  }

  close(): void {
    this.#phone.close()
    this.#desk.close()
  }
}
