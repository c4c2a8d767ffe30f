/**
 * The resident's visit without any screen: line, keys, answers, pages, card, seal (PROTOCOL §2 to §5, docs/protocol/visit.md).
 * One file though long: it is one state machine, and what a drop may cost at each point is only seen when it stands together.
 */
import type { Pictures } from '@latchkey/card/facts.ts'
import { commitHalf } from '@latchkey/card/salts.ts'
import { sameBytes } from '@latchkey/certificates/cbor.ts'
import type { Clock, Random, Verify } from '@latchkey/certificates/ports.ts'
import { verifyRefusal } from '@latchkey/certificates/refusal-slip.ts'
import type { Root } from '@latchkey/certificates/root.ts'
import type { ChannelFaultCode } from '@latchkey/channel/faults.ts'
import type { Answers, Ask, DeskMessage, Note, Page, PagePurpose, PhoneMessage } from '@latchkey/channel/messages.ts'
import { createPhoneEnd, type PhoneEnd } from '@latchkey/channel/phone.ts'
import { type Later, laterByTimer, type Socket } from '@latchkey/channel/socket.ts'
import { createSocketLine } from '@latchkey/channel/socket-line.ts'
import { createTurns } from '@latchkey/channel/turns.ts'
import { parseText, toBytes } from '@latchkey/wire/edge.ts'
import { isFaultCode } from '@latchkey/wire/faults.ts'
import { closedByFault, type FromPhone, type ToPhone, toPhone } from '@latchkey/wire/relay.ts'
import type { Comeback } from '@latchkey/wire/waiting.ts'
import { createHeldPages } from './held-pages.ts'
import { makeHolder } from './holder.ts'
import { createKeptVisit, type Kept, type VisitRecord } from './kept-visit.ts'
import { changedFacts, type Draft, draftOf, isSameCard, type Proposal, readProposal, sealedOf, tidyAnswers, tidyTyped } from './proposal.ts'
import type { Trouble, VisitScreen, VisitState } from './state.ts'
import { bars, barsEpoch, faultOf } from './trouble.ts'

export type { Kept }

export interface VisitOptions {
  root: Root
  /** The rules version this phone was built with. */
  rulesVersion: string
  /** The kinds of person that those rules know: answers of another are not sent, the page is loaded again first. Left out: the desk alone decides. */
  kinds?: readonly string[]
  /** 32 bytes this phone made when it claimed its number. */
  place: Uint8Array
  answers: Answers
  /** Opens /relay/phone. Called again after every drop. */
  openSocket(): Socket
  kept: Kept
  /** True when the portrait is a JPEG and both pictures are AV1 of the one size each: what the screens are about to decode. */
  checkPictures(portrait: Uint8Array, pictures: Pictures): Promise<boolean>
  /** The city's day of a moment in seconds since 1970, YYYY-MM-DD. */
  dayOf(moment: number): string
  /** The server gave what brings this phone back today: as every phone that enters a room of a phone visit. */
  gotComeback(comeback: Comeback): Promise<void>
  random: Random
  clock: Clock
  verify: Verify
  later?: Later
  subtle?: SubtleCrypto
}

