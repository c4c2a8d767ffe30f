/**
 * Posters and flyers in each language, and a door sign in all of them: the guide's words, large, for walls and tables. Place and hours are written on by
 * hand, because no office is invented.
 */
import type { City, Language } from '@latchkey/cities/city.ts'
import { parseRules, type Rules } from '@latchkey/rules/rules.ts'
import { type ComponentChild, h } from 'preact'
import {
  adultOf,
  blank,
  directionOf,
  howWords,
  isPractice,
  languageName,
  links,
  moneyWords,
  sayer,
  sheet,
  titleWords,
  type Voice,
} from '../guide/print-page.ts'
import { toHtml } from '../home/page.ts'

const kinds = ['poster', 'flyer'] as const
export const posterId = (code: Language, kind: (typeof kinds)[number]): string => `${code}-${kind}`

/** @returns what stands in the body of resident/posters.html: the list of all stands last, and is what a browser shows that was led to no sheet */
export function renderPosters(voices: readonly Voice[], city: City): string {
  const rules = parseRules(city.rules)
  const english = voices.find(({ code }) => code === 'en')!
  const back = links(english.text('guide.poster.title'), [{ href: '#all', says: english.text('guide.poster.title'), lang: 'en' }])
  const sheets = voices.flatMap(voice => kinds.map(kind => poster(voice, city, rules, kind, back)))
  return toHtml(h('div', { class: 'print-all' }, ...sheets, door(voices, english, city, back), overview(voices, english, city)))
}

function poster(voice: Voice, city: City, rules: Rules, kind: (typeof kinds)[number], back: ComponentChild): ComponentChild {
  const options = { id: posterId(voice.code, kind), kind, nav: [back], english: `#${posterId('en', kind)}` }
  if (kind === 'poster') return sheet(city, voice, options, ...posterWords(voice, city, rules))
  // Two on a sheet, to be cut apart.
  const one = () => h('section', { class: 'flyer' }, ...flyerWords(voice, city, rules))
  return sheet(city, voice, options, one(), h('div', { class: 'flyer-cut', 'aria-hidden': 'true' }), one())
}

const shown = (voice: Voice, city: City, rules: Rules): ComponentChild =>
  h('ul', null, ...adultOf(rules).needs.map(({ need }) => h('li', null, sayer(city, voice)(`need.${need}.missing`))))

const posterWords = (voice: Voice, city: City, rules: Rules): ComponentChild[] => {
  const { text } = voice
  const say = sayer(city, voice)
  return [
    h('h1', null, titleWords(voice, rules)),
    h('p', { class: 'poster-lead' }, text('home.lead', { city: say('name.city') })),
    h('p', { class: 'poster-look' }, text('guide.look')),
    h('h2', null, text('home.papers.title')),
    shown(voice, city, rules),
    h('p', null, moneyWords(voice, rules), ' ', text('guide.poster.not_us')),
    h('p', null, text('guide.kiosk')),
    blank(text('guide.where.fill')),
    blank(text('guide.where.page')),
  ]
}

const flyerWords = (voice: Voice, city: City, rules: Rules): ComponentChild[] => {
  const { text } = voice
  return [
    h('h1', null, titleWords(voice, rules)),
    h('p', null, text('home.lead', { city: sayer(city, voice)('name.city') }), ' ', h('strong', null, text('guide.look'))),
    h('div', { class: 'flyer-two' }, h('div', null, h('h2', null, text('home.papers.title')), shown(voice, city, rules)), howWords(voice)),
    h('p', null, moneyWords(voice, rules), ' ', text('guide.poster.not_us')),
    blank(text('guide.where.fill')),
    blank(text('guide.where.page')),
  ]
}

/** All languages on one sheet: whoever stands before a door has chosen none yet. */
function door(voices: readonly Voice[], english: Voice, city: City, back: ComponentChild): ComponentChild {
  return h(
    'article',
    { class: 'print-sheet print-door', id: 'door', lang: 'en', dir: 'ltr' },
    isPractice(city) && h('p', { class: 'practice' }, english.text('shell.practice')),
    back,
    h(
      'main',
      { class: 'print-main' },
      ...voices.map(({ code, text }) =>
        h(
          code === 'en' ? 'h1' : 'p',
          { lang: code, dir: directionOf(code), class: 'door-line' },
          text('guide.poster.here'),
          ' ',
          h('small', null, text('guide.look')),
        ),
      ),
      blank(english.text('guide.where.fill')),
      voices.some(voice => !voice.reviewed) && h('p', { class: 'print-machine' }, english.text('shell.unreviewed')),
      h('p', { class: 'fine print-study' }, sayer(city, english)('name.study')),
    ),
  )
}

function overview(voices: readonly Voice[], { text }: Voice, city: City): ComponentChild {
  const link = (href: string, says: string, lang?: Language) =>
    h('li', null, h('a', { href, lang, dir: lang && directionOf(lang), class: 'print-link' }, says))
  return h(
    'article',
    { class: 'print-sheet print-list', id: 'all', lang: 'en', dir: 'ltr' },
    isPractice(city) && h('p', { class: 'practice' }, text('shell.practice')),
    h(
      'main',
      { class: 'print-main' },
      h('h1', null, text('guide.poster.title')),
      h('p', null, text('guide.poster.lead')),
      h('ul', { class: 'print-choices' }, link('#door', text('guide.poster.door'))),
      ...kinds.flatMap(kind => [
        h('h2', null, text(kind === 'poster' ? 'guide.poster' : 'guide.poster.flyer')),
        h('ul', { class: 'print-choices' }, ...voices.map(({ code }) => link(`#${posterId(code, kind)}`, languageName(code), code))),
      ]),
    ),
  )
}
