/** Desk: which phrase a digit means. Nine at a time, those about what is in view first; [0] brings the next nine. Pure. */
import type { Phrase, Rules } from '@latchkey/rules/rules.ts'
import type { View } from './view.ts'

/** The nine phrases of a row, in the order of their digits. @param row counts on and comes round */
export function phrasesAt(rules: Pick<Rules, 'phrases'>, step: View['step'], row: number): Phrase[] {
  const about = step === 'face' || step === 'caretaker' ? 'face' : 'paper'
  const rank = (phrase: Phrase) => (phrase.about === about ? 0 : phrase.about === 'any' ? 2 : 1)
  const ordered = [...rules.phrases].sort((a, b) => rank(a) - rank(b) || a.number - b.number)
  const rows = Math.max(1, Math.ceil(ordered.length / 9))
  const at = row % rows
  return ordered.slice(at * 9, at * 9 + 9)
}

export const phraseAt = (row: readonly Phrase[], digit: number): Phrase | null => row[digit - 1] ?? null
