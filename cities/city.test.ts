import { existsSync, readdirSync, readFileSync } from 'node:fs'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { type BackLine, type FrontField, parseLook } from '../card/look.ts'
import { coverage, parseCases } from '../rules/cases.ts'
import { checkCity } from '../rules/check-city.ts'
import { parseRules } from '../rules/rules.ts'
import { parseWhere, type WhereRow } from '../rules/where.ts'
import { whereWithoutNotes, withoutNotes } from '../tools/city-plugin.mjs'
import { nextDay, sites as sitesSchema } from '../wire/sites.ts'
import { type CityNames, type CityTexts, cityText, nameKeys, siteKeys, textKeys } from './city.ts'
import languageTable from './languages.json'

const here = new URL('.', import.meta.url)
const cities = readdirSync(here, { withFileTypes: true }).filter(
  entry => entry.isDirectory() && existsSync(new URL(`${entry.name}/rules.json`, here)),
)
const json = (path: string) => JSON.parse(readFileSync(new URL(path, here), 'utf8'))

describe.each(cities.map(city => city.name))('the city %s', city => {
  const rules = parseRules(json(`${city}/rules.json`))
  const names = json(`${city}/names.json`) as CityNames
  const sites = v.parse(sitesSchema, json(`${city}/sites.json`))
  const written = readdirSync(new URL(`${city}/texts`, here)).map(file => file.slice(0, -5))
  const texts: Record<string, Record<string, string>> = Object.fromEntries(
    written.map(language => [language, json(`${city}/texts/${language}.json`)]),
  )

  // Only staff reads the keys of phrases, and staff has English.
  const read = (keys: string[]) => keys.filter(key => !/^phrase\.\d+\.key$/.test(key)).sort()

  it('has every text of its rules and names in English', () => {
    expect(Object.keys(texts.en!).sort()).toEqual([...textKeys(rules), ...nameKeys(names), ...siteKeys(sites)].sort())
  })

  it.each(written)('has every text that a resident reads in %s, and none that nobody reads', language => {
    expect(Object.keys(languageTable)).toContain(language)
    expect(read(Object.keys(texts[language]!))).toEqual(read([...textKeys(rules), ...nameKeys(names), ...siteKeys(sites)]))
    for (const sentence of Object.values(texts[language]!)) expect(sentence.trim()).not.toBe('')
  })

  it('comes out as its worked cases say, which decide every place of the rules both ways', () => {
    const files = { rules: json(`${city}/rules.json`), cases: json(`${city}/cases.json`), texts }
    expect(checkCity(files, textKeys)).toEqual([])
    const cases = parseCases(rules, files.cases)
    expect(cases.length).toBeGreaterThanOrEqual(40)
    for (const { place, yes, no } of coverage(rules, cases)) expect(`${place} ${yes > 0} ${no > 0}`).toBe(`${place} true true`)
  })

  it('means the same on a phone, which has the rules without their notes', () => {
    const bare = parseRules(withoutNotes(json(`${city}/rules.json`)))
    const meaning = (of: typeof rules) =>
      JSON.stringify({ ...of, sources: null }, (key, value) => (['note', 'unconfirmed', 'source'].includes(key) ? null : value))
    expect(meaning(bare)).toBe(meaning(rules))
    expect(JSON.stringify(bare)).not.toContain(rules.latinName.note)
    const named = (rows: Iterable<WhereRow>) => [...rows].map(row => ({ ...row, source: row.source.length > 0, note: row.note !== null }))
    const [where, bareWhere] = [
      parseWhere(rules, json(`${city}/where.json`)),
      parseWhere(bare, whereWithoutNotes(json(`${city}/where.json`))),
    ]
    expect(named(bareWhere.values())).toEqual(named(where.values()))
  })

  it('has a card that shows every choice its rules offer, on the side they say', () => {
    const look = parseLook(json(`${city}/look.json`))
    for (const { id, side } of rules.choices) {
      expect(look.front.rows.flat().includes(id as FrontField)).toBe(side === 'front')
      expect(look.back.lines.includes(id as BackLine)).toBe(side === 'back')
    }
  })

  it('is called on its pages as on its card, and has a time zone', () => {
    expect([texts.en!['name.city'], texts.en!['name.card']]).toEqual([names.city, names.card])
    expect(() => new Intl.DateTimeFormat('en', { timeZone: names.timeZone })).not.toThrow()
  })

  it('as a study names no address, telephone number or web page of its own', () => {
    if (!rules.study) return
    const everything = JSON.stringify([names, texts])
    expect(everything).not.toMatch(/https?:|www\.|@|\d{3}[-. ]\d{4}|\d+ [NSEW]\.? [A-Z]/)
    expect(names.offices).toEqual([])
    expect(sites.illustration).toBe(true)
    expect([...names.help, ...names.otherRecords].every(place => !place.known)).toBe(true)
  })

  it('lists places where the languages are languages, and each is there on some day', () => {
    for (const site of sites.sites) {
      for (const language of site.languages) expect(Object.keys(languageTable)).toContain(language)
      expect(nextDay(site, '2026-11-29')).not.toBe(null)
    }
  })

  it('does not ask where anyone was born or what their status is', () => {
    expect(JSON.stringify(rules)).not.toMatch(/immigra|citizen|nationality/i)
  })
})

describe('cityText', () => {
  it('falls back to English, then to the key', () => {
    const texts = { en: { a: 'A', b: 'B' }, es: { a: 'Á' }, ar: {} } as unknown as CityTexts
    expect([cityText(texts, 'es', 'a'), cityText(texts, 'es', 'b'), cityText(texts, 'xx', 'a'), cityText(texts, 'ar', 'c')]).toEqual([
      'Á',
      'B',
      'A',
      'c',
    ])
  })
})
