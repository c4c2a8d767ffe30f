/** How a city's card looks, as data (cities/<city>/look.json): colours, words, order and choice of fields. Nothing in it is about a person. */

/** Fields of the front below the name. Birth date and end are always there: a card without them is not one. */
export const frontFields = ['birth_date', 'ends', 'gender'] as const
export type FrontField = (typeof frontFields)[number]

/** Lines of the back, printed if the holder chose them. */
export const backLines = ['address', 'emergency_contact', 'library', 'transit', 'pharmacy'] as const
export type BackLine = (typeof backLines)[number]

const colours = ['paper', 'ink', 'quiet', 'accent', 'accentDeep', 'onAccent', 'tint', 'wave'] as const
/** Seen together on a plate, text first: each pair is read by people who see little, through a worn laminate. */
const read = [
  ['ink', 'paper'],
  ['quiet', 'paper'],
  ['accent', 'paper'],
  ['onAccent', 'accent'],
  ['quiet', 'tint'],
] as const
/** WCAG 2.2, 1.4.3. */
const leastContrast = 4.5

/** Most letters of each word of the card's own. */
const words = {
  birthDate: 24,
  ends: 24,
  renewBy: 24,
  gender: 12,
  veteran: 12,
  address: 30,
  emergencyContact: 30,
  library: 12,
  transit: 12,
  pharmacy: 12,
  howToCheck: 120,
  found: 60,
} as const

export interface CardLook {
  /** #rrggbb. The stripe of practice cards is not among them: the software adds it, and no file takes it away. */
  colours: Record<(typeof colours)[number], string>
  front: {
    /** One or two rows of one or two fields. */
    rows: FrontField[][]
    waves: boolean
  }
  back: {
    /** In the order they are printed. */
    lines: BackLine[]
    waves: boolean
  }
  code: {
    /** Printer dots a module: 5, or 4. */
    module: number
    /** The same when the back holds much, or is in large print. */
    moduleWhenCrowded: number
  }
  /** What a holder may ask for at the counter. */
  choices: { noFace: boolean; largePrint: boolean }
  texts: Record<keyof typeof words, string>
}

/** Every fault of a look. It says the place in the file, never what stands there. */
export const lookFaults = {
  malformed: 'This entry is missing, unknown or of another kind than it must be.',
  doubled: 'The same name stands here twice.',
  left_out: 'Birth date and end must be on the front.',
  colour: 'A colour is written as # and six digits from 0 to f.',
  contrast: 'These two colours are too near to each other: text needs a contrast of at least 4.5 to 1.',
  small_modules: 'A module of the code has 4 or 5 dots: smaller ones do not scan, larger ones do not fit.',
  long_text: 'This text is empty, too long, or has spaces or signs that do not print.',
} as const
export type LookFaultCode = keyof typeof lookFaults

/** Thrown by parseLook; `place` is a path such as `front.rows.1`. The message is a sentence for whoever edits the file. */
export class LookFault extends Error {
  readonly code: LookFaultCode
  readonly place: string
  constructor(code: LookFaultCode, place: string) {
    super(`${place}: ${lookFaults[code]}`)
    this.name = 'LookFault'
    this.code = code
    this.place = place
  }
}

/** Reads look.json whole. @throws LookFault `malformed`, `doubled`, `left_out`, `colour`, `contrast`, `small_modules`, `long_text` */
export function parseLook(json: unknown): CardLook {
  const file = objectOf(json, 'the whole file', ['colours', 'front', 'back', 'code', 'choices', 'texts'])
  const front = objectOf(file.front, 'front', ['rows', 'waves'])
  const back = objectOf(file.back, 'back', ['lines', 'waves'])
  const code = objectOf(file.code, 'code', ['module', 'moduleWhenCrowded'])
  const choices = objectOf(file.choices, 'choices', ['noFace', 'largePrint'])
  return {
    colours: coloursOf(file.colours),
    front: { rows: rowsOf(front.rows), waves: yesOrNo(front.waves, 'front.waves') },
    back: { lines: namesOf(back.lines, 'back.lines', backLines), waves: yesOrNo(back.waves, 'back.waves') },
    code: {
      module: moduleOf(code.module, 'code.module'),
      moduleWhenCrowded: moduleOf(code.moduleWhenCrowded, 'code.moduleWhenCrowded'),
    },
    choices: {
      noFace: yesOrNo(choices.noFace, 'choices.noFace'),
      largePrint: yesOrNo(choices.largePrint, 'choices.largePrint'),
    },
    texts: textsOf(file.texts),
  }
}

