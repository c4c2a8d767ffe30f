import { encodeCbor } from '@latchkey/certificates/cbor.ts'
import { parsePicture } from './avif.ts'
import { birthNumberOf, birthTextOf, daysOf, textOf } from './days.ts'
import { backTextsOf, type Gender, genderOf, genders, type Lines, lineNames, linesOf, nameOf } from './facts.ts'
import { CardFault } from './faults.ts'
import { readArray } from './read-array.ts'

/**
 * What the code opens: CBOR [name, birth number, end days | null, gender and mark], at most 120 bytes. The last is null, F, M or X without the veteran
 * mark and 0, 1, 2 or 3 for the same four with it: one byte whatever it says, so the mark takes no letter of anybody's name, and a code without it is
 * what it was before there was one.
 */
export interface Front {
  name: string
  /** YYYY-MM-DD, YYYY-MM or YYYY. */
  birthDate: string
  ends: string | null
  gender: Gender | null
  /** The veteran mark. */
  veteran: true | null
}

/** What only the sheet opens: CBOR [latin name | null, address | null, emergency contact | null, lines, print picture], at most 2,770 bytes. */
export interface Rest {
  nameLatin: string | null
  address: string | null
  emergencyContact: string | null
  lines: Lines
  /** AV1 picture of 300×400. */
  print: Uint8Array
}

const marked: readonly (Gender | null)[] = [null, ...genders]

/** Bytes. */
export const frontMost = 120
export const restMost = 2770

/** @throws CardFault `name`, `date`, `front_full` */
export function encodeFront({ name, birthDate, ends, gender, veteran }: Front): Uint8Array {
  const last = veteran ? marked.indexOf(gender) : gender
  const bytes = encodeCbor([nameOf(name), birthNumberOf(birthDate), ends === null ? null : daysOf(ends), last])
  if (bytes.length > frontMost) throw new CardFault('front_full')
  return bytes
}

/** @throws CardFault `malformed`, `name`, `date`, `front_full` */
export function decodeFront(bytes: Uint8Array): Front {
  if (bytes.length > frontMost) throw new CardFault('front_full')
  const [name, birth, ends, last] = readArray(bytes, 4)
  // A whole number is the place of a gender among four, and that it is a number is the mark.
  const veteran = typeof last === 'number' ? true : null
  const gender = typeof last === 'number' ? marked[last] : last
  return {
    name: nameOf(name),
    birthDate: dateOf(birth, birthTextOf),
    ends: ends === null ? null : dateOf(ends, textOf),
    gender: genderOf(gender),
    veteran,
  }
}

/** @throws CardFault `name`, `text`, `back_full`, `picture` */
export function encodeRest({ nameLatin, address, emergencyContact, lines, print }: Rest): Uint8Array {
  const texts = backTextsOf(nameLatin, address, emergencyContact, lines)
  const three = lineNames.map(line => texts.lines[line])
  return encodeCbor([texts.name_latin, texts.address, texts.emergency_contact, three, parsePicture(print, 'print')])
}

/** @throws CardFault `malformed`, `name`, `text`, `back_full`, `picture` */
export function decodeRest(bytes: Uint8Array): Rest {
  if (bytes.length > restMost) throw new CardFault('malformed')
  const [nameLatin, address, emergencyContact, lines, print] = readArray(bytes, 5)
  const texts = backTextsOf(nameLatin, address, emergencyContact, linesOf(lines))
  return {
    nameLatin: texts.name_latin,
    address: texts.address,
    emergencyContact: texts.emergency_contact,
    lines: texts.lines,
    print: parsePicture(print, 'print'),
  }
}

function dateOf(value: unknown, read: (number: number) => string): string {
  if (typeof value !== 'number') throw new CardFault('date')
  return read(value)
}
