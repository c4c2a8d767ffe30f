/// <reference path="./virtual.d.ts" />
/**
 * The language of a page (DESIGN §5.1): texts come compiled from the build, the choice never reaches a URL or the server.
 * `lang` and `dir` of the root element follow it; it is remembered in the page's own cache under 'language', if a cache is given.
 */

import { texts as built } from 'virtual:texts'
import { setupI18n } from '@lingui/core'
import { useEffect, useState } from 'preact/hooks'
import type { Kept } from './kept.ts'

export const languages = ['en', 'es', 'ar'] as const
export type LanguageCode = (typeof languages)[number]

/** Each language in its own words, for the picker. */
export const languageNames: Record<LanguageCode, string> = { en: 'English', es: 'Español', ar: 'العربية' }
export const directionOf = (code: LanguageCode): 'ltr' | 'rtl' => (code === 'ar' ? 'rtl' : 'ltr')
export const isLanguage = (value: unknown): value is LanguageCode => (languages as readonly unknown[]).includes(value)

/** Arabic with the digits that stand on Chicago's screens and papers: a number read aloud must be the number on the wall. */
export const localeOf = (code: LanguageCode): string => (code === 'ar' ? 'ar-u-nu-latn' : code === 'en' ? 'en-US' : 'es-US')

export type Values = Record<string, string | number>
/** A text by its id. An unknown id comes back as itself: seen in a test, never a blank screen. */
export type Text = (id: string, values?: Values) => string
type Messages = Record<string, string | unknown[]>

const speakers = Object.fromEntries(languages.map(code => [code, setupI18n()])) as Record<LanguageCode, ReturnType<typeof setupI18n>>
const listeners = new Set<() => void>()
let current: LanguageCode = 'en'
let element: HTMLElement | null = null
let kept: Kept | null = null

/** Replaces all texts: {language: {id: compiled message or plain text}}. The build's own are set when this file loads. */
export function setTexts(texts: Record<string, Messages>): void {
  for (const code of languages) {
    const messages = Object.fromEntries(
      // Plain text is wrapped: outside production the runtime would compile it a second time and read its apostrophes as quotes.
      Object.entries(texts[code] ?? {}).map(([id, message]) => [id, Array.isArray(message) ? message : [message]]),
    )
    speakers[code].loadAndActivate({ locale: code, locales: localeOf(code), messages: messages as never })
  }
  for (const listener of listeners) listener()
}
setTexts(built)

/** Adds the texts of screens whose code came later. What is there already stays. */
export function addTexts(texts: Record<string, Messages>): void {
  for (const code of languages) {
    const messages = Object.entries(texts[code] ?? {}).map(([id, message]) => [id, Array.isArray(message) ? message : [message]])
    speakers[code].load(code, Object.fromEntries(messages) as never)
  }
  for (const listener of listeners) listener()
}

/** Texts of one language, whatever the page speaks: the desk shows a phrase in the resident's language too. */
export const textIn =
  (code: LanguageCode): Text =>
  (id, values) =>
    speakers[code]._(id, values)

export const currentLanguage = (): LanguageCode => current

/** Changes the page's language at once; remembers it when `startLanguage` was given a cache. */
export function setLanguage(code: LanguageCode): void {
  current = code
  if (element) {
    element.lang = code
    element.dir = directionOf(code)
  }
  void kept?.put('language', code).catch(() => {})
  for (const listener of listeners) listener()
}

/** The first language of `wanted` (browser tags such as 'es-MX') that the city speaks; English if none. */
export function chooseLanguage(wanted: readonly string[]): LanguageCode {
  for (const tag of wanted) {
    const code = tag.toLowerCase().split('-')[0]
    if (isLanguage(code)) return code
  }
  return 'en'
}

/**
 * Once per page, before the first render: the remembered language, else the browser's. Sets `lang` and `dir`.
 * @returns the language chosen
 */
export async function startLanguage(options: { kept?: Kept; root?: HTMLElement; wanted?: readonly string[] } = {}): Promise<LanguageCode> {
  element = options.root ?? document.documentElement
  kept = null
  const remembered = await options.kept?.get('language').catch(() => null)
  setLanguage(isLanguage(remembered) ? remembered : chooseLanguage(options.wanted ?? navigator.languages))
  kept = options.kept ?? null
  return current
}

/** The page's language; the component is drawn again when it changes. */
export function useLanguage(): { code: LanguageCode; dir: 'ltr' | 'rtl'; set(code: LanguageCode): void } {
  const [, draw] = useState(0)
  useEffect(() => {
    const listener = () => draw(n => n + 1)
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }, [])
  return { code: current, dir: directionOf(current), set: setLanguage }
}

/** Texts in the page's language. */
export function useText(): Text {
  return textIn(useLanguage().code)
}
