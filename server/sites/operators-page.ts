/**
 * What somebody at 311 tells a caller, as a page without script: how things stand now, and the answers to what is asked most. It is the public list in other
 * words: an operator sees nothing that is not public, and there is nobody to look up. In the languages that staff reads.
 */
import type { Language } from '@latchkey/cities/city.ts'
import { nextDay } from '@latchkey/wire/sites.ts'
import { recordTexts } from '../record/record-texts.ts'
import { renderStill, renderTop, safe } from '../record/still-page.ts'
import { citySays, listSays, type SitesPorts } from './sites.ts'
import { dayWords, openNow, orderedAs, standsAs } from './sites-page.ts'

const questions = ['where', 'bring', 'number', 'booked', 'no_phone', 'lost'] as const

export function renderOperators(ports: SitesPorts): string {
  const offered = ports.offered.filter(code => ports.texts[code]?.['operators.title'] !== undefined)
  return renderStill({ title: listSays(ports, 'en', 'operators.title'), offered, part: code => renderPart(ports, code) })
}

function renderPart(ports: SitesPorts, code: Language): string {
  const say = (id: string) => safe(listSays(ports, code, `operators.${id}`))
  const { file, practice, reviewed, today } = ports
  const rows = file.sites.map(site => {
    const next = nextDay(site, today())
    const name = safe(citySays(ports, code, `site.${site.id}`))
    const when = next ? ` ${say('next')}: ${safe(dayWords(code, next))}.` : ''
    const later = orderedAs(ports, code, site).map(words => `<dd>${safe(words)}</dd>`)
    return `<dt>${name}</dt><dd><strong>${safe(standsAs(ports, code, site))}</strong>${when}</dd>${later.join('')}`
  })
  return `${renderTop(code, recordTexts[code].page, { practice, reviewed })}<h1>${say('title')}</h1>
<p>${say('lead')}</p>
<p><strong>${say('never')}</strong></p>
<ul>${openNow(ports, code)
    .map(line => `<li>${safe(line)}</li>`)
    .join('')}</ul>
<dl>${rows.join('')}</dl>
<h2>${say('questions')}</h2>
${questions
  .map(
    one =>
      `<h3>${say(one)}</h3>\n<p>${say(`${one}.say`)}${one === 'bring' ? ` <a href="/guide#${code}-adult" dir="ltr">/guide</a>` : one === 'where' ? ` <a href="/sites#${code}" dir="ltr">/sites</a>` : ''}</p>`,
  )
  .join('\n')}`
}
