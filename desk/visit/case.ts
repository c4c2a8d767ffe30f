/**
 * One case on the desk without any screen: channel, table, decision, seal, handing over (PROTOCOL §3 to §5, docs/protocol/visit.md).
 * One file though long: it is one state machine, and that nothing outlives goodbye is only seen when it stands together.
 */
import { type Pictures, tidy } from '@latchkey/card/facts.ts'
import { commitHalf } from '@latchkey/card/salts.ts'
import type { Passkey } from '@latchkey/certificates/passkey.ts'
import type { Clock, Random, Sign, Verify } from '@latchkey/certificates/ports.ts'
import { type RefusalSlip, signRefusal, verifyRefusal } from '@latchkey/certificates/refusal-slip.ts'
import type { Root } from '@latchkey/certificates/root.ts'
import { kindOfCell } from '@latchkey/channel/cells.ts'
import { createDeskEnd, type DeskEnd, endedCell } from '@latchkey/channel/desk.ts'
import { faultCodeOf } from '@latchkey/channel/faults.ts'
import { placeOfFrame } from '@latchkey/channel/frames.ts'
import type { Answers, DeskMessage, PhoneMessage, Stage } from '@latchkey/channel/messages.ts'
import type { Resume } from '@latchkey/channel/resume.ts'
import type { Later } from '@latchkey/channel/socket.ts'
import { createTurns } from '@latchkey/channel/turns.ts'
import { lookedTwice } from '@latchkey/rules/refusal-text.ts'
import type { FeeFor, Need, Rules } from '@latchkey/rules/rules.ts'
import { toBytes } from '@latchkey/wire/edge.ts'
import type { FaultCode } from '@latchkey/wire/faults.ts'
import type { FromDesk, ToDesk } from '@latchkey/wire/relay.ts'
import { type Approval, createApproval, type Handover, NotApproved } from './approval.ts'
import { type Correctable, changesOf } from './changes.ts'
import { unmetOf } from './checks.ts'
import { type Agreed, agree, agreeAlone, cardMessage, factsOf, type Half, type OfferedCard } from './offered-card.ts'
import { createServerTalk } from './server-talk.ts'
import type { CaseScreen, CaseState, DeskPage, Look, Refused } from './state.ts'
import { createTable } from './table.ts'

/** What a desk has for the whole evening; the same for every case. */
export interface DeskPorts {
  root: Root
  rules: Rules
  alias: string
  clerkCertificate: Uint8Array
  deskCertificate: Uint8Array
  deskSign: Sign
  /** The clerk's passkey: one touch approves one request. */
  passkey: Passkey
  /** Card portrait (JPEG ≤ 12,000 bytes), small face and print portrait from the portrait page as it came. Runs the AVIF encoder. */
  makePictures(page: Uint8Array): Promise<{ portrait: Uint8Array } & Pictures>
  /** A holder key whose private half nobody keeps: 65 bytes, uncompressed. For cards made without a phone. */
  forgottenKey(): Promise<Uint8Array>
  /** Certified period certificate of this number (GET /record/periods). */
  period(number: number): Promise<Uint8Array>
  /** Today in the city's time zone, YYYY-MM-DD. */
  today(): string
  /** The clerk of this desk is a supervisor. */
  supervises?: boolean
  random: Random
  clock: Clock
  verify: Verify
  later?: Later
  subtle?: SubtleCrypto
}

export interface CaseOptions extends DeskPorts {
  /** 16 bytes the server gave this room. */
  room: Uint8Array
  /** Whether the phone was there when the room opened. */
  here: boolean
  /** A room at the counter: the resident stands here. Null for a visit by phone. */
  counter: CounterRoom | null
  /** Whether a supervisor of another alias is on duty now. */
  supervisor(): boolean
  /** Says a control message to the server. */
  tell(message: FromDesk): void
  /** Sends a cell to the phone. */
  send(cell: Uint8Array): void
}

