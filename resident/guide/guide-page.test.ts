import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { City } from '@latchkey/cities/city.ts'
import { parseRules } from '@latchkey/rules/rules.ts'
import { describe, expect, it } from 'vitest'
import { readCity } from '../../tools/city-plugin.mjs'
import { voicesOf } from '../../tools/speak.mjs'
import { fill, toHtml } from '../home/page.ts'
import { renderHost } from '../letter/host-page.ts'
import { renderLetter } from '../letter/letter-page.ts'
import { renderPosters } from '../posters/posters-page.ts'
import { renderGuide } from './guide-page.ts'
import type { Voice } from './print-page.ts'

const top = join(import.meta.dirname, '../..')
const ui = join(top, 'ui/languages')
const names = readdirSync(join(top, 'cities')).filter(name => existsSync(join(top, 'cities', name, 'rules.json')))
const cities = names.map(name => {
  const directory = join(top, 'cities', name)
  const city = readCity(directory) as unknown as City
  const voices = voicesOf(directory, ui) as Voice[]
  return { name, city, voices, rules: parseRules(city.rules), guide: renderGuide(voices, city) }
})
const chicago = cities.find(({ name }) => name === 'chicago')!
const hartford = cities.find(({ name }) => name === 'hartford')!
const sheetOf = (html: string, id: string) => {
  const start = html.indexOf(`id="${id}"`)
  const end = html.indexOf('</article>', start)
  return start < 0 ? '' : html.slice(start, end)
}
const shown = (text: string) => toHtml(text)

