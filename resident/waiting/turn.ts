/**
 * A resident's turn, without any screen (PROTOCOL §2): take a number, wait, claim it when it is reached, hold the place. The number
 * and the place live on this phone and nowhere else, so a reload, a restarted phone and a killed server lose nothing.
 */
import type { Random } from '@latchkey/certificates/ports.ts'
import { type PostTrouble, post } from '@latchkey/ui/post.ts'
import { parseText, toText } from '@latchkey/wire/edge.ts'
import { type Number as Given, isOfThisLine, type Now, number as numberSchema } from '@latchkey/wire/waiting.ts'
import type { KeptThings, TurnKept } from '../kept-things.ts'

export type TurnTrouble = PostTrouble

export type TurnState =
  /** `comeback`: this phone was in a visit today and can come back without a new number. */
  | { at: 'none'; trouble: TurnTrouble | null; comeback: boolean }
  | { at: 'asking' }
  /** `reached`: it is our turn; claimed as soon as somebody looks at this page. */
  | { at: 'waiting'; number: Given; reached: boolean; alarm: boolean; trouble: TurnTrouble | null }
  | { at: 'claiming'; number: Given; alarm: boolean }
  /** The place is held: the visit begins, or goes on. Without a number it was come back to. */
  | { at: 'ready'; number: Given | null; alarm: boolean }
  /** At a counter: the place came from the desk's code, without a number. */
  | { at: 'counter' }

export interface Turn {
  readonly state: TurnState
  subscribe(listener: (state: TurnState) => void): () => void
  /** Reads what this phone kept. Call once. */
  start(): Promise<void>
  /** Asks for a number. With one in hand it does nothing. */
  take(): Promise<void>
  /** *Come back today. You do not need a new number.* Uses what the visit before left on this phone; without it does nothing. */
  comeBack(): Promise<void>
  /** The desk's code was scanned: its place takes that of any number. @param day the city's */
  enter(place: Uint8Array, day: string): Promise<void>
  /** What the page learned from GET /now. */
  heard(now: Now): Promise<void>
  /** Claims a number that was reached: by itself when the page is in front, or because somebody tapped. */
  claim(): Promise<void>
  /** Whether this page rings when the number is reached. */
  setAlarm(on: boolean): void
  /** Gives number and place up. */
  drop(trouble?: TurnTrouble | null): Promise<void>
  /** Numbers before this one: 0 when it is reached, null without a number. Rhythm of the looks. */
  ahead(): number | null
}

export interface TurnOptions {
  things: KeptThings
  fetch: typeof globalThis.fetch
  random: Random
  /** Whether somebody can see the page: a number is not claimed for a phone in a pocket. */
  visible(): boolean
}

