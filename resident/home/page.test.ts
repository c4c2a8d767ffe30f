import { readFileSync } from 'node:fs'
import type { City, Language } from '@latchkey/cities/city.ts'
import { compileMessage } from '@lingui/message-utils/compileMessage'
import { h } from 'preact'
import { describe, expect, it } from 'vitest'
import { fill, renderHome, renderLanguages, toHtml } from './page.ts'

const json = (path: string) => JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'))
const languages: Language[] = ['en', 'es', 'ar']
const texts = Object.fromEntries(
  languages.map(language => [language, { ...json(`ui/languages/${language}/home.json`), ...json(`ui/languages/${language}/shell.json`) }]),
) as Record<Language, Record<string, string>>
const city = {
  root: { practice: true },
  rules: json('cities/chicago/rules.json'),
  names: json('cities/chicago/names.json'),
  texts: Object.fromEntries(languages.map(language => [language, json(`cities/chicago/texts/${language}.json`)])),
} as City
const first = renderHome(texts, city)
const html = renderLanguages(texts, city, ['en'])

describe('the first page without scripts', () => {
  it.each(languages)('says it all in %s', language => {
    const start = html.indexOf(`id="${language}" lang="${language}"`)
    const end = html.indexOf('home-page', start)
    const page = html.slice(start, end === -1 ? undefined : end)
    const says = (id: string, values = {}) => toHtml(fill(texts[language][id]!, values))
    for (const id of [
      'home.title',
      'home.keep.text',
      'home.money',
      'home.noscript',
      'home.works.title',
      'home.not.title',
      'shell.practice',
      'home.how.4',
    ]) {
      expect(page).toContain(says(id))
    }
    expect(page).toContain(says('home.lead', { city: city.texts[language]!['name.city']! }))
    for (const id of ['use.not.driving', 'use.not.flying', 'use.not.alcohol_tobacco', 'paper.passport.short']) {
      expect(page).toContain(toHtml(city.texts[language]![id]))
    }
    expect(page).toContain(says('home.unconfirmed', { city: city.texts[language]!['name.city']! }))
    expect(page).toContain(says('shell.study'))
    expect(page).toContain('href="/record"')
    expect(page).toContain(`href="/guide#${language}-adult"`)
    expect(page).not.toMatch(/home\.[a-z]|[{}]/)
  })

  it('stands right to left in Arabic, and offers each language in its own words', () => {
    expect(html).toContain('id="ar" lang="ar" dir="rtl"')
    for (const [code, word] of [
      ['en', 'English'],
      ['es', 'Español'],
      ['ar', 'العربية'],
    ]) {
      expect(html).toContain(`href="#${code}" lang="${code}"`)
      expect(html).toContain(`>${word}</a>`)
    }
    // English stands last: the style sheet shows the last one to whoever has picked none.
    expect(html.indexOf('id="en"')).toBeGreaterThan(html.indexOf('id="es"'))
  })

  it('is in English alone where scripts run, and leads everyone else to the one page of all languages', () => {
    expect(first).toContain(texts.en['home.title'])
    expect(first).not.toContain(texts.es['home.title'])
    const without = /<noscript><nav.*?<\/noscript>/.exec(first)?.[0] ?? ''
    expect(first.replace(without, '')).not.toContain('/languages/')
    for (const word of ['English', 'Español', 'العربية']) expect(without).toContain(`>${word}</a>`)
    // What stands behind # never leaves the phone.
    for (const [, address] of without.matchAll(/href="([^"]*)"/g)) expect(address).toMatch(/^\/languages\/#[a-z]{2}$/)
  })

  it('says in each language that no native speaker has checked it, until one has', () => {
    expect(html).toContain(texts.es['shell.unreviewed'])
    expect(html).not.toContain(texts.en['shell.unreviewed'])
    expect(renderLanguages(texts, city, ['en', 'es'])).not.toContain(texts.es['shell.unreviewed'])
  })

  it('holds no script, no style, no handler, no button that does nothing, and asks no other host', () => {
    expect(html).not.toMatch(/<script|<style|\sstyle=|\son[a-z]+=|javascript:|<button|<form|https?:/)
  })

  it('says nothing of practice outside practice', () => {
    expect(renderHome(texts, { ...city, root: { practice: false } })).not.toContain(texts.en['shell.practice'])
  })

  it('uses only messages that are plain words with placeholders', () => {
    for (const language of languages) {
      for (const [id, message] of Object.entries(texts[language])) {
        if (!id.startsWith('home.')) continue
        for (const part of compileMessage(message)) expect(typeof part === 'string' || part.length === 1, id).toBe(true)
      }
    }
  })

  it('writes text as text', () => {
    expect(toHtml(h('p', { title: '"<' }, '<b>&'))).toBe('<p title="&quot;&lt;">&lt;b&gt;&amp;</p>')
    expect(toHtml([null, undefined, false, true, 0, h('input', { checked: true, disabled: false })])).toBe('0<input checked>')
    expect(() => toHtml(h(() => null, {}))).toThrow(TypeError)
  })
})
