import { createSoftwarePasskey } from '@latchkey/try/authenticator.ts'
import { verify } from '@latchkey/ui/platform.ts'
import { p256 } from '@noble/curves/nist.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { base64urlnopad } from '@scure/base'
import { verifyAuthenticationResponse } from '@simplewebauthn/server'
import { encode } from 'cborg'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Assertion, type ExpectedAssertion, verifyAssertion } from './assertion.ts'
import { CertificateFault, type CertificateFaultCode, certificateFaults } from './faults.ts'
import { derSignature } from './signature.ts'

const privateKey = p256.utils.randomSecretKey(new Uint8Array(48).fill(3))
const challenge = sha256(utf8ToBytes('what is being signed'))
const origin = 'https://id.example.org'
const passkey = createSoftwarePasskey({ privateKey, credentialId: new Uint8Array(32).fill(5), rpId: 'id.example.org', origin })
const expected: ExpectedAssertion = {
  publicKey: passkey.publicKey,
  rpId: 'id.example.org',
  origins: ['https://other.example.org', origin],
  challenge,
  allowBackupEligible: false,
}

/** An assertion with any bytes in it, honestly signed: the faults below are the passkey's or the page's, not a broken signature. */
function signed(authenticatorData: Uint8Array, clientData: unknown): Assertion {
  const clientDataJSON = clientData instanceof Uint8Array ? clientData : utf8ToBytes(JSON.stringify(clientData))
  const signature = derSignature(p256.sign(concatBytes(authenticatorData, sha256(clientDataJSON)), privateKey))
  return { credentialId: passkey.credentialId, authenticatorData, clientDataJSON, signature }
}

function dataWith(flags: number, rest: Uint8Array = new Uint8Array(), rpId = expected.rpId): Uint8Array {
  return concatBytes(sha256(utf8ToBytes(rpId)), Uint8Array.of(flags, 0, 0, 0, 7), rest)
}

const client = { type: 'webauthn.get', challenge: base64urlnopad.encode(challenge), origin, crossOrigin: false }
const fault = (code: CertificateFaultCode) => new CertificateFault(code)

describe('an assertion of the software passkey', () => {
  it('passes our checks', async () => {
    await expect(verifyAssertion(await passkey.assert(challenge), expected, verify)).resolves.toBeUndefined()
  })

  it('passes those of a stranger, who reads its bytes with other code', async () => {
    const assertion = await passkey.assert(challenge)
    const id = base64urlnopad.encode(assertion.credentialId)
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: {
        id,
        rawId: id,
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          authenticatorData: base64urlnopad.encode(assertion.authenticatorData),
          clientDataJSON: base64urlnopad.encode(assertion.clientDataJSON),
          signature: base64urlnopad.encode(assertion.signature),
        },
      },
      expectedChallenge: base64urlnopad.encode(challenge),
      expectedOrigin: origin,
      expectedRPID: expected.rpId,
      requireUserVerification: true,
      credential: { id, publicKey: coseKey(passkey.publicKey), counter: 0 },
    })
    expect(verified).toBe(true)
    expect(authenticationInfo).toMatchObject({ userVerified: true, credentialDeviceType: 'singleDevice', credentialBackedUp: false })
  })

  it('has the same bytes each time', async () => {
    expect(await passkey.assert(challenge)).toEqual(await passkey.assert(challenge))
  })
})

describe('accepted', () => {
  const extension = encode(new Map([['credProtect', 2]]))
  const cases: [string, Assertion, Partial<ExpectedAssertion>?][] = [
    ['a counter that has never moved or has', signed(dataWith(0x05), client)],
    ['extension outputs, announced by their flag', signed(dataWith(0x85, extension), client)],
    ['no word about frames', signed(dataWith(0x05), { ...client, crossOrigin: undefined })],
    [
      'keys that browsers add to keep parsers honest',
      signed(dataWith(0x05), { ...client, other_keys_can_be_added_here: 'do not compare' }),
    ],
    ['a passkey that can be copied, in practice', signed(dataWith(0x0d), client), { allowBackupEligible: true }],
    ['a passkey that was copied, in practice', signed(dataWith(0x1d), client), { allowBackupEligible: true }],
    [
      'any port of this computer, in practice',
      signed(dataWith(0x05), { ...client, origin: 'http://localhost:51234' }),
      { origins: ['http://localhost'] },
    ],
  ]
  for (const [what, assertion, more] of cases) {
    it(what, async () => expect(verifyAssertion(assertion, { ...expected, ...more }, verify)).resolves.toBeUndefined())
  }
})

