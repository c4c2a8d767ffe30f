import { decodeCbor, encodeCbor } from '@latchkey/certificates/cbor.ts'
import { makeRoot } from '@latchkey/try/made-root.ts'
import { generateP256, verify } from '@latchkey/ui/platform.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { bodyOfClear, clearCell } from './cells.ts'
import { encodeHello, parseHello } from './hello.ts'
import { type RehearsalDesk, type RehearsalOptions, randomFromWord, rehearse } from './rehearsal.ts'
import { parseResume, type Resume, resumeBytes } from './resume.ts'

const now = 1_795_000_000
let evening: RehearsalDesk
beforeAll(async () => {
  const made = makeRoot({
    city: 'testville',
    threshold: 1,
    administrators: 1,
    rpId: 'localhost',
    origin: 'http://localhost:4400',
    random: randomFromWord('root'),
  })
  const person = await made.person('14', 'clerk', now - 1000, now + 1000)
  const key = await generateP256()
  evening = { root: made.root, clerk: person.certified, desk: await person.openDesk(key.publicKey65, now, now + 1000), deskSign: key.sign }
})

const start = (epoch: number, more: Partial<RehearsalOptions> = {}) =>
  rehearse({ desk: evening, verify, clock: () => now, random: randomFromWord(`epoch ${epoch}`), epoch, ...more })

/** One epoch from nothing, and what both hold afterwards. */
async function first() {
  const both = start(1)
  await both.open()
  return { phone: both.opened.phone!.resume, desk: both.opened.desk!.resumes }
}

describe('after a drop', () => {
  test('both still hold the secret: resumed, under other keys', async () => {
    const before = await first()
    const both = start(2, { resumes: before.desk })
    await both.open(before.phone)
    expect(both.faults).toEqual({ phone: [], desk: [] })
    expect(both.opened.phone!.mode).toBe('resumed')
    expect(both.opened.desk!.mode).toBe('resumed')
    expect(both.opened.phone!.resume.psk).not.toEqual(before.phone.psk)
  })

  test('the desk lost it: fresh, and both know', async () => {
    const before = await first()
    const both = start(2)
    await both.open(before.phone)
    expect([both.opened.phone!.mode, both.opened.desk!.mode]).toEqual(['fresh', 'fresh'])
  })

  test('the phone lost it: fresh, whatever the desk holds', async () => {
    const before = await first()
    const both = start(1, { resumes: before.desk })
    await both.open(null)
    expect([both.opened.phone!.mode, both.opened.desk!.mode]).toEqual(['fresh', 'fresh'])
  })

  test('ready never arrived: the phone still has the secret before, and the desk takes that too', async () => {
    const before = await first()
    const lost = start(2, { resumes: before.desk })
    await lost.phone.start(before.phone)
    await lost.give('desk', lost.take('desk'))
    await lost.give('phone', lost.take('phone'))
    await lost.give('desk', lost.take('desk'))
    await lost.give('desk', lost.take('desk'))
    // The desk has confirmed and said ready; the line is cut before it arrives.
    expect(lost.opened.desk).not.toBeNull()
    expect(lost.opened.phone).toBeNull()
    const again = start(3, { resumes: lost.opened.desk!.resumes })
    await again.open(before.phone)
    expect(again.opened.phone!.mode).toBe('resumed')
    expect(again.opened.desk!.resumes).toHaveLength(2)
  })

  test('a secret of two epochs ago is gone', async () => {
    const before = await first()
    const second = start(2, { resumes: before.desk })
    await second.open(before.phone)
    const third = start(3, { resumes: second.opened.desk!.resumes })
    await third.open(second.opened.phone!.resume)
    const fourth = start(4, { resumes: third.opened.desk!.resumes })
    await fourth.open(before.phone)
    expect(fourth.opened.desk!.mode).toBe('fresh')
  })

  test('an epoch that does not count up is refused', async () => {
    const before = await first()
    const both = start(1, { resumes: before.desk })
    await both.phone.start(before.phone)
    await both.carry()
    expect(both.faults.desk).toEqual(['epoch'])
  })
})

describe('what a server can make of it', () => {
  test('stripped: the wish taken out of the hello ends in keys that do not meet, not in a desk that clears its pages', async () => {
    const before = await first()
    const both = start(2, { resumes: before.desk })
    await both.phone.start(before.phone)
    const hello = parseHello(bodyOfClear(both.take('desk')))
    await both.give('desk', clearCell('hello', encodeHello({ ...hello, pskId: null })))
    await both.carry()
    expect(both.faults.desk).toEqual(['cell_changed'])
    expect(both.opened.desk).toBeNull()
  })

  test('stripped: an Offer turned from resumed to fresh is not signed', async () => {
    const before = await first()
    const both = start(2, { resumes: before.desk })
    await both.phone.start(before.phone)
    await both.give('desk', both.take('desk'))
    const [body, signature] = decodeCbor(bodyOfClear(both.take('phone'))) as [Uint8Array, Uint8Array]
    const fields = decodeCbor(body) as unknown[]
    fields[10] = 0
    fields[11] = null
    await both.give('phone', clearCell('offer', encodeCbor([encodeCbor(fields), signature])))
    expect(both.faults.phone).toEqual(['offer_signature'])
  })

  test('the name of a secret is not the secret: a stranger who read the pskId cannot resume', async () => {
    const before = await first()
    const both = start(2, { resumes: before.desk })
    await both.open({ ...before.phone, psk: new Uint8Array(32).fill(5) })
    expect(both.faults.desk).toEqual(['cell_changed'])
    expect(both.opened.desk).toBeNull()
  })

  test('a replayed hello gets an Offer nobody can answer', async () => {
    const before = await first()
    const recorded = start(2, { resumes: before.desk })
    await recorded.phone.start(before.phone)
    const hello = recorded.take('desk')
    const both = start(2, { resumes: before.desk })
    await both.give('desk', hello)
    expect(both.desk.state).toBe('offered')
    expect(both.opened.desk).toBeNull()
  })
})

describe('as kept on the phone', () => {
  const resume: Resume = { psk: new Uint8Array(32).fill(1), pskId: new Uint8Array(32).fill(2), epoch: 3 }
  test('bytes and back', () => {
    expect(parseResume(resumeBytes(resume))).toEqual(resume)
  })
  test('anything else is nothing: the phone starts fresh', () => {
    for (const bytes of [
      new Uint8Array(0),
      resumeBytes(resume).slice(1),
      Uint8Array.of(...resumeBytes(resume), 0),
      encodeCbor([resume.psk, resume.pskId, -1]),
    ])
      expect(parseResume(bytes)).toBeNull()
  })
})
