/**
 * How a fact could lie around: every form in which a careless line of code, a database or a browser would leave it.
 * A form shorter than six bytes is left out: it would be found everywhere, and a hit that means nothing hides one that does.
 */
import { createHash } from 'node:crypto'
import { shortest } from './matcher.ts'

export interface Form {
  how: string
  bytes: Buffer
  notAmidHex?: boolean
}
export type Token = { kind: string } & ({ text: string } | { bytes: Uint8Array } | { date: string })

/** Where in a base64 text the token may begin: its letters depend on the two bytes before it. */
const offsets = [0, 1, 2]

/** All forms of one token. */
export function formsOf(token: Token): Form[] {
  const forms = 'date' in token ? dateForms(token.date) : 'text' in token ? textForms(token.text) : bytesForms(Buffer.from(token.bytes))
  return forms.filter(({ bytes }) => bytes.length >= shortest)
}

function textForms(text: string): Form[] {
  const utf8 = Buffer.from(text, 'utf8')
  const forms: Form[] = [
    { how: 'utf-8', bytes: utf8 },
    { how: 'utf-16le', bytes: Buffer.from(text, 'utf16le') },
    { how: 'utf-16be', bytes: Buffer.from(text, 'utf16le').swap16() },
    ...encodedForms(utf8),
    ...hashForms(utf8),
  ]
  // V8 and databases keep one byte a letter where all letters allow it.
  if (/[\u0080-\u00ff]/.test(text) && !/[\u0100-\uffff]/.test(text)) forms.push({ how: 'latin-1', bytes: Buffer.from(text, 'latin1') })
  const percent = encodeURIComponent(text)
  if (percent !== text)
    forms.push({ how: 'percent', bytes: Buffer.from(percent) }, { how: 'plus', bytes: Buffer.from(percent.replaceAll('%20', '+')) })
  const escaped = [...text].map(letter => (letter > '~' ? `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}` : letter)).join('')
  if (escaped !== text) forms.push({ how: 'json \\u', bytes: Buffer.from(escaped) })
  for (const [how, changed] of [
    ['lower', text.toLowerCase()],
    ['upper', text.toUpperCase()],
    ['mrz', text.toUpperCase().replaceAll(' ', '<')],
  ] as const) {
    if (changed !== text)
      forms.push(
        { how, bytes: Buffer.from(changed) },
        ...hashForms(Buffer.from(changed)).map(form => ({ ...form, how: `${how} ${form.how}` })),
      )
  }
  return forms
}

const bytesForms = (bytes: Buffer): Form[] => [{ how: 'raw', bytes }, ...encodedForms(bytes), ...hashForms(bytes)]

function encodedForms(bytes: Buffer): Form[] {
  const hex = bytes.toString('hex')
  const forms: Form[] = [
    { how: 'hex', bytes: Buffer.from(hex) },
    { how: 'HEX', bytes: Buffer.from(hex.toUpperCase()) },
  ]
  for (const offset of offsets) {
    // The first and last letters also hold bits of the neighbours, so they are cut off.
    const padded = Buffer.concat([Buffer.alloc(offset), bytes])
    const whole = padded.toString('base64').replace(/=+$/, '')
    const inside = whole.slice(offset === 0 ? 0 : offset + 1, padded.length % 3 === 0 ? undefined : -1)
    forms.push({ how: `base64 at ${offset}`, bytes: Buffer.from(inside) })
    const url = inside.replaceAll('+', '-').replaceAll('/', '_')
    if (url !== inside) forms.push({ how: `base64url at ${offset}`, bytes: Buffer.from(url) })
  }
  return forms
}

function hashForms(bytes: Buffer): Form[] {
  return ['sha256', 'sha1', 'md5'].flatMap(name => {
    const digest = createHash(name).update(bytes).digest()
    return [
      { how: name, bytes: digest },
      { how: `${name} hex`, bytes: Buffer.from(digest.toString('hex')) },
      { how: `${name} base64`, bytes: Buffer.from(digest.toString('base64').replace(/=+$/, '')) },
      { how: `${name} base64url`, bytes: Buffer.from(digest.toString('base64url')) },
    ]
  })
}

/** A date, YYYY-MM-DD: as people, programs and our own compact form write it. */
function dateForms(date: string): Form[] {
  const [year = '', month = '', day = ''] = date.split('-')
  const ms = Date.parse(`${date}T00:00:00Z`)
  const texts = [date, `${day}/${month}/${year}`, `${month}/${day}/${year}`, `${day}.${month}.${year}`, `${year}/${month}/${day}`]
  const packed = `${year}${month}${day}`
  const plain: Form[] = [...texts, packed].flatMap(text => [
    { how: 'date', bytes: Buffer.from(text), notAmidHex: text === packed },
    { how: 'date utf-16le', bytes: Buffer.from(text, 'utf16le') },
  ])
  const iso = Buffer.from(date)
  const numbers: Form[] = [
    { how: 'epoch s', bytes: Buffer.from(String(ms / 1000)) },
    { how: 'epoch ms', bytes: Buffer.from(String(ms)) },
  ].filter(({ bytes }) => bytes.length >= 9)
  return [
    ...plain,
    ...numbers,
    ...encodedForms(iso),
    ...hashForms(iso),
    ...hashForms(Buffer.from(packed)).map(form => ({ ...form, how: `packed ${form.how}` })),
  ]
}

/** Days since 1970 as our compact form writes them (CBOR), birth beside end: three bytes alone would be found everywhere. */
export function daysForm(birth: string, ends: string | null): Form | null {
  const cbor = (date: string) => {
    const days = Math.floor(Date.parse(`${date}T00:00:00Z`) / 86_400_000)
    const size = days < 0 ? -1 - days : days
    const major = days < 0 ? 0x20 : 0
    return size < 65_536
      ? Buffer.from([major | 25, size >> 8, size & 255])
      : Buffer.from([major | 26, 0, size >> 16, (size >> 8) & 255, size & 255])
  }
  return ends ? { how: 'days', bytes: Buffer.concat([cbor(birth), cbor(ends)]) } : null
}

/**
 * A 16-bit id as black and white cells of 8×8 pixels, as it would lie in a decoded picture: one row of pixels, RGBA and grey.
 * Flat cells of 8×8 survive JPEG exactly.
 */
export function idBlockForms(id: number): Form[] {
  const cells = Array.from({ length: 16 }, (_, bit) => ((id >> (15 - bit)) & 1 ? 255 : 0))
  const grey = Buffer.from(cells.flatMap(value => Array<number>(8).fill(value)))
  const rgba = Buffer.from(cells.flatMap(value => Array.from({ length: 8 }, () => [value, value, value, 255]).flat()))
  // A page on its way to a printer has no fourth byte.
  const rgb = Buffer.from(cells.flatMap(value => Array<number>(24).fill(value)))
  return [
    { how: 'pixels grey', bytes: grey },
    { how: 'pixels rgb', bytes: rgb },
    { how: 'pixels rgba', bytes: rgba },
  ]
}
