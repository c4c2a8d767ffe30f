import { indexes } from '@latchkey/certificates/blank.ts'
import { encodeCbor } from '@latchkey/certificates/cbor.ts'
import { CertificateFault } from '@latchkey/certificates/faults.ts'
import { bytes, checkFields, exactly, moment, readArray, text, whole } from '@latchkey/certificates/fields.ts'
import { lastPeriod } from '@latchkey/certificates/period.ts'
import type { Template } from './template.ts'

/**
 * The pipe between the serving process and one signer (PROTOCOL §5): both ends' messages. Nothing else reaches a signer, no argument and no
 * environment; nothing else leaves it. It lives in card/, because signer and server share nothing but card/ and certificates/.
 *
 *   frame = u32 length, big endian ‖ CBOR array of that length, at most 64 KiB
 */
export const largestFrame = 65_536

/** A blank as the pool has it; its one-time key is closed to the pool key. */
export interface PooledBlank {
  index: number
  /** X.509, DER. */
  certificate: Uint8Array
  /** 64 bytes: the period key's raw signature. */
  signature: Uint8Array
  /** 33 bytes, compressed one-time key. */
  key: Uint8Array
  /** enc 65 ‖ ciphertext 48. */
  closed: Uint8Array
}

/** Serving process → signer: `open` first and once, `lease` at most once, `seal` once. */
export type ToSigner =
  /** The city's `root.json` as text, what is signed, the cancel key (32) and the pool's private scalar (32). */
  | { say: 'open'; root: string; template: Template; cancelKey: Uint8Array; poolPrivate: Uint8Array }
  /** A room has leased this signer: it ends itself after so many seconds, whatever happens. */
  | { say: 'lease'; seconds: number }
  /** The desk's envelope, the blank to spend, the end of the room's lease and the serving process's clock. */
  | { say: 'seal'; envelope: Uint8Array; blank: PooledBlank; notAfter: number; now: number }

/** Signer → serving process: `ready`, later one `answer` or one `refused`, and it has exited. */
export type FromSigner =
  /** The one-use X-Wing public key, 1216 bytes. */
  | { say: 'ready'; key: Uint8Array }
  /** enc 1120 ‖ ct 4112, closed to the desk. */
  | { say: 'answer'; answer: Uint8Array }
  /** A code of signer/faults.ts. */
  | { say: 'refused'; code: string }

type OpenFields = ['open', string, unknown[], Uint8Array, Uint8Array]
type TemplateFields = [string, number, string, string, number, number]
type SealFields = ['seal', Uint8Array, unknown[], number, number]
type BlankFields = [number, Uint8Array, Uint8Array, Uint8Array, Uint8Array]

const anyText = (most: number) => text(/^/, most)
const list = (value: unknown): value is unknown[] => Array.isArray(value)

/** One frame, ready to write. */
export function encodeToSigner(message: ToSigner): Uint8Array {
  if (message.say === 'lease') return frame(['lease', message.seconds])
  if (message.say === 'open') {
    const { city, period, iss, listAddress, first, technicalEnd } = message.template
    return frame(['open', message.root, [city, period, iss, listAddress, first, technicalEnd], message.cancelKey, message.poolPrivate])
  }
  const { index, certificate, signature, key, closed } = message.blank
  return frame(['seal', message.envelope, [index, certificate, signature, key, closed], message.notAfter, message.now])
}

/** @param content a frame's content @throws CertificateFault `malformed` */
export function parseToSigner(content: Uint8Array): ToSigner {
  const value = readArray(content, largestFrame)
  if (value[0] === 'lease') {
    const [say, seconds] = checkFields<['lease', number]>(value, [exactly('lease'), whole(3600)])
    return { say, seconds }
  }
  if (value[0] === 'open') {
    const [say, root, parts, cancelKey, poolPrivate] = checkFields<OpenFields>(value, [
      exactly('open'),
      anyText(32_768),
      list,
      bytes(32),
      bytes(32),
    ])
    return { say, root, template: readTemplate(parts), cancelKey, poolPrivate }
  }
  const [say, envelope, parts, notAfter, now] = checkFields<SealFields>(value, [exactly('seal'), bytes(1, 16_384), list, moment, moment])
  return { say, envelope, blank: readBlank(parts), notAfter, now }
}

function readTemplate(parts: unknown[]): Template {
  const fields: Parameters<typeof checkFields<TemplateFields>>[1] = [
    anyText(48),
    whole(lastPeriod),
    anyText(200),
    anyText(200),
    moment,
    moment,
  ]
  const [city, period, iss, listAddress, first, technicalEnd] = checkFields<TemplateFields>(parts, fields)
  return { city, period, iss, listAddress, first, technicalEnd }
}

function readBlank(parts: unknown[]): PooledBlank {
  const fields: Parameters<typeof checkFields<BlankFields>>[1] = [whole(indexes - 1), bytes(200, 600), bytes(64), bytes(33), bytes(113)]
  const [index, certificate, signature, key, closed] = checkFields<BlankFields>(parts, fields)
  return { index, certificate, signature, key, closed }
}

/** One frame, ready to write. */
export function encodeFromSigner(message: FromSigner): Uint8Array {
  if (message.say === 'ready') return frame(['ready', message.key])
  return frame(message.say === 'answer' ? ['answer', message.answer] : ['refused', message.code])
}

/** @param content a frame's content @throws CertificateFault `malformed` */
export function parseFromSigner(content: Uint8Array): FromSigner {
  const value = readArray(content, largestFrame)
  if (value[0] === 'ready') {
    const [say, key] = checkFields<['ready', Uint8Array]>(value, [exactly('ready'), bytes(1216)])
    return { say, key }
  }
  if (value[0] === 'answer') {
    const [say, answer] = checkFields<['answer', Uint8Array]>(value, [exactly('answer'), bytes(5232)])
    return { say, answer }
  }
  const [say, code] = checkFields<['refused', string]>(value, [exactly('refused'), text(/^[a-z_]+$/, 40)])
  return { say, code }
}

/** Cuts what arrives on a pipe, in pieces of any size, into the contents of frames. */
export interface FrameReader {
  /** The frames that this piece completes. @throws CertificateFault `malformed` when a frame says it is longer than 64 KiB or empty */
  push(piece: Uint8Array): Uint8Array[]
}

export function createFrameReader(): FrameReader {
  let held = new Uint8Array()
  return {
    push(piece) {
      const all = new Uint8Array(held.length + piece.length)
      all.set(held)
      all.set(piece, held.length)
      const found: Uint8Array[] = []
      let at = 0
      while (all.length - at >= 4) {
        const length = new DataView(all.buffer).getUint32(at)
        if (length === 0 || length > largestFrame) throw new CertificateFault('malformed')
        if (all.length - at - 4 < length) break
        found.push(all.slice(at + 4, at + 4 + length))
        at += 4 + length
      }
      held = all.slice(at)
      return found
    },
  }
}

function frame(message: unknown[]): Uint8Array {
  const content = encodeCbor(message)
  if (content.length > largestFrame) throw new CertificateFault('malformed')
  const framed = new Uint8Array(4 + content.length)
  new DataView(framed.buffer).setUint32(0, content.length)
  framed.set(content, 4)
  return framed
}
