/**
 * Children, teens and young adults with a caretaker: what the phone says of tapped papers and what the desk makes of papers under a clerk's looks, both
 * through their own state machines, against the naive reading of the rule file. Then one whole visit of a child, with two faces.
 */
import { noLines } from '@latchkey/card/facts.ts'
import { HeldPictures } from '@latchkey/desk/visit/held-pictures.ts'
import { createSitting, shownOf } from '@latchkey/desk/visit/sitting.ts'
import { createDraftStore } from '@latchkey/resident/papers/draft-store.ts'
import { paperAnswer } from '@latchkey/resident/papers/paper-answer.ts'
import { anyCaseOf } from '@latchkey/rules/any-case.test.kit.ts'
import { type Hand, isGood, judge, type RuleFile } from '@latchkey/rules/judge.test.kit.ts'
import { random } from '@latchkey/ui/platform.ts'
import { toText } from '@latchkey/wire/edge.ts'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Evening, makeCity, maria, openEvening, rules, standing, until } from './memory-city.ts'

const file = rules as RuleFile
const today = () => '2026-11-23'
const birthDates: Record<string, string> = { adult: '1990-05-01', young: '2008-05-01', kid: '2019-05-01' }
const decode = async () => ({ close() {} }) as ImageBitmap
let evening: Evening
beforeAll(async () => {
  evening = await openEvening({ city: await makeCity() })
  evening.line.start()
  await until(
    () => evening.line.state.at === 'line',
    () => standing(evening),
  )
})
afterAll(() => evening.close())

/** The phone: each paper tapped, one after the other; nothing else is given to it. */
function phoneSays(kind: string, tapped: readonly string[]): boolean {
  const store = createDraftStore(
    { answers: async () => null, keepAnswers: async () => {}, eraseAnswers: async () => {} },
    today,
    rules.version,
  )
  store.change({ kind, papers: [] })
  for (const ref of tapped) store.change({ papers: [...store.draft!.papers, ref] })
  return paperAnswer(rules, store.draft!.kind, store.draft!.papers).result.enough
}

/** The desk: a counter visit, each paper laid down by hand; the clerk looks, and refuses the look that finds something. */
async function deskSays(kind: string, hands: readonly Hand[]): Promise<boolean> {
  const number = { way: 'counter' as const, day: today(), n: 1, mac: toText(random(16)) }
  const open = await evening.line.counter({ number })
  const sitting = createSitting({ case: open, rules, pictures: new HeldPictures(decode), today, onClosed() {}, onNext() {} })
  open.typeIn({ ...maria, kind, birthDate: birthDates[kind]!, lines: noLines, papers: [] })
  for (const hand of hands) {
    sitting.lay(hand.paper)
    for (const look of ['real', 'same_name', 'in_date'] as const) if (look !== 'in_date' || isGood(file, hand)) sitting.do(look)
  }
  const enough = shownOf(open.state)!.bar.enough
  open.end()
  sitting.stop()
  await open.gone()
  evening.line.rest()
  return enough
}

describe('phone, desk and a naive reader of the rules', () => {
  test.each(['kid', 'young'])('agree about anybody of %s', async kind => {
    const cases = fc.sample(anyCaseOf(file), { numRuns: 400, seed: 11 }).filter(one => one.kind === kind)
    let yes = 0
    for (const { hands } of cases.slice(0, 60)) {
      const good = hands.filter(hand => isGood(file, hand)).map(hand => hand.paper)
      const fair = judge(file, kind, hands)
      expect([phoneSays(kind, good), await deskSays(kind, hands)], JSON.stringify(hands)).toEqual([fair, fair])
      if (fair) yes++
    }
    expect(yes).toBeGreaterThan(5)
    expect(yes).toBeLessThan(55)
  })
})
