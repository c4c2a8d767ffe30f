import { createKept, type Kept } from '@latchkey/ui/kept.ts'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { createKeptThings, type Draft, type TurnKept } from './kept-things.ts'

const draft: Draft = {
  kind: 'adult',
  papers: ['passport'],
  name: 'Ana',
  nameLatin: '',
  birth: { year: '1990', month: '6', day: '1' },
  address: null,
  gender: null,
  emergencyContact: null,
  lines: { library: null, transit: null, pharmacy: null },
  day: '2025-11-23',
}
const turn: TurnKept = {
  number: { way: 'phone', day: '2025-11-23', n: 7, mac: 'AAAAAAAAAAAAAAAAAAAAAA' },
  claim: 'not',
}
let kept: Kept
const answering = (status: number): typeof fetch => (async () => new Response(null, { status })) as typeof fetch
beforeEach(() => {
  kept = createKept('test', undefined)
})

describe('kept things', () => {
  it('gives back what was kept', async () => {
    const things = createKeptThings(kept, answering(200))
    await things.keepAnswers(draft)
    await things.keepTurn(turn)
    await things.keepPlace(new Uint8Array(32).fill(7))
    expect(await things.answers()).toEqual(draft)
    expect(await things.turn()).toEqual(turn)
    expect(await things.place()).toEqual(new Uint8Array(32).fill(7))
  })

  it('drops what is no such thing, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('answers', 'number', 'place', 'comeback'), fc.jsonValue(), async (key, value) => {
        const things = createKeptThings(kept, answering(200))
        await kept.put(key, value)
        const read = { answers: things.answers, number: things.turn, place: things.place, comeback: things.comeback }[key]
        expect(await read()).toBeNull()
      }),
    )
  })

  it('ends answers, number and the visit’s secrets with the day, and leaves card and language', async () => {
    const things = createKeptThings(kept, answering(200))
    await things.keepAnswers(draft)
    await things.keepTurn({ ...turn, claim: 'done' })
    await things.keepPlace(new Uint8Array(32))
    for (const key of ['visit', 'draft', 'card', 'holder', 'language']) await kept.put(key, new Uint8Array([1]))
    await things.endDay('2025-11-23')
    expect(await things.known()).toEqual(['answers', 'number', 'place', 'visit', 'card', 'language'])
    await things.endDay('2025-11-24')
    expect(await things.known()).toEqual(['card', 'language'])
    expect(await kept.list()).toEqual(['card', 'holder', 'language'])
  })

  it('ends a booked time, and a question for one that was not answered, when its day is over', async () => {
    const things = createKeptThings(kept, answering(200))
    await kept.put('booking', { day: '2025-11-24' })
    await kept.put('booking asked', { day: '2025-11-23' })
    expect(await things.known()).toEqual(['booking'])
    await things.endDay('2025-11-24')
    expect(await kept.list()).toEqual(['booking'])
    await things.endDay('2025-11-25')
    expect(await kept.list()).toEqual([])
  })

  it('keeps a number that was not called, and the answers, for a weekend and a holiday', async () => {
    const things = createKeptThings(kept, answering(200))
    await things.keepAnswers(draft)
    await things.keepTurn({ ...turn, claim: 'not' })
    await things.endDay('2025-11-27')
    expect(await things.known()).toEqual(['answers', 'number'])
    await things.endDay('2025-11-28')
    expect(await things.known()).toEqual([])
  })

  it('does not throw away a card that was made last evening and not yet taken care of', async () => {
    const things = createKeptThings(kept, answering(200))
    await things.keepTurn({ ...turn, claim: 'done' })
    await things.keepPlace(new Uint8Array(32))
    for (const key of ['visit', 'unsaved']) await kept.put(key, new Uint8Array([1]))
    await things.endDay('2025-11-24')
    expect(await things.known()).toEqual(['number', 'place', 'visit'])
  })

  it('keeps a number of tomorrow', async () => {
    const things = createKeptThings(kept, answering(200))
    await things.keepTurn({ ...turn, number: { ...turn.number, day: '2025-11-24' } })
    await things.endDay('2025-11-23')
    expect(await things.turn()).not.toBeNull()
  })

  it('erases all, even when the server does not answer, and says which', async () => {
    for (const [ask, answered] of [
      [answering(204), true],
      [answering(500), false],
      [(() => Promise.reject(new TypeError())) as typeof fetch, false],
    ] as const) {
      const things = createKeptThings(kept, ask)
      await things.keepAnswers(draft)
      await kept.put('card', new Uint8Array([1]))
      expect(await things.eraseAll()).toBe(answered)
      expect(await kept.list()).toEqual([])
    }
  })
})
