/**
 * What a phone keeps of a visit in progress, in its one cache and nowhere else (PROTOCOL §7): gone at goodbye.
 * A record that cannot be read counts as none: the visit starts fresh and the resident shows again.
 */

import { encodeSealed, parseSealed, type SealedCard } from '@latchkey/card/sealed.ts'
import { decodeCbor, encodeCbor } from '@latchkey/certificates/cbor.ts'
import { parseResume, type Resume, resumeBytes } from '@latchkey/channel/resume.ts'
import type { Draft } from './proposal.ts'

/** The phone's one cache, as bytes by key. Keys this folder uses: visit, draft, unsaved, card, holder. */
export interface Kept {
  get(key: string): Promise<Uint8Array | null>
  put(key: string, bytes: Uint8Array): Promise<void>
  remove(key: string): Promise<void>
}

/** The phone's key on the card. */
export interface Holder {
  x: Uint8Array
  y: Uint8Array
  /** Private scalar, 32 bytes: shows the card later, approves nothing now. */
  d: Uint8Array
}

export interface VisitRecord {
  /** The resident has tapped *I am ready* in this visit. */
  ready: boolean
  resume: Resume | null
  holder: Holder
}

export interface KeptVisit {
  visit(): Promise<VisitRecord | null>
  putVisit(record: VisitRecord): Promise<void>
  draft(): Promise<Draft | null>
  putDraft(draft: Draft | null): Promise<void>
  /** The sealed card of this visit before goodbye, and its holder key; and whether it was saved. */
  sealed(): Promise<{ sealed: SealedCard; holder: Holder; saved: boolean } | null>
  putSealed(sealed: SealedCard, holder: Holder): Promise<void>
  /** *Save on this phone.* */
  save(sealed: SealedCard, holder: Holder): Promise<void>
  /** Everything of the visit but a saved card. */
  forget(): Promise<void>
}

const isBytes = (value: unknown, length: number): value is Uint8Array => value instanceof Uint8Array && value.length === length

const holderFields = ({ x, y, d }: Holder) => [x, y, d]
function holderOf(value: unknown): Holder | null {
  if (!Array.isArray(value) || value.length !== 3) return null
  const [x, y, d] = value
  return isBytes(x, 32) && isBytes(y, 32) && isBytes(d, 32) ? { x, y, d } : null
}

export function createKeptVisit(kept: Kept): KeptVisit {
  async function read<T>(key: string, of: (fields: unknown[]) => T | null): Promise<T | null> {
    try {
      const bytes = await kept.get(key)
      const fields = bytes && decodeCbor(bytes)
      return Array.isArray(fields) ? of(fields) : null
    } catch {
      return null
    }
  }
  return {
    visit: () =>
      read('visit', ([ready, resume, kept, ...rest]) => {
        const holder = holderOf(kept)
        if (typeof ready !== 'boolean' || !holder || rest.length > 0) return null
        return { ready, resume: resume instanceof Uint8Array ? parseResume(resume) : null, holder }
      }),
    putVisit: ({ ready, resume, holder }) => kept.put('visit', encodeCbor([ready, resume && resumeBytes(resume), holderFields(holder)])),
    draft: () =>
      read('draft', fields => {
        const [th, sp, sd, requestHash, facts, face, print] = fields
        if (fields.length !== 7 || ![th, sp, sd, requestHash].every(one => isBytes(one, 32))) return null
        if (![facts, face, print].every(one => one instanceof Uint8Array)) return null
        const [a, b, c, hash, f, small, large] = fields as Uint8Array[]
        return { th: a!, sp: b!, sd: c!, requestHash: hash!, facts: f!, pictures: { face: small!, print: large! } }
      }),
    async putDraft(draft) {
      if (!draft) return kept.remove('draft')
      const { th, sp, sd, requestHash, facts, pictures } = draft
      await kept.put('draft', encodeCbor([th, sp, sd, requestHash, facts, pictures.face, pictures.print]))
    },
    async sealed() {
      const found = await read('unsaved', ([bytes, key, saved, ...rest]) => {
        const holder = holderOf(key)
        if (!(bytes instanceof Uint8Array) || !holder || typeof saved !== 'boolean' || rest.length > 0) return null
        return { sealed: parseSealed(bytes), holder, saved }
      })
      return found
    },
    putSealed: (sealed, holder) => kept.put('unsaved', encodeCbor([encodeSealed(sealed), holderFields(holder), false])),
    async save(sealed, holder) {
      const bytes = encodeSealed(sealed)
      await kept.put('card', bytes)
      await kept.put('holder', encodeCbor(holderFields(holder)))
      await kept.put('unsaved', encodeCbor([bytes, holderFields(holder), true]))
    },
    async forget() {
      for (const key of ['visit', 'draft', 'unsaved']) await kept.remove(key)
    },
  }
}
