/** The report's words, by language (docs/guides/translating.md). The server bundle carries them. */
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

export type QuarterTexts = Record<keyof typeof en, string>

export const quarterTexts: Record<Language, QuarterTexts> = { en, es, pl, zh, ar, fr, uk, tl, ur, am }

/** Puts values where a text has `{name}`. */
export const fill = (text: string, values: Record<string, string>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
