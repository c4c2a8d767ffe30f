import { encodeCbor } from '@latchkey/certificates/cbor.ts'
import { CertificateFault } from '@latchkey/certificates/faults.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  createFrameReader,
  encodeFromSigner,
  encodeToSigner,
  type FromSigner,
  largestFrame,
  parseFromSigner,
  parseToSigner,
  type ToSigner,
} from './pipe.ts'

const bytes = (least: number, most = least) => fc.uint8Array({ minLength: least, maxLength: most })
const moment = fc.nat(4_102_444_800)
const template = fc.record({
  city: fc.constantFrom('chicago', 'chicago/practice'),
  period: fc.nat(99),
  iss: fc.webUrl({ size: 'small' }),
  listAddress: fc.webUrl({ size: 'small' }),
  first: moment,
  technicalEnd: moment,
})
const blank = fc.record({
  index: fc.nat(2 ** 20 - 1),
  certificate: bytes(200, 600),
  signature: bytes(64),
  key: bytes(33),
  closed: bytes(113),
})
const toSigner: fc.Arbitrary<ToSigner> = fc.oneof(
  fc.record({ say: fc.constant('open' as const), root: fc.json(), template, cancelKey: bytes(32), poolPrivate: bytes(32) }),
  fc.record({ say: fc.constant('lease' as const), seconds: fc.nat(3600) }),
  fc.record({ say: fc.constant('seal' as const), envelope: bytes(1, 12_000), blank, notAfter: moment, now: moment }),
)
const fromSigner: fc.Arbitrary<FromSigner> = fc.oneof(
  fc.record({ say: fc.constant('ready' as const), key: bytes(1216) }),
  fc.record({ say: fc.constant('answer' as const), answer: bytes(5232) }),
  fc.record({ say: fc.constant('refused' as const), code: fc.constantFrom('pipe', 'too_late') }),
)
const malformed = new CertificateFault('malformed')

describe('the pipe of a signer', () => {
  it('carries every message of both ends, cut in pieces of any size', () => {
    const both = fc.oneof(
      fc
        .array(toSigner, { maxLength: 3 })
        .map(sent => ({ sent: sent as unknown[], framed: sent.map(encodeToSigner), parse: parseToSigner as (c: Uint8Array) => unknown })),
      fc.array(fromSigner, { maxLength: 3 }).map(sent => ({
        sent: sent as unknown[],
        framed: sent.map(encodeFromSigner),
        parse: parseFromSigner as (c: Uint8Array) => unknown,
      })),
    )
    fc.assert(
      fc.property(both, fc.integer({ min: 1, max: 3000 }), ({ sent, framed, parse }, size) => {
        const stream = Uint8Array.from(framed.flatMap(one => [...one]))
        const reader = createFrameReader()
        const heard: unknown[] = []
        for (let at = 0; at < stream.length; at += size) heard.push(...reader.push(stream.subarray(at, at + size)).map(parse))
        expect(heard).toEqual(sent)
      }),
      { numRuns: 60 },
    )
  })

  it('refuses any other bytes with one fault', () => {
    const any = fc.oneof(
      bytes(0, 300),
      fc
        .array(fc.oneof(fc.constantFrom('open', 'lease', 'seal', 'ready', 'answer', 'refused'), fc.integer(), bytes(0, 70)), {
          maxLength: 6,
        })
        .map(encodeCbor),
      fc
        .tuple(fc.oneof(toSigner.map(encodeToSigner), fromSigner.map(encodeFromSigner)), fc.nat(), fc.nat(255))
        .map(([framed, at, byte]) => {
          const content = framed.slice(4)
          content[at % content.length] = byte
          return content
        }),
    )
    fc.assert(
      fc.property(any, content => {
        for (const [parse, encode] of [
          [parseToSigner, encodeToSigner],
          [parseFromSigner, encodeFromSigner],
        ] as const) {
          try {
            expect((encode as (m: unknown) => Uint8Array)(parse(content)).slice(4)).toEqual(content)
          } catch (error) {
            expect(error).toEqual(malformed)
          }
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('takes no frame that is empty or longer than 64 KiB, and writes none', () => {
    for (const head of [
      [0, 0, 0, 0],
      [0, 1, 0, 1],
      [255, 255, 255, 255],
    ]) {
      expect(() => createFrameReader().push(Uint8Array.from(head))).toThrow(malformed)
    }
    const long = {
      say: 'open' as const,
      root: 'x'.repeat(largestFrame),
      template: { city: 'chicago', period: 1, iss: '', listAddress: '', first: 0, technicalEnd: 0 },
    }
    expect(() => encodeToSigner({ ...long, cancelKey: new Uint8Array(32), poolPrivate: new Uint8Array(32) })).toThrow(malformed)
  })
})
