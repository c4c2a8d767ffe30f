/** Every fault of this package. A fault says the place in the file or the argument, never the value found there. */
export const rulesFaults = {
  malformed: 'The rule file has a missing, unknown or wrongly typed entry at this place.',
  doubled: 'Two entries of the rule file have the same id or number at this place.',
  unknown_reference: 'The rule file names something here that it does not define.',
  unsourced: 'A confirmed rule has no source, or an unconfirmed one has no note, at this place.',
  unreachable: 'No set of papers in the rule file can meet what this place asks for.',
  unknown_kind: 'There is no such kind of person in the rules.',
  unknown_paper: 'There is no such paper in the rules for this kind of person.',
  bad_date: 'The text is not a day of the calendar written YYYY-MM-DD.',
  name_empty: 'There is no letter in the name.',
} as const

export type RulesFaultCode = keyof typeof rulesFaults

/** Thrown by parseRules and the functions that read rules; `place` is a path such as `papers.3.gives.0`, or an argument's name. */
export class RulesFault extends Error {
  readonly code: RulesFaultCode
  readonly place: string
  constructor(code: RulesFaultCode, place: string) {
    super(`${code} at ${place}`)
    this.name = 'RulesFault'
    this.code = code
    this.place = place
  }
}