/** Another person who decides at this desk. */
export interface Supervisor {
  alias: string
  clerkCertificate: Uint8Array
  passkey: Passkey
}

export interface CounterRoom {
  /** 32 bytes that this desk drew: a phone that scans them from the desk's code enters the room, the first alone. */
  place: Uint8Array
  /** What the party shares, as it lay here before. */
  shared: readonly DeskPage[]
  /** What has to be shown for this card, when it is less than a first card asks. */
  needs?: readonly Need[] | undefined
  /** Why a card takes the place of another: it may cost something else than a first one. */
  act?: FeeFor | undefined
}

export interface Case {
  readonly room: Uint8Array
  readonly counter: CounterRoom | null
  readonly state: CaseState
  subscribe(listener: (state: CaseState) => void): () => void
  /** Asks for something by its number in the rules; `paper` when the phrase is about one. */
  ask(phrase: number, paper?: string | null): Promise<void>
  type(text: string): Promise<void>
  /** *I am looking*: takes the request off the resident's screen. */
  looking(): Promise<void>
  tick(need: Need, on: boolean): Promise<void>
  /** The clerk's own mark under page `number`. Never sent. */
  looks(number: number, question: Look, on: boolean): void
  samePerson(yes: boolean | null): void
  /** Whether the caretaker here is the one on the caretaker's papers. Never sent. */
  sameCaretaker(yes: boolean | null): void
  /** The fee is paid or waived; which of the two nobody is told. Never sent. */
  feeSettled(yes: boolean): void
  /** At the counter: this paper lies on the table, or was taken up again. */
  lay(paper: string, on: boolean): void
  /** At the counter: the whole party shows this paper. */
  share(paper: string, on: boolean): void
  /** What the party shares, for its next case; without pictures. */
  readonly shared: readonly DeskPage[]
  /** At the counter: the desk's camera took the card photo (JPEG, re-encoded from pixels). */
  photo(picture: Uint8Array): void
  /** At the counter: the clerk typed, or scanned, what the card should say. From here on no phone can enter; again it replaces what was typed. */
  typeIn(answers: Answers): void
  /** Without a phone: the resident said yes on the second screen. */
  yes(): void
  /** Without a phone: the resident said that something is wrong. Back to the papers. */
  notRight(): void
  /** Corrects what the card will say, to what the papers say. The resident sees it marked before saying yes. */
  correct(answers: Partial<Correctable>): void
  /** In `papers` and `fixed`: enough, show the card to the resident. In `touch`: approve with the passkey. */
  approve(): Promise<void>
  /** Not enough: the reason is what is unticked. */
  refuse(): Promise<void>
  /**
   * Without a phone, after a refusal or where the rules ask for it: a supervisor has come to this desk and looks at everything. What they approve they
   * approve by their own key.
   */
  lookAgain(by: Supervisor): void
  /** By phone, where the rules ask for a supervisor's look: the visit goes to one. Does nothing while none of another alias is on duty. */
  toSupervisor(): void
  /** The next desk takes this visit; the phone is first in line. Everything here is dropped. */
  handOver(): void
  /** Ends the visit at once. Everything here is dropped. */
  end(): void
  /** Resolves when the last word of a closed case is out, and the room with it. */
  gone(): Promise<void>
  /** From the line (desk-line.ts): what came on the socket. True when it was for this case. */
  hearControl(message: ToDesk): boolean
  hearCell(cell: Uint8Array): void
  /** The desk's own socket went or came back. */
  connection(state: 'open' | 'lost'): void
  /** The server has forgotten the room and does not give it again: what is handed or refused is finished without it, anything else ends. */
  roomLost(): void
}

type Opened = { kind: 'opened'; mode: 'fresh' | 'resumed'; th: Uint8Array; resumes: Resume[] }

