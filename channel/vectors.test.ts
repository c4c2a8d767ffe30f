/**
 * Vectors of channel/vectors/visit.json, held against our own ends and against a second stack: the HPKE of `hpke` (panva) with the X-Wing of
 * @noble/post-quantum, OpenSSL's AES-GCM through node:crypto, and noble's ECDSA. None of them is used by channel/.
 */
import { createDecipheriv } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { decodeCbor } from '@latchkey/certificates/cbor.ts'
import { parseRoot } from '@latchkey/certificates/root.ts'
import { verify } from '@latchkey/ui/platform.ts'
import { p256 } from '@noble/curves/nist.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { ml_kem768_x25519 } from '@noble/post-quantum/hybrid.js'
import { base64urlnopad } from '@scure/base'
import { encode } from 'cborg'
import * as hpke from 'hpke'
import { describe, expect, test } from 'vitest'
import { bodyOfClear } from './cells.ts'
import { randomFromWord, rehearse } from './rehearsal.ts'
import type { Resume } from './resume.ts'

const vectors = JSON.parse(readFileSync(new URL('./vectors/visit.json', import.meta.url), 'utf8'))
const bytes = (text: string) => base64urlnopad.decode(text)
const text = (value: Uint8Array) => base64urlnopad.encode(value)
const signer = (privateKey: Uint8Array) => async (message: Uint8Array) => p256.sign(message, privateKey)

type Vector = Record<
  | 'mode'
  | 'nonce'
  | 'rPrivate'
  | 'xWingSeed'
  | 'encapsulationRandomness'
  | 'hello'
  | 'offer'
  | 'enc'
  | 'info'
  | 'th'
  | 'resume'
  | 'resumePskId',
  string
> & {
  epoch: number
  psk: string | null
  pskId: string | null
  cells: Record<'proof' | 'ready' | 'typed', { first64: string; sha256: string }>
}
const epochs: Vector[] = vectors.epochs

/** Plays one epoch through our ends and collects the three sealed cells. */
async function play(vector: Vector) {
  const draws = [vector.nonce, vector.xWingSeed, vector.encapsulationRandomness].map(bytes)
  const random = (length: number) => {
    const drawn = draws.shift()
    expect(drawn?.length).toBe(length)
    return drawn!
  }
  const resume: Resume | null =
    vector.psk && vector.pskId ? { psk: bytes(vector.psk), pskId: bytes(vector.pskId), epoch: vector.epoch - 1 } : null
  const both = rehearse({
    desk: {
      root: parseRoot(vectors.root),
      clerk: bytes(vectors.clerk),
      desk: bytes(vectors.desk),
      deskSign: signer(bytes(vectors.deskPrivate)),
    },
    verify,
    clock: () => vectors.now,
    random,
    epoch: vector.epoch,
    room: bytes(vectors.room),
    resumes: resume ? [resume] : [],
    phone: {
      makeKey: async () => ({ publicKey65: p256.getPublicKey(bytes(vector.rPrivate), false), sign: signer(bytes(vector.rPrivate)) }),
    },
  })
  await both.phone.start(resume)
  const clear: Record<string, Uint8Array> = { hello: both.waiting.desk[0]! }
  await both.give('desk', both.take('desk'))
  clear.offer = both.waiting.phone[0]!
  await both.give('phone', both.take('phone'))
  clear.enc = both.waiting.desk[0]!
  const cells: Record<string, Uint8Array> = { proof: both.waiting.desk[1]! }
  await both.give('desk', both.take('desk'))
  await both.give('desk', both.take('desk'))
  cells.ready = both.waiting.phone[0]!
  await both.carry()
  await both.phone.say({ kind: 'typed', text: 'Hola, me llamo Núria' })
  cells.typed = both.waiting.desk[0]!
  return { both, clear, cells }
}

