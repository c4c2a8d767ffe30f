/** Where a case is on the clerk's desk: one variant a screen (product D3 to D8). Everything here is in page memory only. */
import type { Facts, Pictures } from '@latchkey/card/facts.ts'
import type { SealedCard } from '@latchkey/card/sealed.ts'
import type { RefusalSlip } from '@latchkey/certificates/refusal-slip.ts'
import type { Answers, Ask, Note, PageName, SecondLook } from '@latchkey/channel/messages.ts'
import type { AskedFee } from '@latchkey/rules/fee.ts'
import type { MarkAnswer } from '@latchkey/rules/mark.ts'
import type { Need } from '@latchkey/rules/rules.ts'
import type { FaultCode } from '@latchkey/wire/faults.ts'
import type { Change } from './changes.ts'

/** The clerk's own marks under a paper; never sent, never kept. */
export type Look = 'real' | 'same_name' | 'in_date'

export interface DeskPage extends PageName {
  /** The phone says that its resident picked a file: the paper lives on a screen. What its camera took may be of a screen all the same. */
  screen: boolean
  /** JPEG bytes as they came. Decode to a canvas; never a blob, never an object URL. Zeroed at goodbye. Empty for a paper that lies on the table. */
  picture: Uint8Array
  looks: Record<Look, boolean>
  /** A party's shared paper: it and its looks stay on the desk until the party's goodbye. */
  shared: boolean
}

/** A paper that lies on the table itself, or a photo of the desk's own camera: no phone knows of it. Phones count from 1. */
export const firstOwnPage = 1000

export interface Bar {
  enough: boolean
  unmet: Need[]
  mends: string[][]
  /** What else approval still waits for: a date of birth that this kind of person can have, a card photo, *same person*, *same caretaker*, pictures being made, the fee, a supervisor. */
  waitsFor: ('age' | 'portrait' | 'same_person' | 'same_caretaker' | 'pictures' | 'fee' | 'supervisor')[]
}

export type { Note }

/** What the desk knows while the visit is open. */
export interface Shown {
  answers: Answers
  pages: DeskPage[]
  ticks: Partial<Record<Need, boolean>>
  /** *Same person?* null until answered. */
  samePerson: boolean | null
  /** *Is the caretaker the one on their papers?* null until answered, and where no caretaker's paper counts. */
  sameCaretaker: boolean | null
  bar: Bar
  /** The veteran mark, where it is wanted: whether the papers that passed show it, and what would. Null: not wanted, or not on this card. */
  mark: MarkAnswer | null
  /** What this card costs by the rules, and the clerk's tick that it is paid or waived. Null: nothing. Never sent, never kept. */
  fee: (AskedFee & { settled: boolean }) | null
  /** The request the resident has on the screen. */
  ask: Ask | null
  /** The resident asked for a moment. */
  waiting: boolean
  notes: Note[]
}

export interface Refused {
  at: 'refused'
  /** Unticked needs, and `doubt` where the face was not the paper's. */
  unmet: string[]
  /** What the slip says: city, rules, day, the same needs, this clerk. */
  said: RefusalSlip & { alias: string }
  mends: string[][]
  /** What says so to others, signed by this desk; null where none could be made. */
  slip: Uint8Array | null
  /** Whether somebody can look again now, or has. */
  second: SecondLook
}

export type CaseScreen =
  /** The room is open; the phone is not there yet, or keys are being made. */
  | { at: 'joining' }
  /** The phone is there; the resident has not tapped *I am ready*. */
  | { at: 'called' }
  /** D3 to D5. `again`: the line was lost for good in between and everything must be shown again. */
  | ({ at: 'papers'; again: boolean } & Shown)
  /** D6 *They are reading it now.* */
  | ({ at: 'checking'; facts: Facts; pictures: Pictures } & Shown)
  /** D6: the resident corrected something; `approve()` accepts it and shows the card again. */
  | ({ at: 'fixed'; changes: Change[] } & Shown)
  /** They said yes: the clerk's key has to be touched. `trouble` is what the last try met; `approve()` tries again. */
  | ({ at: 'touch'; facts: Facts; pictures: Pictures; trouble: 'touch_refused' | FaultCode | null } & Shown)
  /** The signer is at work. */
  | ({ at: 'sealing'; facts: Facts; pictures: Pictures } & Shown)
  /** Sealed and checked; on its way to the phone. */
  | { at: 'handing'; facts: Facts; pictures: Pictures; sealed: SealedCard }
  /** The phone has its card. */
  | { at: 'handed'; facts: Facts; pictures: Pictures; sealed: SealedCard }
  /** The refusal was sent; the resident reads it. */
  | Refused
  /** D8 *This screen holds nothing.* */
  /** `room_lost`: the server has forgotten the room and gives it no more. `unknown_kind`: the phone named a kind of person that is not in the rules. `again`: it may have sealed a card that nobody holds. */
  | {
      at: 'closed'
      why: 'goodbye' | 'ended' | 'handed_over' | 'second_look' | 'resident_stopped' | 'room_lost' | 'unknown_kind'
      outcome: 'card' | 'refused' | 'again' | 'none'
    }

export type CaseState = CaseScreen & {
  /** This is a second look: what the first desk said, by its slip. Null: it is none, or the phone could not say. */
  first: (RefusalSlip & { alias: string }) | null
  /** Whether the phone's line lives, and since when (seconds since 1970) it is so. */
  phone: { here: boolean; since: number }
  /** Whether the desk's own line lives: without it the clerk can look but not sign. */
  connection: 'open' | 'lost'
  /**
   * Where the resident is. `phone`: somewhere, on their phone. `counter`: before this desk, papers on the table; a phone may have scanned the desk's
   * code. `typed`: before this desk without a phone: the clerk types, and both halves of every salt are drawn here.
   */
  where: 'phone' | 'counter' | 'typed'
}
