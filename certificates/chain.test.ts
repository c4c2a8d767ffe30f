import { createSoftwarePasskey } from '@latchkey/try/authenticator.ts'
import { makeRoot } from '@latchkey/try/made-root.ts'
import { generateP256, random, verify } from '@latchkey/ui/platform.ts'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Act, actTag, encodeAct, verifyAct } from './act.ts'
import { blankMessage, verifyBlank } from './blank.ts'
import { type Certified, certify, encodeCertified, parseCertified } from './certified.ts'
import { type ClerkCertificate, clerkTag, encodeClerk, type Role, roles, verifyClerk } from './clerk.ts'
import { type DeskCertificate, deskTag, encodeDesk, verifyDesk } from './desk.ts'
import { CertificateFault, type CertificateFaultCode } from './faults.ts'
import { compress } from './p256.ts'
import type { Passkey } from './passkey.ts'
import { periodFirst, periodLast, periodTechnicalEnd } from './period.ts'
import { encodePeriod, type PeriodCertificate, periodTag, verifyPeriod } from './period-certificate.ts'
import { parseRoot, rootJson } from './root.ts'

const now = 1_795_000_000
const day = 86_400
const fault = (code: CertificateFaultCode) => new CertificateFault(code)
const made = { threshold: 2, administrators: 3, rpId: 'localhost', origin: 'http://localhost:4400', random }
const city = makeRoot({ ...made, city: 'chicago' })
const practice = makeRoot({ ...made, city: 'chicago/practice' })
const { root, administrators } = city
const [a, b, c] = administrators as [Passkey, Passkey, Passkey]
const stranger = createSoftwarePasskey({
  privateKey: new Uint8Array(32).fill(7),
  credentialId: new Uint8Array(32),
  rpId: 'localhost',
  origin: made.origin,
})

let clerk: ClerkCertificate
let desk: DeskCertificate
let period: PeriodCertificate
let periodKey: Awaited<ReturnType<typeof generateP256>>

beforeAll(async () => {
  const { credentialId, publicKey } = stranger
  clerk = { city: 'chicago', alias: '14', role: 'clerk', credentialId, publicKey, from: now - day, to: now + day }
  desk = { city: 'chicago', alias: '14', deskKey: (await generateP256()).publicKey65, from: now - 60, to: now + 8 * 3600 }
  periodKey = await generateP256()
  period = {
    city: 'chicago',
    period: 11,
    key: periodKey.publicKey65,
    x509Hash: random(32),
    first: periodFirst(11),
    last: periodLast(11),
    technicalEnd: periodTechnicalEnd(11, 10),
    listAddress: 'https://id.example.org/cancelled/list/11',
    listKey: (await generateP256()).publicKey65,
  }
})

const sign = async (tag: string, body: Uint8Array, passkeys: Passkey[]) => encodeCertified(await certify(tag, body, passkeys))
const signClerk = (changes: Partial<ClerkCertificate> = {}, passkeys = [a, b]) =>
  sign(clerkTag, encodeClerk({ ...clerk, ...changes }), passkeys)
const signDesk = (changes: Partial<DeskCertificate> = {}, passkeys: Passkey[] = [stranger]) =>
  sign(deskTag, encodeDesk({ ...desk, ...changes }), passkeys)

