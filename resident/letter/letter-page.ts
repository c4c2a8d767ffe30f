/**
 * The care-of letter: an agency types it here and prints it. The page has no script at all, so nothing can be sent or kept by it; its fields have no name,
 * so not even a form that is sent by a press of Enter would carry them, and they ask the browser to remember, check and complete nothing. The letter is in
 * English, because a clerk reads it; what it says stands beside it in the reader's language.
 */
import type { City } from '@latchkey/cities/city.ts'
import { careOfLetter } from '@latchkey/rules/guide.ts'
import { parseRules } from '@latchkey/rules/rules.ts'
import { type ComponentChild, h } from 'preact'
import { directionOf, isPractice, languageLinks, sayer, unreviewed, type Voice } from '../guide/print-page.ts'
import { toHtml } from '../home/page.ts'

/** A browser may send what is typed to check or complete it, and keeps it to fill it in again after a crash: each of these tells it not to. */
const silent = {
  autocomplete: 'off',
  autocorrect: 'off',
  autocapitalize: 'off',
  spellcheck: 'false',
  writingsuggestions: 'false',
  translate: 'no',
}

const fields = ['agency', 'address', 'phone', 'date', 'person', 'signer'] as const
type Field = (typeof fields)[number]
const rowsOf: Partial<Record<Field, number>> = { address: 2 }

/**
 * @returns what stands in the body of resident/letter.html; a city whose rules know no such letter has no such page (tools/build.mjs)
 */
export function renderLetter(voices: readonly Voice[], city: City): string {
  if (!careOfLetter(parseRules(city.rules))) return ''
  const english = voices.find(({ code }) => code === 'en')!
  const say = sayer(city, english)
  const values = { city: say('name.city'), card: say('name.card') }
  /** The same words in every language; the style sheet shows those of the language that was picked, English otherwise. */
  const inEach = (id: string, those = voices): ComponentChild =>
    those.map(voice =>
      h(
        'span',
        { class: 'letter-in', lang: voice.code, dir: directionOf(voice.code) },
        voice.text(id, { city: sayer(city, voice)('name.city'), card: values.card }),
      ),
    )
  const others = voices.filter(({ code }) => code !== 'en')
  /** Beside English, what it says in the language that was picked. */
  const meaning = (id: string): ComponentChild => h('span', { class: 'letter-meaning screen-only' }, inEach(id, others))
  const field = (name: Field): ComponentChild =>
    h(
      'label',
      { class: 'letter-field' },
      h('span', { lang: 'en', dir: 'ltr' }, english.text(`letter.${name}`)),
      meaning(`letter.${name}`),
      h('textarea', { rows: rowsOf[name] ?? 1, maxlength: 200, dir: 'auto', ...silent }),
    )
  const sentence = (id: string): ComponentChild =>
    h('p', { class: 'letter-says' }, h('span', { lang: 'en', dir: 'ltr' }, english.text(id, values)), meaning(id))
  return toHtml([
    ...voices.map(({ code }) => h('i', { id: code, class: 'letter-target' })),
    h(
      'div',
      { class: 'letter-page' },
      isPractice(city) && h('p', { class: 'practice' }, inEach('shell.practice')),
      languageLinks(english, voices, code => code),
      h(
        'main',
        { class: 'print-main' },
        h(
          'div',
          { class: 'screen-only' },
          ...voices
            .filter(voice => !voice.reviewed)
            .map(voice => h('div', { class: 'letter-in', lang: voice.code, dir: directionOf(voice.code) }, unreviewed(voice, '#en'))),
          h('h1', null, inEach('letter.title')),
          h('p', null, inEach('letter.lead')),
          h('p', { class: 'letter-silent' }, inEach('letter.silent')),
          h('ul', null, ...['least', 'print', 'file', 'copy', 'english'].map(id => h('li', null, inEach(`letter.${id}`)))),
          h('p', { class: 'fine' }, inEach('letter.ours')),
        ),
        // No action, no name in it, and a policy that lets no form be sent: it is there for its one button.
        h(
          'form',
          { class: 'letter', ...{ autocomplete: 'off' } },
          h('p', { class: 'letter-to' }, h('span', { lang: 'en', dir: 'ltr' }, english.text('letter.to', values)), meaning('letter.to')),
          field('agency'),
          field('address'),
          field('phone'),
          field('date'),
          field('person'),
          sentence('letter.knows'),
          sentence('letter.lives'),
          sentence('letter.mail'),
          field('signer'),
          h(
            'p',
            { class: 'print-blank' },
            h('span', { lang: 'en', dir: 'ltr' }, english.text('letter.sign'), meaning('letter.sign')),
            h('span', { class: 'print-rule', 'aria-hidden': 'true' }),
          ),
          h('p', { class: 'fine', lang: 'en', dir: 'ltr' }, say('name.study')),
          h('button', { type: 'reset', class: 'letter-erase screen-only' }, inEach('letter.erase')),
        ),
      ),
    ),
  ])
}