/** How far two colours are apart, 1 to 21 (WCAG 2.2). @param one and @param other #rrggbb */
export function contrast(one: string, other: string): number {
  const [light, dark] = [brightness(one), brightness(other)].sort((a, b) => b - a) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

function brightness(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map(at => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** An object with exactly these keys. */
function objectOf<Key extends string>(value: unknown, place: string, keys: readonly Key[]): Record<Key, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new LookFault('malformed', place)
  const inside = place === 'the whole file' ? '' : `${place}.`
  const unknown = Object.keys(value).find(key => !keys.includes(key as Key))
  // The name of an unknown entry is somebody's typing mistake: it helps to see it.
  if (unknown !== undefined) throw new LookFault('malformed', `${inside}${unknown.slice(0, 30)}`)
  const missing = keys.find(key => !Object.hasOwn(value, key))
  if (missing !== undefined) throw new LookFault('malformed', `${inside}${missing}`)
  return value as Record<Key, unknown>
}

function coloursOf(value: unknown): CardLook['colours'] {
  const of = objectOf(value, 'colours', colours)
  for (const name of colours) {
    const colour = of[name]
    if (typeof colour !== 'string' || !/^#[0-9a-f]{6}$/i.test(colour)) throw new LookFault('colour', `colours.${name}`)
  }
  const found = of as CardLook['colours']
  for (const [text, ground] of read) {
    if (contrast(found[text], found[ground]) < leastContrast) throw new LookFault('contrast', `colours.${text} on colours.${ground}`)
  }
  return found
}

function rowsOf(value: unknown): FrontField[][] {
  if (!Array.isArray(value) || value.length < 1 || value.length > 2) throw new LookFault('malformed', 'front.rows')
  const rows = value.map((row, at) => namesOf(row, `front.rows.${at}`, frontFields))
  rows.forEach((row, at) => {
    if (row.length < 1 || row.length > 2) throw new LookFault('malformed', `front.rows.${at}`)
  })
  const fields = rows.flat()
  if (new Set(fields).size !== fields.length) throw new LookFault('doubled', 'front.rows')
  if (!fields.includes('birth_date') || !fields.includes('ends')) throw new LookFault('left_out', 'front.rows')
  return rows
}

function namesOf<Name extends string>(value: unknown, place: string, known: readonly Name[]): Name[] {
  if (!Array.isArray(value)) throw new LookFault('malformed', place)
  value.forEach((name, at) => {
    if (!known.includes(name)) throw new LookFault('malformed', `${place}.${at}`)
  })
  if (new Set(value).size !== value.length) throw new LookFault('doubled', place)
  return [...value]
}

function yesOrNo(value: unknown, place: string): boolean {
  if (typeof value !== 'boolean') throw new LookFault('malformed', place)
  return value
}

function moduleOf(value: unknown, place: string): number {
  if (value !== 4 && value !== 5) throw new LookFault('small_modules', place)
  return value
}

function textsOf(value: unknown): CardLook['texts'] {
  const names = Object.keys(words) as (keyof typeof words)[]
  const of = objectOf(value, 'texts', names)
  for (const name of names) {
    const text = of[name]
    const fits = typeof text === 'string' && text.length > 0 && [...text].length <= words[name]
    if (!fits || text !== text.trim().normalize('NFC') || /[\p{C}\p{Zl}\p{Zp}]/u.test(text))
      throw new LookFault('long_text', `texts.${name}`)
  }
  return of as CardLook['texts']
}
