import type { PeriodCertificate } from '@latchkey/certificates/period-certificate.ts'
import type { Verify } from '@latchkey/certificates/ports.ts'
import type { Root } from '@latchkey/certificates/root.ts'
import { wrapAvif } from './avif.ts'
import { type CodeContent, readCode } from './code.ts'
import type { Gender } from './facts.ts'
import { CardFault } from './faults.ts'
import { trustBlank, trustCompactSeal } from './seal.ts'
import type { StatusList } from './status-list.ts'
import { againstList, hasEnded, lastDayOf } from './still-good.ts'

export { listOldAfter } from './still-good.ts'

/** What a verifier may show of a card that is accepted. */
export interface ShownFacts {
  name: string
  /** YYYY-MM-DD, YYYY-MM or YYYY. */
  birthDate: string
  /** YYYY-MM-DD: the card's own last day, or that of its period. */
  ends: string
  gender: Gender | null
  /** The veteran mark, as the front of the card shows it. */
  veteran: true | null
}

/** Every *no*, each with its own next step on the screen. */
export type No =
  | 'expired'
  | 'cancelled'
  | 'replaced'
  | 'changed'
  | 'unknown_issuer'
  | 'practice'
  | 'other_code'
  | 'unreadable'
  | 'phone_date'
  | 'sheet'
  /** Not from here: what the verifier's page says of a refusal slip. */
  | 'refusal_slip'

/** A *no* hides what the card says; only an expired card's last day is told. */
export type Answer =
  /** `face` is an AVIF file, or null for a code without one. `listAt` is when the cancelled list was made, seconds since 1970. */
  | { answer: 'yes'; practice: boolean; facts: ShownFacts; face: Uint8Array | null; listAt: number }
  /** Signed and in date, but the list is older than a week or there is none (`listAt` null). */
  | { answer: 'maybe'; why: 'list_old'; practice: boolean; facts: ShownFacts; face: Uint8Array | null; listAt: number | null }
  | { answer: 'no'; why: No; endedOn?: string }

export interface CheckWith {
  root: Root
  /** Certified periods, verified already. */
  periods: readonly PeriodCertificate[]
  /** Verified lists by period number. */
  lists: ReadonlyMap<number, StatusList>
  /** This device's clock, seconds since 1970. */
  now: number
  /** When this verifier was built: a device that says less has a wrong date. */
  builtAt: number
  verify: Verify
}

/**
 * Anyone, offline: is this the code of a good card? It opens what the code says in the order in which it can be believed: our kind of code,
 * our city, its certified period, the blank, the seal, the dates, the cancelled list. The text is anybody's.
 * Never throws for bad input: every text has an answer.
 */
export async function checkCode(text: string, { root, periods, lists, now, builtAt, verify }: CheckWith): Promise<Answer> {
  try {
    if (now < builtAt) return no('phone_date')
    const content = readCode(text)
    const period = findPeriod(content, root, periods)
    await trustSeal(content, period, verify)
    if (content.use === 2) return no('sheet')
    if (now < period.first) return no('phone_date')
    const ends = lastDayOf(content.front.ends, period.technicalEnd)
    if (hasEnded(ends, period.technicalEnd, now)) return { ...no('expired'), endedOn: ends }
    return shown(content, ends, root.practice, lists.get(content.period), now)
  } catch (thrown) {
    if (thrown instanceof Refused) return no(thrown.why)
    if (thrown instanceof CardFault) return no(whyOf(thrown))
    throw thrown
  }
}

function findPeriod(content: CodeContent, root: Root, periods: readonly PeriodCertificate[]): PeriodCertificate {
  const found = periods.find(one => one.city === content.city && one.period === content.period)
  // Its own word is enough to call a card practice: nobody gains by a false one.
  if (!root.practice && content.city.endsWith('/practice')) throw new Refused('practice')
  if (content.city !== root.city || found === undefined) throw new Refused('unknown_issuer')
  return found
}

async function trustSeal(content: CodeContent, period: PeriodCertificate, verify: Verify): Promise<void> {
  const key65 = await trustBlank(period, content.blank, verify)
  await trustCompactSeal(content.use, period, content.blank.index, key65, content, content.seal, verify)
}

function shown(content: CodeContent, ends: string, practice: boolean, list: StatusList | undefined, now: number): Answer {
  const { name, birthDate, gender, veteran } = content.front
  const facts = { name, birthDate, ends, gender, veteran }
  const face = content.face === null ? null : wrapAvif(content.face, 'face')
  const listed = againstList(list, content.blank.index, now)
  if (listed.says === 'good') return { answer: 'yes', practice, facts, face, listAt: listed.listAt }
  if (listed.says === 'list_old') return { answer: 'maybe', why: 'list_old', practice, facts, face, listAt: listed.listAt }
  return no(listed.says)
}

/** An answer found out before the end. */
class Refused extends Error {
  readonly why: No
  constructor(why: No) {
    super(why)
    this.why = why
  }
}

const no = (why: No) => ({ answer: 'no', why }) as const

/** A whole code of ours that does not hold together was changed, or never was the city's. */
function whyOf({ code }: CardFault): No {
  if (code === 'other_code') return 'other_code'
  if (code === 'is_sheet') return 'sheet'
  return code === 'code_short' ? 'unreadable' : 'changed'
}
