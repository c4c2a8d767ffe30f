/** The signer as a child process, spoken to over its real pipes. One file though long: all of it is one order of messages, kept or broken. */
import { type ChildProcessByStdio, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { parseAnswer } from '@latchkey/card/answer.ts'
import { macMatches, parseCancelCode } from '@latchkey/card/cancel-code.ts'
import { answerInfo, approvalChallenge, type EnvelopeContent, encodeEnvelope, envelopeInfo, splitSealed } from '@latchkey/card/envelope.ts'
import {
  createFrameReader,
  encodeToSigner,
  type FromSigner,
  type PooledBlank,
  parseFromSigner,
  type ToSigner,
} from '@latchkey/card/pipe.ts'
import { encodeRequest } from '@latchkey/card/request.ts'
import { makeSalts } from '@latchkey/card/salts.ts'
import { sealedFrom, verifySealed } from '@latchkey/card/sealed.ts'
import { templateOf } from '@latchkey/card/template.ts'
import { halves, makeSpecimen, specimenFacts, specimenPictures } from '@latchkey/card/vectors/specimen.ts'
import { encodeCbor } from '@latchkey/certificates/cbor.ts'
import { certify, encodeCertified } from '@latchkey/certificates/certified.ts'
import { clerkTag, encodeClerk } from '@latchkey/certificates/clerk.ts'
import { type PeriodCertificate, verifyPeriod } from '@latchkey/certificates/period-certificate.ts'
import { rootJson } from '@latchkey/certificates/root.ts'
import { makeStock } from '@latchkey/certificates/x509/stock.ts'
import { createSoftwarePasskey } from '@latchkey/try/authenticator.ts'
import { type MadePerson, type MadeRoot, makeRoot } from '@latchkey/try/made-root.ts'
import { random, verify } from '@latchkey/ui/platform.ts'
import { p256 } from '@noble/curves/nist.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { ml_kem768_x25519 } from '@noble/post-quantum/hybrid.js'
import * as hpke from 'hpke'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type SignerFaultCode, signerFaults } from './faults.ts'

// A signer is its process: every test below talks to the bundled program over its pipe, as the serving process does. The desk's end is another
// stack than the signer's: HPKE of `hpke`, X-Wing of @noble/post-quantum. Long because one life of a signer is one idea.

const top = dirname(dirname(fileURLToPath(import.meta.url)))
const out = mkdtempSync(join(tmpdir(), 'latchkey-signer-'))
const program = join(out, 'signer.js')
const suite = new hpke.CipherSuite(xWing, hpke.KDF_HKDF_SHA256, hpke.AEAD_AES_256_GCM)
const now = 1_795_000_000
const lease = now + 60
const cancelKey = random(32)
const { request, requestHash } = await makeSpecimen()

let city: MadeRoot
let clerk: MadePerson
let supervisor: MadePerson
let counsel: MadePerson
let gone: MadePerson
let stranger: MadePerson
let period: PeriodCertificate
let poolPrivate: Uint8Array
let blanks: PooledBlank[]
let answerPair: hpke.KeyPair
let answerKey: Uint8Array

beforeAll(async () => {
  const made = { city: 'chicago', threshold: 2, administrators: 2, rpId: 'localhost', origin: 'http://localhost:4400', random }
  city = makeRoot(made)
  clerk = await city.person('14', 'clerk', now - 60, now + 3600)
  supervisor = await city.person('2', 'supervisor', now - 60, now + 3600)
  counsel = await city.person('3', 'counsel', now - 60, now + 3600)
  gone = await city.person('9', 'clerk', now - 3600, now - 1)
  stranger = await makeRoot(made).person('14', 'clerk', now - 60, now + 3600)
  poolPrivate = p256.utils.randomSecretKey()
  const stock = await makeStock({
    city: 'chicago',
    period: 11,
    listAddress: 'http://localhost:4400/cancelled/list/11',
    listKey: p256.getPublicKey(p256.utils.randomSecretKey(), false),
    poolKey: p256.getPublicKey(poolPrivate, false),
    count: 2,
    passkeys: city.administrators,
    random,
  })
  blanks = stock.blanks
  period = await verifyPeriod(city.root, stock.certified, verify)
  answerPair = await suite.GenerateKeyPair()
  answerKey = await suite.SerializePublicKey(answerPair.publicKey)
  await build({
    configFile: false,
    root: top,
    logLevel: 'silent',
    ssr: { noExternal: true },
    build: {
      ssr: join(top, 'signer/signer.ts'),
      outDir: out,
      target: 'node20',
      minify: false,
      rolldownOptions: { output: { entryFileNames: 'signer.js', codeSplitting: false } },
    },
  })
}, 120_000)
afterAll(() => rmSync(out, { recursive: true, force: true }))

