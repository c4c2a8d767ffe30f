import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fitQuality } from './fit.ts'

test('the highest quality that fits', () => {
  expect(fitQuality(quality => new Uint8Array(quality * 10), 595, 30, 95)?.length).toBe(590)
  expect(fitQuality(quality => new Uint8Array(quality * 10), 299, 30, 95)).toBe(null)
})

test('any encoder whose size grows with quality: the best is found in at most seven tries', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(40), { minLength: 101, maxLength: 101 }), fc.nat(2000), (steps, most) => {
      let size = 0
      const sizes = steps.map(step => {
        size += step
        return size
      })
      let tries = 0
      const fit = fitQuality(
        quality => {
          tries += 1
          return new Uint8Array(sizes[quality]!)
        },
        most,
        0,
        100,
      )
      expect(fit?.length).toBe(sizes.filter(size => size <= most).at(-1))
      expect(tries).toBeLessThanOrEqual(7)
    }),
  )
})
