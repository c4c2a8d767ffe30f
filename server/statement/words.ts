/** The words of statement and letter. A statement is in the city's working language; the letter is for residents, in all of theirs. */
import type { Language } from '@latchkey/cities/city.ts'
import am from './texts/letter/am.json'
import ar from './texts/letter/ar.json'
import en from './texts/letter/en.json'
import es from './texts/letter/es.json'
import fr from './texts/letter/fr.json'
import pl from './texts/letter/pl.json'
import tl from './texts/letter/tl.json'
import uk from './texts/letter/uk.json'
import ur from './texts/letter/ur.json'
import zh from './texts/letter/zh.json'
import statementEn from './texts/statement/en.json'
import statementEs from './texts/statement/es.json'

/** Those whose letters a PDF has without a font of its own (helvetica.ts). */
export const statementLanguages = ['en', 'es'] as const
export type StatementLanguage = (typeof statementLanguages)[number]

export type StatementWords = Record<keyof typeof statementEn, string> & Record<string, string>
export const statementWords: Record<StatementLanguage, StatementWords> = { en: statementEn, es: statementEs }

export type LetterWords = Record<keyof typeof en, string>
export const letterWords: Record<Language, LetterWords> = { en, es, pl, zh, ar, fr, uk, tl, ur, am }
