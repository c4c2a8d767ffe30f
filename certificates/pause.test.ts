import { createSoftwarePasskey } from '@latchkey/try/authenticator.ts'
import { makeRoot } from '@latchkey/try/made-root.ts'
import { random, verify } from '@latchkey/ui/platform.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cardInHandTag } from './card-in-hand.ts'
import { decodeCbor, encodeCbor } from './cbor.ts'
import { certify, encodeCertified, parseCertified } from './certified.ts'
import { CertificateFault, type CertificateFaultCode } from './faults.ts'
import type { Passkey } from './passkey.ts'
import { encodePause, type Pause, parsePause, pauseTag, verifyPause } from './pause.ts'

const fault = (code: CertificateFaultCode) => new CertificateFault(code)
const origin = 'http://localhost:4400'
const { root } = makeRoot({ city: 'chicago', threshold: 2, administrators: 2, rpId: 'localhost', origin, random })
const passkeyOf = (seed: number, from = origin) =>
  createSoftwarePasskey({
    privateKey: new Uint8Array(32).fill(seed),
    credentialId: new Uint8Array(32).fill(seed),
    rpId: 'localhost',
    origin: from,
  })
const supervisor = passkeyOf(7)
const nonce = new Uint8Array(16).fill(3)
const said: Pause = { city: 'chicago', nonce, way: 'counter', site: 'hall', standing: new Uint8Array(8).fill(5), on: true, notice: 52 }
const sign = async (changes: Partial<Pause> = {}, passkeys: Passkey[] = [supervisor], tag = pauseTag) =>
  encodeCertified(await certify(tag, encodePause({ ...said, ...changes }), passkeys))

describe('a pause', () => {
  it('is said by one touch of the supervisor whose desk it is', async () => {
    await expect(verifyPause(root, supervisor, await sign(), nonce, verify)).resolves.toEqual(said)
    expect(decodeCbor(encodePause(said))).toEqual([1, 'chicago', nonce, 'counter', 'hall', said.standing, 1, 52])
  })

  it('is worth nothing from another, from two, for another city, another moment, another page, or as another statement', async () => {
    const no = async (certified: Uint8Array, code: CertificateFaultCode) =>
      expect(verifyPause(root, supervisor, certified, nonce, verify)).rejects.toEqual(fault(code))
    await no(await sign({}, [passkeyOf(8)]), 'assertion_passkey')
    await no(await sign({}, [supervisor, passkeyOf(8)]), 'malformed')
    await no(await sign({ city: 'chicago/practice' }), 'other_city')
    await no(await sign({ nonce: new Uint8Array(16) }), 'stale')
    await no(await sign({}, [passkeyOf(7, 'https://elsewhere.example')]), 'assertion_origin')
    await no(await sign({}, [supervisor], cardInHandTag), 'assertion_challenge')
    const pretender = createSoftwarePasskey({
      privateKey: new Uint8Array(32).fill(8),
      credentialId: supervisor.credentialId,
      rpId: 'localhost',
      origin,
    })
    await no(await sign({}, [pretender]), 'signature')
  })

  it('with one field changed afterwards is one that nobody touched a key for', async () => {
    const { assertions } = parseCertified(await sign())
    for (const change of [{ site: 'north' }, { way: 'event' as const }, { standing: new Uint8Array(8) }, { on: false, notice: null }]) {
      const changed = encodeCertified({ body: encodePause({ ...said, ...change }), assertions })
      await expect(verifyPause(root, supervisor, changed, nonce, verify)).rejects.toEqual(fault('assertion_challenge'))
    }
  })

  it('refuses leftovers, phone visits at a site, a counter at none, a pause without a notice and a return with one', () => {
    const body = (change: (fields: unknown[]) => unknown[]) =>
      encodeCbor(change([1, 'chicago', nonce, 'counter', 'hall', said.standing, 1, 52]))
    const at = (index: number, value: unknown) => body(fields => fields.with(index, value))
    const bodies = [
      body(all => [...all, 0]),
      at(0, 2),
      at(2, nonce.subarray(1)),
      at(3, 'phone'),
      at(4, ''),
      at(4, 'Hall'),
      at(6, 0),
      at(6, true),
      at(7, null),
      at(7, 100),
    ]
    for (const one of bodies) expect(() => parsePause(one)).toThrow(fault('malformed'))
  })

  it('is read as it was written, whatever stands in it', () => {
    const places = fc.oneof(
      fc.constant({ way: 'phone' as const, site: '' }),
      fc.record({ way: fc.constantFrom('counter' as const, 'event' as const), site: fc.stringMatching(/^[a-z][a-z0-9_]{0,39}$/) }),
    )
    const notices = fc.oneof(fc.constant({ on: false, notice: null }), fc.record({ on: fc.constant(true), notice: fc.nat(99) }))
    fc.assert(
      fc.property(places, notices, fc.uint8Array({ minLength: 8, maxLength: 8 }), (place, words, standing) => {
        const pause: Pause = { city: 'chicago', nonce, standing, ...place, ...words }
        expect(parsePause(encodePause(pause))).toEqual(pause)
      }),
    )
  })
})
