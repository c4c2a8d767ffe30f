/** What every page of the record has around its one idea: the way up, the headline, the chapters to the other pages, the day. No page is a dead end. */
import type { Language } from '@latchkey/cities/city.ts'
import languageTable from '@latchkey/cities/languages.json'
import type { RecordState } from './record-state.ts'
import { type RecordTexts, recordTexts } from './record-texts.ts'
import { type Arguments, say } from './say.ts'
import { renderStill, renderTop, safe } from './still-page.ts'

/** In the order in which they are read. The quarter's page is another folder's: it puts this frame around itself. */
export const chapters = ['front', 'held', 'cannot', 'ways', 'rules', 'notices', 'requests', 'quarter', 'drill', 'limits'] as const
export type Chapter = (typeof chapters)[number]

export const chapterPaths: Record<Chapter, string> = {
  front: '/record',
  held: '/record/held',
  cannot: '/record/cannot-know',
  ways: '/record/ways',
  rules: '/record/rules',
  notices: '/record/notices',
  requests: '/record/requests',
  quarter: '/record/quarter',
  drill: '/record/drill',
  limits: '/record/not-protected',
}

/** What a part of a page is written with, in one language. */
export interface Writing {
  code: Language
  texts: RecordTexts
  state: RecordState
  /** A message with its arguments, safe in markup. */
  says(message: string, given?: Arguments): string
  /** A day in words. */
  day(day: string): string
}

/** One page, in every language at once. @param headline of one language @param body what stands under it, as markup */
export function renderChapter(
  here: Chapter,
  state: RecordState,
  headline: (texts: RecordTexts) => string,
  body: (writing: Writing) => string,
): string {
  const title = headline(recordTexts.en)
  return renderStill({
    title,
    offered: state.offered,
    part: code => {
      const writing = writingIn(code, state)
      return renderFrame(here, writing, headline(writing.texts), body(writing))
    },
  })
}

export function writingIn(code: Language, state: RecordState): Writing {
  const { locale, dir } = languageTable[code]
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
  return {
    code,
    texts: recordTexts[code],
    state,
    says: (message, given = {}) => safe(say(message, locale, given, dir === 'rtl')),
    day: day => days.format(new Date(`${day}T00:00:00Z`)),
  }
}

function renderFrame(here: Chapter, writing: Writing, headline: string, body: string): string {
  const { code, texts, state, says, day } = writing
  const city = state.cityTexts[code]?.['name.city'] ?? state.cityName
  const card = state.cityTexts[code]?.['name.card']
  const open = chapters.filter(chapter => chapter !== 'quarter' || state.ports.quarter)
  return `${renderTop(code, texts.page, state)}<div class="framed${here === 'front' ? ' first' : ''}">
<div class="idea">
<h1>${safe(headline)}</h1>
<p class="city">${safe(card ? `${card} · ${city}` : city)}. ${says(texts.chapters.asOf, { day: day(state.today) })}</p>
${body}
${here === 'front' ? '' : renderNext(here, code, open)}<p class="home"><a href="/">${safe(texts.page.home)}</a></p>
</div>
${renderChapters(here, code, open)}
</div>`
}

/** The way on, in the order of reading; nothing behind the last. The first page has its chapters in the middle. */
export function renderNext(here: Chapter, code: Language, open: readonly Chapter[] = chapters): string {
  const { chapters: names } = recordTexts[code]
  const next = open[open.indexOf(here) + 1]
  if (!next) return ''
  const says = safe(say(names.next, languageTable[code].locale, { page: names[next] }, languageTable[code].dir === 'rtl'))
  return `<p class="next"><a href="${chapterPaths[next]}#${code}">${says}</a></p>\n`
}

/** All pages of the record, this one marked. */
export function renderChapters(here: Chapter, code: Language, open: readonly Chapter[] = chapters): string {
  const { chapters: names } = recordTexts[code]
  const link = (chapter: Chapter) =>
    `<li><a href="${chapterPaths[chapter]}#${code}"${chapter === here ? ' aria-current="page"' : ''}>${safe(names[chapter])}</a></li>`
  return `<nav class="chapters" aria-label="${safe(names.name)}">
<h2>${safe(names.name)}</h2>
<ul>${open.map(link).join('')}</ul>
</nav>`
}

/** A list of name and value, both markup. */
export const renderPairs = (pairs: readonly (readonly [name: string, value: string])[]): string =>
  `<dl>${pairs.map(([name, value]) => `<dt>${name}</dt><dd>${value}</dd>`).join('')}</dl>`

/** What only machines read out: code and hashes keep their own direction. */
export const renderCode = (code: string): string => `<code dir="ltr">${safe(code)}</code>`

/** In groups of four, so that it can be read out and compared. */
export const groups = (hex: string): string => hex.match(/.{1,4}/g)?.join(' ') ?? ''