/** One signer process and all that it says. */
class Child {
  readonly process: ChildProcessByStdio<Writable, Readable, Readable>
  readonly said: FromSigner[] = []
  stderr = ''
  readonly over: Promise<number | null>
  #woken: () => void = () => {}

  constructor() {
    this.process = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'pipe'], env: {} })
    const frames = createFrameReader()
    this.process.stdout.on('data', (piece: Buffer) => {
      this.said.push(...frames.push(piece).map(parseFromSigner))
      this.#woken()
    })
    this.process.stderr.on('data', (piece: Buffer) => (this.stderr += piece))
    this.process.stdin.on('error', () => {})
    this.over = once(this.process, 'close').then(([code]) => {
      this.#woken()
      return code
    })
  }

  write(...pieces: Uint8Array[]): void {
    this.process.stdin.write(concatBytes(...pieces))
  }

  say(...messages: ToSigner[]): void {
    this.write(...messages.map(encodeToSigner))
  }

  /** Opened and warm: its one-use key. */
  async ready(more: Partial<Extract<ToSigner, { say: 'open' }>> = {}): Promise<Uint8Array> {
    this.say({ ...openMessage(), ...more })
    while (this.said.length === 0) await new Promise<void>(resolve => (this.#woken = resolve))
    const [message] = this.said
    if (message?.say !== 'ready') throw new Error(`not ready: ${JSON.stringify(message)}`)
    return message.key
  }

  /** Everything it said after `ready`, once it has exited. It exits with 0 and without a word to anyone else. */
  async rest(): Promise<FromSigner[]> {
    expect(await this.over).toBe(0)
    expect(this.stderr).toBe('')
    return this.said.filter(message => message.say !== 'ready')
  }
}

const openMessage = () => ({
  say: 'open' as const,
  root: JSON.stringify(rootJson(city.root)),
  template: templateOf(period),
  cancelKey,
  poolPrivate,
})
const refused = (code: SignerFaultCode) => [{ say: 'refused', code }]

interface Approval {
  person: MadePerson
  request: Uint8Array
  over: Partial<Parameters<typeof approvalChallenge>[0]>
  content: Partial<EnvelopeContent>
  behind: Uint8Array
}

/** The desk: asks the clerk's passkey, closes the envelope. `over` changes what is approved, `content` what is sent. */
async function closeEnvelope(signerKey: Uint8Array, change: Partial<Approval> = {}): Promise<Uint8Array> {
  const person = change.person ?? clerk
  const approved = { signerKey, requestHash, answerKey, notAfter: lease, ...change.over }
  const content: EnvelopeContent = {
    request: change.request ?? encodeRequest(request),
    answerKey,
    assertion: await person.passkey.assert(approvalChallenge(approved)),
    clerk: person.certified,
    notAfter: lease,
    ...change.content,
  }
  return close(signerKey, concatBytes(encodeEnvelope(content), change.behind ?? new Uint8Array()))
}

async function close(signerKey: Uint8Array, plain: Uint8Array, info = envelopeInfo): Promise<Uint8Array> {
  const publicKey = await suite.DeserializePublicKey(signerKey)
  const { encapsulatedSecret, ciphertext } = await suite.Seal(publicKey, plain, { info: utf8ToBytes(info) })
  return concatBytes(encapsulatedSecret, ciphertext)
}

const sealMessage = (envelope: Uint8Array, more: Partial<Extract<ToSigner, { say: 'seal' }>> = {}): ToSigner => ({
  say: 'seal',
  envelope,
  blank: blanks[0] as PooledBlank,
  notAfter: lease,
  now,
  ...more,
})

async function openAnswer([message]: FromSigner[]) {
  if (message?.say !== 'answer') throw new Error(`no answer: ${JSON.stringify(message)}`)
  const { enc, ct } = splitSealed(message.answer)
  return parseAnswer(await suite.Open(answerPair.privateKey, enc, ct, { info: utf8ToBytes(answerInfo) }))
}

/** One whole life: warm, asked once, over. */
async function sealOnce(change: Partial<Approval> = {}, more: Parameters<typeof sealMessage>[1] = {}): Promise<FromSigner[]> {
  const child = new Child()
  const key = await child.ready()
  child.say(sealMessage(await closeEnvelope(key, change), more))
  return child.rest()
}

describe('a signer', () => {
  it('seals a card that the phone accepts whole, answers once, and is gone', async () => {
    const answer = await openAnswer(await sealOnce())
    const sealed = sealedFrom({ city: 'chicago', facts: specimenFacts, pictures: specimenPictures, salts: makeSalts(halves), answer })
    await expect(verifySealed(sealed, { requestHash, period, verify })).resolves.toBeUndefined()
    expect(answer.blank.index).toBe(blanks[0]?.index)
    expect(macMatches(cancelKey, 'chicago', parseCancelCode(answer.cancelCode))).toBe(true)
  })

  it('seals for a supervisor too, and answers in 5,232 bytes whatever the blank', async () => {
    const said = await sealOnce({ person: supervisor }, { blank: blanks[1] as PooledBlank })
    expect(said).toMatchObject([{ say: 'answer' }])
    expect((said[0] as Extract<FromSigner, { say: 'answer' }>).answer).toHaveLength(5232)
    await expect(openAnswer(said)).resolves.toMatchObject({ blank: { index: blanks[1]?.index } })
  })

  it('signs without a place for a mark: the same request and blank give the same signatures', async () => {
    expect(await openAnswer(await sealOnce())).toEqual(await openAnswer(await sealOnce()))
  })

  it('hears its messages in pieces of any size', async () => {
    const child = new Child()
    const key = await child.ready()
    const framed = encodeToSigner(sealMessage(await closeEnvelope(key)))
    for (let at = 0; at < framed.length; at += 517) child.write(framed.slice(at, at + 517))
    expect(await child.rest()).toMatchObject([{ say: 'answer' }])
  })

  it('is another key each time', async () => {
    const children = [new Child(), new Child()]
    const [one, two] = await Promise.all(children.map(child => child.ready()))
    expect(one).not.toEqual(two)
    for (const child of children) child.process.stdin.end()
    for (const child of children) expect(await child.rest()).toEqual([])
  })
})

describe('a signer refuses, signs nothing and is gone:', () => {
  /** The certificate of a person as a changed statement, signed by the same administrators. */
  const certifiedAs = async (role: 'clerk', changes: object) => {
    const { credentialId, publicKey } = clerk.passkey
    const body = encodeClerk({ city: 'chicago', alias: '14', role, credentialId, publicKey, from: now - 60, to: now + 3600, ...changes })
    return encodeCertified(await certify(clerkTag, body, city.administrators))
  }
  const parts = [request.holder.x, request.holder.y, ...request.sd, request.front, request.face, request.rest]
  const changed = (at: number, value: Uint8Array) => encodeCbor(parts.with(at, value))

  const cases: [string, SignerFaultCode, () => Promise<Partial<Approval>> | Partial<Approval>, Parameters<typeof sealMessage>[1]?][] = [
    ['an approval for another signer', 'approval', () => ({ over: { signerKey: new Uint8Array(1216) } })],
    ['an approval of another request', 'approval', () => ({ over: { requestHash: random(32) } })],
    ['an approval for another answer key', 'approval', () => ({ over: { answerKey: new Uint8Array(1216) } })],
    ['an answer key put in afterwards', 'approval', () => ({ content: { answerKey: new Uint8Array(1216) } })],
    ['an approval with another end', 'approval', () => ({ over: { notAfter: lease - 1 } })],
    [
      'an approval by another passkey',
      'approval',
      async () => ({ content: { clerk: await certifiedAs('clerk', { credentialId: random(32) }) } }),
    ],
    ['an approval with the id of one passkey and the signature of another', 'approval', () => ({ person: impostor() })],
    ['counsel', 'clerk', () => ({ person: counsel })],
    ['a clerk of another root', 'clerk', () => ({ person: stranger })],
    ['a clerk whose time is over', 'clerk', () => ({ person: gone })],
    [
      'a clerk of the practice city',
      'clerk',
      async () => ({ content: { clerk: await certifiedAs('clerk', { city: 'chicago/practice' }) } }),
    ],
    ['no clerk at all', 'clerk', () => ({ content: { clerk: new Uint8Array(64) } })],
    ['an approval that has run out', 'too_late', () => ({}), { now: lease + 1 }],
    ['an approval that outlasts the lease', 'too_late', () => ({}), { notAfter: lease - 1 }],
    [
      'a digest of 31 bytes and one of 33',
      'envelope',
      () => ({ request: encodeCbor([...parts.slice(0, 8), random(31), ...parts.slice(9)]) }),
    ],
    [
      'eight digests and the length of nine',
      'request',
      () => ({ request: concatBytes(encodeCbor(parts.toSpliced(4, 1)), new Uint8Array(34)) }),
    ],
    ['ten digests', 'envelope', () => ({ request: encodeCbor([...parts, random(32)]) })],
    ['the same digest twice', 'request', () => ({ request: changed(3, parts[2] as Uint8Array) })],
    ['the same compact digest twice', 'request', () => ({ request: changed(11, parts[10] as Uint8Array) })],
    ['a point off the curve', 'request', () => ({ request: changed(1, random(32)) })],
    ['text where a digest belongs', 'request', () => ({ request: encodeCbor(parts.with(5, 'x'.repeat(32) as unknown as Uint8Array)) })],
    ['a byte behind the envelope’s content', 'envelope', () => ({ behind: Uint8Array.of(0) })],
    ['a blank of another pool', 'pool_blank', () => ({}), { blank: { ...blankOf(0), closed: random(113) } }],
    ['a blank with the key of another', 'pool_blank', () => ({}), { blank: { ...blankOf(0), key: Uint8Array.of(2, ...random(32)) } }],
  ]
  function blankOf(at: number): PooledBlank {
    return (
      blanks?.[at] ?? {
        index: 0,
        certificate: new Uint8Array(340),
        signature: new Uint8Array(64),
        key: new Uint8Array(33),
        closed: new Uint8Array(113),
      }
    )
  }
  function impostor(): MadePerson {
    const { credentialId } = clerk.passkey
    const passkey = createSoftwarePasskey({
      privateKey: new Uint8Array(32).fill(9),
      credentialId,
      rpId: 'localhost',
      origin: 'http://localhost:4400',
    })
    return { ...clerk, passkey }
  }

  for (const [what, code, change, more] of cases) {
    it(`${what}: ${code}`, async () => expect(await sealOnce(await change(), more)).toEqual(refused(code)))
  }

  it('an envelope that was closed to another key, with another info, or is too short: envelope', async () => {
    const wrong: ((key: Uint8Array) => Promise<Uint8Array>)[] = [
      async () => closeEnvelope(answerKey),
      async key => close(key, await closeEnvelope(key), answerInfo),
      async () => random(1120 + 16),
      async () => random(3000),
    ]
    for (const make of wrong) {
      const child = new Child()
      child.say(sealMessage(await make(await child.ready())))
      expect(await child.rest()).toEqual(refused('envelope'))
    }
  })

  it('a root that is none, or a template of another city or of other dates: template', async () => {
    const { template } = openMessage()
    for (const more of [
      { root: '{"city":"chicago"' },
      { root: '{}' },
      { template: { ...template, city: 'chicago/practice' } },
      { template: { ...template, first: template.first + 1 } },
      { template: { ...template, technicalEnd: template.first } },
    ]) {
      const child = new Child()
      child.say({ ...openMessage(), ...more })
      expect(await child.rest()).toEqual(refused('template'))
    }
  })
})

describe('one request a life:', () => {
  it('two at once get one refusal and no answer', async () => {
    const child = new Child()
    const message = sealMessage(await closeEnvelope(await child.ready()))
    child.say(message, message)
    expect(await child.rest()).toEqual(refused('pipe'))
  })

  it('a second one after the first finds nobody', async () => {
    const child = new Child()
    const message = sealMessage(await closeEnvelope(await child.ready()))
    child.say(message)
    expect(await child.rest()).toMatchObject([{ say: 'answer' }])
    child.say(message)
    expect(child.said).toHaveLength(2)
  })

  it('before it is open, twice opened, twice leased: each is refused', async () => {
    const early = new Child()
    early.say(sealMessage(random(3000)))
    expect(await early.rest()).toEqual(refused('pipe'))
    for (const again of [openMessage(), { say: 'lease' as const, seconds: 9 }]) {
      const child = new Child()
      await child.ready()
      child.say({ say: 'lease', seconds: 60 }, again)
      expect(await child.rest()).toEqual(refused('pipe'))
    }
  })

  it('what is no message is refused: no CBOR, another word, a field more, a length of 64 KiB and one', async () => {
    const framed = (content: Uint8Array) => concatBytes(Uint8Array.of(0, 0, content.length >> 8, content.length & 255), content)
    const wrong = [
      framed(Uint8Array.of(0xff)),
      framed(encodeCbor(['stop'])),
      framed(encodeCbor(['lease', 60, 0])),
      framed(encodeCbor(['lease', -1])),
      framed(encodeCbor([['open']])),
      Uint8Array.of(0, 0, 0, 0),
      Uint8Array.of(0, 1, 0, 1),
      Uint8Array.of(0xff, 0xff, 0xff, 0xff),
    ]
    for (const bytes of wrong) {
      const child = new Child()
      await child.ready()
      child.write(bytes)
      expect(await child.rest()).toEqual(refused('pipe'))
    }
  })
})

describe('its pipe is its life:', () => {
  it('closed while it stands warm, it is gone without a word', async () => {
    const child = new Child()
    await child.ready()
    child.process.stdin.end()
    expect(await child.rest()).toEqual([])
  })

  it('closed while it works, it is gone without an answer or a crash', async () => {
    const child = new Child()
    const message = sealMessage(await closeEnvelope(await child.ready()))
    child.process.stdin.end(encodeToSigner(message))
    expect(await child.rest()).toEqual([])
  })

  it('with nobody reading, it is gone without a crash', async () => {
    const child = new Child()
    const message = sealMessage(await closeEnvelope(await child.ready()))
    child.process.stdout.destroy()
    child.say(message)
    expect(await child.over).toBe(0)
    expect(child.stderr).toBe('')
  })

  it('leased for no time, it is gone by itself though the pipe is open', async () => {
    const child = new Child()
    await child.ready()
    child.say({ say: 'lease', seconds: 0 })
    expect(await child.rest()).toEqual([])
  })

  it('a signal opens no debugger in it', async () => {
    const child = new Child()
    await child.ready()
    child.process.kill('SIGUSR1')
    const key = (child.said[0] as Extract<FromSigner, { say: 'ready' }>).key
    child.say(sealMessage(await closeEnvelope(key)))
    expect(await child.rest()).toMatchObject([{ say: 'answer' }])
  })
})

describe('the bundled program', () => {
  it('is one file that asks Node for signatures and nothing else: no file, no connection, no other process', () => {
    const source = readFileSync(program, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '')
    const imported = [...source.matchAll(/^import\b[^'"]*["']([^"']+)["']|\b(?:import|require)\(\s*["']([^"']+)["']/gm)]
    // `crypto` is asked for only where there is no WebCrypto; Node 20 has it.
    expect(new Set(imported.map(([, still, asked]) => still ?? asked))).toEqual(new Set(['node:crypto', 'crypto']))
    expect(execFileSync('ls', [out], { encoding: 'utf8' })).toBe('signer.js\n')
    expect(source).not.toMatch(/\b(process\.env|process\.argv|eval\(|new Function)/)
  })

  it('has a sentence for each of its faults', () => {
    for (const says of Object.values(signerFaults)) expect(says).toMatch(/^[A-Z].*\.$/)
  })
})

/** X-Wing as a KEM of the `hpke` package, on @noble/post-quantum. */
function xWing(): ReturnType<hpke.KEMFactory> {
  interface Raw extends hpke.Key {
    raw: Uint8Array
  }
  const key = (raw: Uint8Array, type: 'public' | 'private'): Raw => ({ raw, type, extractable: true, algorithm: { name: 'X-Wing' } })
  const rawOf = (one: hpke.Key) => (one as Raw).raw
  const pair = (seed: Uint8Array) => {
    const { publicKey, secretKey } = ml_kem768_x25519.keygen(seed)
    return { publicKey: key(publicKey, 'public'), privateKey: key(secretKey, 'private') }
  }
  return {
    id: 0x647a,
    type: 'KEM',
    name: 'X-Wing',
    Nsecret: 32,
    Nenc: 1120,
    Npk: 1216,
    Nsk: 32,
    DeriveKeyPair: async seed => pair(seed),
    GenerateKeyPair: async () => pair(random(32)),
    SerializePublicKey: async one => rawOf(one),
    DeserializePublicKey: async raw => key(raw, 'public'),
    SerializePrivateKey: async one => rawOf(one),
    DeserializePrivateKey: async raw => key(raw, 'private'),
    async Encap(pkR) {
      const { cipherText, sharedSecret } = ml_kem768_x25519.encapsulate(rawOf(pkR))
      return { enc: cipherText, shared_secret: sharedSecret }
    },
    Decap: async (enc, skR) => ml_kem768_x25519.decapsulate(enc, rawOf(skR)),
  }
}
