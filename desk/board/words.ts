/** The board: what desks, lines, ways in and phrases are called. */
import type { CityTexts } from '@latchkey/cities/city.ts'
import type { Text } from '@latchkey/ui/language.ts'
import { type Board, type DeskMessage, deskPhrase } from '@latchkey/wire/board.ts'
import { siteName } from '../settings/way-name.ts'

export interface Words {
  text: Text
  texts: CityTexts
  code: string
}

export const deskName = (text: Text, { alias, supervisor }: Pick<Board['desks'][number], 'alias' | 'supervisor'>): string =>
  text(supervisor ? 'board.desk.supervisor' : 'desk.clerk', { alias })

export type BoardWay = Board['ways'][number]

export const wayName = (words: Words, { way, site }: Pick<BoardWay, 'way' | 'site'>): string =>
  way === 'phone' ? words.text('board.way.phone') : siteName(words, site)

export const wayStands = (text: Text, { open, paused }: BoardWay): string =>
  text(!open ? 'board.way.closed' : paused ? 'board.way.paused' : 'board.way.open')

/** The phrase with its place. The server says only numbers of a list; one that this page does not know yet is a phrase without words. */
export function phraseWords(words: Words, { phrase, site, station }: Omit<DeskMessage, 'id'>): string {
  const known = deskPhrase(phrase)
  if (known === null) return ''
  const { text } = words
  const place = site !== null ? siteName(words, site) : station !== null ? text('board.station', { number: station }) : text('board.place')
  return text(`board.phrase.${known.id}`, known.place ? { place } : {})
}
