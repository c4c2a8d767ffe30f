import fc from 'fast-check'
import encodeQR from 'qr'
import { describe, expect, it } from 'vitest'
import { decodeBase45, encodeBase45 } from './base45.ts'
import { codeCharacters, codePrefix, encodeCode, faceMostOf, readCode } from './code.ts'
import { frontOf } from './digests.ts'
import { nameMost } from './facts.ts'
import { CardFault, cardFaults } from './faults.ts'
import { encodeSheet } from './sheet.ts'
import { makeSpecimen, specimenCertificate, specimenPictures } from './vectors/specimen.ts'

const { sealed } = await makeSpecimen()
const withFace = encodeCode(sealed, { face: true })
const withoutFace = encodeCode(sealed, { face: false })
const codeOf = (text: string) => {
  try {
    readCode(text)
  } catch (fault) {
    return fault instanceof CardFault ? fault.code : 'other'
  }
  return 'none'
}
const bytesOf = (text: string) => decodeBase45(text.slice(codePrefix.length))
const textOf = (bytes: Uint8Array) => codePrefix + encodeBase45(bytes)

describe('code', () => {
  it('opens front and face, and holds the rest as a digest', () => {
    const content = readCode(withFace)
    expect(content).toMatchObject({ use: 1, city: sealed.city, period: sealed.period, blank: sealed.blank, seal: sealed.compactCard })
    expect(content.front).toEqual({ name: sealed.facts.name, birthDate: '1987-03-09', ends: '2029-11-23', gender: 'F', veteran: null })
    expect(content.face).toEqual(specimenPictures.face)
  })

  it('holds the digest of the face when it has none, and no salt to try pictures with', () => {
    const content = readCode(withoutFace)
    expect(content.face).toBeNull()
    expect(content.faceDigest).toEqual(readCode(withFace).faceDigest)
    expect(Buffer.from(bytesOf(withoutFace)).includes(Buffer.from(sealed.salts.compact.face))).toBe(false)
    for (const text of [withFace, withoutFace])
      expect(Buffer.from(bytesOf(text)).includes(Buffer.from(sealed.salts.compact.rest))).toBe(false)
  })

  it('has one length, and is a QR code of version 22 with level L', async () => {
    const short = await makeSpecimen({ facts: { name: 'A', ends: null, gender: null }, index: 0 })
    for (const text of [withFace, withoutFace, encodeCode(short.sealed, { face: true })]) {
      expect(text).toHaveLength(codeCharacters)
      // 105 modules and the narrowest quiet zone this library draws.
      expect(encodeQR(text, 'raw', { ecc: 'low', encoding: 'alphanumeric', border: 1 })).toHaveLength(107)
      expect(codeOf(text)).toBe('none')
    }
  })

  it('holds the fullest front beside the largest face for a city of sixteen letters', async () => {
    const facts = { name: 'A'.repeat(nameMost), birth_date: '1900-01-01', ends: '2040-12-31', gender: 'X' as const }
    const period = specimenCertificate('chicago/practice', 99)
    const full = { ...specimenPictures, face: grown(specimenPictures.face, 590) }
    const { sealed: fullest } = await makeSpecimen({ facts, period, index: 2 ** 20 - 1, pictures: full })
    expect(faceMostOf('chicago/practice', frontOf(fullest.facts))).toBe(590)
    expect(codeOf(encodeCode(fullest, { face: true }))).toBe('none')
    const longer = { ...period, city: 'san-francisco/practice' }
    const most = faceMostOf(longer.city, frontOf(fullest.facts))
    const fits = await makeSpecimen({ facts, period: longer, index: 2 ** 20 - 1, pictures: { ...full, face: grown(full.face, most) } })
    const over = await makeSpecimen({ facts, period: longer, index: 2 ** 20 - 1, pictures: { ...full, face: grown(full.face, most + 1) } })
    expect(codeOf(encodeCode(fits.sealed, { face: true }))).toBe('none')
    expect(() => encodeCode(over.sealed, { face: true })).toThrow('malformed')
  })

  it.each([
    ['nothing', '', 'other_code'],
    ['an address', 'https://example.org', 'other_code'],
    ['a newer version', withFace.replace('LK1:', 'LK2:'), 'other_code'],
    ['small letters', withFace.toLowerCase(), 'other_code'],
    ['one code of a sheet', encodeSheet(sealed)[2]!, 'is_sheet'],
    ['half a code', withFace.slice(0, 700), 'code_short'],
    ['a character more', withFace + '0', 'code_short'],
    ['another alphabet', withFace.slice(0, -1) + 'é', 'code_short'],
    ['zeros', textOf(new Uint8Array(970)), 'malformed'],
  ])('refuses %s', (_, text, code) => {
    expect(codeOf(text)).toBe(code)
  })

  it('refuses anything but zeros behind the array', async () => {
    const { sealed: short } = await makeSpecimen({ facts: { name: 'A' } })
    const bytes = bytesOf(encodeCode(short, { face: false }))
    for (const at of [969, 960, 700]) {
      const marked = bytes.slice()
      expect(marked[at]).toBe(0)
      marked[at] = 1
      expect(codeOf(textOf(marked))).toBe('malformed')
    }
  })

  it('refuses a longer spelling of the same value', () => {
    // [1, …] as [0x18 0x01, …]: the same array in one byte more, with one zero less behind it.
    const bytes = bytesOf(withoutFace)
    const longer = new Uint8Array([bytes[0]!, 0x18, ...bytes.subarray(1, 969)])
    expect(codeOf(textOf(longer))).toBe('malformed')
  })

  it('answers any 970 bytes and any text with a fault of the list', () => {
    const known = (code: string) => code === 'none' || code in cardFaults
    const bytes = bytesOf(withFace)
    fc.assert(
      fc.property(fc.nat(969), fc.uint8Array({ minLength: 1, maxLength: 20 }), (at, noise) => {
        const changed = bytes.slice()
        changed.set(noise.subarray(0, 970 - at), at)
        expect(known(codeOf(textOf(changed)))).toBe(true)
      }),
    )
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 970, maxLength: 970 }), random => {
        expect(known(codeOf(textOf(random)))).toBe(true)
      }),
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map(text => codePrefix + text),
        ),
        text => {
          expect(['other_code', 'is_sheet', 'code_short']).toContain(codeOf(text))
        },
      ),
    )
  })
})

/** The same picture with a longer frame: its size field told, its bytes nobody decodes here. */
function grown(face: Uint8Array, length: number): Uint8Array {
  const picture = new Uint8Array(length)
  picture.set(face.subarray(0, length))
  const size = length - 16
  picture[14] = (size & 0x7f) | 0x80
  picture[15] = size >> 7
  return picture
}