/** How the case stands, beyond what lies on the table. */
type Stand =
  | { at: 'joining' | 'called' | 'papers' }
  | { at: 'checking'; card: OfferedCard }
  | { at: 'fixed'; changes: Extract<CaseScreen, { at: 'fixed' }>['changes'] }
  | { at: 'touch'; agreed: Agreed; trouble: 'touch_refused' | FaultCode | null }
  | { at: 'sealing'; agreed: Agreed }
  | { at: 'handing' | 'handed'; agreed: Agreed; handover: Handover }
  | Refused
  | Extract<CaseScreen, { at: 'closed' }>

const stages: Record<Exclude<Stand['at'], 'closed'>, Stage> = {
  joining: 'papers',
  called: 'papers',
  papers: 'papers',
  checking: 'card',
  fixed: 'fixed',
  touch: 'agreed',
  sealing: 'agreed',
  handing: 'sealed',
  handed: 'sealed',
  refused: 'refused',
}

/** The card of a stand: offered, agreed on, or made. */
const cardOf = (stand: Stand): OfferedCard | null => ('card' in stand ? stand.card : 'agreed' in stand ? stand.agreed.card : null)

export function createCase(options: CaseOptions): Case {
  const { root, rules, random, clock, verify, tell, send, subtle = globalThis.crypto.subtle } = options
  const listeners = new Set<(state: CaseState) => void>()
  const turn = createTurns()
  const talk = createServerTalk(tell)
  const { counter } = options
  let approver: Supervisor | null = null
  const table = createTable({
    rules,
    shared: counter?.shared,
    needs: counter?.needs,
    act: counter?.act,
    makePictures: options.makePictures,
    today: options.today,
    supervised: () => (options.supervises ?? false) || approver !== null,
    changed: () => emit(),
  })

  let { room } = options
  let stand: Stand = { at: 'joining' }
  let phone = { here: options.here, since: clock() }
  let connection: CaseState['connection'] = 'open'
  let again = false
  /** Without a phone: the half that would be the phone's, and the key that nobody keeps. */
  let typed = false
  let alone: { sp: Uint8Array; half: Half } | null = null
  /** What the party shares, kept from a table that was cleared. */
  let shared: readonly DeskPage[] = counter?.shared ?? []
  /** The server has no room of ours to say goodbye to: its refusal would answer the next question. */
  let roomless = false
  let farewell: Promise<void> = Promise.resolve()
  let first: (RefusalSlip & { alias: string }) | null = null
  let state = draw()

  // The epoch that speaks, the one that is being made, and what a next one may resume.
  let current: DeskEnd | null = null
  let coming: DeskEnd | null = null
  let resumes: Resume[] = []
  let heard: (PhoneMessage | Opened)[] = []
  let th: Uint8Array = new Uint8Array(0)

  let half: Half | null = null
  let approval = createApproval({ ...options, talk })
  let approving: Promise<void> | null = null

  // ——— screens

  function draw(): CaseState {
    return {
      ...screen(),
      first: stand.at === 'closed' ? null : first,
      phone,
      connection,
      where: typed ? 'typed' : counter ? 'counter' : 'phone',
    }
  }
  function screen(): CaseScreen {
    const shown = table.shown()
    switch (stand.at) {
      case 'joining':
      case 'called':
        return { at: stand.at }
      case 'papers':
        return shown ? { at: 'papers', again, ...shown } : { at: 'called' }
      case 'checking': {
        const { facts, pictures } = stand.card
        return shown ? { at: 'checking', facts, pictures, ...shown } : { at: 'called' }
      }
      case 'fixed':
        return shown ? { at: 'fixed', changes: stand.changes, ...shown } : { at: 'called' }
      case 'touch':
      case 'sealing': {
        const { facts, pictures } = stand.agreed.card
        if (!shown) return { at: 'called' }
        return stand.at === 'sealing'
          ? { at: 'sealing', facts, pictures, ...shown }
          : { at: 'touch', trouble: stand.trouble, facts, pictures, ...shown }
      }
      case 'handing':
      case 'handed': {
        const { facts, pictures } = stand.agreed.card
        return { at: stand.at, facts, pictures, sealed: stand.handover.sealed }
      }
      default:
        return stand
    }
  }
  function emit() {
    state = draw()
    for (const listener of [...listeners]) listener(state)
  }
  function go(next: Stand) {
    if (stand.at === 'closed') return
    letGo(next)
    stand = next
    emit()
  }
  const isClosed = () => stand.at === 'closed'

  // ——— the epoch

  function newEnd(): DeskEnd {
    const mine: DeskEnd = createDeskEnd({
      city: root.city,
      room,
      clerkCertificate: options.clerkCertificate,
      deskCertificate: options.deskCertificate,
      deskSign: options.deskSign,
      rulesVersion: rules.version,
      resumes,
      random,
      clock,
      verify,
      subtle,
      send,
      hear: message => mine === current && heard.push(message),
      opened: by => {
        if (mine !== coming) return
        // Only now does the old epoch end: a stranger's hello drops nobody.
        current?.close()
        current = mine
        coming = null
        // At once: an answer of the signer that comes in this very moment must find nobody to be handed to.
        if (by.mode === 'fresh') forget()
        heard = [{ kind: 'opened', ...by }]
      },
      fault: () => endFailed(mine),
    })
    return mine
  }

  function endFailed(failed: DeskEnd) {
    const epoch = failed.epoch
    if (failed === coming) coming = null
    else if (failed === current) current = null
    else return
    heard = []
    // There is no key to say it with. A phone whose live epoch goes on ignores the number of another.
    if (epoch !== null) send(endedCell(epoch))
  }

  function endEpoch() {
    current?.close()
    coming?.close()
    current = coming = null
    heard = []
  }

  async function takeCell(cell: Uint8Array): Promise<void> {
    // What is typed here has no phone: one that comes late gets no word and nothing of another's.
    if (isClosed() || typed) return
    let kind: ReturnType<typeof kindOfCell>
    try {
      kind = kindOfCell(cell)
    } catch {
      // Not a cell of ours; nobody is served by ending a visit over it.
      return
    }
    if (kind === 'hello') {
      coming?.close()
      coming = newEnd()
      await coming.receive(cell)
    } else if (kind === 'sealed' && !(coming?.state === 'confirming' && coming.epoch === placeOfFrame(cell).epoch))
      await current?.receive(cell)
    else await coming?.receive(cell)
    while (heard.length > 0 && !isClosed()) await hear(heard.shift()!)
  }

  /** Says it if there is anyone to say it to: what a drop costs, the next hello makes good. */
  async function say(message: DeskMessage): Promise<boolean> {
    const end = current
    if (end?.state !== 'open') return false
    try {
      await end.say(message)
      return true
    } catch (error) {
      if (faultCodeOf(error, 'malformed') === 'ended') return false
      throw error
    }
  }

  async function opened(by: Opened): Promise<void> {
    th = by.th
    resumes = by.resumes
    // The halves of an epoch end with it; one that a yes has opened stands.
    half = null
    if (stand.at === 'joining') stand = { at: 'called' }
    phone = phone.here ? phone : { here: true, since: clock() }
    emit()
    await sayWhere()
    if (stand.at === 'handing') await sayHandover()
    if (stand.at === 'refused') await sayRefusal()
  }

  async function sayWhere() {
    if (stand.at === 'closed') return
    await say({
      kind: 'hello',
      alias: options.alias,
      rules: rules.version,
      stage: stages[stand.at],
      answers: table.answers !== null,
      pages: table.names,
      ticks: table.ticks as Record<string, boolean>,
      ask: table.ask,
      request: stand.at === 'touch' || stand.at === 'sealing' ? stand.agreed.hash : null,
      notes: table.lastNotes,
      heard: table.heard,
    })
  }

  /** Another phone, or one that remembers nothing: whatever was here is none of its business. */
  function forget() {
    again = again || table.answers !== null
    first = null
    dropEverything()
    // What the party before it shares lies on this table, whoever comes in by phone.
    table.begin()
    stand = { at: 'called' }
  }

  /** Clears the table but for what the party shares: that is without pictures, and the next case begins with it. */
  function keepShared() {
    if (table.answers !== null) shared = table.shared
    table.clear()
  }

  function dropEverything() {
    keepShared()
    forgetAlone()
    letGo(null)
    half = null
    newApproval()
  }
  /** Overwrites what this stand holds of a card and the next does not: one that is shown anew keeps its pictures and nothing else. */
  function letGo(next: Stand | null) {
    const [was, is] = [cardOf(stand), next && cardOf(next)]
    if (was && was !== is) {
      was.sd.fill(0)
      if (was.pictures !== is?.pictures) empty(was)
    }
    if ('agreed' in stand && was !== is) emptySalts(stand.agreed.salts)
    // It opens every claim of the card by itself.
    if ('handover' in stand && was !== is) stand.handover.answer.fill(0)
  }
  /** Without a phone: what would be the phone's half, and what stands for a transcript. With the desk's own they give every salt again. */
  function forgetAlone() {
    if (!alone) return
    alone.sp.fill(0)
    th.fill(0)
    alone = half = null
  }
  /** A touch or an answer that belongs to an earlier yes comes to nothing. */
  function newApproval() {
    approval.cancel()
    approval = createApproval({ ...options, ...approver, talk })
    approving = null
    talk.lost()
  }
  function empty({ facts, pictures }: OfferedCard) {
    for (const bytes of [facts.portrait, pictures.face, pictures.print]) bytes.fill(0)
  }
  function emptySalts({ sdJwt, compact }: Agreed['salts']) {
    for (const salt of [...sdJwt, compact.front, compact.face, compact.rest]) salt.fill(0)
  }

  // ——— what the phone says

  async function hear(message: PhoneMessage | Opened): Promise<void> {
    if (message.kind !== 'opened' && message.kind !== 'wait') table.setWaiting(false)
    switch (message.kind) {
      case 'opened':
        return opened(message)
      case 'answers':
        if (table.answers !== null || stand.at !== 'called') return
        // Phone and desk have the same rules (the Offer says so): a kind of person that is not in them is no answer of our page, and another epoch of it
        // would say the same.
        if (!rules.kinds.some(kind => kind.id === message.answers.kind)) return leave('unknown_kind', { kind: 'stopped' })
        table.setAnswers(message.answers)
        return go({ at: 'papers' })
      case 'half':
        half = { commit: message.commit, holder: message.holder }
        // A card was on the screen, or a yes stands here that the phone no longer knows of: show it anew.
        if (stand.at === 'checking') return offer(stand.card)
        if (stand.at === 'touch' && !approval.underway) return offer(stand.agreed.card)
        return
      case 'page':
        if (table.answers === null || stand.at === 'handing' || stand.at === 'handed' || stand.at === 'refused') return
        // While a card is decided on nothing is laid beside it unseen: the face that was compared is the face on the card.
        if (stand.at === 'papers') table.addPage(message.page)
        emit()
        await say({ kind: 'looking', pages: table.names })
        return
      case 'typed':
        table.note({ from: 'resident', text: message.text })
        return emit()
      case 'wait':
        table.setWaiting(true)
        return emit()
      case 'second_look':
        return message.slip ? takeFirst(message.slip) : giveToSupervisor()
      case 'yes':
        return takeYes(message)
      case 'fix':
        if (stand.at !== 'checking') return
        return takeFix(message.answers)
      case 'thanks':
        if (stand.at !== 'handing') return
        tell({ say: 'thanks' })
        // Nothing of the papers is of any more use; facts and seal stay for the plates until goodbye.
        keepShared()
        half = null
        return go({ ...stand, at: 'handed' })
      case 'goodbye':
        return leave('goodbye', { kind: 'goodbye' })
      case 'stop':
        return close('resident_stopped')
    }
  }

  async function takeYes(yes: Extract<PhoneMessage, { kind: 'yes' }>): Promise<void> {
    if (stand.at !== 'checking') return
    const agreed = agree(stand.card, yes)
    yes.sp.fill(0)
    if (!agreed) {
      // Another half or another request than ours: nothing this phone says can be sealed under these keys.
      return distrust()
    }
    go({ at: 'touch', agreed, trouble: null })
  }

  /** What this phone said cannot be: the epoch ends, and it may begin another. */
  function distrust() {
    const failed = current
    if (!failed) return
    failed.close()
    endFailed(failed)
  }

  async function takeFix(answers: Answers): Promise<void> {
    const before = table.answers
    if (!before) return
    // A fix says what the card should say. For whom it is, and by which papers, was decided on already.
    table.setAnswers({ ...answers, kind: before.kind, papers: before.papers })
    go({ at: 'fixed', changes: changesOf(before, answers) })
  }

  // ——— the card

  /** Shows the card under a fresh half of the desk's; without the phone's half it waits for the next one. */
  async function offer({ facts, pictures }: Pick<OfferedCard, 'facts' | 'pictures'>): Promise<void> {
    if (typed) {
      forgetAlone()
      // No transcript binds the salts where there is no visit: random bytes stand in its place.
      th = random(32)
      const point = await options.forgottenKey()
      const sp = random(32)
      alone = { sp, half: { commit: commitHalf(sp), holder: { x: point.slice(1, 33), y: point.slice(33) } } }
      half = alone.half
    }
    const card: OfferedCard = { facts, pictures, sd: random(32), th, half }
    newApproval()
    go({ at: 'checking', card })
    if (half && !typed) await say(cardMessage(card))
  }

  async function approveCard(): Promise<void> {
    const shown = table.shown()
    const { made, answers } = table
    if (!shown || !answers || !made || !shown.bar.enough || shown.bar.waitsFor.length > 0) throw new Error('not_enough')
    // Copies: the table is cleared before the card is.
    const facts = factsOf(rules, answers, made.portrait.slice(), options.today(), shown.mark?.met === true)
    await offer({ facts, pictures: { face: made.face.slice(), print: made.print.slice() } })
  }

  /** One at a time; a second press while the key is asked for does nothing. */
  function approveSeal(agreed: Agreed): Promise<void> {
    approving ??= seal(agreed, approval)
    return approving
  }

  async function seal(agreed: Agreed, mine: Approval): Promise<void> {
    const isMine = () => mine === approval && 'agreed' in stand && stand.agreed === agreed
    try {
      const handover = await mine.run(agreed, () => isMine() && go({ at: 'sealing', agreed }))
      if (!isMine()) return void handover.answer.fill(0)
      approving = null
      if (typed) return handedAlone(agreed, handover)
      go({ at: 'handing', agreed, handover })
      await sayHandover()
    } catch (error) {
      if (!isMine()) return
      approving = null
      const trouble = error instanceof NotApproved ? error.trouble : 'broken'
      // With the envelope out and the line lost there is nothing to touch again: it is sent again when the line is back.
      if (trouble === 'lost' && mine.underway) return
      go({ at: 'touch', agreed, trouble: trouble === 'lost' ? null : trouble })
    }
  }

  /** The card is on this screen and nowhere else: it goes onto paper and plastic, and the server may drop its copy of the answer. */
  function handedAlone(agreed: Agreed, handover: Handover) {
    tell({ say: 'thanks' })
    keepShared()
    forgetAlone()
    go({ at: 'handed', agreed, handover })
  }

  async function sayHandover() {
    if (stand.at !== 'handing') return
    const { answer, period } = stand.handover
    await say({ kind: 'sealed', answer, period })
  }
  async function sayRefusal() {
    if (stand.at !== 'refused') return
    const { unmet, mends, slip, second } = stand
    await say({ kind: 'refused', unmet, mends, rules: rules.version, slip, second })
  }
  /** What the first desk said, if it is true and of today: a slip that nobody believes changes nothing here. */
  async function takeFirst(slip: Uint8Array) {
    if (first || stand.at === 'refused') return
    const said = await verifyRefusal(root, slip, verify, () => options.today()).catch(() => null)
    if (said === null || said.alias === options.alias) return
    first = said
    emit()
  }
  /** This half is over: whoever looks next begins with nothing of it. */
  function giveToSupervisor() {
    if (stand.at !== 'refused' || counter || stand.second === 'final') return
    if (!options.supervisor()) {
      stand = { ...stand, second: 'none' }
      emit()
      return sayRefusal()
    }
    endEpoch()
    tell({ say: 'second_look' })
    close('second_look', 'none')
  }

  // ——— the end

  function outcome(): Extract<CaseScreen, { at: 'closed' }>['outcome'] {
    if (stand.at === 'handing' || stand.at === 'handed') return 'card'
    // The envelope is out: whether it was sealed nobody here knows.
    if (stand.at === 'sealing') return 'again'
    return stand.at === 'refused' ? 'refused' : 'none'
  }

  /** The screen is empty from this moment; nothing but the last word is still on its way. */
  function close(why: Extract<CaseScreen, { at: 'closed' }>['why'], how = outcome()) {
    if (isClosed()) return
    dropEverything()
    counter?.place.fill(0)
    stand = { at: 'closed', why, outcome: how }
    for (const resume of resumes) resume.psk.fill(0)
    resumes = []
    emit()
  }

  function leave(why: 'goodbye' | 'ended' | 'unknown_kind', last: DeskMessage): void {
    if (isClosed()) return
    const said = say(last).catch(() => false)
    close(why)
    farewell = said.then(() => {
      endEpoch()
      if (!roomless) tell({ say: 'goodbye' })
    })
  }

  return {
    get room() {
      return room
    },
    counter,
    get state() {
      return state
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async ask(phrase, paper = null) {
      if (!table.answers) throw new Error('not_now')
      table.setAsk({ phrase, paper })
      emit()
      await turn(() => say({ kind: 'ask', phrase, paper }))
    },
    type: words =>
      turn(async () => {
        const text = tidy(words)
        if (!(await say({ kind: 'typed', text }))) throw new Error('not_now')
        table.note({ from: 'clerk', text })
        emit()
      }),
    async looking() {
      table.setAsk(null)
      emit()
      await turn(() => say({ kind: 'looking', pages: table.names }))
    },
    async tick(need, on) {
      table.setTick(need, on)
      emit()
      await turn(() => say({ kind: 'ticks', needs: table.ticks as Record<string, boolean> }))
    },
    looks(number, question, on) {
      table.setLook(number, question, on)
      emit()
    },
    lay(paper, on) {
      if (!counter || !table.answers) return
      if (on) table.lay(paper)
      else table.lift(paper)
      emit()
    },
    share(paper, on) {
      table.share(paper, on)
      emit()
    },
    get shared() {
      return table.answers === null ? shared : table.shared
    },
    photo(picture) {
      if (!counter || !table.answers || stand.at !== 'papers') return
      table.photo(picture)
      emit()
    },
    typeIn(answers) {
      const open = stand.at === 'joining' || stand.at === 'called' || (typed && (stand.at === 'papers' || stand.at === 'fixed'))
      if (!counter || !open || (table.answers !== null && !typed)) return
      // A phone that is in the room is asked to leave first: one card has one half.
      if (current?.state === 'open') return
      endEpoch()
      typed = true
      table.setAnswers(answers)
      go({ at: 'papers' })
    },
    yes() {
      if (!typed || stand.at !== 'checking' || !alone) return
      const agreed = agreeAlone(stand.card, alone.sp)
      if (agreed) go({ at: 'touch', agreed, trouble: null })
    },
    notRight() {
      if (!typed || (stand.at !== 'checking' && stand.at !== 'touch') || approval.underway) return
      newApproval()
      go({ at: 'papers' })
    },
    samePerson(yes) {
      table.setSamePerson(yes)
      emit()
    },
    sameCaretaker(yes) {
      table.setSameCaretaker(yes)
      emit()
    },
    feeSettled(yes) {
      table.setFeeSettled(yes)
      emit()
    },
    correct(fields) {
      if (stand.at !== 'papers' && stand.at !== 'fixed') return
      // The kind of person decides what is asked for: only while papers are looked at, and only where no phone said it.
      if (fields.kind !== undefined && (stand.at !== 'papers' || !typed)) return
      table.correct(fields)
      emit()
    },
    async approve() {
      if (stand.at === 'papers' || stand.at === 'fixed') return turn(approveCard)
      // Not in turn: cells and the server's answer must come in while the clerk reaches for the key.
      if (stand.at === 'touch') return approveSeal(stand.agreed)
    },
    refuse: () =>
      turn(async () => {
        const shown = table.shown()
        if ((stand.at !== 'papers' && stand.at !== 'fixed') || !shown || shown.bar.enough) throw new Error('not_now')
        const { mends } = shown.bar
        const unmet = first || approver ? [...unmetOf(shown), lookedTwice] : unmetOf(shown)
        const said = { city: root.city, rules: rules.version, day: options.today(), unmet }
        const slip = await signRefusal(said, options).catch(() => null)
        // A typed case stays on the table while they read: a supervisor may come to this desk.
        if (!typed || approver) keepShared()
        const second = first || approver ? 'final' : options.supervisor() && !counter ? 'offered' : 'none'
        go({ at: 'refused', unmet, mends, slip, second, said: { ...said, alias: options.alias } })
        await sayRefusal()
      }),
    lookAgain(by) {
      if ((stand.at !== 'refused' && stand.at !== 'papers') || !typed || approver || by.alias === options.alias) throw new Error('not_now')
      if (stand.at === 'refused') first = stand.said
      approver = by
      newApproval()
      table.lookAgain()
      go({ at: 'papers' })
    },
    toSupervisor() {
      if (stand.at !== 'papers' || counter || !options.supervisor()) return
      endEpoch()
      tell({ say: 'second_look' })
      close('second_look')
    },
    handOver() {
      // Papers that lie on this table cannot be given to another desk.
      if (isClosed() || counter) return
      endEpoch()
      tell({ say: 'hand_over' })
      close('handed_over')
    },
    end() {
      const how = outcome()
      if (how === 'none' || how === 'again') leave('ended', { kind: 'stopped' })
      else leave(stand.at === 'handing' ? 'ended' : 'goodbye', { kind: 'goodbye' })
    },
    gone: () => farewell,
    hearControl(message) {
      if (talk.hear(message)) return true
      if (message.say === 'peer') {
        endEpoch()
        phone = { here: message.here, since: clock() }
        emit()
      } else if (message.say === 'ended') {
        endEpoch()
        close('resident_stopped')
      } else if (message.say === 'room') moved(toBytes(message.room), message.here)
      else return false
      return true
    },
    hearCell: cell => void turn(() => takeCell(cell)).catch(() => undefined),
    connection(now) {
      if (isClosed()) return
      connection = now
      if (now === 'lost') {
        endEpoch()
        talk.lost()
      }
      emit()
    },
    roomLost() {
      if (isClosed()) return
      roomless = true
      endEpoch()
      // Nothing of it needs the server any more: the papers are still to be printed.
      if (stand.at === 'handed' || stand.at === 'refused') {
        connection = 'open'
        return emit()
      }
      // A card that was on its way to a phone may have come to nobody. There is no room to say goodbye to.
      close('room_lost', stand.at === 'handing' ? 'again' : outcome())
    },
  }

  /** Back in the room after a drop, or in another one: the server had forgotten the first. The phone that comes must prove itself anyway. */
  function moved(to: Uint8Array, here: boolean) {
    endEpoch()
    room = to
    phone = { here, since: clock() }
    emit()
    // Whatever was asked on the old line is not answered on the new one.
    talk.lost()
    void (approving ?? Promise.resolve()).then(() => {
      if (stand.at === 'sealing' && connection === 'open') return approveSeal(stand.agreed)
    })
  }
}
