import type { Gender } from './facts.ts'

/** What the code opens: CBOR [name, birth days, end days | null, gender | null], at most 120 bytes. */
export interface Front {
  name: string
  /** YYYY-MM-DD */
  birthDate: string
  ends: string | null
  gender: Gender | null
}

/** What only the sheet opens: CBOR [latin name | null, address | null, emergency contact | null, print picture], at most 2,770 bytes. */
export interface Rest {
  nameLatin: string | null
  address: string | null
  emergencyContact: string | null
  /** AV1 picture of 300×400. */
  print: Uint8Array
}

export const frontMost = 120
export const restMost = 2770
