import { createHmac } from 'node:crypto'
import { tagged } from '@latchkey/certificates/tagged.ts'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { dayKey, isOurs, makeNumber } from './number.ts'

const key = new Uint8Array(32).fill(7)

it('carries the MAC that the protocol says, whatever its city, way, day and count', () => {
  const city = fc.string({ maxLength: 40, unit: 'grapheme' })
  const way = fc.constantFrom('phone' as const, 'counter' as const)
  const day = fc.constantFrom('2026-11-29', '2026-11-30', '2027-01-01')
  fc.assert(
    fc.property(city, way, day, fc.integer({ min: 1, max: 99_999 }), fc.nat(40), (city, way, day, n, before) => {
      const mac = createHmac('sha256', dayKey(key, city, day))
        .update(tagged('latchkey/number/v1', [city, way, day, n]))
        .digest()
      // Also one that comes after others.
      makeNumber(key, city, way, day, Math.max(1, n - before))
      const number = makeNumber(key, city, way, day, n)
      expect(number).toEqual({ way, day, n, mac: mac.subarray(0, 16).toString('base64url') })
      expect([isOurs(key, city, number), isOurs(key, city, { ...number, n: n + 1 })]).toEqual([true, false])
    }),
  )
})