describe('a clerk certificate', () => {
  it('follows from the root when the threshold of administrators signed it', async () => {
    await expect(verifyClerk(root, await signClerk(), now, verify)).resolves.toEqual(clerk)
    await expect(verifyClerk(root, await signClerk({}, [c, a, b]), now, verify)).resolves.toEqual(clerk)
  })

  it('is valid from its first second to its last, and for history always', async () => {
    const certified = await signClerk()
    await expect(verifyClerk(root, certified, clerk.from, verify)).resolves.toEqual(clerk)
    await expect(verifyClerk(root, certified, clerk.to, verify)).resolves.toEqual(clerk)
    await expect(verifyClerk(root, certified, clerk.from - 1, verify)).rejects.toEqual(fault('not_yet'))
    await expect(verifyClerk(root, certified, clerk.to + 1, verify)).rejects.toEqual(fault('ended'))
    await expect(verifyClerk(root, certified, null, verify)).resolves.toEqual(clerk)
  })

  it('needs different people: one passkey twice, or two passkeys of one person, are one', async () => {
    await expect(verifyClerk(root, await signClerk({}, [a]), now, verify)).rejects.toEqual(fault('too_few'))
    await expect(verifyClerk(root, await signClerk({}, [a, a]), now, verify)).rejects.toEqual(fault('too_few'))
    const json = rootJson(root)
    const samePerson = parseRoot({
      ...json,
      administrators: json.administrators.map((one, at) => ({ ...one, alias: at === 1 ? 'a' : one.alias })),
    })
    await expect(verifyClerk(samePerson, await signClerk({}, [a, b]), now, verify)).rejects.toEqual(fault('too_few'))
    await expect(verifyClerk(samePerson, await signClerk({}, [b, c]), now, verify)).resolves.toEqual(clerk)
  })

  it('falls with one bad assertion, even where enough good ones stand beside it', async () => {
    await expect(verifyClerk(root, await signClerk({}, [a, b, stranger]), now, verify)).rejects.toEqual(fault('not_an_administrator'))
    const good = parseCertified(await signClerk({}, [a, b, c]))
    const bad = good.assertions.map((one, at) =>
      at === 2 ? { ...one, signature: (good.assertions[0] as (typeof good.assertions)[0]).signature } : one,
    )
    await expect(verifyClerk(root, encodeCertified({ ...good, assertions: bad }), now, verify)).rejects.toEqual(fault('signature'))
  })

  it('of an administrator who was taken out of the root is worth nothing', async () => {
    const json = rootJson(root)
    const without = parseRoot({ ...json, administrators: json.administrators.slice(1) })
    await expect(verifyClerk(without, await signClerk({}, [a, b]), now, verify)).rejects.toEqual(fault('not_an_administrator'))
  })

  it('signed with another tag, or with one byte changed afterwards, answers another challenge', async () => {
    const asPeriod = await sign(periodTag, encodeClerk(clerk), [a, b])
    await expect(verifyClerk(root, asPeriod, now, verify)).rejects.toEqual(fault('assertion_challenge'))
    const { assertions } = parseCertified(await signClerk())
    const promoted = encodeCertified({ body: encodeClerk({ ...clerk, role: 'supervisor' }), assertions })
    await expect(verifyClerk(root, promoted, now, verify)).rejects.toEqual(fault('assertion_challenge'))
  })

  it('by a passkey that can be copied is refused outside practice', async () => {
    const copyable = (one: Passkey): Passkey => ({
      ...one,
      assert: async challenge => ({ ...(await one.assert(challenge)), ...(await resign(one, challenge)) }),
    })
    const certified = await sign(clerkTag, encodeClerk(clerk), [copyable(a), b])
    await expect(verifyClerk(root, certified, now, verify)).rejects.toEqual(fault('assertion_copied'))
  })
})

/** The flag alone: verification stops at it, before the signature that no longer fits. */
async function resign(passkey: Passkey, challenge: Uint8Array) {
  const { authenticatorData } = await passkey.assert(challenge)
  return { authenticatorData: authenticatorData.with(32, 0x0d) }
}

describe('practice and real', () => {
  it('never meet: neither root takes what the other signed', async () => {
    const real = await city.person('14', 'clerk', now, now + day)
    const rehearsal = await practice.person('14', 'clerk', now, now + day)
    await expect(verifyClerk(practice.root, real.certified, now, verify)).rejects.toEqual(fault('other_city'))
    await expect(verifyClerk(root, rehearsal.certified, now, verify)).rejects.toEqual(fault('other_city'))
  })

  it('not even when practice keys sign a statement with the name of the real city', async () => {
    const certified = await sign(clerkTag, encodeClerk(clerk), practice.administrators)
    await expect(verifyClerk(root, certified, now, verify)).rejects.toEqual(fault('not_an_administrator'))
  })
})

