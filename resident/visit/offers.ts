/** What answers a request of the clerk: which photos in hand one tap could send, and what a photo taken now would be of. Pure. */
import type { Ask, PageName } from '@latchkey/channel/messages.ts'
import type { Phrase, Rules } from '@latchkey/rules/rules.ts'
import { type PhotoName, sameName } from '../photos/photo-store.ts'

/** These ask for another paper than the one they are about. */
const another = new Set(['newer', 'other_paper', 'bank_card', 'not_this_one', 'other_name'])

export const phraseOf = (rules: Pick<Rules, 'phrases'>, ask: Ask | null): Phrase | null =>
  rules.phrases.find(phrase => phrase.number === ask?.phrase) ?? null

/** The side a request is about: 2 for *the back*, else 1. */
const sideFor = (phrase: Phrase): number => (phrase.id === 'back' ? 2 : 1)

/**
 * Photos in hand that answer the request, best first. What the clerk has in view already is no answer: asked again, the photo was not
 * good enough. With nothing asked, whatever was not shown yet may be. Party: resident.
 */
export function offersFor<P extends PhotoName>(
  ask: Ask | null,
  phrase: Phrase | null,
  prepared: readonly P[],
  shown: readonly PageName[],
): P[] {
  const fresh = prepared.filter(photo => !shown.some(page => sameName(page, photo)))
  if (!ask) return fresh
  if (!phrase?.wants) return []
  const fitting = fresh.filter(photo => photo.purpose === phrase.wants)
  if (phrase.wants !== 'paper') return fitting
  const wanted = ask.paper ? fitting.filter(photo => (photo.paper === ask.paper) !== another.has(phrase.id)) : fitting
  const side = sideFor(phrase)
  return wanted.sort((a, b) => Number(a.side !== side) - Number(b.side !== side) || a.side - b.side)
}

/**
 * What a photo taken now is of; null when only the person can say which paper it is. Never asked for a request that wants no photo.
 * `papers` are those the resident said they have, in their order.
 */
export function photoWanted(
  ask: Ask | null,
  phrase: Phrase | null,
  papers: readonly string[],
  shown: readonly PageName[],
): PhotoName | null {
  if (phrase?.wants && phrase.wants !== 'paper') return { purpose: phrase.wants, paper: null, side: 0 }
  const last = shown.findLast(page => page.purpose === 'paper')
  if (ask && phrase && !another.has(phrase.id)) {
    const paper = ask.paper ?? last?.paper ?? papers[0]
    if (!paper) return null
    if (phrase.id === 'front' || phrase.id === 'back') return { purpose: 'paper', paper, side: sideFor(phrase) }
    // Closer, sharper, without glare: the same side once more, in place of the one in view.
    const same = shown.findLast(page => page.paper === paper)
    return { purpose: 'paper', paper, side: same?.side ?? 1 }
  }
  const refused = ask?.paper ?? (ask ? last?.paper : null)
  const left = papers.filter(paper => paper !== refused && !shown.some(page => page.paper === paper))
  // With one paper left there is nothing to choose; with none or several the person names it.
  return left.length === 1 ? { purpose: 'paper', paper: left[0]!, side: 1 } : null
}
