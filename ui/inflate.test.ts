import { deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { inflate } from './inflate.ts'

describe('inflate', () => {
  const list = new Uint8Array(262_144).fill(0x55, 1000, 2000)

  it('unfolds what zlib folded', async () => {
    expect(await inflate(new Uint8Array(deflateSync(list)), list.length)).toEqual(list)
  })

  it('stops at the limit', async () => {
    await expect(inflate(new Uint8Array(deflateSync(list)), list.length - 1)).rejects.toThrow(RangeError)
  })

  it('refuses what is no zlib', async () => {
    await expect(inflate(new Uint8Array([1, 2, 3, 4]), 100)).rejects.toThrow()
  })
})
