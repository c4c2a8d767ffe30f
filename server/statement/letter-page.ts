/**
 * *What do you hold about me?*: one letter, the same for everyone. It asks nothing, so that nobody has to say who they are to be told that nobody knows. Written
 * from the same declarations as the record and the statement; a page without a script, to read or to print.
 */
import type { Language } from '@latchkey/cities/city.ts'
import languageTable from '@latchkey/cities/languages.json'
import type { Declaration } from '../declaration.ts'
import { declarations } from '../record/declarations.ts'
import { recordTexts } from '../record/record-texts.ts'
import { renderStill, renderTop, safe } from '../record/still-page.ts'
import { letterWords } from './words.ts'

export interface LetterState {
  offered: readonly string[]
  reviewed: readonly string[]
  cityName: string
  cityTexts: Record<string, Record<string, string>>
  practice: boolean
  otherRecords: { id: string; known: boolean }[]
  /** Whether the clock has made a statement that can be linked. */
  stated: boolean
  /** YYYY-MM-DD of the city. */
  today: string
}

export function renderLetter(state: LetterState): string {
  return renderStill({ title: letterWords.en.title, offered: state.offered, look: letterLookPath, part: code => renderPart(code, state) })
}

function renderPart(code: Language, state: LetterState): string {
  const words = letterWords[code]
  const { page, titles } = recordTexts[code]
  const said = (key: string) => state.cityTexts[code]?.[key] ?? state.cityTexts.en?.[key] ?? key
  const day = new Intl.DateTimeFormat(languageTable[code].locale, { dateStyle: 'long', timeZone: 'UTC' })
  const p = (text: string) => `<p>${safe(text)}</p>`
  const things = (where: Declaration['where']) =>
    `<ul>${declarations
      .filter(one => one.where === where)
      .map(({ name }) => `<li>${safe(titles[name] ?? name)}</li>`)
      .join('')}</ul>`
  const others = state.otherRecords.map(
    ({ id, known }) => `<li>${safe(said(`other.${id}`))}${known ? '' : ` <em>${safe(page.otherUnknown)}</em>`}</li>`,
  )
  return `${renderTop(code, page, state)}<h1>${safe(words.title)}</h1>
<p class="city">${safe(state.cityTexts[code]?.['name.city'] ?? state.cityName)}</p>
<p>${safe(words.asOf)} <time datetime="${state.today}">${safe(day.format(new Date(`${state.today}T00:00:00Z`)))}</time>.</p>
${p(words.intro)}
${p(words.nothing)}
${p(words.noList)}
<h2>${safe(words.yoursTitle)}</h2>
${p(words.yours)}
<h2>${safe(words.seenTitle)}</h2>
${p(words.seen)}
<h2>${safe(words.holdTitle)}</h2>
${p(words.holdIntro)}
${things('disk')}
${p(words.memoryIntro)}
${things('memory')}
${others.length > 0 ? `<h2>${safe(page.other)}</h2>\n${p(page.otherIntro)}\n<ul>${others.join('')}</ul>\n` : ''}<div class="more">
<h2>${safe(words.wholeTitle)}</h2>
<p><a href="/record">${safe(words.whole)}</a></p>
${state.stated ? `<p><a href="/record/statement.pdf">${safe(words.statement)}</a></p>\n` : ''}<p><a href="/">${safe(words.home)}</a></p>
</div>`
}

export const letterLookPath = '/record/letter.css'

/** Behind the record's own: of ten languages only the one that is read is printed, and lists stand in columns. */
export const letterLook = `ul { columns: 14rem 2; }
.more a { display: inline-block; padding-block: .5rem; }
@media print {
main, main:target ~ main:last-of-type { display: none; }
main:last-of-type, main:target { display: block; }
.more { display: none; }
h2 { break-after: avoid; }
}
`