describe.each(epochs)('our ends, epoch $epoch ($mode)', vector => {
  test('give the bytes of the vector', async () => {
    const { both, clear, cells } = await play(vector)
    for (const name of ['hello', 'offer', 'enc'] as const) expect(text(bodyOfClear(clear[name]!))).toBe(vector[name])
    expect(both.opened.phone?.mode).toBe(vector.mode)
    expect(text(both.opened.phone!.th)).toBe(vector.th)
    expect(text(both.opened.phone!.resume.psk)).toBe(vector.resume)
    expect(text(both.opened.phone!.resume.pskId)).toBe(vector.resumePskId)
    for (const name of ['proof', 'ready', 'typed'] as const) {
      expect(text(cells[name]!.slice(0, 64))).toBe(vector.cells[name].first64)
      expect(text(sha256(cells[name]!))).toBe(vector.cells[name].sha256)
    }
  })
})

/** X-Wing as a KEM of the `hpke` package, on @noble/post-quantum. */
function xWing(randomness: Uint8Array): hpke.KEMFactory {
  interface Raw extends hpke.Key {
    raw: Uint8Array
  }
  const key = (raw: Uint8Array, type: 'public' | 'private'): Raw => ({ raw, type, extractable: true, algorithm: { name: 'X-Wing' } })
  const rawOf = (one: hpke.Key) => (one as Raw).raw
  const pair = (seed: Uint8Array) => {
    const { publicKey, secretKey } = ml_kem768_x25519.keygen(seed)
    return { publicKey: key(publicKey, 'public'), privateKey: key(secretKey, 'private') }
  }
  return () => ({
    id: 0x647a,
    type: 'KEM',
    name: 'X-Wing',
    Nsecret: 32,
    Nenc: 1120,
    Npk: 1216,
    Nsk: 32,
    DeriveKeyPair: async seed => pair(seed),
    GenerateKeyPair: async () => pair(randomness.slice(0, 32)),
    SerializePublicKey: async one => rawOf(one),
    DeserializePublicKey: async raw => key(raw, 'public'),
    SerializePrivateKey: async one => rawOf(one),
    DeserializePrivateKey: async raw => key(raw, 'private'),
    async Encap(pkR) {
      const { cipherText, sharedSecret } = ml_kem768_x25519.encapsulate(rawOf(pkR), randomness)
      return { enc: cipherText, shared_secret: sharedSecret }
    },
    Decap: async (enc, skR) => ml_kem768_x25519.decapsulate(enc, rawOf(skR)),
  })
}

