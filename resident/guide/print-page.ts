/**
 * What the guide, the posters and the letter share: a sheet that is read on a phone, printed from a browser and made into a PDF, without a script. All
 * languages lie in one page; what stands behind `#` picks a sheet and never leaves the phone (docs/decisions/guide.md).
 */
import { type City, cityText, type Language } from '@latchkey/cities/city.ts'
import languageTable from '@latchkey/cities/languages.json'
import { isFree } from '@latchkey/rules/fee.ts'
import type { Kind, Rules } from '@latchkey/rules/rules.ts'
import { type ComponentChild, h } from 'preact'

/** A language that speaks: tools/speak.mjs makes one for each that the city offers. */
export interface Voice {
  code: Language
  /** A native speaker has checked all of it. */
  reviewed: boolean
  /** A text by its id, with its ICU arguments. */
  text(id: string, values?: Record<string, string | number>): string
}

export const languageName = (code: Language): string => languageTable[code].name
export const directionOf = (code: Language): string => languageTable[code].dir
export const localeOf = (code: Language): string => languageTable[code].locale

/** The city's own sentences in the voice's language. */
export const sayer =
  (city: City, { code }: Voice) =>
  (key: string): string =>
    cityText(city.texts, code, key)

export const isPractice = (city: City): boolean => (city.root as { practice?: unknown }).practice === true

/** '18 or older' */
export function agesIn({ text }: Voice, { from, to }: { from: number; to: number | null }): string {
  if (to === null) return text('kinds.ages.least', { from })
  return from === 0 ? text('kinds.ages.to', { to }) : text('kinds.ages.both', { from, to })
}

/** The first kind of person that needs nobody else: whom the first page and the posters speak to. */
export const adultOf = (rules: Rules): Kind => rules.kinds.find(kind => kind.id === 'adult') ?? rules.kinds[0]!

/** The sentence on money: true in a city that takes a fee, too. */
export const moneyWords = ({ text }: Voice, rules: Rules): string => text(isFree(rules) ? 'home.money' : 'home.money.fee')
export const titleWords = ({ text }: Voice, rules: Rules): string => text(isFree(rules) ? 'home.title' : 'home.title.fee')

export const links = (label: string, all: { href: string; says: string; lang?: Language }[]): ComponentChild =>
  h(
    'nav',
    { class: 'print-links screen-only', 'aria-label': label },
    ...all.map(({ href, says, lang }) => h('a', { href, lang, dir: lang && directionOf(lang), class: 'print-link' }, says)),
  )

/** The same sheet in the other languages. */
export const languageLinks = ({ text }: Voice, voices: readonly Voice[], of: (code: Language) => string): ComponentChild =>
  links(
    text('shell.language'),
    voices.map(({ code }) => ({ href: `#${of(code)}`, says: languageName(code), lang: code })),
  )

/** A sheet: stripe of practice, the card's name, what leads elsewhere, then the words. `id` is what stands behind `#`. */
export function sheet(
  city: City,
  voice: Voice,
  { id, kind, nav, english }: { id: string; kind: string; nav: ComponentChild[]; english: string },
  ...inside: ComponentChild[]
): ComponentChild {
  const { code, text } = voice
  return h(
    'article',
    { class: `print-sheet print-${kind}`, id, lang: code, dir: directionOf(code) },
    isPractice(city) && h('p', { class: 'practice' }, text('shell.practice')),
    ...nav,
    h(
      'main',
      { class: 'print-main' },
      !voice.reviewed && unreviewed(voice, english),
      ...inside,
      h('p', { class: 'fine print-study' }, sayer(city, voice)('name.study')),
    ),
  )
}

/** On paper too: whoever takes the sheet home has no page that says it. */
export const unreviewed = ({ text }: Voice, english: string): ComponentChild =>
  h(
    'p',
    { class: 'print-machine' },
    text('shell.unreviewed'),
    ' ',
    h('a', { href: english, class: 'screen-only' }, text('shell.unreviewed.english')),
  )

/** The first page's four steps, for whoever reads them on paper. */
export const howWords = ({ text }: Voice): ComponentChild =>
  h('ol', null, ...['guide.how.check', 'home.how.2', 'guide.how.show', 'guide.how.yes'].map(id => h('li', null, text(id))))

/** A line to write on by hand. */
export const blank = (label: string): ComponentChild =>
  h('p', { class: 'print-blank' }, h('span', null, label), h('span', { class: 'print-rule', 'aria-hidden': 'true' }, ''))
