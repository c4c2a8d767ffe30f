/** Desk: the backup sheet of a card that is to be replaced. It may have ended or been cancelled; that the city sealed it is asked all the same. */
import type { CheckWith } from '@latchkey/card/check.ts'
import { checkSheet, type SheetNo } from '@latchkey/card/check-sheet.ts'
import { readSheet, type SheetContent } from '@latchkey/card/sheet.ts'
import type { Answers } from '@latchkey/channel/messages.ts'
import { kindByAge } from '@latchkey/rules/ends.ts'
import type { Rules } from '@latchkey/rules/rules.ts'

export type OldSheet =
  | {
      content: SheetContent
      /** `ended`: renewal. `cancelled`: its holder cancelled it first. `replaced`: good only while its right is open here. */
      was: 'good' | 'ended' | 'cancelled' | 'replaced'
    }
  | { no: Exclude<SheetNo, 'expired' | 'cancelled' | 'replaced'> }

/** What is said of a sheet only after both its seals were found right. */
const wasOf = { expired: 'ended', cancelled: 'cancelled', replaced: 'replaced' } as const

/** @param texts four codes in any order: anybody's */
export async function readOldSheet(texts: readonly string[], checkWith: CheckWith): Promise<OldSheet> {
  const answer = await checkSheet(texts, checkWith)
  if (answer.answer === 'yes') return { content: answer.content, was: 'good' }
  // An old list is no hindrance: the server knows best whether the code was spent.
  if (answer.answer === 'maybe') return { content: readSheet(texts), was: 'good' }
  const { why } = answer
  if (why === 'expired' || why === 'cancelled' || why === 'replaced') return { content: readSheet(texts), was: wasOf[why] }
  return { no: why }
}

/**
 * What the form begins with: the sheet's own facts, nothing to type. The language is the page's, until the holder picks theirs. Of kinds that overlap
 * it is the first for this age.
 * @param today YYYY-MM-DD in the city's time zone
 * @returns null when the rules know no kind of person of this age
 */
export function answersOf({ front, rest }: SheetContent, rules: Rules, language: Answers['language'], today: string): Answers | null {
  const kind = kindByAge(rules, front.birthDate, today)
  if (kind === null) return null
  return {
    language,
    kind: kind.id,
    name: front.name,
    nameLatin: rest.nameLatin,
    birthDate: front.birthDate,
    address: rest.address,
    gender: front.gender,
    emergencyContact: rest.emergencyContact,
    // A wish: what the mark wants is shown anew.
    veteran: front.veteran === true,
    lines: rest.lines,
    papers: [],
  }
}

/** Overwrites what can be overwritten; the strings go with their last reference. */
export function forgetSheet({ face, rest }: SheetContent): void {
  face.fill(0)
  rest.print.fill(0)
}