/** @throws never: what fails becomes `trouble` of the state, and the next look or tap tries again */
export function createTurn(options: TurnOptions): Turn {
  const { things, random, visible } = options
  const listeners = new Set<(state: TurnState) => void>()
  let kept: TurnKept | null = null
  let serving = 0
  // Not kept: after a reload no page may ring before it was touched, and must not say that it would.
  let alarm = false
  let returned = false
  let state: TurnState = { at: 'none', trouble: null, comeback: false }

  const become = (next: TurnState) => {
    state = next
    for (const listener of listeners) listener(next)
  }
  const waiting = (trouble: TurnTrouble | null) => {
    if (kept) become({ at: 'waiting', number: kept.number, reached: serving >= kept.number.n, alarm, trouble })
  }
  const ready = () => {
    if (kept || returned) become({ at: 'ready', number: kept?.number ?? null, alarm })
  }
  const none = async (trouble: TurnTrouble | null) => become({ at: 'none', trouble, comeback: (await things.comeback()) !== null })
  const keep = async (next: TurnKept) => {
    kept = next
    await things.keepTurn(next)
  }
  const turn: Turn = {
    get state() {
      return state
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async start() {
      kept = await things.turn()
      returned = !kept && (await things.returned())
      if (!kept) {
        if (returned) return ready()
        if (await things.atCounter()) return become({ at: 'counter' })
        return none(null)
      }
      if (kept.claim === 'done' && (await things.place())) ready()
      else waiting(null)
    },
    async take() {
      if (state.at !== 'none') return
      become({ at: 'asking' })
      const answer = await post(options.fetch, '/waiting/number', { way: 'phone' })
      if (!answer.ok) return none(answer.trouble)
      try {
        const number = parseText(numberSchema, answer.text)
        await keep({ number, claim: 'not' })
      } catch {
        return none('broken')
      }
      waiting(null)
    },
    async comeBack() {
      const comeback = await things.comeback()
      if (state.at !== 'none' || comeback === null) return
      become({ at: 'asking' })
      // The same place as often as it is asked: if the answer is lost, the next try finds the place that the first one took.
      const place = (await things.place()) ?? random(32)
      await things.keepPlace(place)
      const answer = await post(options.fetch, '/waiting/comeback', { comeback, placeHash: await sha256(place) })
      if (answer.ok) {
        await things.keepReturned(comeback.day)
        returned = true
        return ready()
      }
      if (endsComeback.has(answer.trouble)) {
        await things.eraseComeback()
        await things.eraseTurn()
      }
      return none(answer.trouble)
    },
    async enter(place, day) {
      kept = null
      returned = false
      serving = 0
      await things.keepCounter(place, day)
      become({ at: 'counter' })
    },
    async heard(now) {
      if (!kept) return
      // A number that was called before midnight opens nothing, but a visit that had begun goes on. A number of tomorrow is kept.
      const { day } = kept.number
      if (day < now.day && !isOfThisLine(now, kept.number) && kept.claim !== 'done') return turn.drop('number_other_day')
      serving = day <= now.day ? now.serving : 0
      if (state.at !== 'waiting') return
      waiting(null)
      if (serving >= kept.number.n && visible()) await turn.claim()
    },
    async claim() {
      if (!kept || state.at !== 'waiting') return
      become({ at: 'claiming', number: kept.number, alarm })
      let place = await things.place()
      if (!place) {
        place = random(32)
        await things.keepPlace(place)
      }
      const tried = kept.claim !== 'not'
      // Kept before it is sent: if the answer is lost, *number used* afterwards may mean used by us.
      await keep({ ...kept, claim: 'sent' })
      const answer = await post(options.fetch, '/waiting/claim', { number: kept.number, placeHash: await sha256(place) })
      if (answer.ok || (answer.trouble === 'number_used' && tried)) {
        await keep({ ...kept, claim: 'done' })
        return ready()
      }
      if (endsNumber.has(answer.trouble)) return turn.drop(answer.trouble)
      // No answer: this claim may have arrived. A refusal that leaves the number good: it has not.
      if (answer.trouble !== 'offline' && answer.trouble !== 'broken' && !tried) await keep({ ...kept, claim: 'not' })
      if (answer.trouble === 'number_early') serving = Math.min(serving, kept.number.n - 1)
      waiting(answer.trouble)
    },
    setAlarm(on) {
      alarm = on
      if (state.at === 'waiting' || state.at === 'claiming' || state.at === 'ready') become({ ...state, alarm })
    },
    async drop(trouble = null) {
      kept = null
      returned = false
      serving = 0
      alarm = false
      await things.eraseTurn()
      await none(trouble)
    },
    ahead: () => (kept === null ? (returned ? 0 : null) : state.at === 'waiting' ? Math.max(0, kept.number.n - serving) : 0),
  }
  return turn
}

const sha256 = async (bytes: Uint8Array) =>
  toText(new Uint8Array(await globalThis.crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>)))

/** Faults after which this number can never be claimed. */
const endsNumber: ReadonlySet<TurnTrouble> = new Set<TurnTrouble>(['number_unknown', 'number_other_day', 'number_used'])
/** Faults after which what this phone has can never bring it back. */
const endsComeback: ReadonlySet<TurnTrouble> = new Set<TurnTrouble>(['comeback_unknown', 'comeback_other_day', 'comeback_used'])
