/**
 * What a city is: a directory of data and texts (see README.md). No code of a city exists. Apps get these files at build through
 * `virtual:city`, the server reads them at start; both parse `rules` with rules/rules.ts and `root` with certificates/root.ts.
 * The pages that draw a card get `look` through `virtual:city/look` and parse it with card/look.ts.
 */

export const languages = ['en', 'es', 'ar'] as const
export type Language = (typeof languages)[number]
export type Translated = Record<Language, string>

/** names.json: proper names and places, in every language of the city. */
export interface CityNames {
  city: Translated
  /** Printed at the top of the card. */
  card: Translated
  /** The sentence that says what this is and who does not stand behind it. */
  study: Translated
  /** IANA name: decides the day numbers belong to. */
  timeZone: string
  /** Offices that make cards at a counter. Empty while no city runs this: no address is invented. */
  offices: { id: string; name: Translated; note: Translated }[]
  /** Who helps for free when no papers fit. `known: false` says in general where to ask, without naming a place. */
  help: { id: string; known: boolean; name: Translated; note: Translated }[]
  /**
   * What else the city keeps of a visit, outside this software (DESIGN §4): shown on the public record, so that the whole is true. `known: false`
   * while nobody of the city has said how it is.
   */
  otherRecords: { id: string; known: boolean; name: Translated; note: Translated }[]
}

/**
 * texts/<language>.json: flat, key → sentence without placeholders. Keys: `need.<id>`, `kind.<id>`, `paper.<id>` and
 * `paper.<id>.short`, `.hint`, `.where`, `phrase.<number>` and `phrase.<number>.key` (the desk's short name), `reason.<id>`,
 * `notice.<number>`, `choice.<id>` and `.price`, `use.works.<id>`, `use.not.<id>`, `change.<id>`.
 */
export type CityTexts = Record<Language, Record<string, string>>

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

/** Every key that a rule file needs a text for. Tests and the texts guard compare this with each language, both ways. */
export function textKeys(rules: {
  needs: { id: string }[]
  kinds: { id: string }[]
  papers: { id: string }[]
  phrases: { number: number }[]
  reasons: { id: string }[]
  notices: { number: number }[]
  choices: { id: string }[]
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
    ...rules.uses.works.map(u => `use.works.${u.id}`),
    ...rules.uses.not.map(u => `use.not.${u.id}`),
    ...rules.changes.map(c => `change.${c.id}`),
  ]
}
