/** A city in memory that publishes and serves, and can be bent: for tests of watchers. */
import { ed25519 } from '@noble/curves/ed25519.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { base64urlnopad } from '@scure/base'
import { encodeCheckpoint } from './checkpoint.ts'
import { cosign } from './cosignature.ts'
import { encodeTick, entryOf, listingOf, type PublicFile, padded, tickName } from './hour.ts'
import { Log } from './log.ts'
import { cosignatureKey, encodeKey, encodeNote, type NoteSignature, noteKey, signNote, type VerifierKey } from './note.ts'
import { parseTilePath } from './tiles.ts'

export const verify = (key: Uint8Array, message: Uint8Array, signature: Uint8Array) => {
  try {
    return ed25519.verify(signature, message, key)
  } catch {
    return false
  }
}

const json = (value: unknown) => utf8ToBytes(JSON.stringify(value))
const origin = 'city.example/record'
export const hour = 3600
export const noon = 1_795_456_800

export const signerOf = (seed: number) => {
  const secret = new Uint8Array(32).fill(seed)
  return { publicKey: ed25519.getPublicKey(secret), sign: (message: Uint8Array) => ed25519.sign(message, secret) }
}

/** As a signed list looks from outside. */
export const listMadeAt = (iat: number, more = '') =>
  `${base64urlnopad.encode(json({ alg: 'ES256' }))}.${base64urlnopad.encode(json({ iat, more }))}.c2ln`

export class TestCity {
  readonly log = new Log()
  readonly signer = signerOf(1)
  readonly key: VerifierKey = { name: origin, type: noteKey, publicKey: this.signer.publicKey }
  readonly witnessSigner = signerOf(2)
  readonly witness: VerifierKey = { name: 'library.example/w', type: cosignatureKey, publicKey: this.witnessSigner.publicKey }
  now = noon
  at = noon
  /** What it serves now: paths and bytes. */
  readonly served = new Map<string, Uint8Array>()
  readonly pages = new Map<string, Uint8Array>([
    ['index.html', utf8ToBytes('<!doctype html>')],
    ['words/w1/es', utf8ToBytes('hola')],
    ['a/x-1.js', utf8ToBytes('go()')],
  ])
  ways = [
    { way: 'phone', site: '', open: true, notice: null as number | null, to: null },
    { way: 'counter', site: 'hall', open: true, notice: null as number | null, to: null },
  ]
  list = listMadeAt(noon)
  fingerprint = 'ab12cd34'
  version = '2026-1'
  cosigns = true
  signatures: NoteSignature[] = []
  #checkpoint: Uint8Array = new Uint8Array()

  /** One entry; `skip` hours before it have none. */
  async tick(skip = 0): Promise<void> {
    this.at = this.log.size === 0 ? this.at : this.at + hour * (1 + skip)
    this.now = Math.max(this.now, this.at + 5)
    this.list = listMadeAt(this.at)
    this.serveNow()
    const files: PublicFile[] = [
      {
        name: 'keys.json',
        bytes: json({
          fingerprint: this.fingerprint,
          witnesses: [encodeKey(this.witness)],
          periods: [{ period: 11, certified: 'YQ', x509: 'Yg' }],
        }),
      },
      { name: 'rules.json', bytes: json({ version: this.version }) },
      { name: 'ways.json', bytes: json(this.ways) },
      { name: 'cancelled.txt', bytes: utf8ToBytes(`11 ${this.list}\n`) },
      {
        name: 'manifest/pages.txt',
        bytes: utf8ToBytes([...this.pages].map(([name, bytes]) => `${bytesToHex(sha256(bytes))}  www/${name}\n`).join('')),
      },
    ]
    const n = this.log.size
    const tick = encodeTick({ origin, n, at: this.at, every: hour })
    const listed = [...files.map(file => ({ name: file.name, hash: sha256(padded(file)) })), { name: tickName, hash: sha256(tick) }]
    const listing = listingOf(listed)
    this.served.set(`/record/hours/${n}/files`, listing)
    this.served.set(`/record/hours/${n}/${tickName}`, tick)
    for (const file of files) this.served.set(`/record/hours/${n}/${file.name}`, padded(file))
    this.log.append(entryOf(listing))
    await this.sign()
  }

  async sign(): Promise<void> {
    const text = encodeCheckpoint({ origin, size: this.log.size, root: await this.log.root() })
    const note = await signNote(text, this.key, this.signer.sign)
    this.signatures = this.cosigns ? [await cosign(text, this.witness, this.at, this.witnessSigner.sign)] : []
    this.#checkpoint = encodeNote({ text, signatures: [...note.signatures, ...this.signatures] })
  }

  /** Serves what stands in the fields. */
  serveNow(): void {
    const [phone, ...sites] = this.ways
    const page = `<p class="fingerprint"><code>${this.fingerprint.slice(0, 4)} ${this.fingerprint.slice(4)}</code></p>`
    this.served.set('/record/key', utf8ToBytes(`${encodeKey(this.key)}\n`))
    this.served.set('/record', utf8ToBytes(page))
    this.served.set('/record/rules', utf8ToBytes(`<h2><bdi dir="ltr">${this.version}</bdi></h2>`))
    this.served.set('/record/periods', json({ periods: [{ certified: 'YQ', x509: 'Yg' }] }))
    this.served.set('/sites/list', json({ sites: sites.map(({ site, open, notice, to }) => ({ id: site, open, notice, to })) }))
    this.served.set('/now', json({ open: phone?.open, notice: phone?.notice ?? null }))
    this.served.set('/cancelled/list/11', utf8ToBytes(this.list))
    this.served.set('/', this.pages.get('index.html') as Uint8Array)
    this.served.set('/words/w1 es', this.pages.get('words/w1/es') as Uint8Array)
    this.served.set('/a/x-1.js', this.pages.get('a/x-1.js') as Uint8Array)
  }

  get = async (path: string, language?: string): Promise<Uint8Array | null> => {
    const asked = language === undefined ? path : `${path} ${language}`
    const bent = this.served.get(asked)
    if (bent !== undefined) return bent
    if (path === '/record/checkpoint') return this.log.size === 0 ? null : this.#checkpoint
    return path.startsWith('/record/tile/') ? this.log.tile(parseTilePath(path.slice('/record/'.length))) : null
  }
}
