import { hkdfSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { claims } from './facts.ts'
import { commitHalf, makeSalts } from './salts.ts'
import { halves } from './vectors/specimen.ts'

describe('salts', () => {
  it('are HKDF-SHA256 of both halves as another implementation makes it', () => {
    const salts = makeSalts(halves)
    const node = (format: string, claim: string) =>
      new Uint8Array(hkdfSync('sha256', Buffer.concat([halves.sp, halves.sd]), halves.th, `latchkey/salt/v1/${format}/${claim}`, 16))
    expect(salts.sdJwt).toEqual(claims.map(claim => node('sd-jwt', claim)))
    expect(salts.compact).toEqual({ front: node('compact', 'front'), face: node('compact', 'face'), rest: node('compact', 'rest') })
  })

  it('are twelve different ones, and all others when either half or the visit is another', () => {
    const all = (of: typeof halves) => {
      const salts = makeSalts(of)
      return [...salts.sdJwt, ...Object.values(salts.compact)].map(salt => Buffer.from(salt).toString('hex'))
    }
    const other = new Uint8Array(32)
    const sets = [all(halves), all({ ...halves, sp: other }), all({ ...halves, sd: other }), all({ ...halves, th: other })]
    expect(new Set(sets.flat()).size).toBe(48)
  })

  it('refuse a half of another length', () => {
    for (const part of ['sp', 'sd', 'th'] as const) expect(() => makeSalts({ ...halves, [part]: new Uint8Array(31) })).toThrow('malformed')
    expect(() => commitHalf(new Uint8Array(33))).toThrow('malformed')
  })

  it('commit to one half only', () => {
    expect(commitHalf(halves.sp)).toHaveLength(32)
    expect(commitHalf(halves.sp)).not.toEqual(commitHalf(halves.sd))
  })
})
