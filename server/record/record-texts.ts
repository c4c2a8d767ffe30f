/** The public record's words, by language (docs/guides/translating.md). The server bundle carries them: it reads no file of words while it runs. */
import type { Language } from '@latchkey/cities/city.ts'
import { legalWords } from '../legal/record-words.ts'
import am from './texts/am.json'
import ar from './texts/ar.json'
import en from './texts/en.json'
import es from './texts/es.json'
import fr from './texts/fr.json'
import pl from './texts/pl.json'
import tl from './texts/tl.json'
import uk from './texts/uk.json'
import ur from './texts/ur.json'
import zh from './texts/zh.json'

type Words<G extends Exclude<keyof typeof en, 'lists' | 'titles'>> = Record<keyof (typeof en)[G], string>

/** Words of one language, by the page they stand on; `page` is of all. English has none for `things`: there the declarations themselves speak. */
export interface RecordTexts {
  page: Words<'page'>
  doors: Words<'doors'>
  front: Words<'front'>
  held: Words<'held'>
  cannot: Words<'cannot'>
  rules: Words<'rules'>
  notices: Words<'notices'>
  requests: Words<'requests'>
  drill: Words<'drill'>
  limits: Words<'limits'>
  /** The closed lists of legal requests (law/lists.ts), by their own words. */
  lists: Record<keyof typeof en.lists, Record<string, string>>
  titles: Record<string, string>
  things?: Record<
    string,
    { fields: string[]; purpose: string; law: string; kept: string; readBy: string; writtenBy: string; endedBy?: string }
  >
}

const own: Record<Language, RecordTexts> = { en, es, pl, zh, ar, fr, uk, tl, ur, am }

/** With the words that lie beside the things themselves. */
export const recordTexts = Object.fromEntries(
  (Object.keys(own) as Language[]).map(code => {
    const { titles, things } = legalWords[code]
    const more = own[code].things && { things: { ...own[code].things, ...things } }
    return [code, { ...own[code], titles: { ...own[code].titles, ...titles }, ...more }]
  }),
) as Record<Language, RecordTexts>
