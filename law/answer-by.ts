/** By when a legal request is answered. Everything here is as unconfirmed as the rule it comes from. */
import { addBusinessDays, nextBusinessDay } from './business-days.ts'
import type { Jurisdiction } from './jurisdiction.ts'
import { type Ground, givenGrounds, type Instrument } from './lists.ts'

export interface AnswerBy {
  day: string
  /** `rule`: worked out by the law. `paper`: named by the paper. `extended`: by the law's extension, `given`: by whoever asks or a court. */
  by: 'rule' | 'paper' | 'extended' | 'given'
  /** The day before it was moved off a day on which the city is closed; null when it was not. */
  moved: string | null
}

/** By the law's own count; null where it has none and the paper names a day. */
export function answerByRule(law: Jurisdiction, instrument: Instrument, received: string): AnswerBy | null {
  const { answer } = law.instruments[instrument]
  return answer && { day: addBusinessDays(law, received, answer.days), by: 'rule', moved: null }
}

/** A day that a paper, whoever asks or a court names: where the city is closed on it, the next business day. */
export function answerByNamed(law: Jurisdiction, day: string, by: 'paper' | 'given'): AnswerBy {
  const open = nextBusinessDay(law, day)
  return { day: open, by, moved: open === day ? null : day }
}

/**
 * More time by the law: once, on a ground it names, and before the time is over.
 * @param today the day on which it is entered
 * @returns null where the law gives none
 */
export function extendByRule(
  law: Jurisdiction,
  instrument: Instrument,
  stands: AnswerBy | null,
  ground: Ground,
  today: string,
): AnswerBy | null {
  const extension = law.instruments[instrument].answer?.extension
  if (!extension?.grounds.includes(ground) || stands?.by !== 'rule' || today > stands.day) return null
  const day = addBusinessDays(law, extension.from === 'answer_by' ? stands.day : today, extension.days)
  // A count from the day of the act could end before what stands: that would be no more time.
  return day > stands.day ? { day, by: 'extended', moved: null } : null
}

/** Time that somebody else has given: it needs their day. */
export const isGiven = (ground: Ground): boolean => givenGrounds.some(one => one === ground)
