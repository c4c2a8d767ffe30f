/**
 * The practice clerk: works the real line and the real case, as a careful person would. Calls who is next, asks once for a better photo,
 * looks, ticks what the rules say the papers show, shows the card, touches the key.
 */

import type { Case } from '@latchkey/desk/visit/case.ts'
import type { CaseState } from '@latchkey/desk/visit/state.ts'
import type { DeskLine } from '@latchkey/desk/waiting/desk-line.ts'
import { servedBy } from '@latchkey/rules/enough.ts'
import type { Rules } from '@latchkey/rules/rules.ts'
import { type Pace, until } from './pace.ts'

/** Phrase numbers of cities/chicago/rules.json. */
const glare = 1
const turnHead = 6
const cardPhoto = 14

type Papers = CaseState & { at: 'papers' }
const papersOf = (state: CaseState): Papers | null => (state.at === 'papers' ? state : null)
const over = (state: CaseState) => state.at === 'closed'

export async function runClerk(line: DeskLine, rules: Rules, pace: Pace): Promise<never> {
  for (;;) {
    await until(() => line.state.at === 'line' && line.state.ready > 0, line.subscribe)
    await pace.take(1.5)
    line.next()
    const state = await until(() => (line.state.at === 'visit' ? line.state : null), line.subscribe)
    await workCase(state.case, rules, pace).catch(() => {})
    await until(() => line.state.at !== 'visit' || over(line.state.case.state), line.subscribe)
    await pace.take(2)
    if (line.state.at === 'visit') line.rest()
  }
}

async function workCase(one: Case, rules: Rules, pace: Pace): Promise<void> {
  const wait = <T>(find: (state: CaseState) => T | null | false) =>
    until(() => {
      if (over(one.state)) throw new Error('the visit is over')
      return find(one.state)
    }, one.subscribe)
  const pages = (purpose: string) => papersOf(one.state)?.pages.filter(page => page.purpose === purpose) ?? []

  await wait(state => papersOf(state)?.pages.some(page => page.purpose === 'paper'))
  await pace.take(3)
  const first = pages('paper')[0]
  if (first) {
    await one.ask(glare, first.paper)
    const before = pages('paper').length
    await wait(
      () => pages('paper').length > before || pages('paper').some(page => page.number > first.number && page.paper === first.paper),
    )
    await pace.take(2)
  }
  // Every paper the resident named, each looked at when it comes.
  const named = papersOf(one.state)?.answers.papers ?? []
  for (const paper of named) {
    if (!pages('paper').some(page => page.paper === paper)) {
      const front = rules.phrases.find(phrase => phrase.id === 'front')?.number ?? 7
      await one.ask(front, paper)
      await wait(() => pages('paper').some(page => page.paper === paper))
    }
    await pace.take(2)
    for (const page of pages('paper').filter(page => page.paper === paper)) {
      for (const look of ['real', 'same_name', 'in_date'] as const) one.looks(page.number, look, true)
    }
    for (const need of servedBy(rules, 'adult', paper)) {
      if (papersOf(one.state)?.ticks[need]) continue
      await one.tick(need, true)
      await pace.take(1)
    }
  }
  if (pages('portrait').length === 0) {
    await one.ask(cardPhoto, null)
    await wait(() => pages('portrait').length > 0)
  }
  await one.ask(turnHead, null)
  await wait(() => pages('turned').length > 0)
  await pace.take(2)
  one.samePerson(true)
  if (papersOf(one.state)?.fee) {
    await pace.take(1)
    one.feeSettled(true)
  }
  await pace.take(1)
  const decided = papersOf(one.state)
  if (decided && !decided.bar.enough) return one.refuse()
  await wait(state => papersOf(state)?.bar.waitsFor.length === 0)
  await one.approve()
  for (;;) {
    const next = await wait(state => (['fixed', 'touch', 'handed'].includes(state.at) ? state : null))
    await pace.take(1)
    if (next.at === 'handed') return
    await one.approve()
    await wait(state => state !== next)
  }
}
