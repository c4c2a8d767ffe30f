/**
 * The accessibility statement: a page of all languages that reads without scripts, like resident/home/page.ts. Its figures are those of the last whole run of
 * goals 12 and 13 (docs/goals), with the build it looked at; what nobody has tried stands beside them.
 */
import { type City, cityText, type Language } from '@latchkey/cities/city.ts'
import languageTable from '@latchkey/cities/languages.json'
import { type ComponentChild, h } from 'preact'
import { fill, languageLinks, spokenIn, type Texts, toHtml } from '../home/page.ts'

/** Of what `npm run goals -- 12 13` keeps; tools/home-plugin.mjs reads it. */
export interface Measured {
  /** YYYY-MM-DD */
  day: string
  /** First letters of the hash of the sources that were looked at. */
  build: string
  screens: number
  languages: number
  looks: number
  violations: number
  misfits: number
  unreached: number
}

/** @param measured null before the first whole run @param reviewed languages that a native speaker has checked */
export const renderStatement = (texts: Texts, city: City, measured: Measured | null, reviewed: readonly string[]): string =>
  toHtml(
    // English stands last: without a `#` the style sheet shows the last, and without a style sheet all are there.
    spokenIn(texts, city)
      .toReversed()
      .map(language => statement(language, texts, city, measured, !reviewed.includes(language))),
  )

function statement(language: Language, texts: Texts, city: City, measured: Measured | null, machine: boolean): ComponentChild {
  const practice = (city.root as { practice?: unknown }).practice === true
  const { dir, locale } = languageTable[language]
  const text = (id: string, values?: Record<string, string | number>) => fill(texts[language]?.[id] ?? id, values)
  const say = (key: string) => cityText(city.texts, language, key)
  const lines = (...ids: string[]) => h('ul', null, ...ids.map(id => h('li', null, text(`accessibility.${id}`, { ...measured }))))
  const day = measured && new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(Date.parse(measured.day))
  return h(
    'div',
    { class: 'page home-page', id: language, lang: language, dir },
    practice && h('p', { class: 'practice' }, text('shell.practice')),
    h('header', { class: 'page-header' }, h('span', { class: 'brand' }, h('span', null, say('name.card')))),
    languageLinks(texts, city, ''),
    h(
      'main',
      { class: 'page-main' },
      h(
        'div',
        { class: 'screen' },
        machine &&
          language !== 'en' &&
          h(
            'p',
            { class: 'notice' },
            h('span', null, text('shell.unreviewed'), ' ', h('a', { href: '#en' }, text('shell.unreviewed.english'))),
          ),
        h('h1', { class: 'screen-title' }, text('shell.accessibility')),
        h('p', { class: 'screen-lead' }, text('accessibility.aim')),
        h('h2', null, text('accessibility.checked')),
        measured
          ? [
              h('p', null, text('accessibility.checked.how', { ...measured, day: day! })),
              lines('found.rules', 'found.fit', 'found.keys'),
              h('p', { class: 'fine' }, text('accessibility.build', { ...measured })),
            ]
          : h('p', null, text('accessibility.never')),
        h('h2', null, text('accessibility.untried')),
        lines('untried.part', 'untried.reader', 'untried.phones'),
        h('p', null, text('accessibility.counter')),
        h('p', null, h('a', { href: '/' }, text('accessibility.home'))),
      ),
    ),
    h('footer', { class: 'page-footer' }, h('p', null, text('shell.study'))),
  )
}
