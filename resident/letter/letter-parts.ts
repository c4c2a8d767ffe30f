/**
 * What the letters share: a page without any script, on which somebody types a letter and prints it, so that nothing can be sent or kept by it; its fields have
 * no name, so not even a form that is sent by a press of Enter would carry them, and they ask the browser to remember, check and complete nothing. The letter is
 * in English, because a clerk reads it; what it says stands beside it in the reader's language.
 */
import type { City } from '@latchkey/cities/city.ts'
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

export interface LetterParts {
  /** The same words in every language; the style sheet shows those of the language that was picked, English otherwise. */
  inEach(id: string): ComponentChild
  /** A box to type into, under its name in English and what that means. */
  field(id: string, rows?: number): ComponentChild
  /** A sentence of the letter itself. */
  sentence(id: string, kind?: string): ComponentChild
  /** A line to sign on by hand. */
  signature(id: string): ComponentChild
  /** The whole page: what stands before the letter, and the letter with its button that erases it. */
  page(before: ComponentChild[], letter: ComponentChild[], erase: string): string
}

export function letterParts(voices: readonly Voice[], city: City): LetterParts {
  const english = voices.find(({ code }) => code === 'en')!
  const say = sayer(city, english)
  const values = { city: say('name.city'), card: say('name.card') }
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
  const plain = (id: string): ComponentChild => h('span', { lang: 'en', dir: 'ltr' }, english.text(id, values))
  return {
    inEach: id => inEach(id),
    field: (id, rows = 1) =>
      h('label', { class: 'letter-field' }, plain(id), meaning(id), h('textarea', { rows, maxlength: 200, dir: 'auto', ...silent })),
    sentence: (id, kind = 'letter-says') => h('p', { class: kind }, plain(id), meaning(id)),
    signature: id =>
      h(
        'p',
        { class: 'print-blank' },
        h('span', { lang: 'en', dir: 'ltr' }, english.text(id), meaning(id)),
        h('span', { class: 'print-rule', 'aria-hidden': 'true' }),
      ),
    page: (before, letter, erase) =>
      toHtml([
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
              ...before,
            ),
            // No action, no name in it, and a policy that lets no form be sent: it is there for its one button.
            h(
              'form',
              { class: 'letter', ...{ autocomplete: 'off' } },
              ...letter,
              h('p', { class: 'fine', lang: 'en', dir: 'ltr' }, say('name.study')),
              h('button', { type: 'reset', class: 'letter-erase screen-only' }, inEach(erase)),
            ),
          ),
        ),
      ]),
  }
}
