import type { PeriodCertificate } from '@latchkey/certificates/period-certificate.ts'
import type { Root } from '@latchkey/certificates/root.ts'
import { parseCancelCode } from './cancel-code.ts'
import type { CheckWith } from './check.ts'
import { codePrefix } from './code.ts'
import { CardFault, type CardFaultCode } from './faults.ts'
import { trustBlank, trustCompactSeal } from './seal.ts'
import { readSheet, readSheetPart, type SheetContent, sheetCodes } from './sheet.ts'
import { againstList, hasEnded, lastDayOf } from './still-good.ts'

/** Why one square, or four that were collected, are no sheet. Nothing of a person is known then. */
export type ReadNo =
  /** Not one of ours. */
  | 'other_code'
  /** Of a card, on plastic or on a phone. */
  | 'card_code'
  /** Ours, but not read whole, or changed on the way: the four do not join to what they were made from. */
  | 'damaged'
  /** Of two sheets. */
  | 'mixed'
  /** One number twice, with different bytes. */
  | 'doubled'
  /** Fewer than four. */
  | 'missing'

/** Every *no* to a sheet that was read whole, each with its own next step on the screen. */
export type SheetNo =
  | ReadNo
  | 'expired'
  | 'cancelled'
  | 'replaced'
  | 'changed'
  | 'unknown_issuer'
  /** A practice sheet at a real desk. */
  | 'practice'
  /** A real sheet at a practice desk. */
  | 'real'
  | 'phone_date'

/** A *no* and a *maybe* hide everything the sheet says; only an ended card's last day is told. */
export type SheetAnswer =
  /** `ends`: the last day, YYYY-MM-DD. `listAt`: when the cancelled list was made, seconds since 1970. */
  | { answer: 'yes'; practice: boolean; content: SheetContent; ends: string; technicalEnd: number; listAt: number }
  /** Signed and in date, but the list is older than a week or there is none (`listAt` null): nothing is printed by it. */
  | { answer: 'maybe'; why: 'list_old'; listAt: number | null }
  | { answer: 'no'; why: SheetNo; endedOn?: string }

/** What a reader has collected of one sheet. */
export interface SheetSoFar {
  readonly texts: readonly string[]
  /** Numbers read, 1 to 4, ascending. */
  readonly numbers: readonly number[]
}

export const noSheet: SheetSoFar = { texts: [], numbers: [] }

/**
 * Desk: puts one more text beside those already read, in any order. The same text again changes nothing.
 * @returns what is collected now, or why this text cannot be added: after `mixed` and `doubled` nobody knows which sheet is meant, and a
 * reader starts again; after the others it goes on
 */
export function addToSheet(before: SheetSoFar, text: string): SheetSoFar | { no: ReadNo } {
  if (before.texts.includes(text)) return before
  if (text.startsWith(codePrefix)) return { no: 'card_code' }
  try {
    const part = readSheetPart(text)
    const first = before.texts[0]
    if (first !== undefined && readSheetPart(first).set !== part.set) return { no: 'mixed' }
    if (before.numbers.includes(part.number)) return { no: 'doubled' }
    return { texts: [...before.texts, text], numbers: [...before.numbers, part.number].sort() }
  } catch (thrown) {
    if (!(thrown instanceof CardFault)) throw thrown
    return { no: readNoOf(thrown.code) ?? 'damaged' }
  }
}

/** All four codes of one sheet were read. */
export const isWhole = ({ texts }: SheetSoFar): boolean => texts.length === sheetCodes

/**
 * Desk, without a line: may plastic be printed from these four codes? In the order in which they can be believed: they join, our city, its
 * certified period, the blank, the seal of the card and the seal of the sheet, the dates, the cancelled list. The texts are anybody's.
 * What a copied sheet would print is a card with this holder's face: comparing it with who stands there is the clerk's.
 * Never throws for bad input: every handful of texts has an answer.
 */
export async function checkSheet(texts: readonly string[], checkWith: CheckWith): Promise<SheetAnswer> {
  const { root, periods, lists, now, builtAt, verify } = checkWith
  try {
    if (now < builtAt) return no('phone_date')
    if (texts.some(text => text.startsWith(codePrefix))) return no('card_code')
    const content = readSheet(texts)
    const period = findPeriod(content, root, periods)
    const { index } = content.blank
    const key65 = await trustBlank(period, content.blank, verify)
    await trustCompactSeal(1, period, index, key65, content, content.compactCard, verify)
    // A sheet whose own seal is wrong was put together from a card: it must not print.
    await trustCompactSeal(2, period, index, key65, content, content.compactSheet, verify)
    const cancels = parseCancelCode(content.cancelCode)
    // No seal covers the cancel code: another card's must not be spent for this one.
    if (cancels.period !== content.period || cancels.index !== index) return no('changed')
    if (now < period.first) return no('phone_date')
    const ends = lastDayOf(content.front.ends, period.technicalEnd)
    if (hasEnded(ends, period.technicalEnd, now)) return { ...no('expired'), endedOn: ends }
    const listed = againstList(lists.get(content.period), index, now)
    if (listed.says === 'list_old') return { answer: 'maybe', why: 'list_old', listAt: listed.listAt }
    if (listed.says !== 'good') return no(listed.says)
    return { answer: 'yes', practice: root.practice, content, ends, technicalEnd: period.technicalEnd, listAt: listed.listAt }
  } catch (thrown) {
    if (thrown instanceof Refused) return no(thrown.why)
    if (thrown instanceof CardFault) return no(readNoOf(thrown.code) ?? 'changed')
    throw thrown
  }
}

function findPeriod(content: SheetContent, { city, practice }: Root, periods: readonly PeriodCertificate[]): PeriodCertificate {
  // Its own word is enough: nobody gains by a false one.
  if (!practice && content.city.endsWith('/practice')) throw new Refused('practice')
  if (practice && city === `${content.city}/practice`) throw new Refused('real')
  const found = periods.find(one => one.city === content.city && one.period === content.period)
  if (content.city !== city || found === undefined) throw new Refused('unknown_issuer')
  return found
}

class Refused extends Error {
  readonly why: SheetNo
  constructor(why: SheetNo) {
    super(why)
    this.why = why
  }
}

const no = (why: SheetNo) => ({ answer: 'no', why }) as const

/** What a reader or a join meets before anybody looks inside. Four that join and hold something else are not damaged but made up. */
const readNo = {
  other_code: 'other_code',
  code_short: 'damaged',
  sheet_changed: 'damaged',
  sheet_mixed: 'mixed',
  sheet_doubled: 'doubled',
  sheet_missing: 'missing',
} as const satisfies Partial<Record<CardFaultCode, ReadNo>>

const readNoOf = (code: CardFaultCode): ReadNo | undefined => (readNo as Partial<Record<CardFaultCode, ReadNo>>)[code]
