import { webcrypto } from 'node:crypto'
import type { Verify } from '@latchkey/certificates/ports.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wrapAvif } from './avif.ts'
import { decodeBase45, encodeBase45 } from './base45.ts'
import { type CheckWith, checkCode, listOldAfter } from './check.ts'
import { codePrefix, encodeCode } from './code.ts'
import { daysOf } from './days.ts'
import { encodeSheet } from './sheet.ts'
import {
  makeSpecimen,
  specimenCertificate,
  specimenCheck,
  specimenList,
  specimenNow,
  specimenPictures,
  specimenRoot,
} from './vectors/specimen.ts'

/** The platform's own, as on a phone; the specimen signs with noble. */
const verify: Verify = async (publicKey, message, signature) => {
  const key = await webcrypto.subtle.importKey('raw', publicKey, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify'])
  return webcrypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, signature, message)
}

const now = specimenNow
const list = specimenList
const period = specimenCertificate()
const real = specimenCertificate('chicago')
const setUp = (of: Partial<CheckWith> = {}) => specimenCheck({ verify, ...of })
const realSetUp = (of: Partial<CheckWith> = {}) => specimenCheck({ verify, ...of }, 'chicago')

const { sealed } = await makeSpecimen()
const withFace = encodeCode(sealed, { face: true })
const realCard = await makeSpecimen({ period: real })
const realCode = encodeCode(realCard.sealed, { face: true })
const no = (why: string) => ({ answer: 'no', why })

const flipped = (text: string, bit: number) => {
  const bytes = decodeBase45(text.slice(codePrefix.length))
  bytes[bit >> 3]! ^= 1 << (bit & 7)
  return codePrefix + encodeBase45(bytes)
}

