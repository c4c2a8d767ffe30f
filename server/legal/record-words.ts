/** What the public record says of legal requests, by language; of English the declarations themselves speak (record/record-texts.ts joins them). */
import type { Language } from '@latchkey/cities/city.ts'
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

type Thing = Record<'purpose' | 'law' | 'kept' | 'readBy' | 'writtenBy', string> & { fields: string[] }

export const legalWords: Record<Language, { titles: Record<string, string>; things?: Record<string, Thing> }> = {
  en,
  es,
  pl,
  zh,
  ar,
  fr,
  uk,
  tl,
  ur,
  am,
}
