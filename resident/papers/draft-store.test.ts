import { createKept } from '@latchkey/ui/kept.ts'
import { describe, expect, it } from 'vitest'
import { createKeptThings, type KeptThings } from '../kept-things.ts'
import { createDraftStore, hasFacts, nextDraft } from './draft-store.ts'

const today = () => '2025-11-23'
const version = '2026-2'
const things = () => createKeptThings(createKept('test', undefined), fetch)

describe('the draft', () => {
  it('keeps every letter: what a reload reads is what was typed last', async () => {
    const kept = things()
    const slow: Pick<KeptThings, 'answers' | 'keepAnswers' | 'eraseAnswers'> = {
      ...kept,
      // The first write is the slowest: without an order the cache would end with the oldest letters.
      keepAnswers: draft =>
        new Promise(resolve => {
          const write = () => void kept.keepAnswers(draft).then(resolve)
          if (draft.name.length > 1) write()
          else setImmediate(write)
        }),
    }
    const store = createDraftStore(slow, today, version)
    await store.load()
    for (const name of ['A', 'An', 'Ana']) store.change({ name })
    store.change({ papers: ['passport'] })
    await store.settled()
    const reloaded = createDraftStore(kept, today, version)
    await reloaded.load()
    expect(reloaded.draft).toEqual(store.draft)
    expect(reloaded.draft).toMatchObject({ name: 'Ana', papers: ['passport'], day: '2025-11-23' })
  })

  it('asks for the papers again where they were tapped by other rules, and keeps what was typed', async () => {
    for (const rules of ['2026-1', undefined]) {
      const kept = things()
      const before = createDraftStore(kept, today, '2026-1')
      before.change({ name: 'Ana', papers: ['passport', 'lease'] })
      await before.settled()
      if (rules === undefined) await kept.keepAnswers({ ...before.draft!, rules: undefined })
      const store = createDraftStore(kept, today, version)
      await store.load()
      expect(store.asksAgain).toBe(true)
      expect(store.draft).toMatchObject({ name: 'Ana', papers: [] })
      // Typing on does not make old papers new, nor does a reload.
      store.change({ name: 'Ana M' })
      await store.settled()
      await store.load()
      expect([store.asksAgain, store.draft?.name]).toEqual([true, 'Ana M'])
      store.change({ papers: ['passport'] })
      expect(store.asksAgain).toBe(false)
      await store.settled()
      await store.load()
      expect([store.asksAgain, store.draft?.papers]).toEqual([false, ['passport']])
    }
  })

  it('asks nothing again of somebody who never tapped a paper', async () => {
    const kept = things()
    const before = createDraftStore(kept, today, '2026-1')
    before.change({ name: 'Ana' })
    await before.settled()
    const store = createDraftStore(kept, today, version)
    await store.load()
    expect(store.asksAgain).toBe(false)
  })

  it('lets go of everything when it is erased, even behind a write', async () => {
    const kept = things()
    const store = createDraftStore(kept, today, version)
    store.change({ name: 'Ana' })
    await store.erase()
    expect(store.draft).toBeNull()
    expect(await kept.known()).toEqual([])
  })

  it('goes on in the page when the phone has no room', async () => {
    const store = createDraftStore(
      { ...things(), keepAnswers: () => Promise.reject(new DOMException('full', 'QuotaExceededError')) },
      today,
      version,
    )
    store.change({ name: 'Ana' })
    store.change({ nameLatin: 'x' })
    await store.settled()
    expect(store.draft).toMatchObject({ name: 'Ana', nameLatin: 'x' })
  })

  it('knows whether there is something for a clerk', () => {
    const store = createDraftStore(things(), today, version)
    expect(hasFacts(store.draft)).toBe(false)
    store.change({ name: 'Ana' })
    expect(hasFacts(store.draft)).toBe(false)
    store.change({ birth: { year: '1990', month: '6', day: '1' } })
    expect(hasFacts(store.draft)).toBe(true)
    for (const birth of [
      { month: '', unknown: 'month' },
      { month: '6', unknown: 'day' },
    ] as const) {
      store.change({ birth: { year: '1990', day: '', ...birth } })
      expect(hasFacts(store.draft)).toBe(true)
    }
    store.change({ birth: { year: '1990', month: '', day: '', unknown: 'day' } })
    expect(hasFacts(store.draft)).toBe(false)
  })

  it('begins the next card of a party with what the caretaker has, and nobody’s name', async () => {
    const store = createDraftStore(things(), today, version)
    store.change({
      kind: 'adult',
      whose: 'me',
      papers: ['passport', 'lease'],
      name: 'Rosa',
      address: '12 Elm Street',
      emergencyContact: 'Luis',
    })
    store.nextCard()
    await store.settled()
    expect(store.draft).toMatchObject({
      whose: 'other',
      card: 2,
      name: '',
      address: '12 Elm Street',
      emergencyContact: null,
      papers: ['caretaker.passport', 'caretaker.lease'],
    })
    store.change({ kind: 'kid', papers: ['birth_certificate', ...store.draft!.papers], name: 'Lia', emergencyContact: 'Rosa' })
    const third = nextDraft(store.draft!, today())
    expect(third).toMatchObject({ card: 3, name: '', papers: ['caretaker.passport', 'caretaker.lease'], emergencyContact: 'Rosa' })
  })

  it('asks somebody of a kind that the rules do not know any more', async () => {
    const kept = things()
    const before = createDraftStore(kept, today, version)
    before.change({ kind: 'sailor', papers: ['passport'], name: 'Ana' })
    await before.settled()
    const store = createDraftStore(kept, today, version, ['adult', 'kid'])
    await store.load()
    expect(store.draft).toMatchObject({ kind: 'adult', name: 'Ana', papers: [] })
  })
})
