/**
 * Phone and desk never disagree: people nobody wrote come by, and each page is driven by its own controls and read by its own words. The judge is the
 * naive reading of the rule file (rules/judge.test.kit.ts). What is wrong with a paper is seen by whoever holds it: the resident leaves out a paper that
 * by the line under its picture does not count, the clerk lays it down and leaves the look unticked.
 */
import type { AnyCase } from '@latchkey/rules/any-case.test.kit.ts'
import { isGood, judge, looksAt, type RuleFile } from '@latchkey/rules/judge.test.kit.ts'
import { asLine, mendsAreRight } from '@latchkey/rules/same-answer.test.kit.ts'
import type { DeskAsked, Laid } from './desk-asked.ts'
import type { PhoneAsked } from './phone-asked.ts'
import type { Said, Words } from './said.ts'

export interface Grid {
  cases: number
  enough: number
  /** Kinds of person that came by. */
  kinds: number
  /** How often each page was asked: the cases, and for every *not enough* the mend and all of it but one paper. */
  asked: number
  /** The first few cases in which phone, desk and judge do not say one thing, and what each said. */
  disagree: string[]
  /** The same where nothing is offered, or a mend of the phone's answer or the desk's refusal does not mend, a part of it does, or a smaller one was left out. */
  badMends: string[]
}

/** Of a rule file, what the judge reads, and the ages for which a clerk types a date of birth. */
export interface GridRules extends RuleFile {
  kinds: (RuleFile['kinds'][number] & { from: number; to: number | null })[]
}

export interface GridOptions {
  file: GridRules
  words: Words
  phone: PhoneAsked
  desk: DeskAsked
  /** How many people of one kind are asked about in one visit at the desk, one after the other: papers are laid and lifted, the visit stays. */
  aVisit: number
  /** Told after each. */
  say?: (done: number) => void
}

const proper: Omit<Laid, 'paper'> = { real: true, same_name: true, in_date: true }

/** The second of January of a year in which somebody of this kind was born. */
function bornAs({ from, to }: { from: number; to: number | null }): string {
  const age = to === null ? from + 20 : Math.floor((from + to) / 2)
  return `${new Date().getFullYear() - age}-01-02`
}

export async function runGrid(cases: readonly AnyCase[], { file, words, phone, desk, aVisit, say }: GridOptions): Promise<Grid> {
  const grid: Grid = { cases: 0, enough: 0, kinds: 0, asked: 0, disagree: [], badMends: [] }
  const kinds = new Set<string>()
  const wrong = (where: 'disagree' | 'badMends', one: AnyCase, what: string) => {
    if (grid[where].length < 5) grid[where].push(`${asLine(one)}: ${what}`)
  }

  /** Both at once, neither hears the other. */
  async function both(tapped: readonly string[], table: readonly Laid[]): Promise<[Said, Said]> {
    grid.asked++
    return Promise.all([phone.ask(tapped), desk.ask(table)])
  }

  let inVisit: { kind: string; left: number } | null = null
  for (const one of file.kinds.flatMap(({ id }) => cases.filter(({ kind }) => kind === id))) {
    const { kind, hands } = one
    const row = file.kinds.find(row => row.id === kind)!
    const good = hands.filter(hand => isGood(file, hand)).map(hand => hand.paper)
    const table = hands.map(hand => ({ paper: hand.paper, ...looksAt(file, hand) }))
    if (inVisit && (inVisit.kind !== kind || inVisit.left === 0)) {
      await desk.goodbye()
      inVisit = null
    }
    if (!inVisit) {
      await Promise.all([phone.person(kind), desk.person(kind, bornAs(row))])
      inVisit = { kind, left: aVisit }
    }
    inVisit.left--
    const [onPhone, onDesk] = await both(good, table)
    const fair = judge(file, kind, hands)
    const unmet = row.needs.map(({ need }) => need).filter(need => !judge(file, kind, hands, [need]))
    grid.cases++
    kinds.add(kind)
    if (fair) grid.enough++
    for (const [who, said] of [
      ['phone', onPhone],
      ['desk', onDesk],
    ] as const)
      if (said.enough !== fair || (!fair && !words.sayUnmet(said.reasons, unmet)))
        wrong('disagree', one, `${who} says ${JSON.stringify(said)}, judge ${fair}`)

    if (!fair) {
      const [offered, refused] = [onPhone, onDesk].map(said => said.mends.map(line => words.papersIn(kind, line)))
      for (const [who, mends] of Object.entries({ phone: offered!, desk: refused! }))
        if (mends.length === 0 || mends.includes(null) || !mendsAreRight(file, one, mends as string[][]))
          wrong('badMends', one, `the ${who} offers ${(who === 'phone' ? onPhone : onDesk).mends.join(' | ')}`)
      const mend = offered![grid.cases % offered!.length]
      if (mend) await tryMend(one, mend, good, table)
    }
    say?.(grid.cases)
  }
  if (inVisit) await desk.goodbye()
  return { ...grid, kinds: kinds.size }

  /** All of it is enough on both pages; all of it but one paper is not, so no part is: more papers never hurt. */
  async function tryMend(one: AnyCase, mend: readonly string[], good: readonly string[], table: readonly Laid[]) {
    const rest = table.filter(({ paper }) => !mend.includes(paper))
    const parts = mend.length > 1 ? mend.map(left => mend.filter(paper => paper !== left)) : []
    for (const papers of [...parts, mend]) {
      const laid = [...rest, ...papers.map(paper => ({ paper, ...proper }))]
      const [onPhone, onDesk] = await both([...good, ...papers], laid)
      const whole = papers === mend
      if (onPhone.enough !== whole || onDesk.enough !== whole)
        wrong('badMends', one, `with ${papers.join(' ')} the phone says ${onPhone.enough}, the desk ${onDesk.enough}`)
    }
  }
}
