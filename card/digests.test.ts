import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { digestOfDisclosure, makeDigests, requestOf } from './digests.ts'
import { claims } from './facts.ts'
import { compareBytes, encodeRequest } from './request.ts'
import { makeSalts } from './salts.ts'
import { halves, holder, specimenFacts, specimenPictures } from './vectors/specimen.ts'

const salts = makeSalts(halves)
const digests = makeDigests(specimenFacts, specimenPictures, salts)
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url')
const sha = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest()

describe('digests', () => {
  it('hash a disclosure as RFC 9901 §4.2.3 does', () => {
    const published = 'WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0'
    expect(text(digestOfDisclosure(published))).toBe('X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0')
  })

  it('write a disclosure for every claim, absent ones as null, the portrait as base64url text', () => {
    const read = digests.disclosures.map(one => JSON.parse(Buffer.from(one, 'base64url').toString('utf8')) as unknown[])
    expect(read.map(([, name]) => name)).toEqual(claims)
    expect(read.map(([salt]) => salt)).toEqual(salts.sdJwt.map(text))
    expect(read.map(([, , value]) => value)).toEqual([
      specimenFacts.name,
      null,
      specimenFacts.birth_date,
      text(specimenFacts.portrait),
      specimenFacts.ends,
      specimenFacts.address,
      specimenFacts.gender,
      specimenFacts.emergency_contact,
      null,
    ])
  })

  it('order the nine by their bytes, which hides the claims', () => {
    const expected = digests.disclosures.map(one => sha(one)).sort(Buffer.compare)
    expect(digests.sd.map(one => Buffer.from(one))).toEqual(expected)
  })

  it('cover salt and bytes of each part of the compact seal', () => {
    expect(Buffer.from(digests.frontDigest)).toEqual(sha(digests.front))
    expect(digests.face).toEqual(new Uint8Array([...salts.compact.face, ...specimenPictures.face]))
    expect(digests.rest.subarray(0, 16)).toEqual(salts.compact.rest)
    expect(Buffer.from(digests.restDigest)).toEqual(sha(digests.rest))
  })

  it('are all others for another salt, and refuse a short one', () => {
    const other = makeDigests(specimenFacts, specimenPictures, makeSalts({ ...halves, sp: new Uint8Array(32) }))
    const all = [digests, other].flatMap(one => [...one.sd, one.frontDigest, one.faceDigest, one.restDigest].map(text))
    expect(new Set(all).size).toBe(24)
    expect(() => makeDigests(specimenFacts, specimenPictures, { ...salts, sdJwt: salts.sdJwt.slice(2) })).toThrow('malformed')
    const short = { ...salts, compact: { ...salts.compact, face: new Uint8Array(15) } }
    expect(() => makeDigests(specimenFacts, specimenPictures, short)).toThrow('malformed')
  })

  it('are as many and as long with the veteran mark as without: who seals cannot tell', () => {
    const marked = makeDigests({ ...specimenFacts, veteran: true }, specimenPictures, salts)
    const lengths = (of: typeof digests) => [requestOf(of, holder)].flatMap(request => [encodeRequest(request).length, request.sd.length])
    expect(lengths(marked)).toEqual(lengths(digests))
    expect(marked.front.length).toBe(makeDigests({ ...specimenFacts, gender: null }, specimenPictures, salts).front.length)
    // Everything that says the mark is another digest, and nothing else is.
    expect(marked.sd.filter(one => !digests.sd.some(other => compareBytes(one, other) === 0))).toHaveLength(1)
    expect(text(marked.frontDigest)).not.toBe(text(digests.frontDigest))
    expect([marked.faceDigest, marked.restDigest].map(text)).toEqual([digests.faceDigest, digests.restDigest].map(text))
  })

  it('of a card that was sealed before there was a mark are eight, and no mark can be put on it', () => {
    const before = { ...salts, sdJwt: salts.sdJwt.slice(0, -1) }
    expect(makeDigests(specimenFacts, specimenPictures, before).disclosures).toEqual(digests.disclosures.slice(0, -1))
    expect(() => makeDigests({ ...specimenFacts, veteran: true }, specimenPictures, before)).toThrow('malformed')
  })

  it('refuse a picture that no reader would draw', () => {
    expect(() => makeDigests(specimenFacts, { ...specimenPictures, face: specimenPictures.print }, salts)).toThrow('picture')
  })
})
