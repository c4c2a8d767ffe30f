import { createSoftwarePasskey } from '@latchkey/try/authenticator.ts'
import { makeRoot } from '@latchkey/try/made-root.ts'
import { random, verify } from '@latchkey/ui/platform.ts'
import { describe, expect, it } from 'vitest'
import { actTag } from './act.ts'
import { decodeCbor, encodeCbor } from './cbor.ts'
import { certify, encodeCertified, parseCertified } from './certified.ts'
import { CertificateFault, type CertificateFaultCode } from './faults.ts'
import { encodeLegalAct, type LegalAct, legalTag, parseLegalAct, type Signer, verifyLegalAct } from './legal-act.ts'
import type { Passkey } from './passkey.ts'

const fault = (code: CertificateFaultCode) => new CertificateFault(code)
const origin = 'http://localhost:4400'
const { root, administrators } = makeRoot({ city: 'chicago', threshold: 2, administrators: 2, rpId: 'localhost', origin, random })
const passkeyOf = (seed: number) =>
  createSoftwarePasskey({
    privateKey: new Uint8Array(32).fill(seed),
    credentialId: new Uint8Array(32).fill(seed),
    rpId: 'localhost',
    origin,
  })
const person = (alias: string, role: Signer['role'], { credentialId, publicKey }: Passkey): Signer => ({
  alias,
  role,
  credentialId,
  publicKey,
})
const [counsel, spare, other] = [passkeyOf(7), passkeyOf(8), passkeyOf(9)]
const people = [
  person('9', 'counsel', counsel),
  // One person with two passkeys, and another with the alias of an administrator.
  person('9', 'counsel', spare),
  person('a', 'counsel', other),
  person('a', 'administrator', administrators[0]!),
]
const nonce = new Uint8Array(16).fill(3)
const said: LegalAct = { city: 'chicago', nonce, act: 'decide', number: 3, standing: new Uint8Array(8).fill(5), says: ['give_part'] }
const sign = async (passkeys: Passkey[], changes: Partial<LegalAct> = {}, tag = legalTag) =>
  encodeCertified(await certify(tag, encodeLegalAct({ ...said, ...changes }), passkeys))
const signers = async (passkeys: Passkey[]) =>
  (await verifyLegalAct(root, people, await sign(passkeys), nonce, verify)).signers.map(({ role, alias }) => `${role} ${alias}`)

describe('an act on a legal request', () => {
  it('says who touched, each person once', async () => {
    expect(decodeCbor(encodeLegalAct(said))).toEqual([1, 'chicago', nonce, 'decide', 3, said.standing, ['give_part']])
    expect(await signers([counsel])).toEqual(['counsel 9'])
    expect(await signers([counsel, counsel])).toEqual(['counsel 9'])
    expect(await signers([counsel, spare])).toEqual(['counsel 9'])
    expect(await signers([counsel, other])).toEqual(['counsel 9', 'counsel a'])
    expect(await signers([other, administrators[0]!])).toEqual(['counsel a', 'administrator a'])
  })
  it('is worth nothing from a stranger, beside one, for another city or moment, or as another statement', async () => {
    const no = async (certified: Uint8Array, code: CertificateFaultCode) =>
      expect(verifyLegalAct(root, people, certified, nonce, verify)).rejects.toEqual(fault(code))
    await no(await sign([passkeyOf(11)]), 'assertion_passkey')
    await no(await sign([counsel, passkeyOf(11)]), 'assertion_passkey')
    await no(await sign([counsel], { city: 'chicago/practice' }), 'other_city')
    await no(await sign([counsel], { nonce: new Uint8Array(16) }), 'stale')
    await no(await sign([counsel], {}, actTag), 'assertion_challenge')
    const { assertions } = parseCertified(await sign([counsel]))
    for (const change of [{ act: 'close' }, { number: 4 }, { standing: new Uint8Array(8) }, { says: ['give'] }] as Partial<LegalAct>[])
      await no(encodeCertified({ body: encodeLegalAct({ ...said, ...change }), assertions }), 'assertion_challenge')
  })
  it('has no room for a sentence', () => {
    for (const word of ['Jane Roe, born 1974', 'x'.repeat(41), 'a\nb', '', ' a', 'é', '1:2'])
      expect(() => encodeLegalAct({ ...said, says: [word] })).toThrow(fault('malformed'))
    expect(() => encodeLegalAct({ ...said, says: Array(6).fill('a') })).toThrow(fault('malformed'))
    expect(() => encodeLegalAct({ ...said, act: 'Do It' })).toThrow(fault('malformed'))
    expect(() => parseLegalAct(encodeCbor([2, 'chicago', nonce, 'decide', 3, said.standing, ['give']]))).toThrow(fault('malformed'))
  })
})
