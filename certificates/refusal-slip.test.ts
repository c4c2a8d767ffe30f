import { makeRoot } from '@latchkey/try/made-root.ts'
import { random, verify } from '@latchkey/ui/platform.ts'
import { p256 } from '@noble/curves/nist.js'
import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { CertificateFault } from './faults.ts'
import { encodeRefusal, parseRefusal, type RefusalSlip, signRefusal, verifyRefusal } from './refusal-slip.ts'
import type { Root } from './root.ts'

/** 28 November 2026, 18:00 in Chicago; 29 November by UTC. */
const evening = 1_795_910_400
const dayOf = (moment: number) => new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Chicago' }).format(moment * 1000)
const made = () =>
  makeRoot({ city: 'chicago/practice', threshold: 2, administrators: 2, rpId: 'localhost', origin: 'http://localhost:4400', random })
const slip: RefusalSlip = { city: 'chicago/practice', rules: '2026-2', day: '2026-11-28', unmet: ['lives_here'] }
let root: Root
let signed: Uint8Array
let sign: (slip: RefusalSlip) => Promise<Uint8Array>

beforeAll(async () => {
  const city = made()
  root = city.root
  const clerk = await city.person('14', 'clerk', evening - 1000, evening + 100_000)
  const key = p256.utils.randomSecretKey()
  const by = {
    clerkCertificate: clerk.certified,
    deskCertificate: await clerk.openDesk(p256.getPublicKey(key, false), evening, evening + 3600),
    deskSign: async (message: Uint8Array) => p256.sign(message, key),
  }
  sign = one => signRefusal(one, by)
  signed = await sign(slip)
})

it('is believed by whoever has the root, on the city’s day and no other', async () => {
  expect(await verifyRefusal(root, signed, verify, dayOf)).toEqual({ ...slip, alias: '14' })
  // By UTC it is tomorrow already: the day is the city's.
  expect(dayOf(evening)).toBe('2026-11-28')
  for (const day of ['2026-11-27', '2026-11-29', '2025-11-28']) {
    const moved = await sign({ ...slip, day })
    await expect(verifyRefusal(root, moved, verify, dayOf)).rejects.toThrow(CertificateFault)
  }
})

it('is nothing to another root, the same city’s or not', async () => {
  await expect(verifyRefusal(made().root, signed, verify, dayOf)).rejects.toEqual(new CertificateFault('not_an_administrator'))
})

it('with any byte changed is refused, and says nothing of what was in it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(signed.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
      const changed = signed.map((byte, index) => (index === at ? byte ^ by : byte))
      await expect(verifyRefusal(root, changed, verify, dayOf)).rejects.toThrow(CertificateFault)
    }),
    { numRuns: 60 },
  )
})

it('reads what it writes, and rubbish is malformed', () => {
  const need = fc.stringMatching(/^[a-z][a-z0-9_]{0,39}$/)
  const any = fc.record({
    city: fc.constantFrom('chicago', 'new-york/practice'),
    rules: fc.stringMatching(/^20\d\d-\d{1,3}$/),
    day: fc.constantFrom('2026-01-01', '2026-12-31'),
    unmet: fc.uniqueArray(need, { minLength: 1, maxLength: 8 }),
  })
  fc.assert(fc.property(any, one => void expect(parseRefusal(encodeRefusal(one))).toEqual(one)))
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 200 }),
      bytes => void expect(() => parseRefusal(bytes)).toThrow(new CertificateFault('malformed')),
    ),
  )
})
