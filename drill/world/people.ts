/** Residents and clerks without a browser: the real headless ends of a visit, driven as people would, against the real server. */

import { randomBytes } from 'node:crypto'
import type { Pictures } from '@latchkey/card/facts.ts'
import { noLines } from '@latchkey/card/facts.ts'
import type { SealedCard } from '@latchkey/card/sealed.ts'
import { certify, encodeCertified } from '@latchkey/certificates/certified.ts'
import { deskTag, encodeDesk } from '@latchkey/certificates/desk.ts'
import type { Passkey } from '@latchkey/certificates/passkey.ts'
import type { Root } from '@latchkey/certificates/root.ts'
import type { Socket } from '@latchkey/channel/socket.ts'
import type { CaseState } from '@latchkey/desk/visit/state.ts'
import { createDeskLine, type DeskLine } from '@latchkey/desk/waiting/desk-line.ts'
import type { VisitState } from '@latchkey/resident/visit/state.ts'
import { createVisit, type Kept } from '@latchkey/resident/visit/visit.ts'
import { kindOf } from '@latchkey/rules/enough.ts'
import type { Rules } from '@latchkey/rules/rules.ts'
import { clock, generateP256, random, verify } from '@latchkey/ui/platform.ts'
import type { Comeback } from '@latchkey/wire/waiting.ts'
import { WebSocket } from 'ws'
import { type Ask, askIn } from './ask.ts'
import { pause, until } from './patience.ts'
import { makePictures, noisePicture, toJpeg } from './pictures.ts'
import { hashOf, placeInLine } from './place-in-line.ts'
import type { Canary } from './roster.ts'
import type { Told } from './told.ts'
import type { HeldToken } from './way-to-be-seen.ts'
import type { WireWatch } from './wire-watch.ts'

export interface World {
  address: string
  root: Root
  rules: Rules
  /** Hears what passes on the sockets. */
  watch?: WireWatch
  /** Drawn faces for the cards, where people look at them afterwards; otherwise the desk makes them of the noise that crossed. */
  faces?: Pictures
  /** Hears what everyone is told. */
  told?: Told
  /** Told of each number and code in the moment somebody gets it. `who`: their number in the report. */
  given?(who: number, token: HeldToken): void
}

export { until } from './patience.ts'

/** As a phone that asks in English. */
export const postTo = <T>(world: World, ...asked: Parameters<Ask>): Promise<T> => askIn(world)<T>(...asked)

const socketAddress = (world: World, path: string) => `${world.address.replace('http', 'ws')}${path}`
const openSocket = (world: World, path: '/relay/phone' | '/relay/desk') => (): Socket => {
  const opened = new WebSocket(socketAddress(world, path), { perMessageDeflate: false, origin: world.address })
  // As a browser's: one that is closed before it was open is closed, and nothing more.
  opened.on('error', () => {})
  const socket = opened as unknown as Socket
  return world.watch?.over(path === '/relay/phone' ? 'phone' : 'desk', socket) ?? socket
}

function memoryKept(): Kept {
  const kept = new Map<string, Uint8Array>()
  return {
    get: async key => kept.get(key) ?? null,
    put: async (key, bytes) => void kept.set(key, bytes),
    remove: async key => void kept.delete(key),
  }
}

/** What a resident ends with; the harness takes the derived canaries from it. */
export interface Went {
  canary: Canary
  /** What they came with. */
  token: HeldToken | null
  outcome: 'card' | 'refused' | 'none'
  sealed: SealedCard | null
  /** What was said to them with each *not yet* and can be kept (certificates/refusal-slip.ts). */
  slips: Uint8Array[]
  /** What this phone was given to come back today, in each of its visits. */
  comebacks: Comeback[]
  /** JPEG bytes that crossed. */
  pages: Uint8Array[]
  /** How many pages each visit has shown. */
  shown: number[]
  pictureIds: number[]
}

type Face = 'portrait' | 'turned' | 'caretaker'
/** Who is too small to turn the head when told comes with a caretaker who shows a face. */
const liveFace = (kind: string): Face => (kind === 'kid' ? 'caretaker' : 'turned')

/**
 * One resident's way: number, wait, claim, visit, goodbye. `dropped` loses page and line in the middle and comes back; `second look` and `final` ask for a
 * supervisor, who has to be on duty; `returned` comes back without a number.
 */
