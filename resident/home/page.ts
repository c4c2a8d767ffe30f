/**
 * R1 as HTML that reads completely without JavaScript. The build puts it into resident/index.html in English, and in every language into
 * resident/languages.html: a browser without scripts is led there, to one page for all, and picks a language by what stands behind `#`. That never leaves the
 * phone, so no address says which language somebody reads (docs/decisions/languages.md).
 */
import { type City, cityText, type Language, languages } from '@latchkey/cities/city.ts'
import languageTable from '@latchkey/cities/languages.json'
import { parseRules } from '@latchkey/rules/rules.ts'
import { type ComponentChild, h, type VNode } from 'preact'
import { homeLead, homeTitle, homeWords } from './home-words.ts'

const escaped: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const inMarkup = (text: string) => text.replace(/[&<>"]/g, sign => escaped[sign]!)
const empty = new Set(['input', 'br', 'hr', 'img', 'path', 'rect', 'circle'])

/** Markup of plain elements: no components, no handlers. Every text is escaped; nothing in it comes from a request. */
export function toHtml(node: ComponentChild): string {
  if (node === null || node === undefined || typeof node === 'boolean') return ''
  if (typeof node !== 'object') return inMarkup(String(node))
  if (Array.isArray(node)) return node.map(toHtml).join('')
  const { type, props } = node as VNode<Record<string, unknown>>
  if (typeof type !== 'string') throw new TypeError('only plain elements')
  const { children, ...attributes } = props
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined && value !== null && value !== false)
    .map(([name, value]) => (value === true ? ` ${name}` : ` ${name}="${inMarkup(String(value))}"`))
  const inside = toHtml(children as ComponentChild)
  return empty.has(type) ? `<${type}${written.join('')}>` : `<${type}${written.join('')}>${inside}</${type}>`
}

/** A message with its {name} placeholders filled. The first page has no other kind: its test says so. */
export const fill = (message: string, values: Record<string, string | number> = {}) =>
  message.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))

export type Texts = { en: Record<string, string> } & Partial<Record<Language, Record<string, string>>>

/** Which of the languages that are written the city speaks. */
export const spokenIn = (texts: Texts, city: City): Language[] =>
  languages.filter(language => texts[language] && parseRules(city.rules).languages.includes(language))

/** @param texts every message by language and id, as written in ui/languages @returns what stands in the body's #app */
export const renderHome = (texts: Texts, city: City): string =>
  toHtml(homePage('en', texts, city, h('noscript', null, languageLinks(texts, city, '/languages/'))))

/**
 * The page of all languages. English stands last: without a `#` the style sheet shows the last, and without a style sheet all are there.
 * @param reviewed languages that a native speaker has checked
 */
export const renderLanguages = (texts: Texts, city: City, reviewed: readonly string[]): string =>
  toHtml(
    spokenIn(texts, city)
      .toReversed()
      .map(language => homePage(language, texts, city, languageLinks(texts, city, ''), !reviewed.includes(language))),
  )

export const languageLinks = (texts: Texts, city: City, page: string): ComponentChild =>
  h(
    'nav',
    { class: 'home-languages' },
    ...spokenIn(texts, city).map(code =>
      h('a', { href: `${page}#${code}`, lang: code, dir: languageTable[code].dir, class: 'home-language' }, languageTable[code].name),
    ),
  )

function homePage(language: Language, texts: Texts, city: City, links: ComponentChild, machine = false): ComponentChild {
  const rules = parseRules(city.rules)
  const practice = (city.root as { practice?: unknown }).practice === true
  const text = (id: string, values?: Record<string, string | number>) => fill(texts[language]?.[id] ?? id, values)
  const words = { text, language, rules, say: (key: string) => cityText(city.texts, language, key) }
  return h(
    'div',
    { class: 'page home-page', id: language, lang: language, dir: languageTable[language].dir },
    practice && h('p', { class: 'practice' }, text('shell.practice')),
    h('header', { class: 'page-header' }, h('span', { class: 'brand' }, h('span', null, cityText(city.texts, language, 'name.card')))),
    links,
    h(
      'main',
      { class: 'page-main' },
      h(
        'div',
        { class: 'screen' },
        machine &&
          h(
            'p',
            { class: 'notice' },
            h('span', null, text('shell.unreviewed'), ' ', h('a', { href: '#en' }, text('shell.unreviewed.english'))),
          ),
        h('h1', { class: 'screen-title' }, homeTitle(words)),
        h('p', { class: 'screen-lead' }, homeLead(words)),
        h('noscript', null, h('p', { class: 'notice' }, text('home.noscript'))),
        // Room for the buttons that come with the script, so that the words below do not jump.
        h('div', { class: 'home-waiting', 'aria-hidden': 'true' }),
        ...homeWords(words),
      ),
    ),
    h(
      'footer',
      { class: 'page-footer' },
      h('p', null, h('a', { class: 'page-foot-link', href: `/accessibility/#${language}` }, text('shell.accessibility'))),
      h('p', null, text('shell.study')),
    ),
  )
}
