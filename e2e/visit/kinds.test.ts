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
    for (const { hands } of cases.slice(0, 16)) {
      const good = hands.filter(hand => isGood(file, hand)).map(hand => hand.paper)
      const fair = judge(file, kind, hands)
      expect([phoneSays(kind, good), await deskSays(kind, hands)], JSON.stringify(hands)).toEqual([fair, fair])
      if (fair) yes++
    }
    expect(yes).toBeGreaterThan(2)
    expect(yes).toBeLessThan(14)
  })
})

describe('a child’s visit by phone', () => {
  const child = { ...maria, kind: 'kid', birthDate: '2025-05-01', papers: ['birth_certificate', 'caretaker.passport', 'caretaker.lease'] }
  const visits: Evening[] = []
  afterAll(() => {
    for (const one of visits) one.close()
  })
  async function begin(answers: typeof child, more: { kinds?: readonly string[] } = {}) {
    const one = await openEvening({ city: evening.city, answers, phone: more })
    visits.push(one)
    const see = (find: () => unknown) => until(find, () => standing(one))
    one.line.start()
    await one.visit.start()
    await see(() => one.line.state.at === 'line' && one.line.state.ready === 1)
    one.line.next()
    await see(() => one.visit.state.at === 'called')
    return { ...one, see }
  }

  test('pages say whose they are, and there is no card before the caretaker’s face was compared', async () => {
    const one = await begin(child)
    one.visit.ready()
    await one.see(() => one.visit.state.at === 'showing' && one.case().state.at === 'papers')
    const { case: open } = one.line.state as { case: ReturnType<typeof one.case> }
    const sitting = createSitting({ case: open, rules, pictures: new HeldPictures(decode), today, onClosed() {}, onNext() {} })
    const shown = () => shownOf(open.state)!
    const picture = () => new Uint8Array(500).fill(7)
    for (const ref of child.papers) await one.visit.showPage(picture(), 'paper', ref)
    for (const purpose of ['portrait', 'caretaker'] as const) await one.visit.showPage(picture(), purpose)
    expect(shown().pages.map(page => page.paper ?? page.purpose)).toEqual([...child.papers, 'portrait', 'caretaker'])
    for (const _ of child.papers) for (const look of ['real', 'same_name', 'in_date'] as const) sitting.do(look)
    await one.see(() => shown().bar.enough && !shown().bar.waitsFor.includes('pictures'))
    sitting.do('same')
    expect(sitting.view.step).toBe('caretaker')
    expect(shown().bar.waitsFor).toEqual(['same_caretaker'])
    await expect(open.approve()).rejects.toThrow('not_enough')
    sitting.do('same_caretaker')
    sitting.do('approve')
    await one.see(() => one.visit.state.at === 'card')
    await one.visit.agree()
    await one.see(() => open.state.at === 'touch')
    sitting.do('touch')
    await one.see(() => one.visit.state.at === 'sealed')
    sitting.stop()
  })

  test('a fix corrects the card and not whom it is for', async () => {
    const one = await begin(child)
    one.visit.ready()
    await one.see(() => one.visit.state.at === 'showing' && one.case().state.at === 'papers')
    const open = one.case()
    for (const need of ['birth_date', 'relationship', 'lives_here'] as const) await open.tick(need, true)
    await one.visit.showPage(new Uint8Array(500).fill(7), 'portrait')
    open.samePerson(true)
    await one.see(() => shownOf(open.state)?.bar.waitsFor.length === 0)
    await open.approve()
    await one.see(() => one.visit.state.at === 'card')
    await one.visit.fix({ ...child, name: 'Lia Quispe', kind: 'adult', papers: [] })
    await one.see(() => open.state.at === 'fixed')
    expect(shownOf(open.state)!.answers).toMatchObject({ name: 'Lia Quispe', kind: 'kid', papers: child.papers })
  })

  test('a kind of person that no rule knows opens nothing: the desk closes and says why, the phone reads that it is over', async () => {
    const one = await begin({ ...child, kind: 'emperor' })
    const open = one.case()
    const seen: string[] = []
    open.subscribe(state => seen.push(state.at))
    one.visit.ready()
    await one.see(() => one.visit.state.at === 'over' && open.state.at === 'closed')
    expect(open.state).toMatchObject({ why: 'unknown_kind', outcome: 'none' })
    expect(one.visit.state).toMatchObject({ why: 'ended_by_clerk', outcome: 'none' })
    expect(seen).not.toContain('papers')
  })

  test('a phone that knows its rules sends no such answers: the page is to be loaded again', async () => {
    const one = await begin({ ...child, kind: 'emperor' }, { kinds: rules.kinds.map(kind => kind.id) })
    one.visit.ready()
    expect(one.visit.state).toMatchObject({ at: 'barred', trouble: 'rules' })
    await one.see(() => one.case().state.phone.here === false)
    expect(one.case().state.at).toBe('called')
  })
})
