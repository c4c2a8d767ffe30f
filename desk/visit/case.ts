/** One case on the desk without any screen: channel, answers, pages, ticks, decision, seal, handing over (PROTOCOL §3 to §5). */
import type { Facts, Pictures } from '@latchkey/card/facts.ts'
import type { Passkey } from '@latchkey/certificates/passkey.ts'
import type { Clock, Random, Sign, Verify } from '@latchkey/certificates/ports.ts'
import type { Root } from '@latchkey/certificates/root.ts'
import type { Answers } from '@latchkey/channel/messages.ts'
import type { Later } from '@latchkey/channel/socket.ts'
import type { Need, Rules } from '@latchkey/rules/rules.ts'
import type { FromDesk, ToDesk } from '@latchkey/wire/relay.ts'
import type { CaseState, Look } from './state.ts'

/** What a desk has for the whole evening; the same for every case. */
export interface DeskPorts {
  root: Root
  rules: Rules
  alias: string
  clerkCertificate: Uint8Array
  deskCertificate: Uint8Array
  deskSign: Sign
  /** The clerk's passkey: one touch approves one request. */
  passkey: Passkey
  /** Card portrait (JPEG ≤ 12,000 bytes), small face and print portrait from the portrait page as it came. Runs the AVIF encoder. */
  makePictures(page: Uint8Array): Promise<{ portrait: Uint8Array } & Pictures>
  /** Certified period certificate of this number (GET /record/periods). */
  period(number: number): Promise<Uint8Array>
  /** Today in the city's time zone, YYYY-MM-DD. */
  today(): string
  random: Random
  clock: Clock
  verify: Verify
  later?: Later
  subtle?: SubtleCrypto
}

export interface CaseOptions extends DeskPorts {
  /** 16 bytes the server gave this room. */
  room: Uint8Array
  /** Whether the phone was there when the room opened. */
  here: boolean
  /** Says a control message to the server. */
  tell(message: FromDesk): void
  /** Sends a cell to the phone. */
  send(cell: Uint8Array): void
}

export interface Case {
  readonly room: Uint8Array
  readonly state: CaseState
  subscribe(listener: (state: CaseState) => void): () => void
  /** Asks for something by its number in the rules; `paper` when the phrase is about one. */
  ask(phrase: number, paper?: string | null): Promise<void>
  type(text: string): Promise<void>
  /** *I am looking*: takes the request off the resident's screen. */
  looking(): Promise<void>
  tick(need: Need, on: boolean): Promise<void>
  /** The clerk's own mark under page `number`. Never sent. */
  looks(number: number, question: Look, on: boolean): void
  samePerson(yes: boolean | null): void
  /** Corrects what the card will say, to what the papers say. The resident sees it marked before saying yes. */
  correct(answers: Partial<Pick<Answers, 'name' | 'nameLatin' | 'birthDate' | 'address' | 'gender' | 'emergencyContact'>>): void
  /** In `papers` and `fixed`: enough, show the card to the resident. In `touch`: approve with the passkey. */
  approve(): Promise<void>
  /** Not enough: the reason is what is unticked. */
  refuse(): Promise<void>
  /** The next desk takes this visit; the phone is first in line. Everything here is dropped. */
  handOver(): void
  /** Ends the visit at once. Everything here is dropped. */
  end(): void
  /** From the line (desk-line.ts): what came on the socket for this room. */
  hearControl(message: ToDesk): void
  hearCell(cell: Uint8Array): void
  /** The desk's own socket went or came back. */
  connection(state: 'open' | 'lost'): void
}

export declare function createCase(options: CaseOptions): Case

export type { Facts, Pictures }
