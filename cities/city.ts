/**
 * What a city is: a directory of data and texts (see README.md). No code of a city exists. Apps get these files at build through
 * `virtual:city`, the server reads them at start; both parse `rules` with rules/rules.ts and `root` with certificates/root.ts.
 * The pages that draw a card get `look` through `virtual:city/look` and parse it with card/look.ts.
 */

import languageTable from './languages.json'

/** Every language the pages can speak, English first. Which a build offers: tools/languages.mjs. */
export type Language = keyof typeof languageTable
export const languages = Object.keys(languageTable) as Language[]

/** names.json: what is the same in every language. The words for it stand in the city's texts: `name.*`, `office.*`, `help.*`, `other.*`. */
export interface CityNames {
  /** Printed on the card, as `card` is, in Latin letters. */
  city: string
  card: string
  /** IANA name: decides the day numbers belong to. */
  timeZone: string
  /** Offices that make cards at a counter. Empty while no city runs this: no address is invented. */
  offices: { id: string }[]
  /** Who helps for free when no papers fit. `known: false` says in general where to ask, without naming a place. */
  help: { id: string; known: boolean }[]
  /**
   * What else the city keeps of a visit, outside this software (DESIGN §4): shown on the public record, so that the whole is true. `known: false`
   * while nobody of the city has said how it is.
   */
  otherRecords: { id: string; known: boolean }[]
  /** The language of statements of holdings, English if left out. Arabic has to wait for a font in the PDF (docs/decisions/statement.md). */
  workingLanguage?: 'en' | 'es'
}

/**
 * texts/<language>.json: flat, key → sentence without placeholders. Keys: `need.<id>`, `kind.<id>`, `paper.<id>` and
 * `paper.<id>.short`, `.hint`, `.where`, `phrase.<number>` and `phrase.<number>.key` (the desk's short name), `reason.<id>`,
 * `notice.<number>`, `choice.<id>` and `mark.<id>` and their `.price`, `use.works.<id>`, `use.not.<id>`, `change.<id>`. Of names.json: `name.city`, `name.card`, `name.study` (what
 * this is and who does not stand behind it), `office.<id>`, `help.<id>`, `other.<id>`, these three with `.note`. Of sites.json: `site.<id>` and `site.<id>.where`.
 */
export type CityTexts = { en: Record<string, string> } & Partial<Record<Language, Record<string, string>>>

export interface City {
  root: unknown
  rules: unknown
  names: CityNames
  look: unknown
  texts: CityTexts
}

/** The city's sentence for a key, in this language; English where a translation is missing, the key itself where both are (tests forbid it). */
export function cityText(texts: CityTexts, language: string, key: string): string {
  return texts[language as Language]?.[key] ?? texts.en[key] ?? key
}

/** Every key that the names of a city need a text for. */
export function nameKeys(names: Pick<CityNames, 'offices' | 'help' | 'otherRecords'>): string[] {
  const places = { office: names.offices, help: names.help, other: names.otherRecords }
  return [
    ...['city', 'card', 'study'].map(id => `name.${id}`),
    ...Object.entries(places).flatMap(([kind, all]) => all.flatMap(({ id }) => [`${kind}.${id}`, `${kind}.${id}.note`])),
  ]
}

/** Every key that the sites of a city need a text for (sites.json). */
export const siteKeys = ({ sites }: { sites: { id: string }[] }): string[] => sites.flatMap(({ id }) => [`site.${id}`, `site.${id}.where`])

/** Every key that a rule file needs a text for. Tests compare this and `nameKeys` with each language, both ways. */
export function textKeys(rules: {
  needs: { id: string }[]
  kinds: { id: string }[]
  papers: { id: string }[]
  phrases: { number: number }[]
  reasons: { id: string }[]
  notices: { number: number }[]
  choices: { id: string }[]
  marks?: { id: string }[] | undefined
  uses: { works: { id: string }[]; not: { id: string }[] }
  changes: { id: string }[]
}): string[] {
  return [
    ...rules.needs.flatMap(n => [`need.${n.id}`, `need.${n.id}.missing`]),
    ...rules.kinds.map(k => `kind.${k.id}`),
    ...rules.papers.flatMap(p => [`paper.${p.id}`, `paper.${p.id}.short`, `paper.${p.id}.hint`, `paper.${p.id}.where`]),
    ...rules.phrases.flatMap(p => [`phrase.${p.number}`, `phrase.${p.number}.key`]),
    ...rules.reasons.map(r => `reason.${r.id}`),
    ...rules.notices.map(n => `notice.${n.number}`),
    ...rules.choices.flatMap(c => [`choice.${c.id}`, `choice.${c.id}.price`]),
    ...(rules.marks ?? []).flatMap(m => [`mark.${m.id}`, `mark.${m.id}.price`]),
    ...rules.uses.works.map(u => `use.works.${u.id}`),
    ...rules.uses.not.map(u => `use.not.${u.id}`),
    ...rules.changes.map(c => `change.${c.id}`),
  ]
}