export async function runResident(
  world: World,
  canary: Canary,
  ids: number[],
  /** Told in the moment the card is sealed, before anything is said about it. */
  onSealed: (went: Went) => void = () => {},
): Promise<Went> {
  const { outcome } = canary
  const went: Went = {
    canary,
    token: null,
    outcome: 'none',
    sealed: null,
    slips: [],
    comebacks: [],
    pages: [],
    shown: [],
    pictureIds: ids,
  }
  const kept = memoryKept()
  const picture = (at: number, width: number, height: number) => {
    // Copies from here on: goodbye overwrites what the phone held.
    went.pages.push(toJpeg(noisePicture(width, height, ids[at] ?? 0), 90))
  }
  const { papers } = canary
  for (const at of papers.keys()) picture(at, 640, 448)
  picture(papers.length, 360, 480)
  picture(papers.length + 1, 360, 480)
  const all: { purpose: 'paper' | Face; paper: string | null }[] = [
    ...papers.map(paper => ({ purpose: 'paper' as const, paper })),
    { purpose: 'portrait', paper: null },
    { purpose: liveFace(canary.kind), paper: null },
  ]
  const bytesOf = (one: (typeof all)[number]) => Uint8Array.from(went.pages[all.indexOf(one)] ?? [])

  const arrival = await placeInLine(world, canary)
  let { place } = arrival
  went.token = arrival.token
  const open = () =>
    createVisit({
      root: world.root,
      rulesVersion: world.rules.version,
      place,
      answers: {
        language: 'en',
        kind: canary.kind,
        name: canary.name,
        nameLatin: null,
        birthDate: canary.birthDate,
        address: canary.address,
        gender: canary.gender,
        emergencyContact: canary.emergencyContact,
        veteran: false,
        lines: { ...noLines, library: canary.library },
        papers: canary.papers,
      },
      openSocket: openSocket(world, '/relay/phone'),
      kept,
      checkPictures: async () => true,
      dayOf: moment => new Date(moment * 1000).toISOString().slice(0, 10),
      gotComeback: async comeback => {
        if (!went.comebacks.some(({ id }) => id === comeback.id)) went.comebacks.push(comeback)
      },
      random,
      clock,
      verify,
    })
  let visit = open()
  const reach = (at: VisitState['at'][], what: string) =>
    until(() => {
      if (visit.state.at === 'barred') throw new Error(`resident barred: ${visit.state.trouble}`)
      return at.includes(visit.state.at) ? visit.state : null
    }, what)
  const begin = async () => {
    await reach(['called'], 'a desk calls')
    visit.ready()
    await reach(['showing'], 'the visit begins')
  }
  const show = async (some: typeof all) => {
    for (const [at, one] of some.entries()) {
      if (at === 1 && outcome === 'dropped') {
        visit.close()
        visit = open()
        await visit.start()
        await until(() => {
          if (visit.state.at === 'called') visit.ready()
          return visit.state.at === 'showing'
        }, 'the visit goes on after a drop')
      }
      await visit.showPage(bytesOf(one), one.purpose, one.paper, one.purpose === 'paper' ? 1 : 0)
    }
    went.shown.push(some.length)
  }
  const decided = async () => {
    await visit.answer(canary.note)
    const told = await reach(['card', 'refused'], 'the clerk decides')
    if (told.at === 'refused' && told.slip) went.slips.push(Uint8Array.from(told.slip))
    return told.at
  }

  await visit.start()
  await begin()
  await show(outcome === 'returned' ? all.filter(({ paper }) => paper === null || paper === papers[0]) : all)
  let told = await decided()
  if (outcome === 'second look' || outcome === 'final') {
    await until(() => visit.state.at === 'refused' && visit.state.second === 'offered', 'a second look is offered', 60)
    await visit.askSecond()
    await begin()
    const { held } = visit.state as Extract<VisitState, { at: 'showing' }>
    for (const { number } of held) await visit.showAgain(number)
    went.shown.push(held.length)
    told = await decided()
  } else if (outcome === 'returned') {
    await visit.goodbye()
    const [comeback] = went.comebacks
    if (!comeback) throw new Error('no way back was given')
    place = random(32)
    await askIn(world, canary.language)('/waiting/comeback', { comeback, placeHash: await hashOf(place) })
    visit = open()
    await visit.start()
    await begin()
    await show(all)
    told = await decided()
  }
  if (told === 'refused') {
    await visit.goodbye()
    return { ...went, outcome: 'refused' }
  }
  await visit.agree()
  const done = await reach(['sealed'], 'the card is sealed')
  if (done.at !== 'sealed') throw new Error('not sealed')
  went.outcome = 'card'
  went.sealed = done.sealed
  onSealed(went)
  await visit.save()
  await visit.goodbye()
  return went
}

export interface Arrived {
  name: string
  birthDate: string
  notes: string[]
  pages: number
  pageBytes: Uint8Array[]
}

export interface Clerk {
  alias: string
  /** What this clerk's screen showed of each visit: the proof that canaries arrived. */
  arrived: Arrived[]
  stop(): void
}

/** A certified clerk with their key in hand. */
export interface ClerkKeys {
  alias: string
  /** Left out: a clerk. */
  role?: 'clerk' | 'supervisor'
  passkey: Passkey
  certificate: Uint8Array
}

