import { encodeCbor } from '@latchkey/certificates/cbor.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CardFault } from './faults.ts'
import { compareBytes, encodeRequest, parseRequest, type Request, requestLength } from './request.ts'
import { bytesOf, holder, makeSpecimen } from './vectors/specimen.ts'

const { request } = await makeSpecimen()
const fields = (of: Request) => [of.holder.x, of.holder.y, ...of.sd, of.front, of.face, of.rest]
const codeOf = (bytes: Uint8Array) => {
  try {
    parseRequest(bytes)
  } catch (fault) {
    return fault instanceof CardFault ? fault.code : 'other'
  }
  return 'none'
}

describe('request', () => {
  it('has one length and comes back', () => {
    const bytes = encodeRequest(request)
    expect(bytes.length).toBe(requestLength)
    expect(parseRequest(bytes)).toEqual(request)
  })

  it.each([
    ['a digest more', [...fields(request), bytesOf('more')], 'malformed'],
    ['a digest less', fields(request).slice(1), 'malformed'],
    [
      'a short digest and a long one',
      fields(request).map((one, at) => (at === 3 ? one.slice(1) : at === 4 ? new Uint8Array(33) : one)),
      'malformed',
    ],
    ['a point that is on no curve', fields(request).map((one, at) => (at === 1 ? bytesOf('y') : one)), 'point'],
    ['two digests swapped', fields(request).map((one, at, all) => (at === 2 ? all[3] : at === 3 ? all[2] : one)), 'order'],
    ['one digest twice', fields(request).map((one, at, all) => (at === 3 ? all[2] : one)), 'order'],
    ['a compact digest twice', fields(request).map((one, at, all) => (at === 12 ? all[11] : one)), 'order'],
    ['a compact digest that is one of the nine', fields(request).map((one, at, all) => (at === 13 ? all[5] : one)), 'order'],
  ])('refuses %s', (_, values, code) => {
    expect(codeOf(encodeCbor(values))).toBe(code)
  })

  it('refuses text and numbers where a digest belongs', () => {
    const text = encodeCbor([...fields(request).slice(0, 13), 'a'.repeat(32)])
    expect(text.length).toBe(requestLength)
    expect(codeOf(text)).toBe('malformed')
  })

  it('answers any bytes of its length with a fault of the list', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: requestLength, maxLength: requestLength }), bytes => {
        expect(codeOf(bytes)).toBe('malformed')
      }),
    )
  })

  it('never reads two different bytes as one request', () => {
    const bytes = encodeRequest(request)
    fc.assert(
      fc.property(fc.nat(requestLength * 8 - 1), bit => {
        const changed = bytes.slice()
        changed[bit >> 3]! ^= 1 << (bit & 7)
        if (codeOf(changed) === 'none') expect(encodeRequest(parseRequest(changed))).toEqual(changed)
      }),
    )
  })

  it('will not write what it would not read', () => {
    expect(() => encodeRequest({ ...request, sd: [...request.sd].reverse() })).toThrow('order')
    expect(() => encodeRequest({ ...request, holder: { x: holder.x, y: holder.x } })).toThrow('point')
    expect(() => encodeRequest({ ...request, sd: request.sd.slice(1) })).toThrow('malformed')
  })

  it('compares bytes as numbers', () => {
    expect(compareBytes(Uint8Array.of(1, 200), Uint8Array.of(1, 3))).toBe(1)
    expect(compareBytes(Uint8Array.of(1), Uint8Array.of(1, 0))).toBe(-1)
    expect(compareBytes(Uint8Array.of(1), Uint8Array.of(1))).toBe(0)
  })
})
