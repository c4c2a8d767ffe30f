/**
 * Is what I have enough? The exact answer and the smallest sets of papers that would mend it. Runs on the resident's phone before
 * anything is sent and on the clerk's desk, so both give one answer.
 */
import { RulesFault } from './faults.ts'
import type { Need, Paper, Rules } from './rules.ts'

export interface Enough {
  enough: boolean
  /** Each need of this kind of person, whether it is met, and which of the papers in hand meet it. */
  needs: { need: Need; met: boolean; by: string[] }[]
  /** When not enough: smallest sets of further papers that make it so, most common papers first, at most six. Else empty. */
  mends: string[][]
}

export const mostMends = 6

export function kindOf(rules: Rules, kindId: string) {
  const kind = rules.kinds.find(k => k.id === kindId)
  if (!kind) throw new RulesFault('unknown_kind', 'kind')
  return kind
}

export const papersFor = (rules: Rules, kindId: string): Paper[] => rules.papers.filter(p => p.for.includes(kindId))

/**
 * The largest set of needs these papers meet together. Where each need wants a paper of its own this is a matching, found by
 * augmenting paths: there are at most three needs, so the walk is tiny. Earlier needs keep what they have: the answer is stable.
 */
export function metNeeds(rules: Rules, wanted: readonly Need[], papers: readonly Paper[]): Set<Need> {
  if (rules.onePaperServes.value === 'many') return new Set(wanted.filter(need => papers.some(p => p.gives.includes(need))))
  const holder = new Map<Paper, Need>()
  const place = (need: Need, seen: Set<Paper>): boolean => {
    for (const paper of papers) {
      if (!paper.gives.includes(need) || seen.has(paper)) continue
      seen.add(paper)
      const other = holder.get(paper)
      if (other === undefined || place(other, seen)) {
        holder.set(paper, need)
        return true
      }
    }
    return false
  }
  return new Set(wanted.filter(need => place(need, new Set())))
}

function* choose(size: number, from: number, until: number): Generator<number[]> {
  if (size === 0) yield []
  else for (let i = from; i <= until - size; i++) for (const rest of choose(size - 1, i + 1, until)) yield [i, ...rest]
}

/** Smallest sets out of `offered` that, with `held`, meet every wanted need; nearest to the top of the rule file first. */
export function mend(rules: Rules, wanted: readonly Need[], held: readonly Paper[], offered: readonly Paper[]): string[][] {
  for (let size = 1; size <= wanted.length; size++) {
    const found: number[][] = []
    for (const set of choose(size, 0, offered.length)) {
      if (metNeeds(rules, wanted, [...held, ...set.map(i => offered[i]!)]).size === wanted.length) found.push(set)
    }
    if (found.length > 0) {
      // By sum of ranks: with two papers missing, the first six pairs are then different papers and not one paper six times.
      const rank = (set: number[]) => set.reduce((sum, i) => sum + i, 0)
      return found
        .sort((a, b) => rank(a) - rank(b))
        .slice(0, mostMends)
        .map(set => set.map(i => offered[i]!.id))
    }
  }
  return []
}

/**
 * Party: resident (and desk). `paperIds` are what the resident has, in any order; doubled ids count once.
 * @throws RulesFault unknown_kind | unknown_paper
 */
export function enough(rules: Rules, kindId: string, paperIds: readonly string[]): Enough {
  const wanted = kindOf(rules, kindId).needs
  const possible = papersFor(rules, kindId)
  for (const paperId of paperIds) if (!possible.some(p => p.id === paperId)) throw new RulesFault('unknown_paper', 'papers')
  const held = possible.filter(p => paperIds.includes(p.id))
  const met = metNeeds(rules, wanted, held)
  const done = met.size === wanted.length
  return {
    enough: done,
    needs: wanted.map(need => ({ need, met: met.has(need), by: held.filter(p => p.gives.includes(need)).map(p => p.id) })),
    mends: done
      ? []
      : mend(
          rules,
          wanted,
          held,
          possible.filter(p => !held.includes(p)),
        ),
  }
}

/** The fewest of the papers in hand that are enough together, most common first; empty when all of them are not. What a resident shows. */
export function showThese(rules: Rules, kindId: string, paperIds: readonly string[]): string[] {
  const held = papersFor(rules, kindId).filter(p => paperIds.includes(p.id))
  return mend(rules, kindOf(rules, kindId).needs, [], held)[0] ?? []
}
