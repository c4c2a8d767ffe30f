/// <reference path="./virtual.d.ts" />
/**
 * The language of a page (DESIGN §5.1). Texts come compiled from the build: English with the page, every other language as a file of its own where the build
 * says so (`words`), else all with the page. The choice never reaches an address. `lang` and `dir` of the root element follow it; it is remembered in the page's
 * own cache under 'language', and its words under 'words', if a cache is given: offline it speaks the language it spoke before.
 */

import { words as addresses, offered, reviewed, staff } from 'virtual:languages'
import { texts as built } from 'virtual:texts'
import type { Language } from '@latchkey/cities/city.ts'
import table from '@latchkey/cities/languages.json'
import { setupI18n } from '@lingui/core'
import { useEffect, useState } from 'preact/hooks'
import type { Kept } from './kept.ts'
import { fetchWords, readWords, type Words } from './words.ts'

export type LanguageCode = Language
/** The languages that this build offers, English first: the complete ones that the city speaks. */
export const languages = offered as readonly LanguageCode[]
/** Those in which a clerk's screens are complete too. */
export const staffLanguages = staff as readonly LanguageCode[]

/** Each language in its own words, for the picker. */
export const languageNames = Object.fromEntries(Object.entries(table).map(([code, { name }]) => [code, name])) as Record<
  LanguageCode,
  string
>
export const directionOf = (code: LanguageCode): 'ltr' | 'rtl' => table[code].dir as 'ltr' | 'rtl'
export const isLanguage = (value: unknown): value is LanguageCode => (languages as readonly unknown[]).includes(value)
/** Whether a native speaker has checked what stands here. */
export const isReviewed = (code: LanguageCode): boolean => code === 'en' || (reviewed as readonly string[]).includes(code)

/** With the digits that stand on the city's screens and papers, whatever a language usually writes: a number read aloud must be the number on the wall. */
export const localeOf = (code: LanguageCode): string => table[code].locale

export type Values = Record<string, string | number>
/** A text by its id. An unknown id comes back as itself: seen in a test, never a blank screen. */
export type Text = (id: string, values?: Values) => string
type Messages = Record<string, string | unknown[]>

const speakers = Object.fromEntries(languages.map(code => [code, setupI18n()])) as Record<LanguageCode, ReturnType<typeof setupI18n>>
const listeners = new Set<() => void>()
let current: LanguageCode = 'en'
/** A language that was asked for and did not come. */
let missing: LanguageCode | null = null
/** Somebody chose the page's language, now or before. */
let picked = false
let element: HTMLElement | null = null
let kept: Kept | null = null

// Plain text is wrapped: outside production the runtime would compile it a second time and read its apostrophes as quotes.
const wrapped = (messages: Messages) =>
  Object.fromEntries(Object.entries(messages).map(([id, message]) => [id, Array.isArray(message) ? message : [message]]))
const tell = () => {
  for (const listener of listeners) listener()
}

/** Replaces all texts: {language: {id: compiled message or plain text}}. The build's own are set when this file loads. */
export function setTexts(texts: Record<string, Messages>): void {
  for (const code of languages) {
    speakers[code].loadAndActivate({ locale: code, locales: localeOf(code), messages: wrapped(texts[code] ?? {}) as never })
  }
  tell()
}
setTexts(built)

/** Adds the texts of screens whose code came later. What is there already stays. */
export function addTexts(texts: Record<string, Messages>): void {
  for (const code of languages) if (texts[code]) speakers[code].load(code, wrapped(texts[code]) as never)
  tell()
}

/** Texts of one language, whatever the page speaks: the desk shows a phrase in the resident's language too. English for what has not come. */
export const textIn =
  (code: LanguageCode): Text =>
  (id, values) =>
    speakers[id in speakers[code].messages ? code : 'en']._(id, values)

/** Which files of words the page's screens need so far. A page without files of words needs none. */
const opened: Set<'first' | 'later'> = new Set(addresses ? ['first'] : [])
const loaded = new Set<string>()
const cityListeners = new Set<(code: LanguageCode, texts: Record<string, string>) => void>()
/** Told the city's own sentences in a language as they come. */
export const onCityTexts = (listener: (code: LanguageCode, texts: Record<string, string>) => void): void => void cityListeners.add(listener)

/** Files of the page's language that came and are not kept yet. */
const waiting = new Map<'first' | 'later', { code: LanguageCode; bytes: Uint8Array }>()
/**
 * Who only looked at the first page leaves nothing behind in its cache. Words are kept once a language was picked, or later screens are open; a page without
 * later screens keeps them as they come.
 */
function keepWords(): void {
  if (!(picked || opened.has('later') || addresses?.later === null)) return
  for (const [which, { code, bytes }] of waiting) if (code === current) void kept?.put(`words ${which}`, bytes).catch(() => {})
  waiting.clear()
}

/**
 * One file of words. It is asked for in English too, although nothing is in it: who watches the line sees the same for every language. What this device kept
 * speaks at once; what comes is kept for the next time.
 */
