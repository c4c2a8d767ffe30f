import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type City, languages } from '@latchkey/cities/city.ts'
import { describe, expect, it } from 'vitest'
import { readCity } from '../../tools/city-plugin.mjs'
import { readMessages } from '../../tools/texts-plugin.mjs'
import { type Measured, renderStatement } from './statement.ts'

const top = join(import.meta.dirname, '../..')
const city = readCity(join(top, 'cities/chicago')) as unknown as City
const namespaces = ['shell', 'accessibility']
const texts = Object.fromEntries(
  languages.map(code => [code, readMessages(join(top, 'ui/languages'), code, namespaces)]),
) as unknown as Parameters<typeof renderStatement>[0]
const measured: Measured = {
  day: '2026-11-29',
  build: '0123456789abcdef',
  screens: 237,
  languages: 10,
  looks: 12_345,
  violations: 7,
  misfits: 8,
  unreached: 9,
}

describe('the accessibility statement', () => {
  it('says what the last whole run found, and what nobody has tried, in every language', () => {
    const html = renderStatement(texts, city, measured, [])
    for (const code of languages) {
      const part = html.slice(html.indexOf(`id="${code}"`)).split('class="page home-page"')[0]!
      for (const figure of ['237', '12345', '7', '8', '9', '0123456789abcdef', '2026']) expect(part, `${code} ${figure}`).toContain(figure)
      for (const key of ['untried.part', 'untried.reader', 'untried.phones']) expect(part).toContain(texts[code]![`accessibility.${key}`])
      expect(part).not.toMatch(/accessibility\.[a-z]|\{\w+\}/)
    }
  })

  it('before the first whole run says so and shows no figure', () => {
    const html = renderStatement(texts, city, null, [])
    expect(html).toContain(texts.en['accessibility.never'])
    expect(html).not.toContain('{')
    expect(html).not.toContain(texts.en['accessibility.build']!.split('{')[0])
  })

  it('says of every language but English that nobody has checked it, until somebody has', () => {
    const html = renderStatement(texts, city, measured, ['en', 'es'])
    expect(html).not.toContain(texts.en['shell.unreviewed'])
    expect(html).not.toContain(texts.es!['shell.unreviewed'])
    expect(html).toContain(texts.ar!['shell.unreviewed'])
  })

  it('has no script and asks nobody', () => {
    const page = readFileSync(join(top, 'resident/accessibility.html'), 'utf8') + renderStatement(texts, city, measured, [])
    expect(page).not.toMatch(/<script|https?:\/\//)
  })
})
