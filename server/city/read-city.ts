/** The city's files as the server needs them: root, and of rules and names only what decides waiting and ways in. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseRoot, type Root } from '@latchkey/certificates/root.ts'
import type { Jurisdiction } from '@latchkey/law/jurisdiction.ts'
import { jurisdictionOf } from '@latchkey/law/jurisdictions.ts'
import { authority } from '@latchkey/wire/settings.ts'
import { type Sites, sites } from '@latchkey/wire/sites.ts'
import * as v from 'valibot'
import { parseWitnesses, type WitnessAt } from '../public-record/witness-file.ts'
import { noSlots, type SlotPlan, slotPlan } from '../slots/plan.ts'
import { statementLanguages } from '../statement/words.ts'

const hour = v.pipe(v.string(), v.regex(/^\d\d:\d\d$/))

/** Not strict: the whole file is checked by rules/, which this server does not depend on. */
const day = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/))
const rulesPart = v.object({
  version: v.string(),
  changes: v.pipe(v.array(v.object({ version: v.string(), day, id: v.string() })), v.minLength(1)),
  ways: v.object({ phone: v.object({ authority: v.nullable(authority) }), counter: v.object({ authority: v.nullable(authority) }) }),
  /** Phrases that pages show while phone visits are closed. */
  notices: v.optional(v.array(v.object({ number: v.number() })), []),
  plan: v.object({
    secondsAVisit: v.pipe(v.number(), v.integer(), v.minValue(1)),
    missed: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(90))),
    cards: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
    opens: hour,
    closes: hour,
  }),
})
const namesPart = v.object({
  city: v.string(),
  timeZone: v.string(),
  /** What else the city keeps of a visit, outside this software. A file without it declares nothing, and the record then says so in one sentence. */
  otherRecords: v.optional(v.array(v.object({ id: v.string(), known: v.boolean() })), []),
  /** Of its statements of holdings: one whose letters a PDF has by itself. */
  workingLanguage: v.optional(v.picklist(statementLanguages), 'en'),
})

export interface City {
  root: Root
  /** The exact text of root.json, for the signer's pipe. */
  rootText: string
  rules: v.InferOutput<typeof rulesPart>
  /** The exact text of rules.json, which the public record publishes. */
  rulesText: string
  /** Who cosigns the public record (witnesses.json); none where the city has no such file. */
  witnesses: WitnessAt[]
  names: v.InferOutput<typeof namesPart>
  /** Which times can be booked; a city without the file offers none. */
  slots: SlotPlan
  /** Offices and events, in the order in which the city lists them. */
  sites: Sites
  /** Whose law legal requests meet. */
  law: Jurisdiction
  /** By language and key (cities/city.ts); empty where a city has no texts. */
  texts: Record<string, Record<string, string>>
}

const lawPart = v.strictObject({ jurisdiction: v.string() })
/** A misspelled name must not make a city one without dates. */
const known = (id: string): Jurisdiction => {
  const law = jurisdictionOf(id)
  if (law.id !== id) throw new Error('no such jurisdiction')
  return law
}

const textsPart = v.record(v.string(), v.string())

/** A sentence for the person who starts the server; it names a file and no content. */
export class CityProblem extends Error {}

/** @throws CityProblem when a file is missing or cannot be read as what it should be */
export function readCity(directory: string): City {
  const text = (name: string) => {
    const path = join(directory, name)
    if (!existsSync(path)) throw new CityProblem(`${name} is missing in the city's folder`)
    return readFileSync(path, 'utf8')
  }
  const json = (name: string) => {
    try {
      return JSON.parse(text(name)) as unknown
    } catch (problem) {
      throw problem instanceof CityProblem ? problem : new CityProblem(`${name} is not JSON`)
    }
  }
  const read = <T>(name: string, parse: (value: unknown) => T): T => {
    const value = json(name)
    try {
      return parse(value)
    } catch {
      throw new CityProblem(`${name} is not what this version can read`)
    }
  }
  const rootText = text('root.json')
  const siteList = read('sites.json', value => v.parse(sites, value))
  const slots = existsSync(join(directory, 'slots.json')) ? read('slots.json', value => v.parse(slotPlan, value)) : noSlots
  const isOffice = (id: string | null) => id === null || siteList.sites.some(site => site.id === id && site.kind === 'office')
  if (!slots.rows.every(row => isOffice(row.site))) throw new CityProblem('slots.json names a site that is no office of sites.json')
  return {
    root: read('root.json', parseRoot),
    rootText,
    rules: read('rules.json', value => v.parse(rulesPart, value)),
    rulesText: text('rules.json'),
    witnesses: existsSync(join(directory, 'witnesses.json')) ? read('witnesses.json', parseWitnesses) : [],
    names: read('names.json', value => v.parse(namesPart, value)),
    slots,
    sites: siteList,
    law: existsSync(join(directory, 'law.json'))
      ? read('law.json', value => known(v.parse(lawPart, value).jurisdiction))
      : jurisdictionOf(),
    texts: Object.fromEntries(
      (existsSync(join(directory, 'texts')) ? readdirSync(join(directory, 'texts')) : [])
        .filter(file => file.endsWith('.json'))
        .map(file => [file.slice(0, -5), read(`texts/${file}`, value => v.parse(textsPart, value))]),
    ),
  }
}
