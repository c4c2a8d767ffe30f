/** Every fault of this package: what is so, and what whoever wrote the file can do. A fault says the place, never the value found there. */
export const rulesFaults = {
  malformed: {
    says: 'The rule file has a missing, unknown or wrongly typed entry at this place.',
    mend: 'Compare the row with the one above it: every field is there once, and no other. docs/guides/rules.md lists them.',
  },
  doubled: {
    says: 'Two entries of the rule file have the same id or number at this place.',
    mend: 'Take one of the two rows out, or give it an id of its own.',
  },
  unknown_reference: {
    says: 'The rule file names something here that it does not define.',
    mend: 'Look for a slip in the spelling, or add the row that is named.',
  },
  unsourced: {
    says: 'A confirmed rule has no source, or an unconfirmed one has no note, at this place.',
    mend: 'Name a key of `sources`, or set the status to `unconfirmed` and say in the note what is not known.',
  },
  unreachable: {
    says: 'Somebody of this kind who brings every paper of the list still gets no card.',
    mend: 'Ask for less, add a paper that shows what is missing, let one paper serve for both, or add a row of `validity` for this age.',
  },
  points_unreachable: {
    says: 'All papers on the list together do not give what is asked at this place.',
    mend: 'Ask for fewer points, or put a paper that gives this proof on the list of this kind of person.',
  },
  contradiction: {
    says: 'This row and another one cannot both hold.',
    mend: 'Decide which of the two is so, and take the other out or change it.',
  },
  caretaker_cycle: {
    says: 'Whoever is to show papers as a caretaker here would need a caretaker in turn.',
    mend: 'Name a kind of person whose needs are met by own papers alone.',
  },
  idle: {
    says: 'This paper is on the list of a kind of person to whom it gives nothing.',
    mend: 'Take that kind out of the `for` of the paper, or let the kind want what the paper gives.',
  },
  too_large: {
    says: 'The needs of this kind of person have too many sums of points for an old phone.',
    mend: 'Use fewer proofs or smaller numbers: one point where nothing is counted.',
  },
  missing_text: {
    says: 'A text that these rules need is missing or empty in one language.',
    mend: 'Add the key that is named to the file of that language under `texts`.',
  },
  case_failed: {
    says: 'A worked case beside the rules does not come out as it is written there.',
    mend: 'Read the sentence of the case: then mend the rule, or the case if the rule was meant.',
  },
  uncovered: {
    says: 'No worked case makes this place of the rules both true and false.',
    mend: 'Add a case in which it decides.',
  },
  unknown_kind: { says: 'There is no such kind of person in the rules.', mend: 'Use an id of `kinds`.' },
  unknown_paper: {
    says: 'There is no such paper in the rules for this kind of person.',
    mend: 'Use an id of `papers` that is on the list of this kind.',
  },
  bad_date: { says: 'The text is not a day of the calendar written YYYY-MM-DD.', mend: 'Write the day as year, month and day.' },
  name_empty: { says: 'There is no letter in the name.', mend: 'Write at least one letter.' },
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
