import { makeSpecimen } from '@latchkey/card/vectors/specimen.ts'
import { encodeCbor } from '@latchkey/certificates/cbor.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createKeptVisit, type Kept } from './kept-visit.ts'

function memory() {
  const things = new Map<string, Uint8Array>()
  const kept: Kept = {
    get: async key => things.get(key) ?? null,
    put: async (key, bytes) => void things.set(key, bytes),
    remove: async key => void things.delete(key),
  }
  return { things, kept }
}
const bytes = (fill: number) => new Uint8Array(32).fill(fill)
const holder = { x: bytes(1), y: bytes(2), d: bytes(3) }

describe('what a phone keeps of a visit', () => {
  test('comes back as it was put', async () => {
    const { kept } = memory()
    const visit = createKeptVisit(kept)
    const record = { ready: true, resume: { psk: bytes(4), pskId: bytes(5), epoch: 6 }, holder }
    await visit.putVisit(record)
    expect(await visit.visit()).toEqual(record)
    await visit.putVisit({ ...record, resume: null })
    expect((await visit.visit())!.resume).toBeNull()
    const draft = {
      th: bytes(1),
      sp: bytes(2),
      sd: bytes(3),
      requestHash: bytes(4),
      facts: bytes(5),
      pictures: { face: bytes(6), print: bytes(7) },
    }
    await visit.putDraft(draft)
    expect(await visit.draft()).toEqual(draft)
    await visit.putDraft(null)
    expect(await visit.draft()).toBeNull()
  })

  test('goodbye leaves the card if it was saved, and nothing otherwise', async () => {
    const { sealed } = await makeSpecimen()
    for (const saved of [true, false]) {
      const { kept, things } = memory()
      const visit = createKeptVisit(kept)
      await visit.putVisit({ ready: true, resume: null, holder })
      await visit.putSealed(sealed, holder)
      expect(await visit.sealed()).toEqual({ sealed, holder, saved: false })
      if (saved) {
        await visit.save(sealed, holder)
        expect((await visit.sealed())!.saved).toBe(true)
      }
      await visit.forget()
      expect([...things.keys()]).toEqual(saved ? ['card', 'holder'] : [])
    }
  })

  test('what cannot be read is nothing, never an error', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.uint8Array({ maxLength: 200 }),
          fc.array(fc.oneof(fc.boolean(), fc.uint8Array({ maxLength: 40 })), { maxLength: 8 }).map(encodeCbor),
        ),
        async garbage => {
          const { kept, things } = memory()
          for (const key of ['visit', 'draft', 'unsaved']) things.set(key, garbage)
          const visit = createKeptVisit(kept)
          const found = [await visit.visit(), await visit.draft(), await visit.sealed()]
          for (const one of found) if (one !== null) expect(Object.keys(one).length).toBeGreaterThan(1)
          expect(await visit.sealed()).toBeNull()
        },
      ),
    )
    const broken = createKeptVisit({
      get: () => Promise.reject(new Error('no cache')),
      put: async () => undefined,
      remove: async () => undefined,
    })
    expect([await broken.visit(), await broken.draft(), await broken.sealed()]).toEqual([null, null, null])
  })
})