describe('a desk key', () => {
  it('follows from the root through its clerk, and ends with the earlier of both', async () => {
    await expect(verifyDesk(root, await signClerk(), await signDesk(), now, verify)).resolves.toEqual({
      clerk,
      deskKey: desk.deskKey,
      to: desk.to,
    })
    const short = await signClerk({ to: now + 60 })
    await expect(verifyDesk(root, short, await signDesk(), now, verify)).resolves.toMatchObject({ to: now + 60 })
  })

  it('is for clerks and supervisors only', async () => {
    // One independent statement of who may: these two roles and no others.
    const may: Record<Role, boolean> = { clerk: true, supervisor: true, administrator: false, counsel: false }
    for (const role of roles) {
      const answer = verifyDesk(root, await signClerk({ role }), await signDesk(), now, verify)
      await (may[role] ? expect(answer).resolves.toMatchObject({ clerk: { role } }) : expect(answer).rejects.toEqual(fault('role')))
    }
  })

  it('is refused for another clerk, city, passkey, moment or length, each by name', async () => {
    const certificate = await signClerk()
    const refused = (deskBytes: Uint8Array, code: CertificateFaultCode, at = now) =>
      expect(verifyDesk(root, certificate, deskBytes, at, verify)).rejects.toEqual(fault(code))
    await refused(await signDesk({ alias: '7' }), 'alias')
    await refused(await signDesk({ city: 'chicago/practice' }), 'other_city')
    await refused(await signDesk({}, [a]), 'assertion_passkey')
    await refused(await signDesk({}, [stranger, stranger]), 'malformed')
    await refused(await signDesk(), 'not_yet', desk.from - 1)
    await refused(await signDesk(), 'ended', desk.to + 1)
    expect(() => encodeDesk({ ...desk, to: desk.from + 12 * 3600 + 1 })).toThrow(fault('too_long'))
    expect(() => encodeDesk({ ...desk, to: desk.from - 1 })).toThrow(fault('malformed'))
    const { body, assertions } = parseCertified(await signDesk())
    const other: Certified = { body: encodeDesk({ ...desk, deskKey: (await generateP256()).publicKey65 }), assertions }
    await refused(encodeCertified(other), 'assertion_challenge')
    expect(body).toEqual(encodeDesk(desk))
  })

  it('does not follow from a clerk whom nobody certified', async () => {
    await expect(verifyDesk(root, await signClerk({}, [stranger, stranger]), await signDesk(), now, verify)).rejects.toEqual(
      fault('not_an_administrator'),
    )
  })
})

