/**
 * The closed lists of a legal request (DESIGN §5.7). Counsel picks from them and can write nothing else: no name, no number of a case, no sentence. The paper
 * itself stays in the law department's own file. Who asks (`issuers`) is written down and decides nothing: no code reads it but to show it.
 */

/** What arrived. */
export const instruments = [
  'administrative_subpoena',
  'judicial_subpoena',
  'grand_jury_subpoena',
  'search_warrant',
  'administrative_warrant',
  'court_order',
  'records_request',
  'preservation_letter',
  'status_inquiry',
] as const
export type Instrument = (typeof instruments)[number]

/** The class of whoever issued it, never a name. */
export const issuers = [
  'federal_agency',
  'state_agency',
  'local_agency',
  'police',
  'prosecutor',
  'court',
  'party',
  'press',
  'public',
] as const
export type Issuer = (typeof issuers)[number]

/** How it came. */
export const served = ['in_person', 'mail', 'email', 'portal', 'counsel'] as const
export type Served = (typeof served)[number]

/** What counsel decides. */
export const decisions = ['give', 'give_part', 'nothing_held', 'decline', 'wait_for_court', 'ask_court'] as const
export type Decision = (typeof decisions)[number]

/** How it ended. */
export const outcomes = ['given', 'given_part', 'nothing_given', 'withdrawn', 'ended_by_court'] as const
export type Outcome = (typeof outcomes)[number]

/** What a court did, or was asked to do, after it arrived. */
export const courtActs = ['asked_to_compel', 'compelled', 'compelled_part', 'quashed', 'stayed', 'appealed'] as const
export type CourtAct = (typeof courtActs)[number]

/** Why more time is taken. The last two need a day, because somebody else has given the time. */
export const grounds = [
  'stored_elsewhere',
  'many_records',
  'wide_search',
  'not_found_yet',
  'needs_review',
  'undue_burden',
  'consult_other',
  'agreed',
  'court',
] as const
export type Ground = (typeof grounds)[number]
/** Time that was given by whoever asks, or by a court: the new day is theirs, and not worked out. */
export const givenGrounds = ['agreed', 'court'] as const satisfies Ground[]

/** What counsel does next, one after the other. Each instrument of a jurisdiction names its own, in order. */
export const steps = [
  'file',
  'read_signature',
  'read_warrant',
  'no_consent',
  'write_down',
  'enter_day',
  'statement',
  'decide',
  'answer',
  'wait_court',
  'close',
  'release',
] as const
export type Step = (typeof steps)[number]
