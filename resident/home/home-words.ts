/**
 * The words of the first page (R1) below its buttons, as plain elements without hooks: home/page.ts writes them into the HTML at build,
 * home/home.tsx draws the very same while scripts run. Everything comes from the rules and the texts; nothing is said twice.
 */
import type { Language } from '@latchkey/cities/city.ts'
import { kindOf, papersFor, servedBy } from '@latchkey/rules/enough.ts'
import { isFree } from '@latchkey/rules/fee.ts'
import type { Rules } from '@latchkey/rules/rules.ts'
import { type ComponentChild, h } from 'preact'

export interface HomeWords {
  /** Messages of `home.*`: plain, with {name} placeholders only. */
  text(id: string, values?: Record<string, string | number>): string
  language: Language
  rules: Rules
  /** The city's own sentence for a key. */
  say(key: string): string
}

const panel = (title: string, tone: 'plain' | 'good' | 'soft', id: string, ...inside: ComponentChild[]) =>
  h('section', { class: `panel panel-${tone}`, id }, h('h2', { class: 'panel-title' }, title), ...inside)
const list = (items: string[]) => h('ul', null, ...items.map(item => h('li', null, item)))

/** The heading's words: they stand in the screen's own heading. */
export const homeTitle = ({ text, rules }: HomeWords) => text(isFree(rules) ? 'home.title' : 'home.title.fee')
export const homeLead = ({ text, say }: HomeWords) => text('home.lead', { city: say('name.city') })

export function homeWords(words: HomeWords): ComponentChild[] {
  const { text, language, rules, say } = words
  const city = say('name.city')
  const adult = kindOf(rules, 'adult')
  const bounded = rules.validity.find(row => row.from <= adult.from && row.years !== null)
  const endless = rules.validity.find(row => row.years === null)
  return [
    panel(
      text('home.keep.title'),
      'good',
      'home-keep',
      h('p', null, text('home.keep.text')),
      h('p', null, h('a', { href: '/record' }, text('home.keep.list'))),
      h('p', null, text(isFree(rules) ? 'home.money' : 'home.money.fee')),
    ),
    panel(
      text('home.who.title'),
      'plain',
      'home-who',
      h('p', null, text('home.who.text', { city })),
      // As the guide: in a window of its own, and in the reader's language.
      h('p', null, h('a', { href: `/sites#${language}`, target: '_blank', rel: 'noopener' }, text('home.sites'))),
      bounded && endless ? h('p', null, text('home.lasts', { years: bounded.years!, old: endless.from })) : null,
    ),
    panel(
      text('home.papers.title'),
      'plain',
      'home-papers',
      rules.onePaperServes.value === 'many' ? h('p', null, text('home.papers.text')) : null,
      ...adult.needs.map(({ need }) =>
        h(
          'details',
          null,
          h('summary', null, say(`need.${need}`)),
          list(
            papersFor(rules, adult.id)
              .filter(paper => servedBy(rules, adult.id, paper.id).includes(need))
              .map(paper => say(`paper.${paper.id}.short`)),
          ),
        ),
      ),
      // In a window of its own: a phone whose browser keeps nothing must not lose its number for a guide. What stands behind # is sent to nobody.
      h('p', null, h('a', { href: `/guide#${language}-${adult.id}`, target: '_blank', rel: 'noopener' }, text('home.guide'))),
    ),
    panel(text('home.how.title'), 'plain', 'home-how', h('ol', null, ...[1, 2, 3, 4].map(step => h('li', null, text(`home.how.${step}`))))),
    panel(
      text('home.works.title'),
      'plain',
      'home-works',
      list(rules.uses.works.map(use => say(`use.works.${use.id}`))),
      h('h2', { class: 'panel-title' }, text('home.not.title')),
      list(rules.uses.not.map(use => say(`use.not.${use.id}`))),
    ),
    rules.study ? h('p', { class: 'fine' }, text('home.unconfirmed', { city })) : null,
  ]
}
