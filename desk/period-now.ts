/** Desk: the last day of a card made now, for the card that is shown before it is sealed. */
import { parseCertified } from '@latchkey/certificates/certified.ts'
import { periodOf, periodTechnicalEnd, technicalYears } from '@latchkey/certificates/period.ts'
import { parsePeriod } from '@latchkey/certificates/period-certificate.ts'

export const periodNow = periodOf

/** The certified technical end; while no certificate is at hand, the one every city's period has. */
export function technicalEndOf(period: number, certified?: Uint8Array): number {
  return certified ? parsePeriod(parseCertified(certified).body).technicalEnd : periodTechnicalEnd(period, technicalYears)
}
