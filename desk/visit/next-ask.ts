/**
 * Desk: what the desk asks for by itself, so that a plain case costs the clerk no key for asking. The papers the resident said they
 * have come one after the other, as many as the needs want, the caretaker's after the holder's; then the card photo, the turned face of whoever is
 * old enough to turn, and the face of a caretaker whose papers were shown. Anything else (glare, back side, another paper) a clerk asks for by
 * number, and while something is asked nothing else is.
 */
import type { Ask, PagePurpose } from '@latchkey/channel/messages.ts'
import { refsFor } from '@latchkey/rules/caretaker.ts'
import { kindOf, metNeeds, servedBy } from '@latchkey/rules/enough.ts'
import { markAnswer, markPapers } from '@latchkey/rules/mark.ts'
import type { Phrase, Rules } from '@latchkey/rules/rules.ts'
import { photoPaper, shownPapers, turnsHead } from './checks.ts'
import type { Shown } from './state.ts'

const phrase = (rules: Rules, id: string, wants: Phrase['wants']): Phrase | undefined =>
  rules.phrases.find(p => p.id === id) ?? rules.phrases.find(p => p.wants === wants)

/**
 * The next request, or null when something is already asked, the resident needs a moment, or all has come.
 * @param today YYYY-MM-DD in the city's time zone
 */
export function nextAsk(rules: Rules, shown: Pick<Shown, 'answers' | 'pages' | 'ask' | 'waiting'>, today: string): Ask | null {
  const { answers, pages, ask, waiting } = shown
  if (ask !== null || waiting) return null
  const shownNow = shownPapers(pages)
  const paper = nextPaper(rules, answers.kind, answers.papers, shownNow) ?? nextForMark(rules, answers, shownNow)
  const front = phrase(rules, 'front', 'paper')
  if (paper !== null && front) return { phrase: front.number, paper }
  const has = (purpose: PagePurpose) => pages.some(page => page.purpose === purpose)
  const portrait = phrase(rules, 'card_photo', 'portrait')
  if (portrait && !has('portrait')) return { phrase: portrait.number, paper: null }
  const turned = phrase(rules, 'turn_head', 'turned')
  if (turned && turnsHead(answers.birthDate, today) && !has('turned')) return { phrase: turned.number, paper: null }
  const caretaker = phrase(rules, 'caretaker_face', 'caretaker')
  if (caretaker && photoPaper(rules, answers.kind, pages, 'caretaker') !== null && !has('caretaker'))
    return { phrase: caretaker.number, paper: null }
  return null
}

/** Who wants the veteran mark shows a paper for it after those for the card; what was shown already may be enough. */
function nextForMark(rules: Rules, { kind, veteran, papers }: Shown['answers'], shown: readonly string[]): string | null {
  if (!veteran || markAnswer(rules, kind, shown)?.met !== false) return null
  return markPapers(rules, kind).find(ref => papers.includes(ref) && !shown.includes(ref)) ?? null
}

/** The first paper, most common first, that gives something to a need which the papers shown so far could not meet. */
function nextPaper(rules: Rules, kind: string, has: readonly string[], shown: readonly string[]): string | null {
  const met = metNeeds(rules, kind, shown)
  const open = kindOf(rules, kind).needs.filter(row => !met.has(row.need))
  const next = refsFor(rules, kind)
    .filter(ref => has.includes(ref) && !shown.includes(ref))
    .find(ref => servedBy(rules, kind, ref).some(need => open.some(row => row.need === need)))
  return next ?? null
}
