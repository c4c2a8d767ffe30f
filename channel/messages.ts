/**
 * Everything a phone and a desk can say to each other inside the encrypted visit (PROTOCOL §3, §4): one closed table per side.
 * Bodies and limits are in docs/protocol/visit.md; their bytes are written and read in message-bytes.ts.
 */
import type { Lines } from '@latchkey/card/facts.ts'

/** What a resident prepared on the phone. Seen by the one desk of this visit, kept by it until goodbye. */
export interface Answers {
  /** The language the resident reads: es, ar, … */
  language: string
  /** The kind of person the card is for (rules.kinds). The desk refuses one that its rules do not know. */
  kind: string
  name: string
  /** The name in Latin letters, where `name` is written in others. */
  nameLatin: string | null
  /** YYYY-MM-DD, or YYYY-MM or YYYY where the resident knows no more. */
  birthDate: string
  address: string | null
  gender: 'F' | 'M' | 'X' | null
  emergencyContact: string | null
  /** They want the veteran mark. Whether its proof is there, the clerk sees. */
  veteran: boolean
  /** Null: not on the card, which is so unless the resident chooses it. */
  lines: Lines
  /** The papers they say they have: ids of rules.papers, with `caretaker.` before those that the caretaker shows (rules/counts.ts). */
  papers: string[]
}

/** paper: a side of a paper. portrait: the photo for the card. turned: the face, turned a little. caretaker: the face of whoever comes along. */
export type PagePurpose = 'paper' | 'portrait' | 'turned' | 'caretaker'

/** What a page is, without the picture. `number` counts the pages of one visit from 1 and is chosen by the phone. */
export interface PageName {
  number: number
  purpose: PagePurpose
  /** The paper as in `Answers.papers`, so that a page says whose it is; null unless purpose is `paper`. */
  paper: string | null
  /** 1 front, 2 back, 3 … ; 0 unless purpose is `paper`. */
  side: number
}

export interface Page extends PageName {
  /** The picture is of a paper that lives on a screen: picked as a file on the phone, not taken by its camera. False unless purpose is `paper`. */
  screen: boolean
  /** JPEG, at most `maxPicture` bytes, re-encoded from pixels by the phone. */
  picture: Uint8Array
}

/** What the clerk last asked for: a numbered phrase of the rules, about one paper where the phrase is about papers. */
export interface Ask {
  phrase: number
  paper: string | null
}

/**
 * Where the visit is, as the desk knows it: papers are looked at; the card is shown; the resident has corrected it; they have said yes;
 * the seal is on its way; not enough. Sent whenever an epoch opens, so that neither side has to remember for the other.
 */
export type Stage = 'papers' | 'card' | 'fixed' | 'agreed' | 'sealed' | 'refused'

/** One thing written during the visit. A clerk's phrases are not notes: they are asked by number. */
export interface Note {
  from: 'clerk' | 'resident'
  text: string
}

/** Of a refusal: nobody is there who could look again now; a supervisor is; this was the second look, and it is final. */
export const secondLooks = ['none', 'offered', 'final'] as const
export type SecondLook = (typeof secondLooks)[number]

/** Phone → desk. */
export type PhoneMessage =
  | { kind: 'answers'; answers: Answers }
  | { kind: 'page'; page: Page }
  | { kind: 'typed'; text: string }
  /** Commitment to the phone's half of every salt, and the holder key (P-256 x and y). PROTOCOL §4.1 */
  | { kind: 'half'; commit: Uint8Array; holder: { x: Uint8Array; y: Uint8Array } }
  /** The resident said yes to the card they saw: opens the half and names the request. PROTOCOL §4.3, §4.5 */
  | { kind: 'yes'; sp: Uint8Array; requestHash: Uint8Array }
  /** The resident corrected something on the card they saw. */
  | { kind: 'fix'; answers: Answers }
  /** The card arrived and every digest was recomputed. */
  | { kind: 'thanks' }
  | { kind: 'goodbye' }
  | { kind: 'stop' }
  /** The resident needs a moment. */
  | { kind: 'wait' }
  /**
   * To the desk that refused: a supervisor is to look again; `slip` is null. To the desk that looks again: what the first one said, as it signed it.
   */
  | { kind: 'second_look'; slip: Uint8Array | null }

/** Desk → phone. */
export type DeskMessage =
  /** First message of every epoch: who is at the desk and where the visit is. */
  | {
      kind: 'hello'
      alias: string
      rules: string
      stage: Stage
      /** Whether the desk has the answers; the phone sends them again when not. */
      answers: boolean
      /** The pages the desk has; the phone sends again what was lost on the way. */
      pages: PageName[]
      /** Which needs the clerk has ticked (rules.needs). */
      ticks: Record<string, boolean>
      ask: Ask | null
      /** Hash of the request the desk holds a yes to, or null. */
      request: Uint8Array | null
      /** The last of what was written, at most `mostNotes`. */
      notes: Note[]
      /** How many typed texts of the phone the desk has heard in all; the phone says again what was lost on the way. */
      heard: number
    }
  | { kind: 'ask'; phrase: number; paper: string | null }
  | { kind: 'typed'; text: string }
  | { kind: 'ticks'; needs: Record<string, boolean> }
  /** The clerk has these pages and is looking; nothing is asked. Said by itself whenever a page arrived whole. */
  | { kind: 'looking'; pages: PageName[] }
  /** The card as it will be: the desk's half of the salts, the facts (exact CBOR of card/facts.ts), both pictures. PROTOCOL §4.2 */
  | { kind: 'card'; sd: Uint8Array; facts: Uint8Array; face: Uint8Array; print: Uint8Array }
  /**
   * Not enough: what is unmet, which sets of papers would mend it, by which rules; and the slip that says so to others (certificates/refusal-slip.ts),
   * null where this desk could not make one. It goes with every refusal: whether it is kept is the resident's.
   */
  | { kind: 'refused'; unmet: string[]; mends: string[][]; rules: string; slip: Uint8Array | null; second: SecondLook }
  /** The signer's answer (card/answer.ts, exact bytes) and the certified period it was signed in. */
  | { kind: 'sealed'; answer: Uint8Array; period: Uint8Array }
  | { kind: 'goodbye' }
  /** The clerk ended the visit. */
  | { kind: 'stopped' }

export type PhoneKind = PhoneMessage['kind']
export type DeskKind = DeskMessage['kind']

/** Largest picture of one page, bytes: what sixteen cells hold, less the page's head. */
export const maxPicture = 256_000
/** Longest typed text, characters. */
export const maxTyped = 280
/** Notes that a hello can carry: so many of the longest fit into one cell. */
export const mostNotes = 12