describe('refused, each by its name', () => {
  const good = signed(dataWith(0x05), client)
  const broken = Uint8Array.from(good.signature)
  broken[10] = (broken[10] ?? 0) ^ 1
  const local = { origins: ['http://localhost'] }
  const cases: [string, CertificateFaultCode, Assertion, Partial<ExpectedAssertion>?][] = [
    ['a registration instead of a sign-in', 'assertion_type', signed(dataWith(0x05), { ...client, type: 'webauthn.create' })],
    ['another challenge', 'assertion_challenge', good, { challenge: sha256(challenge) }],
    ['a challenge with padding', 'assertion_challenge', signed(dataWith(0x05), { ...client, challenge: `${client.challenge}=` })],
    ['another origin', 'assertion_origin', good, { origins: ['https://id.example.org:444', 'http://id.example.org'] }],
    ['an origin that only begins alike', 'assertion_origin', signed(dataWith(0x05), { ...client, origin: `${origin}.evil.example` })],
    ['an origin that is no text', 'assertion_origin', signed(dataWith(0x05), { ...client, origin: [origin] })],
    [
      'a host that begins like this computer',
      'assertion_origin',
      signed(dataWith(0x05), { ...client, origin: 'http://localhost:80.evil.example' }),
      local,
    ],
    ['this computer, where no root names it', 'assertion_origin', signed(dataWith(0x05), { ...client, origin: 'http://localhost:4400' })],
    ['inside a frame of another page', 'assertion_cross_origin', signed(dataWith(0x05), { ...client, crossOrigin: true })],
    [
      'a word about frames that is neither yes nor no',
      'assertion_cross_origin',
      signed(dataWith(0x05), { ...client, crossOrigin: 'false' }),
    ],
    ['a page around it', 'assertion_cross_origin', signed(dataWith(0x05), { ...client, topOrigin: 'https://evil.example' })],
    ['another site identifier', 'assertion_place', signed(dataWith(0x05, undefined, 'example.org'), client)],
    ['nobody present', 'assertion_absent', signed(dataWith(0x04), client)],
    ['nobody verified', 'assertion_unverified', signed(dataWith(0x01), client)],
    ['a passkey that can be copied', 'assertion_copied', signed(dataWith(0x0d), client)],
    ['a copy that cannot be', 'malformed', signed(dataWith(0x15), client), { allowBackupEligible: true }],
    ['a new key inside', 'malformed', signed(dataWith(0x45, new Uint8Array(80)), client)],
    ['bytes behind, without a flag', 'malformed', signed(dataWith(0x05, Uint8Array.of(0xa0)), client)],
    ['a flag without bytes behind', 'malformed', signed(dataWith(0x85), client)],
    ['an extension that is no map', 'malformed', signed(dataWith(0x85, encode(['credProtect', 2])), client)],
    ['an extension and a byte more', 'malformed', signed(dataWith(0x85, Uint8Array.of(0xa0, 0)), client)],
    ['authenticator data cut short', 'malformed', signed(dataWith(0x05).subarray(0, 36), client)],
    ['authenticator data of 513 bytes', 'malformed', signed(dataWith(0x85, new Uint8Array(476)), client)],
    ['client data that is no JSON', 'malformed', signed(dataWith(0x05), utf8ToBytes('{"type":"webauthn.get"'))],
    ['client data that is a list', 'malformed', signed(dataWith(0x05), [client])],
    ['client data that is nothing', 'malformed', signed(dataWith(0x05), null)],
    [
      'client data with a byte order mark',
      'malformed',
      signed(dataWith(0x05), concatBytes(Uint8Array.of(0xef, 0xbb, 0xbf), utf8ToBytes(JSON.stringify(client)))),
    ],
    [
      'client data that is no UTF-8',
      'malformed',
      signed(dataWith(0x05), concatBytes(utf8ToBytes('{"a":"'), Uint8Array.of(0xff), utf8ToBytes('"}'))),
    ],
    ['client data of 2,049 bytes', 'malformed', signed(dataWith(0x05), { ...client, more: 'x'.repeat(2049) })],
    ['a signature over something else', 'signature', { ...good, authenticatorData: dataWith(0x05, undefined).with(36, 8) }],
    ['a signature with one bit changed', 'signature', { ...good, signature: broken }],
    ['a signature of another key', 'signature', good, { publicKey: p256.getPublicKey(new Uint8Array(32).fill(1), false) }],
    ['a signature that is not DER', 'malformed', { ...good, signature: new Uint8Array(64).fill(1) }],
    ['a key that is no point', 'point', good, { publicKey: new Uint8Array(65).fill(4) }],
  ]
  for (const [what, code, assertion, more] of cases) {
    it(`${what}: ${code}`, async () => expect(verifyAssertion(assertion, { ...expected, ...more }, verify)).rejects.toEqual(fault(code)))
  }

  it('the message of a fault is its code, so it can hold nothing of what was read', async () => {
    const secret = signed(dataWith(0x05), utf8ToBytes('{"type": "Amara Okafor 1991-04-17'))
    await expect(verifyAssertion(secret, expected, verify)).rejects.toMatchObject({ message: 'malformed', code: 'malformed' })
  })
})

describe('whatever the bytes', () => {
  it('nothing but a known fault is thrown, and one changed bit is never accepted', async () => {
    const good = signed(dataWith(0x85, encode(new Map([['appid', false]]))), client)
    const part = fc.constantFrom('authenticatorData' as const, 'clientDataJSON' as const, 'signature' as const)
    await fc.assert(
      fc.asyncProperty(
        part,
        fc.nat(),
        fc.nat(7),
        fc.option(fc.uint8Array({ maxLength: 600 }), { freq: 3 }),
        async (name, at, bit, other) => {
          const bytes = other ?? Uint8Array.from(good[name])
          if (other === null) bytes[at % bytes.length] = (bytes[at % bytes.length] ?? 0) ^ (1 << bit)
          const error = await verifyAssertion({ ...good, [name]: bytes }, expected, verify).then(
            () => null,
            (reason: unknown) => reason,
          )
          expect(error).toBeInstanceOf(CertificateFault)
          expect(Object.keys(certificateFaults)).toContain((error as CertificateFault).code)
        },
      ),
      { numRuns: 600 },
    )
  })
})

function coseKey(key65: Uint8Array) {
  const map = new Map<number, unknown>([
    [1, 2],
    [3, -7],
    [-1, 1],
    [-2, key65.slice(1, 33)],
    [-3, key65.slice(33)],
  ])
  return new Uint8Array(encode(map))
}
