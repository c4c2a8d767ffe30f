import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inTurns, lineOf, median, percentile } from './measure.ts'

const values = fc.array(fc.double({ min: 0, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 50 })

describe('a measure', () => {
  it('has as many windows above its median as below', () => {
    fc.assert(
      fc.property(values, some => {
        const middle = median(some)
        expect(some.filter(one => one < middle).length).toBeLessThanOrEqual(some.length / 2)
        expect(some.filter(one => one > middle).length).toBeLessThanOrEqual(some.length / 2)
      }),
    )
    expect(median([4, 1, 3, 2])).toBe(2.5)
    expect(() => median([])).toThrow(RangeError)
  })

  it('has a p95 that is one of its values and that one in twenty may pass', () => {
    fc.assert(
      fc.property(values, some => {
        const slow = percentile(some, 0.95)
        expect(some).toContain(slow)
        expect(some.filter(one => one > slow).length).toBeLessThanOrEqual(some.length / 20)
      }),
    )
    expect(() => percentile([], 0.95)).toThrow(RangeError)
  })

  it('lets subject and control begin by turns, and counts neither warm-up', async () => {
    const said: string[] = []
    const speaker = (name: string, warm: number) => {
      let first = true
      return async () => {
        said.push(name)
        const value = first ? warm : 1
        first = false
        return value
      }
    }
    expect(await inTurns(speaker('s', 1000), speaker('c', 1000), 3)).toEqual({ value: 1, peerValue: 1 })
    expect(said.join('')).toBe('sccssccs')
  })

  it('is one line of JSON with its keys in order', () => {
    const line = lineOf({
      met: true,
      bench: 'number',
      value: 21.123456,
      unit: 'µs',
      peer: 'a constant reply',
      peerValue: 17,
      ratio: 1.2425,
      target: 'at least 0.55 of it a core',
    })
    expect(line).toBe(
      '{"bench":"number","value":21.1,"unit":"µs","peer":"a constant reply","peerValue":17,"ratio":1.24,"target":"at least 0.55 of it a core","met":true}',
    )
  })
})
