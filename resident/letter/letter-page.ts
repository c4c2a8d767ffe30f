/** The care-of letter: an agency types it here and prints it. */
import type { City } from '@latchkey/cities/city.ts'
import { careOfLetter } from '@latchkey/rules/guide.ts'
import { parseRules } from '@latchkey/rules/rules.ts'
import { h } from 'preact'
import type { Voice } from '../guide/print-page.ts'
import { letterParts } from './letter-parts.ts'

/**
 * @returns what stands in the body of resident/letter.html; a city whose rules know no such letter has no such page (tools/build.mjs)
 */
export function renderLetter(voices: readonly Voice[], city: City): string {
  if (!careOfLetter(parseRules(city.rules))) return ''
  const { inEach, field, sentence, signature, page } = letterParts(voices, city)
  return page(
    [
      h('h1', null, inEach('letter.title')),
      h('p', null, inEach('letter.lead')),
      h('p', { class: 'letter-silent' }, inEach('letter.silent')),
      h('ul', null, ...['least', 'print', 'file', 'copy', 'english'].map(id => h('li', null, inEach(`letter.${id}`)))),
      h('p', { class: 'fine' }, inEach('letter.ours')),
    ],
    [
      sentence('letter.to', 'letter-to'),
      field('letter.agency'),
      field('letter.address', 2),
      field('letter.phone'),
      field('letter.date'),
      field('letter.person'),
      sentence('letter.knows'),
      sentence('letter.lives'),
      sentence('letter.mail'),
      field('letter.signer'),
      signature('letter.sign'),
    ],
    'letter.erase',
  )
}