export interface Visit {
  readonly state: VisitState
  /** Calls back on every change until the answer is called. */
  subscribe(listener: (state: VisitState) => void): () => void
  /** Opens the line. Picks up where a reload left off. */
  start(): Promise<void>
  /** R9 *I am ready*: the answers go to the clerk. */
  ready(): void
  /**
   * Shows one picture (JPEG, ≤ 256,000 bytes, already re-encoded); the visit takes the buffer over and zeroes it at the end. `paper` is
   * null unless the purpose is `paper`; `fromScreen` says that the picture was made from a file of a paper that lives on a screen.
   * Resolves when the clerk has it, over however many drops; rejects when this desk never will: it handed the visit over, refused or ended it.
   */
  showPage(picture: Uint8Array, purpose: PagePurpose, paper?: string | null, side?: number, fromScreen?: boolean): Promise<void>
  /** Shows again a page this phone still holds (`held`). */
  showAgain(number: number): Promise<void>
  /** Writes to the clerk, at most 280 characters. Said again by itself when the line drops. */
  answer(typed: string): Promise<void>
  /** *Wait a moment.* */
  wait(): Promise<void>
  /** *Ask a supervisor now*: the visit goes on with somebody else, to whom everything is shown again. Only while the refusal offers it. */
  askSecond(): Promise<void>
  /** R12 *Yes, make my card.* Said again by itself when the line drops and the card is the very same. */
  agree(): Promise<void>
  /** R12 *Fix*: sends the corrected answers; the clerk accepts and the card is drawn anew. */
  fix(answers: Answers): Promise<void>
  /** R13 *Save on this phone*: the card stays past goodbye. */
  save(): Promise<void>
  /** Ends the visit for good: photos, keys and secrets are dropped, the clerk's screen empties. */
  goodbye(): Promise<void>
  /** *Stop*: like goodbye, and the place is given up. */
  stop(): Promise<void>
  /** Tries the line again at once: the page came to the front, or the phone is online again. Harmless when all is well. */
  reconnect(): void
  /** The page goes away: closes the socket, says nothing, keeps what is kept. */
  close(): void
}

/** Milliseconds a desk has for the keys of an epoch. */
const keysIn = 20_000
/** Milliseconds to wait for the clerk's screen to say it is empty. */
const farewellIn = 5000
/** An epoch that failed is tried again after so long; a late cell of the old one falls into this gap. */
const retryAfter = [300, 1000, 2000, 4000, 8000]
/** A line quiet for so many seconds may be dead without the phone knowing: `reconnect` then opens another. */
const quiet = 20

type Opened = { kind: 'opened'; mode: 'fresh' | 'resumed'; desk: string; th: Uint8Array; resume: NonNullable<VisitRecord['resume']> }

