/** Settings: what a way in is called, and what the pages say of it when it is not as usual. */
import { type CityTexts, cityText } from '@latchkey/cities/city.ts'
import type { Text } from '@latchkey/ui/language.ts'
import type { WayState } from '@latchkey/wire/settings.ts'
import { siteNotice } from '@latchkey/wire/waiting.ts'

interface Words {
  text: Text
  texts: CityTexts
  code: string
}

export const siteName = ({ texts, code }: Pick<Words, 'texts' | 'code'>, site: string): string => cityText(texts, code, `site.${site}`)

/** The fixed phrase of a counter or an event, in the page's language; empty for a number that is none. */
export function noticeWords({ text, texts, code }: Words, number: number | null, to: string | null): string {
  const phrase = siteNotice(number)
  if (phrase === null) return ''
  return text(`sites.notice.${phrase.id}`, phrase.to ? { site: to === null ? '…' : siteName({ texts, code }, to) } : {})
}

/** 'Closed. Closed because of snow.' */
export function standsAs(words: Words, { open, notice, to, paused }: Pick<WayState, 'open' | 'notice' | 'to' | 'paused'>): string {
  if (open) return words.text(paused ? 'board.way.paused' : 'settings.sites.open')
  return noticeWords(words, notice, to) || words.text('settings.sites.closed')
}
