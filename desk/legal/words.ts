/** Counsel's desk: how things are called, and how long there is. */
import { businessDaysUntil } from '@latchkey/law/business-days.ts'
import type { Jurisdiction, Said } from '@latchkey/law/jurisdiction.ts'
import { formatDay } from '@latchkey/ui/format.ts'
import type { LanguageCode, useText } from '@latchkey/ui/language.ts'
import type { LegalRequest, LegalSaid, Seal } from '@latchkey/wire/legal.ts'
import type { LegalPerson } from './people.ts'

export type Text = ReturnType<typeof useText>

/** A jurisdiction speaks the languages of staff screens; any other reads English. */
export const saidIn = (said: Said, code: LanguageCode): string => (code === 'es' || code === 'ar' ? said[code] : said.en)

export const personName = (text: Text, { role, alias }: Pick<LegalPerson, 'role' | 'alias'>): string => text(`legal.${role}`, { alias })

/** *3 business days left*; null where there is nothing to answer any more. */
export function timeLeft(text: Text, law: Jurisdiction, request: LegalRequest, today: string): { late: boolean; says: string } | null {
  if (request.answerBy === null || request.outcome !== null) return null
  const { day } = request.answerBy
  if (day >= today) return { late: false, says: text('legal.left', { days: businessDaysUntil(law, today, day) }) }
  return { late: true, says: text('legal.late', { days: Math.max(1, businessDaysUntil(law, day, today)) }) }
}

export const standsAs = ({ outcome, released }: Pick<LegalRequest, 'outcome' | 'released'>): 'open' | 'closed' | 'released' =>
  released !== null ? 'released' : outcome !== null ? 'closed' : 'open'

/** May it be spoken of, in one sentence. */
export function speaks(text: Text, code: LanguageCode, { seal, stated }: { seal: Seal; stated: boolean }, today: string): string {
  if (seal === 'none' || (stated && seal !== 'open' && seal <= today)) return text('legal.speak.stated')
  if (seal === 'open') return text('legal.speak.open')
  return seal > today ? text('legal.speak.day', { day: formatDay(code, seal) }) : text('legal.speak.lifted')
}

/** What an act says, for whoever is about to sign it. */
export function actWords(text: Text, code: LanguageCode, said: LegalSaid): string {
  switch (said.act) {
    case 'due':
      return `${text('legal.act.due')}: ${formatDay(code, said.day)}`
    case 'extend':
      return `${text('legal.act.extend')}: ${text(`legal.ground.${said.ground}`)}${said.day === 'none' ? '' : ` (${formatDay(code, said.day)})`}`
    case 'decide':
      return `${text('legal.act.decide')}: ${text(`legal.decision.${said.decision}`)}`
    case 'court':
      return text(`legal.court.${said.did}`)
    case 'close':
      return `${text('legal.act.close')}: ${text(`legal.outcome.${said.outcome}`)}`
    case 'reseal':
      return said.seal === 'open' ? text('legal.speak.open') : text('legal.speak.day', { day: formatDay(code, said.seal) })
    case 'name':
      return `${text(said.on === 'yes' ? 'legal.name.on' : 'legal.name.off')}: ${text('legal.administrator', { alias: said.alias })}`
    case 'take_in':
      return text('legal.history.take_in')
    default:
      return text(`legal.act.${said.act}`)
  }
}