export function createVisit(options: VisitOptions): Visit {
  const { root, random, clock, verify, later = laterByTimer, subtle = globalThis.crypto.subtle } = options
  const kept = createKeptVisit(options.kept)
  const pages = createHeldPages()
  const turn = createTurns()
  const listeners = new Set<(state: VisitState) => void>()

  /** `showing` is put together anew whenever it is told: it follows from what was said. */
  let screen: Exclude<VisitScreen, { at: 'showing' }> | { at: 'showing' } = { at: 'joining' }
  let connection: VisitState['connection'] = 'joining'
  let clerk: VisitState['clerk'] = 'away'
  let state: VisitState = { at: 'joining', connection, clerk }

  let answers = tidyAnswers(options.answers)
  let record: VisitRecord | null = null
  let draft: Draft | null = null
  /** Nothing opens the line again: the visit is over, or its room is. */
  let done = false
  let heardAt = clock()

  // One room, one epoch.
  let room: Uint8Array | null = null
  let end: PhoneEnd | null = null
  let heard: (DeskMessage | Opened)[] = []
  let epoch = 0
  let failures = 0
  let cancelKeys = () => {}
  let th = new Uint8Array(0) as Uint8Array
  let desk = ''
  let where: Extract<DeskMessage, { kind: 'hello' }> | null = null
  let left: string | null = null

  // What was said.
  let talk = { ask: null as Ask | null, looking: false, ticks: {} as Record<string, boolean>, notes: [] as Note[], again: false }
  let typed = { before: 0, texts: [] as string[] }
  let sending: { number: number; percent: number } | null = null
  let cancelWatch = () => {}
  const arrivals = new Map<number, { resolve(): void; reject(reason: Error): void }>()

  // The card.
  let half: Uint8Array | null = null
  /** What the resident has on the screen, and whether it was made with the half of now: a yes to an older one waits for its twin. */
  let proposal: Proposal | null = null
  let current = false
  /** Said yes to: a card of the very same bytes gets the same yes. */
  let agreed: Pick<Draft, 'facts' | 'pictures'> | null = null
  let fixing = false
  let farewell: (() => void) | null = null

  // The second look: what the first desk said goes to the one that looks again. In memory only: after a reload the visit is like any other.
  let first: Uint8Array | null = null
  let second = false
  const asksAgain = () => screen.at === 'refused' && screen.second === 'asked'
  let lastWord: PhoneMessage | null = null

  const line = createSocketLine<ToPhone>({
    openSocket: options.openSocket,
    first: options.place,
    read: text => parseText(toPhone, text),
    isAlive: message => {
      heardAt = clock()
      return message.say === 'alive'
    },
    counts: message => message.say !== 'fault',
    random,
    later,
    heardControl: message => {
      heardAt = clock()
      inTurn(() => control(message))
    },
    heardCell: cell => {
      heardAt = clock()
      inTurn(() => takeCell(cell))
    },
    closed: (code, reason) => {
      if (code === closedByFault && isFaultCode(reason) && bars.has(reason)) inTurn(() => bar(reason))
    },
    turned: now => {
      connection = now
      if (now !== 'open') leaveRoom()
      emit()
    },
  })

  // ——— screens

  function emit() {
    state = { ...(screen.at === 'showing' ? showing() : screen), connection, clerk }
    for (const listener of [...listeners]) listener(state)
  }
  function show(next: typeof screen) {
    screen = next
    emit()
  }
  function showing(): VisitScreen {
    const { ask, looking, ticks, notes, again } = talk
    return { at: 'showing', desk, ask, looking, ticks, pages: pages.seen, sending, again, held: pages.again(), notes }
  }
  const isFinal = () => screen.at === 'sealed' || screen.at === 'refused' || screen.at === 'over'

  /** What the person does, in the same order as what comes. Rejects with what went wrong. */
  const act = (task: () => Promise<void>): Promise<void> => turn(async () => void (!done && (await task())))

  /** One after another, so that a refusal and the end of the room behind it cannot overtake each other. */
  function inTurn(task: () => void | Promise<void>): Promise<void> {
    return turn(async () => {
      if (done) return
      await task()
    }).catch(error => bar(faultOf(error)))
  }

  function bar(trouble: Trouble) {
    line.close()
    leaveRoom()
    connection = 'lost'
    if (isFinal()) emit()
    else show({ at: 'barred', trouble })
  }

  // ——— the line

  function leaveRoom() {
    room = null
    endEpoch()
  }
  function endEpoch() {
    cancelKeys()
    end?.close()
    end = null
    heard = []
  }

  async function control(message: ToPhone): Promise<void> {
    switch (message.say) {
      case 'ready':
        leaveRoom()
        // A card that is made, or a refusal, waits for nobody: this phone must not stand in anybody's way.
        // Asked for in the last moment of a line that was cut: it has been heard, or the first desk is gone.
        if (asksAgain()) return handedOver()
        if (isFinal()) return closeLine()
        return show({ at: 'line', ahead: message.ahead, left, second })
      case 'room':
        leaveRoom()
        room = toBytes(message.room)
        clerk = message.here ? 'here' : 'away'
        // Kept before the first word with a desk: a visit that breaks off in its first second leaves it too.
        if (message.comeback) await options.gotComeback(message.comeback).catch(() => undefined)
        if (screen.at === 'line') screen = { at: 'joining' }
        emit()
        if (message.here) sayHello()
        return
      case 'peer':
        endEpoch()
        clerk = message.here ? 'here' : 'away'
        emit()
        if (message.here) sayHello()
        return
      case 'handed_over':
        second ||= message.second
        return handedOver()
      case 'ended':
        farewell?.()
        if (isFinal() || farewell) return closeLine()
        return finish('ended_by_clerk', 'none')
      case 'fault':
        if (bars.has(message.fault)) bar(message.fault)
    }
  }

  function closeLine() {
    done = true
    line.close()
    leaveRoom()
    emit()
  }

  async function handedOver() {
    leaveRoom()
    if (screen.at === 'refused' && screen.second === 'asked') {
      first = screen.slip
      second = true
    } else if (isFinal()) return
    left = second ? null : desk || null
    await forgetDesk()
    if (record) {
      record = { ...record, resume: null }
      await kept.putVisit(record)
    }
    show({ at: 'line', ahead: 0, left, second })
  }

  // ——— one epoch

  function sayHello() {
    if (!room || !record || done) return
    endEpoch()
    epoch = Math.max(epoch, record.resume?.epoch ?? 0) + 1
    const mine = createPhoneEnd({
      root,
      rules: options.rulesVersion,
      room,
      epoch,
      random,
      clock,
      verify,
      subtle,
      send: cell => line.send(cell),
      hear: message => end === mine && heard.push(message),
      opened: by => end === mine && heard.push({ kind: 'opened', ...by }),
      fault: code => end === mine && epochFailed(code),
    })
    end = mine
    cancelKeys = later(keysIn, () => {
      if (end === mine) stalled()
    })
    mine.start(record.resume).catch(error => end === mine && epochFailed(faultOf(error)))
  }

  function epochFailed(code: ChannelFaultCode) {
    endEpoch()
    if (barsEpoch(code)) return bar(code)
    if (failures >= retryAfter.length) return bar(code)
    later(retryAfter[failures++]!, () => inTurn(() => void (end === null && room && clerk === 'here' && sayHello())))
  }

  /** Nothing came back in time: the line itself may be dead, so another is opened. */
  function stalled() {
    endEpoch()
    if (failures++ < retryAfter.length) line.again()
    else bar('stalled')
  }

  async function takeCell(cell: Uint8Array) {
    await end?.receive(cell)
    // The end tells at once; what it told is worked off here, in order, before the next cell is looked at.
    while (heard.length > 0 && !done) await hear(heard.shift()!)
  }

  /** Says it if there is anyone to say it to; what the drop cost is made up for at the next hello. */
  async function say(message: PhoneMessage): Promise<void> {
    if (end?.state !== 'open') return
    await end.say(message).catch(error => {
      if (faultOf(error) !== 'ended') throw error
    })
  }

  async function hear(message: DeskMessage | Opened): Promise<void> {
    switch (message.kind) {
      case 'opened':
        cancelKeys()
        th = message.th
        desk = message.desk
        if (message.mode === 'fresh') {
          // The card is here, and this desk does not know of it: there is nothing to say to each other.
          if (isFinal()) return farewellUnknown()
          await forgetDesk()
        }
        if (record) record = { ...record, resume: message.resume }
        // Kept before the first word under these keys: whoever has heard it can be asked to resume it.
        if (record) await kept.putVisit(record)
        return
      case 'hello':
        failures = 0
        if (lastWord) return say(lastWord)
        where = message
        left = null
        if (isFinal() || record?.ready) return goOn(message)
        return show({ at: 'called', desk, again: talk.again })
      case 'ask':
        talk = { ...talk, ask: { phrase: message.phrase, paper: message.paper }, looking: false }
        return emit()
      case 'typed':
        talk = { ...talk, notes: [...talk.notes, { from: 'clerk', text: message.text }] }
        return emit()
      case 'ticks':
        talk = { ...talk, ticks: message.needs }
        return emit()
      case 'looking':
        talk = { ...talk, ask: null, looking: true }
        return arrived(message.pages)
      case 'card':
        return showCard(message)
      case 'refused':
        agreed = null
        // The desk looks at nothing any more: a page on its way will not be thanked for.
        rejectArrivals('not_now')
        return showRefusal(message)
      case 'sealed':
        return takeSeal(message)
      case 'goodbye':
      case 'stopped':
        farewell?.()
        if (isFinal() || farewell) return closeLine()
        return finish('ended_by_clerk', 'none')
    }
  }

  async function showRefusal({ unmet, mends, rules, slip, second }: Extract<DeskMessage, { kind: 'refused' }>): Promise<void> {
    // A slip that another counter would not believe, or that says something else than the screen, is none.
    const said = slip && (await verifyRefusal(root, slip, verify, options.dayOf).catch(() => null))
    const holds = said && said.alias === desk && said.rules === rules && String(said.unmet) === String(unmet)
    // Said again after a drop: what was asked for meanwhile stays asked for.
    const asked = asksAgain() && second === 'offered'
    show({ at: 'refused', desk, unmet, mends, rules, slip: holds ? slip : null, second: asked ? 'asked' : second })
  }

  /** This desk, or the next, knows nothing: no yes stands, nothing was shown. Photos stay for one tap each. */
  async function forgetDesk() {
    const before = record?.ready === true
    talk = { ask: null, looking: false, ticks: {}, notes: [], again: before || talk.again }
    typed = { before: 0, texts: [] }
    half = proposal = agreed = where = null
    current = fixing = false
    pages.fresh()
    rejectArrivals('handed_over')
    if (record) record = { ...record, ready: false }
    if (draft) await kept.putDraft((draft = null))
  }

  /** After every hello of the desk: what it has not, it gets again. */
  async function goOn(at: Extract<DeskMessage, { kind: 'hello' }>): Promise<void> {
    if (asksAgain()) return say({ kind: 'second_look', slip: null })
    if (isFinal()) return
    talk = { ...talk, ask: at.ask, ticks: at.ticks, notes: at.notes, looking: at.ask === null && at.pages.length > 0 }
    if (!at.answers) await say({ kind: 'answers', answers })
    if (first) await say({ kind: 'second_look', slip: first })
    await sayUnheard(at.heard)
    if (at.stage === 'sealed') return show({ at: 'making', desk })
    if (at.stage === 'refused') return
    if (at.stage === 'agreed' && at.request && draft && sameBytes(draft.requestHash, at.request)) return show({ at: 'making', desk })
    // The yes may be on the phone and not at the desk: then the very same card gets it again.
    if (at.stage === 'card') agreed ??= draft
    else agreed = null
    if (fixing && at.stage === 'card') await say({ kind: 'fix', answers })
    await sayHalf()
    if (at.stage === 'fixed' || fixing) screen = { at: 'correcting', desk }
    else if (at.stage === 'card' && agreed) screen = { at: 'making', desk }
    else if (at.stage !== 'card' || screen.at !== 'card') screen = { at: 'showing' }
    arrived(at.pages)
    for (const page of pages.missing()) await sayPage(page)
  }

  async function sayUnheard(count: number) {
    if (count > typed.before + typed.texts.length) typed = { before: count, texts: [] }
    for (const text of typed.texts.slice(Math.max(0, count - typed.before))) {
      await say({ kind: 'typed', text })
      talk = { ...talk, notes: [...talk.notes, { from: 'resident', text }] }
    }
  }

  /** A fresh half for every epoch and every correction: no half is opened twice. */
  async function sayHalf() {
    if (!record) return
    half = random(32)
    current = false
    const { x, y } = record.holder
    await say({ kind: 'half', commit: commitHalf(half), holder: { x, y } })
  }

  // ——— pages

  async function sayPage(page: Page) {
    if (pages.seen.some(({ number }) => number === page.number)) return
    sending = { number: page.number, percent: 0 }
    emit()
    if (end?.state !== 'open' || !pages.send(page.number, epoch)) return
    watchSending(page.number)
    await say({ kind: 'page', page })
  }
  function watchSending(number: number) {
    const whole = 16 * 16_384
    cancelWatch()
    cancelWatch = later(250, () => {
      if (sending?.number !== number || done) return
      sending = { number, percent: Math.min(99, Math.max(0, Math.round(100 - (line.waiting() / whole) * 100))) }
      emit()
      watchSending(number)
    })
  }
  function arrived(seen: typeof pages.seen) {
    pages.setSeen(seen)
    for (const { number } of seen) {
      arrivals.get(number)?.resolve()
      arrivals.delete(number)
      if (sending?.number === number) sending = null
    }
    emit()
  }
  function whenArrived(number: number): Promise<void> {
    return new Promise((resolve, reject) => {
      arrivals.set(number, { resolve, reject })
    })
  }

  // ——— the card

  async function showCard(message: Extract<DeskMessage, { kind: 'card' }>): Promise<void> {
    if (!half || isFinal()) return
    fixing = false
    let readable = false
    try {
      proposal = readProposal(message, th)
      current = true
      readable = await options.checkPictures(proposal.facts.portrait, proposal.pictures)
    } catch {
      readable = false
    }
    if (!readable || !proposal) return bar('card_unreadable')
    if (agreed && isSameCard(agreed, proposal)) return sayYes()
    agreed = null
    // The clerk has decided on what was there: a page still on its way is not looked at any more.
    rejectArrivals('not_now')
    show({ at: 'card', desk, facts: proposal.facts, pictures: proposal.pictures, changed: changedFacts(proposal.facts, answers) })
  }

  async function sayYes() {
    if (!proposal || !current || !half || !record) return
    draft = draftOf(proposal, half, record.holder)
    // Opened once: a card that came now would be made by a desk that knows this half already.
    half = null
    current = false
    const { sp, requestHash } = draft
    show({ at: 'making', desk })
    await kept.putDraft(draft)
    await say({ kind: 'yes', sp, requestHash })
  }

  async function takeSeal(message: Extract<DeskMessage, { kind: 'sealed' }>): Promise<void> {
    // Heard again: the thanks was lost, not the card.
    if (screen.at === 'sealed') return say({ kind: 'thanks' })
    if (!draft || !record) return bar('seal_wrong')
    let sealed: Awaited<ReturnType<typeof sealedOf>>
    try {
      sealed = await sealedOf(message, draft, root, verify)
    } catch {
      return bar('seal_wrong')
    }
    // Kept before the thanks: with the thanks everyone else lets go of it.
    await kept.putSealed(sealed, record.holder)
    draft = agreed = null
    await kept.putDraft(null)
    show({ at: 'sealed', desk, sealed, saved: false })
    await say({ kind: 'thanks' })
  }

  // ——— the end

  async function finish(why: 'goodbye' | 'ended_by_clerk' | 'stopped', outcome: 'card' | 'refused' | 'none') {
    done = true
    line.close()
    leaveRoom()
    pages.empty()
    half?.fill(0)
    record?.resume?.psk.fill(0)
    half = proposal = agreed = draft = null
    rejectArrivals('over')
    await kept.forget()
    record = null
    show({ at: 'over', why, outcome })
  }

  const outcomeNow = () => (screen.at === 'sealed' ? 'card' : screen.at === 'refused' ? 'refused' : 'none')

  return {
    get state() {
      return state
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async start() {
      if (record) return line.start()
      const made = await kept.sealed()
      const found = await kept.visit()
      draft = await kept.draft()
      record = made
        ? { ready: true, resume: found?.resume ?? null, holder: made.holder }
        : (found ?? { ready: false, resume: null, holder: await makeHolder(subtle) })
      if (done) return
      if (made) show({ at: 'sealed', desk, sealed: made.sealed, saved: made.saved })
      // With the card here the line is only good for a thanks that may have been lost.
      if (!made || record.resume) line.start()
      else done = true
    },
    ready() {
      if (screen.at !== 'called' || !record) return
      if (options.kinds && !options.kinds.includes(options.answers.kind)) return bar('rules')
      record = { ...record, ready: true }
      const at = where
      screen = { at: 'showing' }
      emit()
      inTurn(async () => {
        if (!record) return
        await kept.putVisit(record)
        // The line may have dropped since: then the next hello goes on from here.
        if (at && where === at) await goOn(at)
      })
    },
    async showPage(picture, purpose, paper = null, side = purpose === 'paper' ? 1 : 0, fromScreen = false) {
      if (screen.at !== 'showing') throw new Error('not_now')
      const page = pages.add({ picture, purpose, paper, side, screen: fromScreen })
      const there = whenArrived(page.number)
      inTurn(() => sayPage(page))
      await there
    },
    async showAgain(number) {
      const page = pages.page(number)
      if (screen.at !== 'showing' || !page) throw new Error('not_now')
      pages.markShown(number)
      const there = whenArrived(number)
      inTurn(() => sayPage(page))
      await there
    },
    answer: words =>
      act(async () => {
        const text = tidyTyped(words)
        typed.texts.push(text)
        talk = { ...talk, notes: [...talk.notes, { from: 'resident', text }] }
        emit()
        await say({ kind: 'typed', text })
      }),
    wait: () => act(() => say({ kind: 'wait' })),
    askSecond: () =>
      act(async () => {
        if (screen.at !== 'refused' || screen.second !== 'offered') return
        show({ ...screen, second: 'asked' })
        await say({ kind: 'second_look', slip: null })
      }),
    agree: () =>
      act(async () => {
        if (screen.at !== 'card' || !proposal) return
        agreed = { facts: proposal.factsBytes, pictures: proposal.pictures }
        if (current) return sayYes()
        show({ at: 'making', desk })
      }),
    fix: corrected =>
      act(async () => {
        if (screen.at !== 'card') return
        answers = tidyAnswers(corrected)
        fixing = true
        agreed = null
        if (draft) await kept.putDraft((draft = null))
        show({ at: 'correcting', desk })
        await say({ kind: 'fix', answers })
        await sayHalf()
      }),
    async save() {
      if (screen.at !== 'sealed' || !record) return
      const { sealed } = screen
      await kept.save(sealed, record.holder)
      if (screen.at === 'sealed') show({ ...screen, saved: true })
    },
    async goodbye() {
      if (screen.at === 'over') return
      const outcome = outcomeNow()
      await farewellSaid({ kind: 'goodbye' })
      await finish('goodbye', outcome)
    },
    async stop() {
      if (screen.at === 'over') return
      const outcome = outcomeNow()
      await say({ kind: 'stop' }).catch(() => undefined)
      line.tell({ say: 'stop' } satisfies FromPhone)
      await finish('stopped', outcome)
    },
    reconnect() {
      if (done) return
      if (screen.at === 'barred') {
        failures = 0
        show({ at: 'joining' })
        line.again()
      } else if (connection === 'lost' || (connection === 'open' && clock() - heardAt >= quiet)) line.again()
    },
    close() {
      done = true
      line.close()
      leaveRoom()
      rejectArrivals('closed')
    },
  }

  function rejectArrivals(why: string) {
    cancelWatch()
    sending = null
    for (const arrival of arrivals.values()) arrival.reject(new Error(why))
    arrivals.clear()
  }

  async function farewellUnknown() {
    await say({ kind: 'goodbye' })
    closeLine()
  }

  /** Waits until the clerk's side has said that it is empty, or for a while. */
  async function farewellSaid(message: PhoneMessage): Promise<void> {
    if (done) return
    const answered = new Promise<void>(resolve => {
      const cancel = later(farewellIn, resolve)
      farewell = () => {
        cancel()
        resolve()
      }
    })
    // With the line down it is said when the line is back, in the same time.
    lastWord = message
    await say(message).catch(() => undefined)
    await answered
  }
}