describe.each(epochs)('a second stack, epoch $epoch ($mode)', vector => {
  const offerFields = () => decodeCbor((decodeCbor(bytes(vector.offer)) as Uint8Array[])[0]!) as unknown[]
  // The transcript by hand, from docs/protocol/visit.md.
  const info = sha256(concatBytes(utf8ToBytes('latchkey/visit/v1'), encode([bytes(vector.offer), bytes(vector.hello)])))
  const enc = (decodeCbor(bytes(vector.enc)) as Uint8Array[])[0]!
  const th = sha256(concatBytes(utf8ToBytes('latchkey/transcript/v1'), encode([info, enc])))
  const suite = new hpke.CipherSuite(xWing(bytes(vector.encapsulationRandomness)), hpke.KDF_HKDF_SHA256, hpke.AEAD_EXPORT_ONLY)
  const options = () => ({ info, ...(vector.psk && vector.pskId ? { psk: bytes(vector.psk), pskId: bytes(vector.pskId) } : {}) })
  const exported = async (context: { Export(label: Uint8Array, length: number): Promise<Uint8Array> }) => ({
    phone: await context.Export(utf8ToBytes('phone'), 32),
    desk: await context.Export(utf8ToBytes('desk'), 32),
    resume: await context.Export(utf8ToBytes('resume'), 32),
  })
  const asRecipient = async () => {
    const { secretKey } = ml_kem768_x25519.keygen(bytes(vector.xWingSeed))
    const key = await suite.DeserializePrivateKey(secretKey)
    return exported(await suite.SetupRecipient(key, enc, options()))
  }

  test('the X-Wing key of the Offer follows from its seed', () => {
    expect(text(offerFields()[6] as Uint8Array)).toBe(text(ml_kem768_x25519.keygen(bytes(vector.xWingSeed)).publicKey))
  })

  test('info, th and the name of the secret', () => {
    expect([text(info), text(th)]).toEqual([vector.info, vector.th])
    expect(text(sha256(concatBytes(utf8ToBytes('latchkey/resume/v1'), encode([th]))))).toBe(vector.resumePskId)
  })

  test('its sender makes our enc, and both its sides export our secrets', async () => {
    const publicKey = await suite.DeserializePublicKey(offerFields()[6] as Uint8Array)
    const { encapsulatedSecret, ctx } = await suite.SetupSender(publicKey, options())
    expect(text(encapsulatedSecret)).toBe(text(enc))
    const sent = await exported(ctx)
    expect(text(sent.resume)).toBe(vector.resume)
    expect(await asRecipient()).toEqual(sent)
  })

  test('its keys open our cells with OpenSSL, and inside is what the page draws', async () => {
    const { cells } = await play(vector)
    const keys = await asRecipient()
    const open = (cell: Uint8Array, key: Uint8Array, direction: number, counter: number) => {
      expect([...cell.subarray(0, 13)]).toEqual([4, 0, 0, 0, vector.epoch, 0, 0, 0, 0, 0, 0, 0, counter])
      const place = Uint8Array.of(0, 0, 0, 0, 0, 0, 0, counter)
      const decipher = createDecipheriv('aes-256-gcm', key, concatBytes(new Uint8Array(4), place))
      decipher.setAAD(concatBytes(th, Uint8Array.of(0, 0, 0, vector.epoch, direction), place))
      decipher.setAuthTag(cell.subarray(cell.length - 16))
      const inside = Uint8Array.from(Buffer.concat([decipher.update(cell.subarray(13, -16)), decipher.final()]))
      expect(inside.length).toBe(16_355)
      const length = inside[2]! * 256 + inside[3]!
      expect(inside.subarray(4 + length).every(byte => byte === 0)).toBe(true)
      return { kind: inside[0], part: inside[1], body: decodeCbor(inside.slice(4, 4 + length)) as unknown[] }
    }
    expect(open(cells.ready!, keys.desk, 1, 0)).toEqual({ kind: 64, part: 0, body: [] })
    expect(open(cells.typed!, keys.phone, 0, 1)).toEqual({ kind: 3, part: 0, body: ['Hola, me llamo Núria'] })
    const proof = open(cells.proof!, keys.phone, 0, 0)
    expect([proof.kind, proof.part]).toEqual([0, 0])
    const r = p256.getPublicKey(bytes(vector.rPrivate), true)
    const signed = concatBytes(utf8ToBytes('latchkey/phone/v1'), encode([th]))
    expect(p256.verify(proof.body[0] as Uint8Array, signed, r)).toBe(true)
  })

  test('the Offer is signed by the desk key over tag and body', () => {
    const [body, signature] = decodeCbor(bytes(vector.offer)) as [Uint8Array, Uint8Array]
    const deskKey = p256.getPublicKey(bytes(vectors.deskPrivate), true)
    expect(p256.verify(signature, concatBytes(utf8ToBytes('latchkey/offer/v1'), body), deskKey)).toBe(true)
  })
})

test('the second epoch resumes from the first', () => {
  expect(epochs[1]!.psk).toBe(epochs[0]!.resume)
  expect(epochs[1]!.pskId).toBe(epochs[0]!.resumePskId)
})

test('a word gives the same bytes again, and different words different bytes', () => {
  expect(randomFromWord('a')(40)).toEqual(randomFromWord('a')(40))
  expect(randomFromWord('a')(40)).not.toEqual(randomFromWord('b')(40))
})
