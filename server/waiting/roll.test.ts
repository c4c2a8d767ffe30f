import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countWithin, has, outside, type Range, union } from './ranges.ts'
import { block, Roll } from './roll.ts'

const owner = new Uint8Array(32)
const days = ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26']

/** On files, whatever they lie on. @param use gets a function that makes a new process of the same files, without any farewell of the last */
function onFiles(use: (again: () => Roll) => void) {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-roll-'))
  try {
    use(() => new Roll(folder, owner))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

describe('a block of numbers', () => {
  it('is reserved before its first is given: a killed process gives none twice and skips at most 31', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 70 }), { minLength: 1, maxLength: 6 }), lives => {
        onFiles(again => {
          const seen = new Set<number>()
          let last = 0
          for (const [life, count] of lives.entries()) {
            const roll = again()
            roll.startDay(days[0]!, 2000)
            expect(roll.given - last).toBeLessThan(block)
            for (let i = 0; i < count; i++) {
              const n = roll.take(i % 3 === 0, false)
              expect(seen.has(n)).toBe(false)
              seen.add(n)
              last = n
            }
            if (life % 2 === 0) {
              roll.close()
              expect(again().given).toBe(last)
            }
          }
        })
      }),
      { numRuns: 30 },
    )
  })
  it('writes nothing for a number within it', () => {
    onFiles(again => {
      const roll = again()
      roll.startDay(days[0]!, 2000)
      roll.take(true, false)
      const before = again().given
      for (let n = 2; n < block; n++) roll.take(true, false)
      expect([before, again().given]).toEqual([block - 1, block - 1])
      roll.take(true, false)
      expect(again().given).toBe(2 * block - 1)
    })
  })
  it('keeps what was claimed, called and of tomorrow; of the last block it takes all that might be of tomorrow for that', () => {
    onFiles(again => {
      const roll = again()
      roll.startDay(days[0]!, 2000)
      for (let n = 1; n <= 40; n++) roll.take(n === 5, n > 36)
      expect(roll.call(7)).toHaveLength(7)
      roll.claim(5)
      const next = again()
      expect(next).toMatchObject({ day: days[0], given: 63, called: 7, left: 29, later: 27, forTomorrow: true, apart: [[37, 63]] })
      expect([next.isClaimed(5), next.isClaimed(6), next.isOnPaper(5), next.isOnPaper(6)]).toEqual([true, false, true, false])
      expect(next.take(false, false)).toBe(64)
      expect(again().apart).toEqual([[37, 63]])
      // Of its last block, 32 to 63, nobody knows who holds one: they are called on the way to the next.
      next.take(false, false)
      expect(next.call(26)).toEqual([...Array.from({ length: 24 }, (_, i) => 8 + i), 64, 65])
    })
  })
})

it('whatever is taken and called on three days, with a kill at any time: who was not called is next, in order, and nobody else', () => {
  const act = fc.oneof(
    { weight: 6, arbitrary: fc.record({ take: fc.boolean() }) },
    { weight: 2, arbitrary: fc.record({ call: fc.integer({ min: 1, max: 6 }) }) },
    { weight: 1, arbitrary: fc.constant('day' as const) },
    { weight: 1, arbitrary: fc.constant('kill' as const) },
  )
  fc.assert(
    fc.property(fc.array(act, { maxLength: 60 }), acts => {
      onFiles(again => {
        let roll = again()
        let day = 0
        roll.startDay(days[0]!, 2000)
        /** Who waits, by number: of today, of tomorrow. */
        let [today, tomorrow] = [[] as number[], [] as number[]]
        for (const one of acts) {
          if (one === 'kill') {
            roll = again()
            roll.startDay(days[day]!, 2000)
          } else if (one === 'day') {
            if (day === days.length - 1) continue
            roll.startDay(days[++day]!, 2000)
            today = [...today, ...tomorrow].sort((a, b) => a - b)
            tomorrow = []
          } else if ('take' in one) {
            if (one.take && !roll.canTurn && !roll.forTomorrow) continue
            const n = roll.take(false, one.take)
            if (one.take) tomorrow.push(n)
            else today.push(n)
          } else {
            // Numbers of a block that a kill cut short are called beside the ones that were asked for.
            const before = roll.called
            const called = roll.call(one.call)
            expect(called.length).toBeLessThanOrEqual(one.call)
            for (const n of called) expect([n > before, tomorrow.includes(n)]).toEqual([true, false])
            if (called.length < one.call) expect(today.every(n => n <= roll.called)).toBe(true)
            today = today.filter(n => n > roll.called)
          }
          for (const n of today) expect([n > roll.called, roll.isApart(n)]).toEqual([true, false])
          for (const n of tomorrow) expect(roll.isLater(n)).toBe(true)
        }
      })
    }),
    { numRuns: 60 },
  )
})

it('ranges are sets of numbers', () => {
  const ranges = fc.array(fc.tuple(fc.integer({ min: 1, max: 60 }), fc.nat(8)), { maxLength: 6 }).map(pairs =>
    union(
      pairs.map(([from, more]): Range => [from, from + more]),
      [],
    ),
  )
  fc.assert(
    fc.property(ranges, ranges, fc.nat(40), fc.nat(40), (one, other, after, more) => {
      const to = after + more
      const numbers = Array.from({ length: more }, (_, i) => after + 1 + i)
      expect(countWithin(one, after, to)).toBe(numbers.filter(n => has(one, n)).length)
      expect(numbers.filter(n => has(outside(one, after, to), n))).toEqual(numbers.filter(n => !has(one, n)))
      const both = union(one, other)
      for (const n of numbers) expect(has(both, n)).toBe(has(one, n) || has(other, n))
    }),
  )
})
