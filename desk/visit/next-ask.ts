/**
 * Desk: what the desk asks for by itself, so that a plain case costs the clerk no key for asking. The papers the resident said they
 * have come one after the other, as many as the needs want; then the card photo, then the turned face. Anything else (glare, back
 * side, another paper) a clerk asks for by number, and while something is asked nothing else is.
 */
import type { Ask } from '@latchkey/channel/messages.ts'
import { kindOf, metNeeds, papersFor, servedBy } from '@latchkey/rules/enough.ts'
import type { Phrase, Rules } from '@latchkey/rules/rules.ts'
import { shownPapers } from './checks.ts'
import type { Shown } from './state.ts'

const phrase = (rules: Rules, id: string, wants: Phrase['wants']): Phrase | undefined =>
  rules.phrases.find(p => p.id === id) ?? rules.phrases.find(p => p.wants === wants)

/** The next request, or null when something is already asked, the resident needs a moment, or all has come. */
export function nextAsk(rules: Rules, shown: Pick<Shown, 'answers' | 'pages' | 'ask' | 'waiting'>): Ask | null {
  const { answers, pages, ask, waiting } = shown
  if (ask !== null || waiting) return null
  const paper = nextPaper(rules, answers.kind, answers.papers, shownPapers(pages))
  const front = phrase(rules, 'front', 'paper')
  if (paper !== null && front) return { phrase: front.number, paper }
  const portrait = phrase(rules, 'card_photo', 'portrait')
  if (portrait && !pages.some(page => page.purpose === 'portrait')) return { phrase: portrait.number, paper: null }
  const turned = phrase(rules, 'turn_head', 'turned')
  if (turned && !pages.some(page => page.purpose === 'turned')) return { phrase: turned.number, paper: null }
  return null
}

/** The first paper, most common first, that gives something to a need which the papers shown so far could not meet. */
function nextPaper(rules: Rules, kind: string, has: readonly string[], shown: readonly string[]): string | null {
  const papers = papersFor(rules, kind)
  const met = metNeeds(rules, kind, shown)
  const open = kindOf(rules, kind).needs.filter(row => !met.has(row.need))
  const next = papers
    .filter(paper => has.includes(paper.id) && !shown.includes(paper.id))
    .find(paper => servedBy(rules, kind, paper.id).some(need => open.some(row => row.need === need)))
  return next?.id ?? null
}
