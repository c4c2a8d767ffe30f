/** What a rule file that is whole can still get wrong: checked before a page is built with it, so that nobody stands before it. */

import { RulesFault } from './faults.ts'
import { markBook } from './mark.ts'
import type { Rules } from './rules.ts'
import { bookOf, kindOf, papersFor, reached } from './sums.ts'
import type { Wants } from './wants.ts'

function refuseDoubled(values: readonly (string | number)[], place: string) {
  if (new Set(values).size !== values.length) throw new RulesFault('doubled', place)
}

/** Every object of the file that says where it comes from, with its place. */
function* claims(rules: Rules) {
  const lists = {
    needs: rules.needs,
    kinds: rules.kinds,
    papers: rules.papers,
    leftOut: rules.leftOut,
    choices: rules.choices,
    backLines: rules.backLines,
    marks: rules.marks ?? [],
    validity: rules.validity,
    fees: rules.fees,
    supervisorLook: rules.supervisorLook,
    replace: rules.replace,
    'uses.works': rules.uses.works,
    'uses.not': rules.uses.not,
  }
  for (const [name, rows] of Object.entries(lists)) for (const [i, row] of rows.entries()) yield { place: `${name}.${i}`, row }
  for (const [i, kind] of rules.kinds.entries()) for (const [j, row] of kind.needs.entries()) yield { place: `kinds.${i}.needs.${j}`, row }
  for (const name of ['onePaperServes', 'latinName', 'chosenName', 'technicalEnd', 'plan', 'mail'] as const)
    yield { place: name, row: rules[name] }
}

function checkSources(rules: Rules) {
  for (const { place, row } of claims(rules)) {
    if (row.status === 'unconfirmed' ? row.note === null : row.source.length === 0) throw new RulesFault('unsourced', place)
    if (!row.source.every(key => Object.hasOwn(rules.sources, key))) throw new RulesFault('unknown_reference', `${place}.source`)
  }
}

function checkDoubled(rules: Rules) {
  const ids = (rows: readonly { id: string }[]) => rows.map(row => row.id)
  const lists: Record<string, (string | number)[][]> = {
    languages: [rules.languages],
    needs: [ids(rules.needs)],
    kinds: [ids(rules.kinds)],
    papers: [ids([...rules.papers, ...rules.leftOut])],
    choices: [ids(rules.choices)],
    backLines: [ids(rules.backLines)],
    marks: [ids(rules.marks ?? [])],
    validity: [rules.validity.map(row => row.from)],
    fees: [rules.fees.map(row => `${row.for} ${row.from}`)],
    supervisorLook: [rules.supervisorLook.map(row => `${row.kind} ${row.paper}`)],
    phrases: [rules.phrases.map(p => p.number), ids(rules.phrases)],
    reasons: [rules.reasons.map(r => r.need)],
    notices: [rules.notices.map(n => n.number)],
    replace: [ids(rules.replace)],
    changes: [rules.changes.map(c => c.version), ids(rules.changes)],
    'uses.works': [ids(rules.uses.works)],
    'uses.not': [ids(rules.uses.not)],
  }
  for (const [place, sets] of Object.entries(lists)) for (const values of sets) refuseDoubled(values, place)
  for (const [i, k] of rules.kinds.entries())
    refuseDoubled(
      k.needs.map(row => row.need),
      `kinds.${i}.needs`,
    )
  for (const [i, p] of rules.papers.entries()) {
    refuseDoubled(p.for, `papers.${i}.for`)
    refuseDoubled(p.forms ?? [], `papers.${i}.forms`)
    refuseDoubled(p.nameOf ?? [], `papers.${i}.nameOf`)
  }
  for (const [i, m] of (rules.marks ?? []).entries()) refuseDoubled(m.for, `marks.${i}.for`)
  for (const [i, r] of rules.replace.entries()) refuseDoubled(r.again, `replace.${i}.again`)
}

/** Every want of a kind, groups and their parts, with its place. */
function* wantsIn(wants: Wants, place: string): Generator<{ wants: Wants; place: string }> {
  yield { wants, place }
  if ('all' in wants) for (const [i, one] of wants.all.entries()) yield* wantsIn(one, `${place}.all.${i}`)
  if ('any' in wants) for (const [i, one] of wants.any.entries()) yield* wantsIn(one, `${place}.any.${i}`)
}

const markWants = (rules: Rules) => (rules.marks ?? []).flatMap((mark, i) => [...wantsIn(mark.wants, `marks.${i}.wants`)])

const wantsOf = (rules: Rules, kind: number) =>
  rules.kinds[kind]!.needs.flatMap((row, j) => [...wantsIn(row.wants, `kinds.${kind}.needs.${j}.wants`)])

