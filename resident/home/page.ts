/**
 * R1 as HTML that reads completely without JavaScript, in every language: the build puts it into resident/index.html. The language is
 * switched by radio inputs and CSS alone, so that it needs no script, no request and no address of its own.
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

/** @param texts every message by language and id, as written in ui/languages @returns what stands in the body's #app */
export function renderHome(texts: { en: Record<string, string> } & Partial<Record<Language, Record<string, string>>>, city: City): string {
  const rules = parseRules(city.rules)
  const practice = (city.root as { practice?: unknown }).practice === true
  const spoken = languages.filter(language => texts[language] && (rules.languages as Language[]).includes(language))
  const page = (language: Language) => {
    const text = (id: string, values?: Record<string, string | number>) => fill(texts[language]?.[id] ?? id, values)
    const words = { text, language, rules, cityTexts: city.texts }
    return h(
      'div',
      { class: `page home-page home-page-${language}`, lang: language, dir: languageTable[language].dir },
      practice && h('p', { class: 'practice' }, text('shell.practice')),
      h(
        'header',
        { class: 'page-header' },
        h('span', { class: 'brand' }, h('span', null, cityText(city.texts, language, 'name.card'))),
        h(
          'div',
          { class: 'page-tools home-languages' },
          ...spoken.map(other => h('label', { for: `home-${other}`, lang: other, class: 'home-language' }, languageTable[other].name)),
        ),
      ),
      h(
        'main',
        { class: 'page-main' },
        h(
          'div',
          { class: 'screen' },
          h('h1', { class: 'screen-title' }, homeTitle(words)),
          h('p', { class: 'screen-lead' }, homeLead(words)),
          h('noscript', null, h('p', { class: 'notice' }, text('home.noscript'))),
          // Room for the buttons that come with the script, so that the words below do not jump.
          h('div', { class: 'home-waiting', 'aria-hidden': 'true' }),
          ...homeWords(words),
        ),
      ),
      h('footer', { class: 'page-footer' }, h('p', null, text('shell.study'))),
    )
  }
  const choices = spoken.map((language, at) =>
    h('input', {
      type: 'radio',
      name: 'language',
      id: `home-${language}`,
      value: language,
      class: 'unseen home-choice',
      'aria-label': languageTable[language].name,
      autocomplete: 'off',
      checked: at === 0,
    }),
  )
  return toHtml([...choices, ...spoken.map(page)])
}
