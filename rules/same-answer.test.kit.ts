/**
 * Goal 5 without a browser: what the phone says of papers in hand, what the desk's ticks say of papers that passed a clerk's looks, and what the judge
 * says who knows neither. Phone and desk are each asked through the functions their screens call; the clerk finds what is wrong with a paper alone.
 */
import fc from 'fast-check'
import { type AnyCase, anyCaseOf, anyMarkHands } from './any-case.test.kit.ts'
import type { PaperInHand } from './counts.ts'
import { enough, metNeeds, mostMends } from './enough.ts'
import { type Hand, isGood, judge, judgeMark, judgeMends, markOnly, type RuleFile, subsetsOf } from './judge.test.kit.ts'
import { markAnswer } from './mark.ts'
import { refusal } from './refusal.ts'
import type { Rules } from './rules.ts'
import { kindOf } from './sums.ts'

export interface SameAnswer {
  cases: number
  enough: number
  /** Kinds of person that came by. */
  kinds: number
  /** The first few cases in which the three do not agree, as the papers' ids. */
  disagree: string[]
  /** The same where a mend of the phone's answer or the desk's refusal does not mend, a part of it does, or a smaller one was not offered. */
  badMends: string[]
}

/** @param seed the same seed gives the same cases */
export function sameAnswer(rules: Rules, howMany: number, seed: number): SameAnswer {
  const file = rules as RuleFile
  const cases = fc.sample(anyCaseOf(file), { numRuns: howMany, seed })
  const result: SameAnswer = { cases: cases.length, enough: 0, kinds: new Set(cases.map(one => one.kind)).size, disagree: [], badMends: [] }
  for (const one of cases) {
    const phone = enough(rules, one.kind, one.hands as PaperInHand[])
    const passed = one.hands.filter(hand => isGood(file, hand)).map(hand => hand.paper)
    const met = metNeeds(rules, one.kind, passed)
    const desk = met.size === kindOf(rules, one.kind).needs.length
    const ticks = Object.fromEntries([...met].map(need => [need, true]))
    const fair = judge(file, one.kind, one.hands)
    if (fair) result.enough++
    if (phone.enough !== fair || desk !== fair) result.disagree.push(asLine(one))
    const refused = refusal(rules, ticks, one.kind, undefined, passed).mends
    if (!fair && ![phone.mends, refused].every(mends => mendsAreRight(file, one, mends))) result.badMends.push(asLine(one))
  }
  return { ...result, disagree: result.disagree.slice(0, 5), badMends: result.badMends.slice(0, 5) }
}

/** Whether these are the judge's mends, the first of them: each makes it enough, and no part of it does. */
export function mendsAreRight(file: RuleFile, { kind, hands }: AnyCase, mends: readonly string[][]): boolean {
  const isEnough = (more: readonly string[]) =>
    judge(file, kind, [...hands.filter(hand => !more.includes(hand.paper)), ...more.map(paper => ({ paper }))])
  const expected = judgeMends(file, kind, hands).map(set => set.join())
  const noPartIs = (mend: readonly string[]) =>
    Array.from({ length: mend.length }, (_, size) => [...subsetsOf(mend, size)])
      .flat()
      .every(part => !isEnough(part))
  return (
    mends.length === Math.min(expected.length, mostMends) &&
    mends.every(mend => expected.includes(mend.join()) && isEnough(mend) && noPartIs(mend))
  )
}

export interface SameMark {
  /** People who want the mark, in any state of its papers and of the others. */
  wishes: number
  met: number
  disagree: string[]
}

/** The same for the mark: phone and desk say what the judge says, a mend mends and no part of it does, and the card's own answer is that without the wish. */
export function sameMark(rules: Rules, kindId: string, howMany: number, seed: number): SameMark {
  const file = rules as RuleFile
  const cases = fc.sample(fc.tuple(anyCaseOf(file), anyMarkHands(file, kindId)), { numRuns: howMany, seed })
  const result: SameMark = { wishes: cases.length, met: 0, disagree: [] }
  for (const [{ hands: others }, own] of cases) {
    const hands: Hand[] = [...others.filter(hand => file.papers.some(row => row.id === hand.paper && row.for.includes(kindId))), ...own]
    const phone = markAnswer(rules, kindId, hands as PaperInHand[])!
    const passed = hands.filter(hand => isGood(file, hand)).map(hand => hand.paper)
    const desk = markAnswer(rules, kindId, passed)!
    const fair = judgeMark(file, kindId, hands)
    if (fair) result.met++
    const isMark = (refs: readonly string[]) =>
      judgeMark(
        file,
        kindId,
        [...passed, ...refs].map(paper => ({ paper })),
      )
    const mends =
      phone.mends.length > 0
        ? phone.mends.every(mend => isMark(mend) && mend.every((_, at) => !isMark(mend.toSpliced(at, 1))))
        : fair || isMark(markOnly(file, kindId)) === false
    const shown =
      !fair ||
      judgeMark(
        file,
        kindId,
        phone.show.map(paper => ({ paper })),
      ) === true
    const alone = hands.filter(hand => !own.includes(hand)) as PaperInHand[]
    const untouched = enough(rules, kindId, hands as PaperInHand[]).enough === enough(rules, kindId, alone).enough
    if (phone.met !== fair || desk.met !== fair || !mends || !shown || !untouched) result.disagree.push(asLine({ kind: kindId, hands }))
  }
  return result
}

export const asLine = ({ kind, hands }: AnyCase) => `${kind}: ${hands.map(hand => JSON.stringify(hand)).join(' ')}`
