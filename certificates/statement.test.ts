import { makeRoot } from '@latchkey/try/made-root.ts'
import { random, verify } from '@latchkey/ui/platform.ts'
import { beforeAll, describe, expect, it } from 'vitest'
import { certify, encodeCertified } from './certified.ts'
import type { Role } from './clerk.ts'
import { CertificateFault, type CertificateFaultCode } from './faults.ts'
import {
  askStatementTag,
  encodeAskStatement,
  encodeSignedStatement,
  type SignedStatement,
  statementTag,
  verifyAskStatement,
  verifySignedStatement,
} from './statement.ts'

const made = makeRoot({ city: 'chicago', threshold: 2, administrators: 2, rpId: 'localhost', origin: 'http://localhost:4400', random })
const { root } = made
const now = 1_795_456_800
type Person = Awaited<ReturnType<typeof made.person>>
const people = new Map<Role | 'other', Person>()
const of = (who: Role | 'other') => people.get(who) as Person
beforeAll(async () => {
  for (const role of ['counsel', 'clerk', 'supervisor', 'administrator'] as const)
    people.set(role, await made.person(role, role, now - 3600, now + 3600))
  people.set('other', await made.person('other', 'counsel', now - 3600, now + 3600))
})

const said: SignedStatement = { city: 'chicago', alias: 'counsel', hash: new Uint8Array(32).fill(7), at: now }
const sign = async (change: Partial<SignedStatement> = {}, who: Role | 'other' = 'counsel', tag = statementTag) =>
  encodeCertified(await certify(tag, encodeSignedStatement({ ...said, ...change }), [of(who).passkey]))
const no = (work: Promise<unknown>, code: CertificateFaultCode) => expect(work).rejects.toEqual(new CertificateFault(code))

describe('counsel’s word beside a statement', () => {
  it('can be followed to the root by anybody, also when the certificate has ended', async () => {
    await expect(verifySignedStatement(root, of('counsel').certified, await sign(), verify)).resolves.toEqual(said)
  })
  it('is worth nothing for another hash, from another person or role, under another’s certificate, or signed when the certificate did not count', async () => {
    const check = async (certified: Uint8Array, who: Role | 'other' = 'counsel') =>
      verifySignedStatement(root, of(who).certified, certified, verify)
    await no(check(await sign({}, 'other')), 'assertion_passkey')
    await no(check(await sign(), 'other'), 'alias')
    await no(check(await sign({ alias: 'clerk' }, 'clerk'), 'clerk'), 'role')
    await no(check(await sign({ alias: 'administrator' }, 'administrator'), 'administrator'), 'role')
    await no(check(await sign({ city: 'chicago/practice' })), 'other_city')
    await no(check(await sign({ at: now + 7200 })), 'ended')
    await no(check(await sign({ at: now - 7200 })), 'not_yet')
    await no(check(await sign({}, 'counsel', askStatementTag)), 'assertion_challenge')
    const { body } = { body: encodeSignedStatement({ ...said, hash: new Uint8Array(32).fill(8) }) }
    const { assertions } = await certify(statementTag, encodeSignedStatement(said), [of('counsel').passkey])
    await no(check(encodeCertified({ body, assertions })), 'assertion_challenge')
  })
})

it('an ask is no statement, and only counsel’s counts', async () => {
  const body = encodeAskStatement({ city: 'chicago', alias: 'counsel', nonce: new Uint8Array(16) })
  const asked = encodeCertified(await certify(askStatementTag, body, [of('counsel').passkey]))
  await expect(verifyAskStatement(root, of('counsel').certified, asked, now, verify)).resolves.toMatchObject({ alias: 'counsel' })
  await no(verifySignedStatement(root, of('counsel').certified, asked, verify), 'malformed')
  await no(verifyAskStatement(root, of('counsel').certified, asked, now + 7200, verify), 'ended')
})
