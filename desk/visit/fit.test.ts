import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fitQuality } from './fit.ts'

const encoder = (size: (quality: number) => number) => async (quality: number) => new Uint8Array(size(quality))

test('the largest size within the range wins', async () => {
  const { fit } = await fitQuality(
    encoder(quality => quality * 10),
    { least: 450, most: 595, from: 0, to: 100 },
  )
  expect(fit?.quality).toBe(59)
})

test('says on which side of the range every size lay', async () => {
  expect(
    await fitQuality(
      encoder(() => 900),
      { least: 450, most: 590, from: 0, to: 100 },
    ),
  ).toEqual({ fit: null, tooLarge: true })
  expect(
    await fitQuality(
      encoder(() => 200),
      { least: 450, most: 590, from: 0, to: 100 },
    ),
  ).toEqual({ fit: null, tooLarge: false })
})

test('any encoder whose size grows with quality: found whenever one exists, in at most seven tries', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(40), { minLength: 101, maxLength: 101 }), fc.nat(1500), fc.nat(300), async (steps, least, width) => {
      const sizes = steps.reduce<number[]>((all, step) => [...all, (all.at(-1) ?? 0) + step], [])
      const most = least + width
      let tries = 0
      const encode = async (quality: number) => {
        tries += 1
        return new Uint8Array(sizes[quality]!)
      }
      const { fit } = await fitQuality(encode, { least, most, from: 0, to: 100 })
      const best = sizes.filter(size => size >= least && size <= most).at(-1)
      expect(fit?.bytes.length).toBe(best)
      expect(tries).toBeLessThanOrEqual(7)
    }),
  )
})
