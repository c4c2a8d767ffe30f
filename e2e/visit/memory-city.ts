/** A city in memory for visits without a browser: root, clerks, a period with blanks, signers, a resident and a desk over one memory relay. */

import { readFileSync } from 'node:fs'
import { noLines } from '@latchkey/card/facts.ts'
import { templateOf } from '@latchkey/card/template.ts'
import { specimenPictures, specimenPortrait } from '@latchkey/card/vectors/specimen.ts'
import type { PeriodCertificate } from '@latchkey/certificates/period-certificate.ts'
import { verifyPeriod } from '@latchkey/certificates/period-certificate.ts'
import { makeStock, type Stock } from '@latchkey/certificates/x509/stock.ts'
import type { Answers } from '@latchkey/channel/messages.ts'
import type { Later } from '@latchkey/channel/socket.ts'
import type { Case, DeskPorts } from '@latchkey/desk/visit/case.ts'
import { createDeskLine, type DeskLine } from '@latchkey/desk/waiting/desk-line.ts'
import { createVisit, type Kept, type Visit, type VisitOptions } from '@latchkey/resident/visit/visit.ts'
import { parseRules, type Rules } from '@latchkey/rules/rules.ts'
import { checkApproval } from '@latchkey/signer/check.ts'
import { closeAnswer, createOneUseKey, openOneTimeKey } from '@latchkey/signer/open.ts'
import { sealRequest } from '@latchkey/signer/seal.ts'
import { type MadePerson, type MadeRoot, makeRoot } from '@latchkey/try/made-root.ts'
import { generateP256, random, verify } from '@latchkey/ui/platform.ts'
import { Fault } from '@latchkey/wire/faults.ts'
import type { Comeback } from '@latchkey/wire/waiting.ts'
import { p256 } from '@noble/curves/nist.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { createMemoryRelay, type MemoryRelay, type MemorySigner } from './memory-relay.ts'

export const now = 1_795_000_000
export const rules: Rules = parseRules(JSON.parse(readFileSync(new URL('../../cities/chicago/rules.json', import.meta.url), 'utf8')))

export interface MemoryCity {
  made: MadeRoot
  clerk: MadePerson
  stock: Stock
  period: PeriodCertificate
  cancelKey: Uint8Array
  poolPrivate: Uint8Array
}

export async function makeCity(name = 'testville'): Promise<MemoryCity> {
  const made = makeRoot({ city: name, threshold: 2, administrators: 2, rpId: 'localhost', origin: 'http://localhost:4400', random })
  const clerk = await made.person('14', 'clerk', now - 1000, now + 100_000)
  const poolPrivate = p256.utils.randomSecretKey()
  const stock = await makeStock({
    city: name,
    period: 11,
    listAddress: 'http://localhost:4400/cancelled/list/11',
    listKey: p256.getPublicKey(p256.utils.randomSecretKey(), false),
    poolKey: p256.getPublicKey(poolPrivate, false),
    count: 4,
    passkeys: made.administrators,
    random,
  })
  return { made, clerk, stock, period: await verifyPeriod(made.root, stock.certified, verify), cancelKey: random(32), poolPrivate }
}

/**
 * The inside of a signer process, without the process.
 * @param moment called around each seal: `before` may refuse it, `after` stands between the seal and its answer
 */
export function signersOf(city: MemoryCity, moment: { before?(): void; after?(): void } = {}): () => Promise<MemorySigner> {
  let used = 0
  return async () => {
    const key = await createOneUseKey()
    return {
      key: key.publicKey,
      period: city.period.period,
      until: now + 60,
      async seal(envelope) {
        moment.before?.()
        try {
          const content = await key.open(envelope)
          const request = await checkApproval(city.made.root, key.publicKey, content, { now, leaseEnds: now + 60 })
          const blank = city.stock.blanks[used++ % city.stock.blanks.length]!
          const scalar = await openOneTimeKey(city.poolPrivate, blank)
          const answer = await closeAnswer(content.answerKey, sealRequest(templateOf(city.period), city.cancelKey, blank, scalar, request))
          moment.after?.()
          return answer
        } catch {
          throw new Fault('seal_refused')
        }
      },
    }
  }
}

/** The one day of these evenings, whatever the clock says. */
export const cityDay = () => '2026-11-23'

/** Milliseconds pass twenty times as fast: a backoff or a lost answer costs a test little. */
const fast: Later = (milliseconds, run) => {
  const timer = setTimeout(run, milliseconds / 20)
  return () => clearTimeout(timer)
}

/** Looks again and again; what never comes is a failed test, with the last thing seen in its words. */
export async function until<T>(find: () => T | null | undefined | false, what: () => string): Promise<T> {
  for (let looks = 0; looks < 4000; looks++) {
    const found = find()
    if (found) return found
    await new Promise(resolve => setTimeout(resolve, looks < 50 ? 0 : 5))
  }
  throw new Error(`waited in vain: ${what()}`)
}

