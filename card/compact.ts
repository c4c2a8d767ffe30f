import { encodeCbor } from '@latchkey/certificates/cbor.ts'
import { parsePicture } from './avif.ts'
import { daysOf, textOf } from './days.ts'
import { backLinesOf, type Gender, genderOf, nameOf } from './facts.ts'
import { CardFault } from './faults.ts'
import { readArray } from './read-array.ts'

/** What the code opens: CBOR [name, birth days, end days | null, gender | null], at most 120 bytes. */
export interface Front {
  name: string
  /** YYYY-MM-DD. */
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

/** Bytes. */
export const frontMost = 120
export const restMost = 2770

/** @throws CardFault `name`, `date`, `front_full` */
export function encodeFront({ name, birthDate, ends, gender }: Front): Uint8Array {
  const bytes = encodeCbor([nameOf(name), daysOf(birthDate), ends === null ? null : daysOf(ends), gender])
  if (bytes.length > frontMost) throw new CardFault('front_full')
  return bytes
}

/** @throws CardFault `malformed`, `name`, `date`, `front_full` */
export function decodeFront(bytes: Uint8Array): Front {
  if (bytes.length > frontMost) throw new CardFault('front_full')
  const [name, birth, ends, gender] = readArray(bytes, 4)
  return { name: nameOf(name), birthDate: dayOf(birth), ends: ends === null ? null : dayOf(ends), gender: genderOf(gender) }
}

/** @throws CardFault `name`, `text`, `picture` */
export function encodeRest({ nameLatin, address, emergencyContact, print }: Rest): Uint8Array {
  const lines = backLinesOf(nameLatin, address, emergencyContact)
  return encodeCbor([lines.name_latin, lines.address, lines.emergency_contact, parsePicture(print, 'print')])
}

/** @throws CardFault `malformed`, `name`, `text`, `picture` */
export function decodeRest(bytes: Uint8Array): Rest {
  if (bytes.length > restMost) throw new CardFault('malformed')
  const [nameLatin, address, emergencyContact, print] = readArray(bytes, 4)
  const lines = backLinesOf(nameLatin, address, emergencyContact)
  return {
    nameLatin: lines.name_latin,
    address: lines.address,
    emergencyContact: lines.emergency_contact,
    print: parsePicture(print, 'print'),
  }
}

function dayOf(value: unknown): string {
  if (typeof value !== 'number') throw new CardFault('date')
  return textOf(value)
}
