import { CipherSuite, ExportOnly, HkdfSha256 } from '@hpke/core'
import { XWing } from '@hpke/hybridkem-x-wing'
import type { Random } from '@latchkey/certificates/ports.ts'
import { taggedHash } from '@latchkey/certificates/tagged.ts'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { ChannelFault } from './faults.ts'
import type { Resume } from './resume.ts'

const kem = new XWing()
const suite = new CipherSuite({ kem, kdf: new HkdfSha256(), aead: new ExportOnly() })

/** What an epoch's HPKE context exports, 32 bytes each. Raw and secret: frames.ts imports the first two and zeroes them. */
export interface Secrets {
  phone: Uint8Array
  desk: Uint8Array
  resume: Uint8Array
}

/** Binds the keys to every byte said before them: the signed Offer, and the hello with r, epoch and wish. 32 bytes. */
export const visitInfo = (offer: Uint8Array, hello: Uint8Array): Uint8Array => taggedHash('latchkey/visit/v1', [offer, hello])
/** The transcript of the handshake, 32 bytes: salts and frames hang on it. */
export const transcript = (info: Uint8Array, enc: Uint8Array): Uint8Array => taggedHash('latchkey/transcript/v1', [info, enc])
/** Names the `resume` secret of the epoch with this th. */
export const pskIdOf = (th: Uint8Array): Uint8Array => taggedHash('latchkey/resume/v1', [th])

export interface DeskKey {
  /** 1216 bytes. */
  publicKey: Uint8Array
  privateKey: CryptoKey
}

/** Desk: a fresh X-Wing key for one Offer. */
export async function makeDeskKey(random: Random): Promise<DeskKey> {
  const seed = random(32)
  const pair = await kem.generateKeyPairDerand(seed.slice())
  seed.fill(0)
  return { publicKey: new Uint8Array(await kem.serializePublicKey(pair.publicKey)), privateKey: pair.privateKey }
}

/** Phone: RFC 9180 SetupBaseS, or SetupPSKS with `resume`. @throws ChannelFault `key` when the Offer's key is none */
export async function encapsulate(
  publicKey: Uint8Array,
  info: Uint8Array,
  resume: Resume | null,
  random: Random,
): Promise<{ enc: Uint8Array; secrets: Secrets }> {
  const ekm = random(64)
  try {
    const context = await suite.createSenderContext({
      recipientPublicKey: await kem.deserializePublicKey(plain(publicKey)),
      info: plain(info),
      ekm: plain(ekm),
      ...pskOf(resume),
    })
    return { enc: new Uint8Array(context.enc), secrets: await exportsOf(context) }
  } catch {
    throw new ChannelFault('key')
  } finally {
    ekm.fill(0)
  }
}

/** Desk: the same secrets, or others when any byte of hello, Offer, enc or psk differs: the first sealed cell then does not open. @throws ChannelFault `key` */
export async function decapsulate(key: DeskKey, enc: Uint8Array, info: Uint8Array, resume: Resume | null): Promise<Secrets> {
  try {
    const context = await suite.createRecipientContext({
      recipientKey: key.privateKey,
      enc: plain(enc),
      info: plain(info),
      ...pskOf(resume),
    })
    return await exportsOf(context)
  } catch {
    throw new ChannelFault('key')
  }
}

const pskOf = (resume: Resume | null) => (resume ? { psk: { id: plain(resume.pskId), key: plain(resume.psk) } } : {})

async function exportsOf(context: { export(label: ArrayBuffer, length: number): Promise<ArrayBuffer> }): Promise<Secrets> {
  const one = async (label: string) => new Uint8Array(await context.export(plain(utf8ToBytes(label)), 32))
  return { phone: await one('phone'), desk: await one('desk'), resume: await one('resume') }
}

// The library reads the whole buffer behind a view: it must get exactly the bytes meant.
const plain = (bytes: Uint8Array): ArrayBuffer => bytes.slice().buffer as ArrayBuffer
