/**
 * The server as a client of witnesses (C2SP tlog-witness): after each entry it asks every configured witness to cosign the new checkpoint. Nothing waits for the
 * answer: a witness that is slow, gone or lying costs a cosignature and nothing else. It is asked at the tick and at no other moment.
 */
import { cosignedAt } from '@latchkey/record/cosignature.ts'
import { type NoteSignature, ofKey, parseSignatures, type VerifierKey } from '@latchkey/record/note.ts'
import { encodeAddCheckpoint } from '@latchkey/record/witness.ts'
import { verifyEd25519 } from '../platform.ts'
import type { PublicRecord } from './public-record.ts'
import type { WitnessAt } from './witness-file.ts'

/** Milliseconds. */
const patience = 10_000
/** Bytes of the longest answer anybody reads. */
const longest = 16_384

/** Sends a request to a witness. @throws when nothing comes that can be read */
export type AskWitness = (url: string, body: Uint8Array, signal: AbortSignal) => Promise<{ status: number; body: string }>

const askByHttp: AskWitness = async (url, body, signal) => {
  const answer = await fetch(url, {
    method: 'POST',
    body: Buffer.from(body),
    redirect: 'error',
    credentials: 'omit',
    signal: AbortSignal.any([signal, AbortSignal.timeout(patience)]),
  })
  let text = ''
  const decoder = new TextDecoder('utf-8', { fatal: true })
  for await (const piece of answer.body ?? []) {
    text += decoder.decode(piece as Uint8Array, { stream: true })
    if (text.length > longest) throw new Error('a witness said too much')
  }
  return { status: answer.status, body: text + decoder.decode() }
}

export class Witnesses {
  readonly #witnesses: readonly WitnessAt[]
  readonly #ask: AskWitness
  /** Sizes they cosigned last, as far as this process knows. */
  readonly #sizes = new Map<string, number>()
  readonly #end = new AbortController()
  #asking: Promise<unknown> = Promise.resolve()

  constructor(witnesses: readonly WitnessAt[], ask: AskWitness = askByHttp) {
    this.#witnesses = witnesses
    this.#ask = ask
  }

  get keys(): VerifierKey[] {
    return this.#witnesses.map(({ key }) => key)
  }

  /** All at once, each for itself. Resolves when each has answered or given up; the clock does not wait for it. */
  ask(record: PublicRecord): Promise<void> {
    const asking = Promise.all(this.#witnesses.map(one => this.#cosign(one, record).catch(() => {}))).then(() => {})
    this.#asking = asking
    return asking
  }

  async #cosign({ key, url }: WitnessAt, record: PublicRecord): Promise<void> {
    // A witness that names another size than we know of is asked once more, from there.
    for (let time = 0; time < 2; time++) {
      const { size, checkpoint: note } = record
      const old = Math.min(this.#sizes.get(url) ?? size, size)
      const request = encodeAddCheckpoint({
        old,
        proof: await record.proofFrom(old),
        note: { text: note.text, signatures: note.signatures.slice(0, 1) },
      })
      if (record.checkpoint.text !== note.text) continue
      const { status, body } = await this.#ask(`${url}/add-checkpoint`, request, this.#end.signal)
      if (status === 409 && /^(0|[1-9]\d{0,15})\n$/.test(body)) {
        this.#sizes.set(url, Number(body))
        continue
      }
      if (status !== 200) return
      const signatures: NoteSignature[] = ofKey({ signatures: parseSignatures(body) }, key).slice(0, 1)
      if ((await cosignedAt({ text: note.text, signatures }, key, verifyEd25519)) === null) return
      this.#sizes.set(url, size)
      record.attach(note.text, signatures)
      return
    }
  }

  async close(): Promise<void> {
    this.#end.abort()
    await this.#asking
  }
}