function checkReferences(rules: Rules) {
  const needIds = rules.needs.map(n => n.id)
  const kindIds = rules.kinds.map(k => k.id)
  const known = (found: boolean, place: string) => {
    if (!found) throw new RulesFault('unknown_reference', place)
  }
  for (const [i, k] of rules.kinds.entries()) {
    for (const [j, row] of k.needs.entries()) known(needIds.includes(row.need), `kinds.${i}.needs.${j}.need`)
    for (const { wants, place } of wantsOf(rules, i)) {
      if (!('caretaker' in wants)) continue
      known(kindIds.includes(wants.caretaker), `${place}.caretaker`)
      const theirs = kindOf(rules, wants.caretaker).needs.map(row => row.need)
      known(
        wants.needs.every(need => theirs.includes(need)),
        `${place}.needs`,
      )
    }
  }
  const proofsOf = (all: { wants: Wants }[]) => all.flatMap(({ wants }) => ('proof' in wants ? [wants.proof] : []))
  const proofs = new Set([...rules.kinds.flatMap((_, i) => proofsOf(wantsOf(rules, i))), ...proofsOf(markWants(rules))])
  for (const [i, m] of (rules.marks ?? []).entries())
    known(
      m.for.every(k => kindIds.includes(k)),
      `marks.${i}.for`,
    )
  for (const [i, p] of rules.papers.entries()) {
    known(
      p.for.every(k => kindIds.includes(k)),
      `papers.${i}.for`,
    )
    known(
      Object.keys(p.gives).every(proof => proofs.has(proof)),
      `papers.${i}.gives`,
    )
  }
  for (const [i, pair] of (rules.onePaperServes.but ?? []).entries())
    known(
      pair.every(proof => proofs.has(proof)),
      `onePaperServes.but.${i}`,
    )
  for (const [i, r] of rules.replace.entries())
    known(
      r.again.every(n => needIds.includes(n)),
      `replace.${i}.again`,
    )
  for (const [i, row] of rules.supervisorLook.entries()) {
    known(row.kind === null || kindIds.includes(row.kind), `supervisorLook.${i}.kind`)
    known(row.paper === null || rules.papers.some(p => p.id === row.paper), `supervisorLook.${i}.paper`)
  }
  known(rules.changes[0]?.version === rules.version, 'changes.0.version')
  known(
    needIds.every(n => rules.reasons.some(r => r.need === n)),
    'reasons',
  )
  // A caretaker's face is compared with the caretaker's paper: by phone somebody has to ask for it.
  const carers = rules.kinds.some((_, i) => wantsOf(rules, i).some(({ wants }) => 'caretaker' in wants))
  known(!carers || rules.phrases.some(phrase => phrase.wants === 'caretaker'), 'phrases')
}

/** Two rows that cannot both hold. */
function checkContradictions(rules: Rules) {
  const against = (found: boolean, place: string) => {
    if (found) throw new RulesFault('contradiction', place)
  }
  for (const [i, k] of rules.kinds.entries()) against(k.to !== null && k.to < k.from, `kinds.${i}.to`)
  for (const [i, use] of rules.uses.not.entries())
    against(
      rules.uses.works.some(other => other.id === use.id),
      `uses.not.${i}`,
    )
  for (const [i, [a, b]] of (rules.onePaperServes.but ?? []).entries()) {
    const doubled = rules.onePaperServes.but!.slice(0, i).some(pair => pair.includes(a) && pair.includes(b))
    against(a === b || doubled, `onePaperServes.but.${i}`)
  }
  // A mark that rests on a need's proof, or on a caretaker, would be given to whoever has a card.
  const needed = rules.kinds.flatMap((_, i) => wantsOf(rules, i).flatMap(({ wants }) => ('proof' in wants ? [wants.proof] : [])))
  for (const { wants, place } of markWants(rules))
    against('caretaker' in wants || ('proof' in wants && needed.includes(wants.proof)), place)
  for (const [i, change] of rules.changes.entries()) against(i > 0 && change.day > rules.changes[i - 1]!.day, `changes.${i}.day`)
  for (const [i, row] of rules.validity.entries())
    against(row.years !== null && row.years > rules.technicalEnd.years, `validity.${i}.years`)
  for (const [i, row] of rules.validity.entries()) against(row.until !== undefined && row.until <= row.from, `validity.${i}.until`)
}

/** A caretaker who would need a caretaker in turn: nobody would ever be the last. */
function checkCaretakers(rules: Rules) {
  for (const [i] of rules.kinds.entries())
    for (const { wants, place } of wantsOf(rules, i)) {
      if (!('caretaker' in wants)) continue
      const theirs = wantsOf(
        rules,
        rules.kinds.findIndex(k => k.id === wants.caretaker),
      )
      if (theirs.some(inner => 'caretaker' in inner.wants)) throw new RulesFault('caretaker_cycle', `${place}.caretaker`)
    }
}

/** Somebody who brings everything there is gets a card; each single want is in somebody's reach; no paper lies on a list to no purpose. */
function checkReach(rules: Rules) {
  for (const [i, kind] of rules.kinds.entries()) {
    const book = bookOf(rules, kind.id)
    const states = [...reached(book.candidates)]
    const leaf = book.nodes.find(node => !states.some(state => node.test(state)))
    if (leaf) throw new RulesFault('points_unreachable', leaf.place)
    if (!states.some(state => book.needs.every(need => need.test(state)))) throw new RulesFault('unreachable', `kinds.${i}.needs`)
    if (!rules.validity.some(row => row.from <= kind.from)) throw new RulesFault('unreachable', `kinds.${i}.from`)
    const mark = markBook(rules, kind.id)
    if (mark) {
      const all = [...reached(mark.candidates)]
      const far = mark.nodes.find(node => !all.some(state => node.test(state)))
      if (far) throw new RulesFault('points_unreachable', far.place)
    }
    for (const paper of papersFor(rules, kind.id))
      if ([...book.candidates, ...(mark?.candidates ?? [])].every(one => one.ref !== paper.id || one.servings.length === 0))
        throw new RulesFault('idle', `papers.${rules.papers.indexOf(paper)}.for`)
  }
}

/** @throws RulesFault doubled | unknown_reference | contradiction | caretaker_cycle | unsourced | too_large | points_unreachable | unreachable | idle */
export function checkRules(rules: Rules): void {
  checkDoubled(rules)
  checkReferences(rules)
  checkContradictions(rules)
  checkCaretakers(rules)
  checkSources(rules)
  checkReach(rules)
}
