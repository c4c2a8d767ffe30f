/** What a printer says about itself (RFC 8011 §5.4.12, PWG 5100.9), as the few things a clerk can do something about. */
import type { HelperFaultCode } from './job.ts'

/** The first that matches counts: an open printer also says that it has no cards. */
const table: [reasons: RegExp, code: HelperFaultCode][] = [
  [/^(cover-open|door-open|interlock-open)$/, 'cover_open'],
  [/^(media-jam|.*-jam|.*-misfeed|.*-misfed)$/, 'jam'],
  [/^(marker-supply-empty|marker-supply-missing|toner-empty|ribbon-.*|print-ribbon-.*)$/, 'ribbon_out'],
  [/^(media-empty|media-needed|input-tray-missing|input-media-supply-empty)$/, 'cards_out'],
  [/^(paused|stopped-partly|moving-to-paused|shutdown|spool-area-full|marker-waste-full|marker-waste-missing|.*-failure)$/, 'stopped'],
]

/** Without a word at its end a reason is an error (RFC 8011 §5.4.12). */
const split = (reason: string) => /^(.*?)(?:-(error|warning|report))?$/.exec(reason) as unknown as [string, string, string | undefined]

/** How much of what a printer says is counted: what keeps it from printing; also what it warns of; also what it only mentions. */
export type Level = 'error' | 'warning' | 'report'
const louder: Record<Level, string[]> = { error: ['error'], warning: ['error', 'warning'], report: ['error', 'warning', 'report'] }

/**
 * @param reasons printer-state-reasons
 * @param level `report` only to say why a job failed that is known to have failed: printers keep a reason as a mere report when they are idle again
 */
export function faultOf(reasons: readonly string[], level: Level): HelperFaultCode | null {
  const counted = reasons.map(split).filter(([, , word]) => louder[level].includes(word ?? 'error'))
  for (const [pattern, code] of table) if (counted.some(([, reason]) => pattern.test(reason))) return code
  return null
}
