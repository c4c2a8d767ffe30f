/** Asking the city to hold an event: a letter that is typed here, printed and brought. The city receives nothing by this page, and nobody is named in it. */
import type { City } from '@latchkey/cities/city.ts'
import { h } from 'preact'
import type { Voice } from '../guide/print-page.ts'
import { letterParts } from './letter-parts.ts'

/** @returns what stands in the body of resident/host.html */
export function renderHost(voices: readonly Voice[], city: City): string {
  const { inEach, field, sentence, signature, page } = letterParts(voices, city)
  return page(
    [
      h('h1', null, inEach('host.title')),
      h('p', null, inEach('host.lead')),
      h('p', { class: 'letter-silent' }, inEach('letter.silent')),
      h('ul', null, ...['host.send', 'host.least', 'letter.print', 'letter.english'].map(id => h('li', null, inEach(id)))),
      h('p', { class: 'fine' }, inEach('host.ours')),
    ],
    [
      sentence('host.to', 'letter-to'),
      field('host.place'),
      field('letter.address', 2),
      field('letter.phone'),
      field('letter.date'),
      sentence('host.ask'),
      field('host.days', 2),
      field('host.room', 2),
      field('host.speaks'),
      sentence('host.keeps'),
      field('letter.signer'),
      signature('letter.sign'),
    ],
    'letter.erase',
  )
}