describe('checking a code', () => {
  const facts = { name: sealed.facts.name, birthDate: '1987-03-09', ends: '2029-11-23', gender: 'F', veteran: null }

  it('says yes under the practice root, and says that it is practice', async () => {
    const face = wrapAvif(specimenPictures.face, 'face')
    expect(await checkCode(withFace, setUp())).toEqual({ answer: 'yes', practice: true, facts, face, listAt: now - 3600 })
  })

  it('says yes under a real root, and nothing of practice', async () => {
    expect(await checkCode(realCode, realSetUp())).toMatchObject({ answer: 'yes', practice: false, facts })
  })

  it('says yes to a code without face', async () => {
    expect(await checkCode(encodeCode(sealed, { face: false }), setUp())).toMatchObject({ answer: 'yes', face: null })
  })

  it('shows the last day of the period for a card without its own', async () => {
    const lasting = await makeSpecimen({ facts: { ends: null } })
    const answer = await checkCode(encodeCode(lasting.sealed, { face: true }), setUp())
    expect(answer).toMatchObject({ answer: 'yes', facts: { ends: '2036-12-31' } })
  })

  it('says maybe with an old list and with none', async () => {
    const old = list({ at: now - listOldAfter - 1 })
    expect(await checkCode(withFace, setUp({ lists: new Map([[11, old]]) }))).toMatchObject({
      answer: 'maybe',
      why: 'list_old',
      facts,
      listAt: old.at,
    })
    expect(await checkCode(withFace, setUp({ lists: new Map() }))).toMatchObject({ answer: 'maybe', why: 'list_old', facts, listAt: null })
    const fresh = list({ at: now - listOldAfter })
    expect(await checkCode(withFace, setUp({ lists: new Map([[11, fresh]]) }))).toMatchObject({ answer: 'yes' })
  })

  it.each<[string, string, CheckWith, object]>([
    ['a cancelled card', withFace, setUp({ lists: new Map([[11, list({ status: 1 })]]) }), no('cancelled')],
    [
      'a cancelled card by an old list',
      withFace,
      setUp({ lists: new Map([[11, list({ status: 1, at: now - listOldAfter * 2 })]]) }),
      no('cancelled'),
    ],
    ['a replaced card', withFace, setUp({ lists: new Map([[11, list({ status: 3 })]]) }), no('replaced')],
    ['a practice card under a real root', withFace, realSetUp(), no('practice')],
    ['a real card under a practice root', realCode, setUp(), no('unknown_issuer')],
    ['a card of another city', realCode, realSetUp({ root: specimenRoot('boston') }), no('unknown_issuer')],
    [
      'a card of a period nobody certified',
      withFace,
      setUp({ periods: [specimenCertificate('chicago/practice', 12)] }),
      no('unknown_issuer'),
    ],
    ['one code of a sheet', encodeSheet(sealed)[1]!, setUp(), no('sheet')],
    ['another code', 'https://example.org/menu', setUp(), no('other_code')],
    ['half a code', withFace.slice(0, 800), setUp(), no('unreadable')],
    ['a phone that lives before it was built', withFace, setUp({ builtAt: now + 1 }), no('phone_date')],
    ['a phone that lives before the period', withFace, setUp({ now: period.first - 1, builtAt: 0 }), no('phone_date')],
    [
      'a phone that lives before its own list',
      withFace,
      setUp({ lists: new Map([[11, list({ at: now + 2 * 86_400 })]]) }),
      no('phone_date'),
    ],
  ])('refuses %s by name', async (_, text, checkWith, answer) => {
    expect(await checkCode(text, checkWith)).toEqual(answer)
  })

  it('hides an expired card but for its last day', async () => {
    const after = (daysOf('2029-11-23') + 2) * 86_400
    const lists = new Map([[11, list({ at: after })]])
    expect(await checkCode(withFace, setUp({ now: after, lists }))).toEqual({ answer: 'no', why: 'expired', endedOn: '2029-11-23' })
    expect(
      await checkCode(withFace, setUp({ now: after - 2 * 86_400, lists: new Map([[11, list({ at: after - 2 * 86_400 })]]) })),
    ).toMatchObject({ answer: 'yes' })
  })

  it('ends every card with its period, whatever its front says', async () => {
    for (const ends of ['2045-01-01', null]) {
      const late = await makeSpecimen({ facts: { ends } })
      const answer = await checkCode(encodeCode(late.sealed, { face: true }), setUp({ now: period.technicalEnd + 1 }))
      expect(answer).toEqual({ answer: 'no', why: 'expired', endedOn: '2036-12-31' })
    }
  })

  it('calls changed what the period did not sign', async () => {
    const forged = await makeSpecimen({ periodKey: 'thief' })
    expect(await checkCode(encodeCode(forged.sealed, { face: true }), setUp())).toEqual(no('changed'))
    const otherFace = { ...sealed, facts: { ...sealed.facts, name: 'Somebody Else' } }
    expect(await checkCode(encodeCode(otherFace, { face: true }), setUp())).toEqual(no('changed'))
    const otherIndex = { ...sealed, blank: { ...sealed.blank, index: 5 } }
    expect(await checkCode(encodeCode(otherIndex, { face: true }), setUp())).toEqual(no('changed'))
  })

  it('tells a sheet printed as one code from a card, by what was signed', async () => {
    // The seal of use 2 in a code that says use 2 is genuine and is a sheet; in one that says use 1 it is nothing.
    const asCard = encodeCode({ ...sealed, compactCard: sealed.compactSheet }, { face: true })
    expect(await checkCode(asCard, setUp())).toEqual(no('changed'))
    const bytes = decodeBase45(asCard.slice(codePrefix.length))
    bytes[1] = 2
    expect(await checkCode(codePrefix + encodeBase45(bytes), setUp())).toEqual(no('sheet'))
  })

  it('never says yes to a code with a flipped bit', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(withFace, encodeCode(sealed, { face: false })), fc.nat(970 * 8 - 1), async (text, bit) => {
        const answer = await checkCode(flipped(text, bit), setUp())
        expect(answer.answer).toBe('no')
        expect(Object.keys(answer).sort()).toEqual(['answer', 'why'])
      }),
      { numRuns: 300 },
    )
  })

  it('has an answer for any text, and never a yes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string(),
          fc.string().map(tail => 'LK1:' + tail),
          fc.string().map(tail => 'LK1S:' + tail),
        ),
        async text => {
          expect((await checkCode(text, setUp())).answer).toBe('no')
        },
      ),
    )
  })
})