describe('a period certificate', () => {
  const signPeriod = (changes: Partial<PeriodCertificate> = {}, passkeys = [a, b]) =>
    sign(periodTag, encodePeriod({ ...period, ...changes }), passkeys)

  it('follows from the root when the threshold signed it', async () => {
    await expect(verifyPeriod(root, await signPeriod(), verify)).resolves.toEqual(period)
    await expect(verifyPeriod(root, await signPeriod({}, [a]), verify)).rejects.toEqual(fault('too_few'))
    await expect(verifyPeriod(practice.root, await signPeriod(), verify)).rejects.toEqual(fault('other_city'))
  })

  it('has the dates of its quarter and no others: a shorter one would mark its cards', () => {
    for (const changes of [{ first: period.first + 1 }, { last: period.last - 1 }, { period: 12 }, { technicalEnd: period.last - 1 }]) {
      expect(() => encodePeriod({ ...period, ...changes })).toThrow(fault('dates'))
    }
  })

  it('holds no address with a question, a fragment or a user in it', () => {
    for (const listAddress of [
      'https://x.org/a?b',
      'https://x.org/a#b',
      'https://u@x.org/a',
      'ftp://x.org/a',
      'https://x.org/a b',
      'https://X.org/',
    ]) {
      expect(() => encodePeriod({ ...period, listAddress })).toThrow(fault('malformed'))
    }
  })

  it('signs blanks: another index, key, city, period or period key is no blank of it', async () => {
    const key = compress((await generateP256()).publicKey65)
    const blank = { index: 77, key, signature: await periodKey.sign(blankMessage('chicago', 11, 77, key)) }
    await expect(verifyBlank(period, blank, verify)).resolves.toHaveLength(65)
    const refused = (one: typeof blank, code: CertificateFaultCode, of = period) =>
      expect(verifyBlank(of, one, verify)).rejects.toEqual(fault(code))
    await refused({ ...blank, index: 78 }, 'blank')
    await refused({ ...blank, key: compress((await generateP256()).publicKey65) }, 'blank')
    await refused(blank, 'blank', { ...period, city: 'chicago/practice' })
    await refused(blank, 'blank', { ...period, period: 12 })
    await refused(blank, 'blank', { ...period, key: desk.deskKey })
    await refused({ ...blank, index: 2 ** 20 }, 'malformed')
    await refused({ ...blank, index: 1.5 }, 'malformed')
    await refused({ ...blank, signature: blank.signature.subarray(1) }, 'malformed')
    await refused({ ...blank, key: new Uint8Array(33) }, 'point')
  })
})

describe('an act', () => {
  const nonce = random(16)
  const authority = { citation: 'Code 2-176-040', text: 'Looked at, not kept.', date: '2026-11-01', settledBy: 'Corporation counsel' }
  const sites = [{ site: '', standing: random(8) }]
  const open: Act = { act: 'way', city: 'chicago', nonce, way: 'phone', sites, open: true, notice: null, to: null, authority, at: null }
  const close: Act = { ...open, open: false, notice: 3, authority: null, at: now + 3600 }
  const signAct = (act: Act, passkeys: Passkey[] = [a]) => sign(actTag, encodeAct(act), passkeys)

  it('of one administrator opens or closes a way in, with the law it rests on and a time', async () => {
    await expect(verifyAct(root, await signAct(open), nonce, 1, verify)).resolves.toEqual(open)
    await expect(verifyAct(root, await signAct(close, [b]), nonce, 1, verify)).resolves.toEqual(close)
  })

  it('is good for one nonce of the server, one city and enough administrators', async () => {
    const certified = await signAct(open)
    await expect(verifyAct(root, certified, random(16), 1, verify)).rejects.toEqual(fault('stale'))
    await expect(verifyAct(practice.root, certified, nonce, 1, verify)).rejects.toEqual(fault('other_city'))
    await expect(verifyAct(root, certified, nonce, 2, verify)).rejects.toEqual(fault('too_few'))
    await expect(verifyAct(root, await signAct(open, [stranger]), nonce, 1, verify)).rejects.toEqual(fault('not_an_administrator'))
  })

  it('cannot be turned round', async () => {
    const { assertions } = parseCertified(await signAct(close))
    const turned = encodeCertified({ body: encodeAct({ ...close, open: true }), assertions })
    await expect(verifyAct(root, turned, nonce, 1, verify)).rejects.toEqual(fault('assertion_challenge'))
  })

  it('holds one line of text where text is', () => {
    expect(() => encodeAct({ ...open, authority: { ...authority, text: 'two\nlines' } })).toThrow(fault('malformed'))
    expect(() => encodeAct({ ...open, authority: { ...authority, date: '1 May' } })).toThrow(fault('malformed'))
    expect(() => encodeAct({ ...open, authority: { ...authority, citation: 'x'.repeat(501) } })).toThrow(fault('malformed'))
  })
})