describe.each(cities)('the guide of $name', ({ city, voices, rules, guide }) => {
  it('has a sheet for each kind of person in each language, English for the first kind last', () => {
    const ids = [...guide.matchAll(/<article[^>]* id="([^"]+)"/g)].map(([, id]) => id)
    expect([...ids].sort()).toEqual(voices.flatMap(({ code }) => rules.kinds.map(kind => `${code}-${kind.id}`)).sort())
    expect(ids.at(-1)).toBe(`en-${rules.kinds[0]!.id}`)
  })
  it('says all of it in every language: no key shows, no argument is left open', () => {
    expect(guide).not.toMatch(/\b(guide|home|kinds|papers|shell|card|letter)\.[a-z]|[{}]|undefined|\[object/)
  })
  it('names each paper that serves, with a star where no text confirms it', () => {
    for (const kind of rules.kinds) {
      const sheet = sheetOf(guide, `en-${kind.id}`)
      for (const paper of rules.papers.filter(one => one.for.includes(kind.id))) {
        const name = shown(city.texts.en[`paper.${paper.id}.short`]!)
        const open = !paper.status.startsWith('confirmed') || (kind.id !== 'adult' && paper.unconfirmed.for !== undefined)
        const starred = sheet.includes(`<dt>${name}<span class="guide-star">*</span></dt>`)
        expect([paper.id, sheet.includes(`<dt>${name}`), starred]).toEqual([paper.id, true, open])
      }
    }
  })
  it('stars what is enough for a kind of person whose needs no text confirms', () => {
    for (const kind of rules.kinds) {
      const open = [kind, ...kind.needs].some(({ status }) => !status.startsWith('confirmed'))
      const heading = `<h2>These papers are enough${open ? '<span class="guide-star">*</span>' : ''}</h2>`
      expect([kind.id, sheetOf(guide, `en-${kind.id}`).includes(heading)]).toEqual([kind.id, true])
    }
  })
  it('says where the card is good and where not, and stars what is not confirmed', () => {
    for (const use of [
      ...rules.uses.works.map(one => ({ ...one, key: `use.works.${one.id}` })),
      ...rules.uses.not.map(one => ({ ...one, key: `use.not.${one.id}` })),
    ]) {
      const words = shown(city.texts.en[use.key]!)
      expect(guide).toContain(
        use.status.startsWith('confirmed') ? `<li>${words}</li>` : `<li>${words}<span class="guide-star">*</span></li>`,
      )
    }
  })
  it('needs no script, asks nobody and leads nowhere but to its own pages', () => {
    const posters = renderPosters(voices, city)
    for (const html of [guide, posters, renderLetter(voices, city)]) {
      expect(html).not.toMatch(/<script|\son[a-z]+=|\sstyle=|src=|action=/)
      for (const [, address] of html.matchAll(/href="([^"]*)"/g)) expect(address).toMatch(/^(#[a-z_-]+|\/letter)$/)
    }
  })
})

it('tells a city that takes a fee from one that does not', () => {
  const { voices, city, guide } = hartford
  expect(guide).toContain('$25')
  expect(sheetOf(guide, 'en-kid')).toContain('$15')
  for (const html of [guide, renderPosters(voices, city)]) {
    expect(html).not.toContain('Free')
    expect(html).not.toContain('never ask for money')
    expect(html).toContain('never ask for a bank card')
  }
  expect(chicago.guide).toContain(chicago.voices.find(({ code }) => code === 'pl')!.text('home.money'))
})

it('says on paper too that no native speaker has checked a language', () => {
  for (const voice of chicago.voices) {
    const says = sheetOf(chicago.guide, `${voice.code}-adult`).includes(shown(voice.text('shell.unreviewed')))
    expect([voice.code, says]).toEqual([voice.code, !voice.reviewed])
  }
  expect(chicago.voices.map(({ code }) => code)).toHaveLength(10)
})

describe('the care-of letter', () => {
  const html = renderLetter(chicago.voices, chicago.city)

  it('has fields without a name that ask the browser to keep, check and complete nothing', () => {
    const fields = [...html.matchAll(/<textarea[^>]*>/g)].map(([field]) => field)
    expect(fields).toHaveLength(6)
    for (const field of fields) {
      expect(field).not.toMatch(/\sname=/)
      for (const off of ['autocomplete="off"', 'spellcheck="false"', 'writingsuggestions="false"', 'translate="no"'])
        expect(field).toContain(off)
    }
    expect(html).not.toMatch(/<input|type="submit"/)
  })
  it('is in English for the clerk, and says what each sentence means in every language', () => {
    for (const voice of chicago.voices) {
      const city = chicago.city.texts[voice.code]!['name.city']!
      for (const id of ['letter.knows', 'letter.lives', 'letter.mail', 'letter.silent', 'letter.ours']) {
        expect(html).toContain(shown(fill(voice.text(id, { city }))))
      }
    }
  })
  it('is shown in every language by the style sheet alone', () => {
    const css = readFileSync(join(top, 'resident/letter/letter.css'), 'utf8')
    for (const { code } of chicago.voices) expect(css).toContain(`#${code}:target ~ .letter-page .letter-in:lang(${code})`)
  })
  it('is there only where the rules take such a letter', () => {
    expect(renderLetter(hartford.voices, hartford.city)).toBe('')
    expect(hartford.guide).not.toContain('/letter')
  })
})

describe('the letter that asks for an event', () => {
  const html = renderHost(chicago.voices, chicago.city)

  it('has fields without a name, no script, and nothing that could send it', () => {
    const fields = [...html.matchAll(/<textarea[^>]*>/g)].map(([field]) => field)
    expect(fields).toHaveLength(8)
    for (const field of fields) expect(field).not.toMatch(/\sname=/)
    expect(html).not.toMatch(/<script|<input|type="submit"|action=/)
  })
  it('says in every language what it is, and is there in every city', () => {
    for (const voice of chicago.voices)
      for (const id of ['host.send', 'host.least', 'host.keeps', 'letter.silent']) expect(html).toContain(shown(fill(voice.text(id))))
    expect(html).not.toMatch(/\b(host|letter|shell)\.[a-z]|[{}]|undefined|\[object/)
    expect(renderHost(hartford.voices, hartford.city)).toContain(hartford.voices[0]!.text('host.title'))
  })
})