export const memoryKept = (): Kept & { things: Map<string, Uint8Array> } => {
  const things = new Map<string, Uint8Array>()
  return {
    things,
    get: async key => things.get(key)?.slice() ?? null,
    put: async (key, bytes) => void things.set(key, bytes.slice()),
    remove: async key => void things.delete(key),
  }
}

export const maria: Answers = {
  language: 'es',
  kind: 'adult',
  name: 'María Fernanda Quispe Mamani',
  nameLatin: null,
  birthDate: '1990-05-01',
  address: '12 Elm Street, Apt 4',
  gender: 'F',
  emergencyContact: null,
  veteran: false,
  lines: noLines,
  papers: ['passport', 'lease'],
}

export interface Evening {
  city: MemoryCity
  relay: MemoryRelay
  kept: ReturnType<typeof memoryKept>
  /** What the phone was given to come back, one a room. */
  comebacks: Comeback[]
  visit: Visit
  line: DeskLine
  /** The page is closed and opened again: what is in memory is gone, what is kept is there. */
  reload(answers?: Answers): Promise<Visit>
  /** Another clerk's desk takes the line. */
  otherDesk(): Promise<DeskLine>
  /** The open case. */
  case(): Case
  place: Uint8Array
  /** Looks until it is so; what never comes is a failed test that says where both ends stand. */
  see<T>(find: () => T | null | undefined | false): Promise<T>
  /** Seconds that both clocks go on by. */
  pass(seconds: number): void
  close(): void
}

export interface EveningOptions {
  city: MemoryCity
  answers?: Answers
  desk?: Partial<DeskPorts>
  phone?: Partial<VisitOptions>
  lease?: () => Promise<MemorySigner>
}

export async function openEvening({ city, answers = maria, desk = {}, phone = {}, lease }: EveningOptions): Promise<Evening> {
  const place = random(32)
  const relay = createMemoryRelay({ placeHash: sha256(place), random, lease: lease ?? signersOf(city) })
  const kept = memoryKept()
  const comebacks: Comeback[] = []
  let passed = 0
  const clock = () => now + passed
  const openVisit = (said: Answers) =>
    createVisit({
      root: city.made.root,
      rulesVersion: rules.version,
      place,
      answers: said,
      openSocket: relay.openPhone(place),
      kept,
      checkPictures: async () => true,
      dayOf: cityDay,
      gotComeback: async comeback => void comebacks.push(comeback),
      random,
      clock,
      verify,
      later: fast,
      ...phone,
    })
  const openLine = async (person: MadePerson, alias: string) => {
    const key = await generateP256()
    return createDeskLine({
      root: city.made.root,
      rules,
      alias,
      clerkCertificate: person.certified,
      deskCertificate: await person.openDesk(key.publicKey65, now, now + 3600),
      deskSign: key.sign,
      passkey: person.passkey,
      forgottenKey: async () => (await generateP256()).publicKey65,
      makePictures: async () => ({
        portrait: specimenPortrait.slice(),
        face: specimenPictures.face.slice(),
        print: specimenPictures.print.slice(),
      }),
      period: async () => city.stock.certified,
      today: cityDay,
      random,
      clock,
      verify,
      later: fast,
      openSocket: relay.openDesk,
      ...desk,
    })
  }
  const evening: Evening = {
    city,
    relay,
    kept,
    comebacks,
    place,
    visit: openVisit(answers),
    line: await openLine(city.clerk, '14'),
    async reload(said = answers) {
      evening.visit.close()
      evening.visit = openVisit(said)
      await evening.visit.start()
      return evening.visit
    },
    async otherDesk() {
      evening.line.close()
      evening.line = await openLine(await city.made.person('15', 'clerk', now - 1000, now + 100_000), '15')
      evening.line.start()
      return evening.line
    },
    case() {
      const { state } = evening.line
      if (state.at !== 'visit') throw new Error(`the desk is at ${state.at}`)
      return state.case
    },
    see: find => until(find, () => standing(evening)),
    pass: seconds => void (passed += seconds),
    close() {
      evening.visit.close()
      evening.line.close()
    },
  }
  return evening
}

/** Where both ends stand, in a word each: for messages of a test that waited in vain. */
export const standing = ({ visit, line }: Evening): string => {
  const desk =
    line.state.at === 'visit'
      ? `visit ${JSON.stringify({ at: line.state.case.state.at, phone: line.state.case.state.phone.here })}`
      : line.state.at
  const trouble = visit.state.at === 'barred' ? ` ${visit.state.trouble}` : ''
  return `phone ${visit.state.at}${trouble} ${visit.state.connection} clerk ${visit.state.clerk}, desk ${desk} ${line.state.connection}`
}
