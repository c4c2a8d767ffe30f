/** Desk: what the page was built with, for every screen. */
import type { Root } from '@latchkey/certificates/root.ts'
import { type CityNames, type CityTexts, cityText } from '@latchkey/cities/city.ts'
import type { Rules } from '@latchkey/rules/rules.ts'
import { useLanguage, useText } from '@latchkey/ui/language.ts'
import { paperWords } from '@latchkey/ui/paper-words.ts'
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'

export interface DeskCity {
  /** Null while the city has no root yet: then only *make the root* works. */
  root: Root | null
  rules: Rules
  /** Of the versions before, as far as the page has them. */
  earlier: readonly Rules[]
  texts: CityTexts
  names: CityNames
  /** Where this desk stands, if its address says so (stands-at.ts). */
  site: string | null
}

export const City = createContext<DeskCity | null>(null)

export function useCity(): DeskCity {
  const city = useContext(City)
  if (!city) throw new Error('a screen of the desk stands outside its city')
  return city
}

/** The city's sentences in the clerk's language. */
export function useCityText(): (key: string) => string {
  const { texts } = useCity()
  const { code } = useLanguage()
  return key => cityText(texts, code, key)
}

/** What a paper is called in the clerk's language; the caretaker's say so. */
export function usePaperName(): (ref: string) => string {
  const text = useText()
  const city = useCityText()
  return ref => paperWords(text, city, ref)
}

/** Today where the city is, YYYY-MM-DD: a card's dates are the city's, whatever the computer's time zone. */
export const dayIn = (timeZone: string, seconds: number): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(seconds * 1000)
