import { type Feedback, faces, feedback, sentWithin } from '@latchkey/wire/feedback.ts'
import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { pressFace } from './press.ts'

/** A timer that a test turns by hand. */
function timer() {
  const waiting: { at: number; run(): void }[] = []
  return {
    later: (at: number, run: () => void) => {
      const one = { at, run }
      waiting.push(one)
      return () => void waiting.splice(waiting.indexOf(one), waiting.includes(one) ? 1 : 0)
    },
    moments: () => waiting.map(({ at }) => at),
    ring: () => {
      for (const { run } of waiting.splice(0)) run()
    },
  }
}
const bytes = (drawn: number) => () => new Uint8Array([drawn >>> 24, drawn >>> 16, drawn >>> 8, drawn])

describe('a face pressed at goodbye', () => {
  it('goes out once, within ten minutes, at the moment that was drawn', () => {
    fc.assert(
      fc.property(fc.constantFrom(...faces), fc.nat(0xffffffff), (face, drawn) => {
        const { later, moments, ring } = timer()
        const sent: Feedback[] = []
        pressFace(face, { random: bytes(drawn), later, send: async message => sent.push(message) })
        const [moment = -1] = moments()
        expect(moments()).toHaveLength(1)
        expect(moment).toBe(Math.floor((drawn / 2 ** 32) * sentWithin * 1000))
        expect(moment).toBeLessThan(600_000)
        expect(sent).toEqual([])
        ring()
        ring()
        expect(sent).toEqual([{ face }])
      }),
    )
  })
  it('is of one size whichever it is, and the server takes nothing beside it', () => {
    expect(new Set(faces.map(face => JSON.stringify({ face }).length)).size).toBe(1)
    for (const more of [{ outcome: 'card' }, { place: 'x' }, { language: 'es' }])
      expect(v.safeParse(feedback, { face: 'good', ...more }).success).toBe(false)
  })
  it('is taken back by another press, and a line that is gone is nobody’s trouble', async () => {
    const { later, moments, ring } = timer()
    const sent: Feedback[] = []
    const takeBack = pressFace('poor', { random: bytes(1), later, send: async message => sent.push(message) })
    takeBack()
    pressFace('good', { random: bytes(2), later, send: () => Promise.reject(new Error('offline')) })
    expect(moments()).toHaveLength(1)
    ring()
    await Promise.resolve()
    expect(sent).toEqual([])
  })
})