/** Signs in a desk of this clerk: the real headless line, not started yet. */
export async function openDesk(world: World, clerk: ClerkKeys): Promise<DeskLine> {
  const deskKey = await generateP256()
  const from = clock()
  const deskBody = encodeDesk({ city: world.root.city, alias: clerk.alias, deskKey: deskKey.publicKey65, from, to: from + 12 * 3600 })
  const deskCertificate = encodeCertified(await certify(deskTag, deskBody, [clerk.passkey]))
  return createDeskLine({
    root: world.root,
    rules: world.rules,
    alias: clerk.alias,
    clerkCertificate: clerk.certificate,
    deskCertificate,
    deskSign: deskKey.sign,
    passkey: clerk.passkey,
    forgottenKey: async () => (await generateP256()).publicKey65,
    // A desk wipes what it has shown: each card has a copy of its own.
    makePictures: async page => ({ ...(await makePictures(page)), ...structuredClone(world.faces) }),
    async period(number) {
      const { periods } = await askIn(world)<{ periods: { certified: string }[] }>('/record/periods')
      const { verifyPeriod } = await import('@latchkey/certificates/period-certificate.ts')
      for (const { certified } of periods) {
        const bytes = new Uint8Array(Buffer.from(certified, 'base64url'))
        if ((await verifyPeriod(world.root, bytes, verify)).period === number) return bytes
      }
      throw new Error('no such period')
    },
    today: () => new Date().toISOString().slice(0, 10),
    supervises: clerk.role === 'supervisor',
    random,
    clock,
    verify,
    openSocket: openSocket(world, '/relay/desk'),
  })
}

/** What has been shown when this clerk looks up: papers, both faces, and the note. */
const shownAll = ({ answers, pages, notes }: Extract<CaseState, { at: 'papers' }>) =>
  (['portrait', liveFace(answers.kind)] as const).every(face => pages.some(({ purpose }) => purpose === face)) && notes.length > 0

/** A clerk who takes whoever is next, ticks what the outcome says, and touches the key. A supervisor takes second looks and nobody else. */
export async function startClerk(
  world: World,
  clerk: ClerkKeys,
  decide: (name: string) => 'approve' | 'refuse',
  /** Holds back sweeps of signers while one is at work. */
  gate: { seal<T>(work: () => Promise<T>): Promise<T> },
  isShown = shownAll,
): Promise<Clerk> {
  const line = await openDesk(world, clerk)
  const arrived: Arrived[] = []
  const acted = new WeakSet<object>()
  let over = false
  const step = async () => {
    const { state } = line
    if (state.at === 'barred') throw new Error(`clerk barred: ${state.fault}`)
    if (state.at === 'line' && (clerk.role === 'supervisor' ? state.second : state.ready) > 0) line.next()
    if (state.at !== 'visit') return
    await decideCase(state.case.state)
  }
  const decideCase = async (at: CaseState) => {
    if (line.state.at !== 'visit') return
    const one = line.state.case
    if (at.at === 'papers' && !acted.has(one)) {
      const { kind } = at.answers
      if (!isShown(at)) return
      acted.add(one)
      arrived.push({
        name: at.answers.name,
        birthDate: at.answers.birthDate,
        notes: at.notes.map(note => note.text),
        pages: at.pages.length,
        pageBytes: at.pages.map(page => Uint8Array.from(page.picture)),
      })
      const enough = decide(at.answers.name) === 'approve'
      await one.ask(6)
      await one.type('Thank you, one moment.')
      for (const { need } of kindOf(world.rules, kind).needs) if (enough || need !== 'lives_here') await one.tick(need, true)
      one.samePerson(true)
      if (kind === 'kid') one.sameCaretaker(true)
      if (!enough) return one.refuse()
      await until(() => one.state.at === 'papers' && one.state.bar.enough && one.state.bar.waitsFor.length === 0, 'the pictures are made')
      await one.approve()
    }
    if (at.at === 'touch' && !acted.has(at)) {
      acted.add(at)
      await gate.seal(async () => {
        await one.approve()
        await until(() => one.state.at !== 'touch' && one.state.at !== 'sealing', 'the signer has answered')
      })
    }
    if (at.at === 'closed') line.rest()
  }
  let failed: unknown
  const run = async () => {
    while (!over) {
      await step()
      await pause(25)
    }
  }
  const running = run().catch(cause => {
    failed = cause
  })
  line.start()
  await until(() => {
    if (failed) throw failed
    return line.state.at === 'line'
  }, `clerk ${clerk.alias} is signed in`)
  return {
    alias: clerk.alias,
    arrived,
    stop() {
      over = true
      line.signOut()
      line.close()
      void running
    },
  }
}

export const freshId = () => randomBytes(2).readUInt16BE()