async function loadFile(which: 'first' | 'later', code: LanguageCode): Promise<boolean> {
  const address = addresses?.[which]
  if (!address || loaded.has(`${which} ${code}`)) return true
  const take = (words: Words | null) => {
    if (!words) return false
    loaded.add(`${which} ${code}`)
    // English is built in; its file is only as long as the others.
    if (code === 'en') return true
    speakers[code].load(code, wrapped(words.messages) as never)
    for (const listener of cityListeners) listener(code, words.city)
    return true
  }
  const before = code === 'en' ? null : await kept?.get<Uint8Array>(`words ${which}`).catch(() => null)
  const come = fetchWords(address, code).then(async bytes => {
    const taken = bytes !== null && take(await readWords(bytes, code))
    if (taken && code !== 'en' && String(bytes) !== String(before)) waiting.set(which, { code, bytes })
    return taken
  })
  // Words of an older build may lack a sentence: English stands in until the new ones are here.
  if (before && take(await readWords(before, code))) {
    void come.then(() => {
      keepWords()
      tell()
    })
    return true
  }
  return (await come) || code === 'en'
}
/** @returns false when words that the open screens need did not come */
export const loadWords = async (code: LanguageCode): Promise<boolean> =>
  (await Promise.all([...opened].map(which => loadFile(which, code)))).every(Boolean)

/** The words of later screens, in the page's language. English has come with their code; a language that does not come leaves English there. */
export async function openLater(): Promise<void> {
  if (!addresses?.later) return
  opened.add('later')
  keepWords()
  const done = loadFile('later', current)
  if (current === 'en') return
  await done
  keepWords()
  tell()
}

export const currentLanguage = (): LanguageCode => current

function show(code: LanguageCode): void {
  current = code
  missing = null
  keepWords()
  if (element) {
    element.lang = code
    element.dir = directionOf(code)
  }
  tell()
}

let asked = 0
/**
 * Changes the page's language, at once where its words are here; remembers it when `startLanguage` was given a cache.
 * @returns false when its words did not come: the page goes on in the language it has, and `useLanguage` says which is missing
 */
export function setLanguage(code: LanguageCode): Promise<boolean> {
  picked = true
  void kept?.put('language', code).catch(() => {})
  return become(code)
}

function become(code: LanguageCode): Promise<boolean> {
  asked += 1
  const mine = asked
  if (code === 'en' || [...opened].every(which => !addresses?.[which] || loaded.has(`${which} ${code}`))) {
    void loadWords(code)
    show(code)
    return Promise.resolve(true)
  }
  return loadWords(code).then(came => {
    // Another was picked meanwhile.
    if (mine !== asked) return true
    if (came) show(code)
    else {
      missing = code
      tell()
    }
    return came
  })
}

/** The first language of `wanted` (browser tags such as 'es-MX') that is offered; English if none. */
export function chooseLanguage(wanted: readonly string[], among: readonly LanguageCode[] = languages): LanguageCode {
  for (const tag of wanted) {
    const code = tag.toLowerCase().split('-')[0]
    // Browsers name Tagalog by the language that was made from it.
    const found = among.find(one => one === (code === 'fil' ? 'tl' : code))
    if (found) return found
  }
  return 'en'
}

/**
 * Once per page, before the first render: the remembered language, else the browser's. Sets `lang` and `dir`.
 * @param options.among a part of the offered languages @returns the language chosen: English when the words of another did not come
 */
export async function startLanguage(
  options: { kept?: Kept; root?: HTMLElement; wanted?: readonly string[]; among?: readonly LanguageCode[] } = {},
): Promise<LanguageCode> {
  element = options.root ?? document.documentElement
  const remembered = await options.kept?.get('language').catch(() => null)
  const wanted = isLanguage(remembered) ? remembered : chooseLanguage(options.wanted ?? navigator.languages, options.among)
  kept = options.kept ?? null
  picked = isLanguage(remembered)
  show('en')
  await become(wanted)
  return current
}

/** The page's language; the component is drawn again when it changes. `missing`: one that was asked for and did not come. */
export function useLanguage(): { code: LanguageCode; dir: 'ltr' | 'rtl'; missing: LanguageCode | null; set(code: LanguageCode): void } {
  const [, draw] = useState(0)
  useEffect(() => {
    const listener = () => draw(n => n + 1)
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }, [])
  return { code: current, dir: directionOf(current), missing, set: code => void setLanguage(code) }
}

/** A helper's language beside the page's, and what makes one text of two (second-language.ts, which comes when somebody wants it). */
let beside: { code: LanguageCode; join(first: string, second: string): string } | null = null
export function setBeside(next: typeof beside): void {
  beside = next
  tell()
}
/** What is said in the page's language; with a helper's beside it, where there is one. */
export const both = (say: (code: LanguageCode) => string): string =>
  beside && beside.code !== current ? beside.join(say(current), say(beside.code)) : say(current)

/** Texts in the page's language, for the screen. What is drawn, printed or stands in the tab speaks one language: `textIn`. */
export function useText(): Text {
  useLanguage()
  return (id, values) => both(code => textIn(code)(id, values))
}
