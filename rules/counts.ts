/** Whether a paper in hand counts: what the rules say of its end, its age, its form and the name on it. */
import { RulesFault } from './faults.ts'
import type { Paper, Rules } from './rules.ts'

export const forms = ['original', 'certified', 'copy', 'screen'] as const
export type Form = (typeof forms)[number]
/** Whose name stands on a paper, if not the name of the person who shows it. */
export const relatives = ['spouse', 'parent', 'child', 'caretaker'] as const
export type Relative = (typeof relatives)[number]

/** A paper somebody has. What is not said of it is as it should be. */
export interface PaperInHand {
  /** Its id in the rules; `caretaker.` stands before it where the caretaker shows it. */
  paper: string
  /** Days since the day printed as its end; 0 or less while it is in date. */
  daysPastEnd?: number | undefined
  /** Days since its date. */
  daysOld?: number | undefined
  form?: Form | undefined
  /** Absent: the name is that of the person who shows it. */
  nameOf?: Relative | undefined
}

export const caretakerMark = 'caretaker.'
export const whoseOf = (ref: string): { whose: 'own' | 'caretaker'; paper: string } =>
  ref.startsWith(caretakerMark) ? { whose: 'caretaker', paper: ref.slice(caretakerMark.length) } : { whose: 'own', paper: ref }

/** Why a paper does not count, first reason first. */
export type WhyNot = 'expired' | 'too_old' | 'form' | 'name'

/** Each thing the rules ask of this paper, and whether it is so. A thing they do not ask is not in the list. */
export function asked(paper: Paper, hand: PaperInHand): { why: WhyNot; met: boolean }[] {
  const past = hand.daysPastEnd ?? 0
  const list: { why: WhyNot; met: boolean }[] = []
  if (paper.expiredOk !== true) list.push({ why: 'expired', met: past <= (paper.expiredOk === false ? 0 : paper.expiredOk) })
  if (paper.maxAgeDays !== null) list.push({ why: 'too_old', met: (hand.daysOld ?? 0) <= paper.maxAgeDays })
  if (paper.forms) list.push({ why: 'form', met: countsAs(paper, hand.form ?? paper.forms[0]!) })
  list.push({ why: 'name', met: hand.nameOf === undefined || (paper.nameOf ?? []).includes(hand.nameOf) })
  return list
}

/** Whether a paper counts in this form: where no text limits it, in every form. */
export const countsAs = (paper: Pick<Paper, 'forms'>, form: Form): boolean => paper.forms === undefined || paper.forms.includes(form)

/** Null: it counts. @throws RulesFault unknown_paper */
export function whyNot(rules: Rules, hand: PaperInHand): WhyNot | null {
  const paper = rules.papers.find(one => one.id === whoseOf(hand.paper).paper)
  if (!paper) throw new RulesFault('unknown_paper', 'papers')
  return asked(paper, hand).find(one => !one.met)?.why ?? null
}
