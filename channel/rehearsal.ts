/**
 * Both ends of an epoch side by side, with every cell in the tester's hands: for tests here and in resident and desk. Never in a bundle.
 * Randomness is drawn from a word, so that the same word gives the same bytes.
 */
import type { Clock, Random, Sign, Verify } from '@latchkey/certificates/ports.ts'
import type { Root } from '@latchkey/certificates/root.ts'
import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { createDeskEnd, type DeskEnd } from './desk.ts'
import type { ChannelFaultCode } from './faults.ts'
import type { DeskMessage, PhoneMessage } from './messages.ts'
import { createPhoneEnd, type PhoneEnd } from './phone.ts'
import type { Resume } from './resume.ts'

/** Bytes that follow from a word. For tests and vectors only: anyone can guess them. */
export function randomFromWord(word: string): Random {
  let drawn = 0
  return length => {
    const blocks: Uint8Array[] = []
    for (let at = 0; at < length; at += 32) blocks.push(sha256(utf8ToBytes(`${word} ${drawn++}`)))
    return concatBytes(...blocks).slice(0, length)
  }
}

/** A desk as its evening began: chain, key, rules. */
export interface RehearsalDesk {
  root: Root
  clerk: Uint8Array
  desk: Uint8Array
  deskSign: Sign
}

export type Side = 'phone' | 'desk'

export interface Rehearsal {
  phone: PhoneEnd
  desk: DeskEnd
  /** Cells sent and not yet carried, by the side they are for. */
  waiting: Record<Side, Uint8Array[]>
  heard: { phone: DeskMessage[]; desk: PhoneMessage[] }
  opened: {
    phone: { desk: string; mode: 'fresh' | 'resumed'; th: Uint8Array; resume: Resume } | null
    desk: { mode: 'fresh' | 'resumed'; th: Uint8Array; resumes: Resume[] } | null
  }
  faults: Record<Side, ChannelFaultCode[]>
  /** Takes the next cell for this side out of the relay's hands. */
  take(to: Side): Uint8Array
  /** Gives a cell to a side, whoever made it. */
  give(to: Side, cell: Uint8Array): Promise<void>
  /** Carries everything both ways until nothing is left. */
  carry(): Promise<void>
  /** Hello to ready. */
  open(resume?: Resume | null): Promise<void>
}

export interface RehearsalOptions {
  desk: RehearsalDesk
  verify: Verify
  clock: Clock
  random: Random
  epoch?: number
  room?: Uint8Array
  resumes?: Resume[]
  /** What only one side believes, where a test wants them to differ. */
  phone?: Partial<{
    root: Root
    rules: string
    room: Uint8Array
    clock: Clock
    makeKey: () => Promise<{ publicKey65: Uint8Array; sign: Sign }>
  }>
  at?: Partial<{
    city: string
    rulesVersion: string
    room: Uint8Array
    clock: Clock
    clerk: Uint8Array
    deskCertificate: Uint8Array
    deskSign: Sign
  }>
}

export const rehearsalRoom = new Uint8Array(16).fill(7)
export const rehearsalRules = '2026-1'

export function rehearse(options: RehearsalOptions): Rehearsal {
  const { verify, clock, random, epoch = 1, room = rehearsalRoom } = options
  const waiting: Rehearsal['waiting'] = { phone: [], desk: [] }
  const heard: Rehearsal['heard'] = { phone: [], desk: [] }
  const opened: Rehearsal['opened'] = { phone: null, desk: null }
  const faults: Rehearsal['faults'] = { phone: [], desk: [] }
  const phone = createPhoneEnd({
    root: options.desk.root,
    rules: rehearsalRules,
    room,
    epoch,
    random,
    clock,
    verify,
    ...options.phone,
    send: cell => waiting.desk.push(cell),
    hear: message => heard.phone.push(message),
    opened: by => (opened.phone = by),
    fault: code => faults.phone.push(code),
  })
  const desk = createDeskEnd({
    city: options.at?.city ?? options.desk.root.city,
    room: options.at?.room ?? room,
    clerkCertificate: options.at?.clerk ?? options.desk.clerk,
    deskCertificate: options.at?.deskCertificate ?? options.desk.desk,
    deskSign: options.at?.deskSign ?? options.desk.deskSign,
    rulesVersion: options.at?.rulesVersion ?? rehearsalRules,
    resumes: options.resumes ?? [],
    random,
    clock: options.at?.clock ?? clock,
    verify,
    send: cell => waiting.phone.push(cell),
    hear: message => heard.desk.push(message),
    opened: by => (opened.desk = by),
    fault: code => faults.desk.push(code),
  })
  const ends = { phone, desk }
  const give = (to: Side, cell: Uint8Array) => ends[to].receive(cell)
  const take = (to: Side) => {
    const cell = waiting[to].shift()
    if (!cell) throw new Error(`nothing waits for the ${to}`)
    return cell
  }
  const carry = async () => {
    while (waiting.phone.length + waiting.desk.length > 0) {
      for (const to of ['desk', 'phone'] as const) while (waiting[to].length > 0) await give(to, take(to))
    }
  }
  return {
    phone,
    desk,
    waiting,
    heard,
    opened,
    faults,
    take,
    give,
    carry,
    async open(resume = null) {
      await phone.start(resume)
      await carry()
    },
  }
}
