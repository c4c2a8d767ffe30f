import { decodeCbor, encodeCbor } from '@latchkey/certificates/cbor.ts'
import type { Sign } from '@latchkey/certificates/ports.ts'
import { makeRoot } from '@latchkey/try/made-root.ts'
import { generateP256, verify } from '@latchkey/ui/platform.ts'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { bodyOfClear, cellSize, clearCell } from './cells.ts'
import { endedCell } from './desk.ts'
import { ChannelFault, type ChannelFaultCode } from './faults.ts'
import { encodeHello, parseHello } from './hello.ts'
import { offerMessage, parseOffer } from './offer.ts'
import { type RehearsalDesk, type RehearsalOptions, randomFromWord, rehearse } from './rehearsal.ts'

const now = 1_795_000_000
const hour = 3600

interface Evening extends RehearsalDesk {
  /** Another clerk of the same city, and a whole other city. */
  other: RehearsalDesk
  forged: RehearsalDesk
  /** The same clerk with a desk key that ran out yesterday. */
  yesterday: RehearsalDesk
}
let evening: Evening

beforeAll(async () => {
  const city = (name: string, word: string) =>
    makeRoot({
      city: name,
      threshold: 2,
      administrators: 2,
      rpId: 'localhost',
      origin: 'http://localhost:4400',
      random: randomFromWord(word),
    })
  const made = city('testville', 'root')
  const fake = city('testville', 'another root with the same name')
  const sit = async (at: ReturnType<typeof city>, alias: string, from: number): Promise<RehearsalDesk> => {
    const person = await at.person(alias, 'clerk', now - 90 * 86_400, now + 90 * 86_400)
    const key = await generateP256()
    return {
      root: at.root,
      clerk: person.certified,
      desk: await person.openDesk(key.publicKey65, from, from + 12 * hour),
      deskSign: key.sign,
    }
  }
  evening = {
    ...(await sit(made, '14', now - hour)),
    other: await sit(made, '15', now - hour),
    forged: await sit(fake, '14', now - hour),
    yesterday: await sit(made, '14', now - 48 * hour),
  }
})

const start = (more: Partial<RehearsalOptions> = {}) =>
  rehearse({ desk: evening, verify, clock: () => now, random: randomFromWord('visit'), ...more })

/** Says hello, lets `change` have the Offer on its way, and tells what the phone found. */
async function meet(change: (offer: Uint8Array) => Uint8Array | Promise<Uint8Array>, more: Partial<RehearsalOptions> = {}) {
  const both = start(more)
  await both.phone.start()
  await both.give('desk', both.take('desk'))
  const offer = bodyOfClear(both.take('phone'))
  await both.give('phone', clearCell('offer', await change(offer)))
  return both
}

/** The Offer with one place of its signed body changed, signed again by this desk key. */
const resigned = (place: number, value: unknown, sign?: Sign) => async (offer: Uint8Array) => {
  const [body] = decodeCbor(offer) as [Uint8Array, Uint8Array]
  const fields = decodeCbor(body) as unknown[]
  fields[place] = typeof value === 'function' ? value(fields[place]) : value
  const changed = encodeCbor(fields)
  return encodeCbor([changed, await (sign ?? evening.deskSign)(offerMessage(changed))])
}

const untouched = (offer: Uint8Array) => offer

describe('from hello to ready', () => {
  test('both sides confirm the same transcript, and only then may anything be said', async () => {
    const both = start()
    await expect(both.phone.say({ kind: 'typed', text: 'hello' })).rejects.toThrow('out_of_turn')
    await both.open()
    expect(both.faults).toEqual({ phone: [], desk: [] })
    expect(both.opened.phone).toMatchObject({ desk: '14', mode: 'fresh' })
    expect(both.opened.phone!.th).toEqual(both.opened.desk!.th)
    expect(both.opened.desk!.resumes).toEqual([both.opened.phone!.resume])
    await both.phone.say({ kind: 'typed', text: 'hello' })
    await both.desk.say({ kind: 'ask', phrase: 2, paper: 'passport' })
    await both.carry()
    expect(both.heard.desk).toEqual([{ kind: 'typed', text: 'hello' }])
    expect(both.heard.phone).toEqual([{ kind: 'ask', phrase: 2, paper: 'passport' }])
  })

  test('two visits with the same randomness at the desk still have different keys: the phone brings its own', async () => {
    const first = start()
    const second = start({ phone: { makeKey: async () => ({ ...(await generateP256()) }) }, random: randomFromWord('another') })
    await first.open()
    await second.open()
    expect(first.opened.phone!.th).not.toEqual(second.opened.phone!.th)
  })

  test('every cell of a handshake has the one size', async () => {
    const both = start()
    await both.phone.start()
    const sizes: number[] = []
    while (both.waiting.desk.length + both.waiting.phone.length > 0)
      for (const to of ['desk', 'phone'] as const)
        while (both.waiting[to].length > 0) {
          const cell = both.take(to)
          sizes.push(cell.length)
          await both.give(to, cell)
        }
    expect(sizes).toEqual([cellSize, cellSize, cellSize, cellSize, cellSize])
  })
})

describe('an Offer that is not for this phone, now', () => {
  const cases: [ChannelFaultCode, string, (offer: Uint8Array) => Uint8Array | Promise<Uint8Array>][] = [
    ['version', 'of another version', resigned(0, 2)],
    ['suite', 'of an older suite', resigned(1, 'DHKEM-P256/HKDF-SHA256/AES-128-GCM')],
    ['city', 'of another city', resigned(2, 'lakeport')],
    ['city', 'of the practice city', resigned(2, 'testville/practice')],
    ['room', 'of another room', resigned(3, new Uint8Array(16).fill(8))],
    ['nonce', 'for another hello', resigned(4, new Uint8Array(16).fill(9))],
    ['epoch', 'of the epoch before', resigned(5, 0)],
    ['epoch', 'of a later epoch', resigned(5, 2)],
    ['rules', 'by other rules', resigned(7, '2025-9')],
    ['mode', 'resuming what nobody asked for', resigned(10, 1)],
    ['malformed', 'fresh, with a psk id', resigned(11, new Uint8Array(31))],
    ['mode', 'fresh, naming a secret', resigned(11, new Uint8Array(32))],
    ['malformed', 'with a key of the wrong length', resigned(6, new Uint8Array(1184))],
    ['offer_signature', 'signed by another desk of the city', async offer => resigned(5, 1, evening.other.deskSign)(offer)],
    ['chain', 'with another desk key under this clerk', async offer => resigned(9, evening.other.desk)(offer)],
    [
      'chain',
      'with a forged chain',
      async offer => resigned(8, evening.forged.clerk, evening.forged.deskSign)(await resigned(9, evening.forged.desk)(offer)),
    ],
    [
      'chain',
      'with a desk key that ran out yesterday',
      async offer => resigned(9, evening.yesterday.desk, evening.yesterday.deskSign)(offer),
    ],
    ['malformed', 'with something left over', offer => Uint8Array.of(...offer, 0)],
  ]
  test.each(cases)('%s: %s', async (code, _, change) => {
    const both = await meet(change)
    expect(both.faults.phone).toEqual([code])
    expect(both.phone.state).toBe('ended')
    expect(both.waiting.desk).toEqual([])
  })

  test('a whole evening by a forged chain ends in chain, before anything is encapsulated', async () => {
    const both = await meet(untouched, {
      at: { clerk: evening.forged.clerk, deskCertificate: evening.forged.desk, deskSign: evening.forged.deskSign },
    })
    expect(both.faults.phone).toEqual(['chain'])
    expect(both.waiting.desk).toEqual([])
  })

  test.each([
    ['city', { at: { city: 'lakeport' } }],
    ['room', { at: { room: new Uint8Array(16).fill(1) } }],
    ['rules', { at: { rulesVersion: '2027-1' } }],
  ] as const)('a desk that believes another %s', async (code, more) => {
    const both = await meet(untouched, more)
    expect(both.faults.phone).toEqual([code])
  })

  test('one flipped bit anywhere is refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(7), async (at, bit) => {
        const both = await meet(offer => offer.map((byte, i) => (i === at % offer.length ? byte ^ (1 << bit) : byte)))
        expect(both.faults.phone).toHaveLength(1)
        expect(both.opened.phone).toBeNull()
      }),
      { numRuns: 40 },
    )
  })

  test('replayed: the Offer of an earlier hello is no Offer for this one', async () => {
    const first = start()
    await first.phone.start()
    await first.give('desk', first.take('desk'))
    const old = first.take('phone')
    const again = start({ random: randomFromWord('the next evening') })
    await again.phone.start()
    await again.give('phone', old)
    expect(again.faults.phone).toEqual(['nonce'])
  })

  test('swapped: two phones get each other’s Offers', async () => {
    const one = start({ random: randomFromWord('one') })
    const two = start({ random: randomFromWord('two') })
    for (const both of [one, two]) {
      await both.phone.start()
      await both.give('desk', both.take('desk'))
    }
    const [first, second] = [one.take('phone'), two.take('phone')]
    await one.give('phone', second)
    await two.give('phone', first)
    expect([one.faults.phone, two.faults.phone]).toEqual([['nonce'], ['nonce']])
  })

  test('a second Offer after the first is out of turn', async () => {
    const both = start()
    await both.phone.start()
    await both.give('desk', both.take('desk'))
    const offer = both.take('phone')
    await both.give('phone', offer)
    await both.give('phone', offer)
    expect(both.faults.phone).toEqual(['out_of_turn'])
  })
})

describe('clocks', () => {
  test.each([-20, -1, 1, 20])('a phone whose clock is %i hours off is served', async hours => {
    const both = start({ phone: { clock: () => now + hours * hour } })
    await both.open()
    expect(both.phone.state).toBe('open')
  })

  test.each([-30, 30])('a phone whose clock is %i hours off is told so', async hours => {
    const both = await meet(untouched, { phone: { clock: () => now + hours * hour } })
    expect(both.faults.phone).toEqual(['clock'])
  })

  test('an Offer that comes eleven minutes after the hello is too late', async () => {
    let phoneNow = now
    const both = start({ phone: { clock: () => phoneNow } })
    await both.phone.start()
    await both.give('desk', both.take('desk'))
    phoneNow += 660
    await both.give('phone', both.take('phone'))
    expect(both.faults.phone).toEqual(['expired'])
  })

  test('an answer to an Offer of eleven minutes ago is too late', async () => {
    let deskNow = now
    const both = start({ at: { clock: () => deskNow } })
    await both.phone.start()
    await both.give('desk', both.take('desk'))
    await both.give('phone', both.take('phone'))
    deskNow += 660
    await both.give('desk', both.take('desk'))
    expect(both.faults.desk).toEqual(['expired'])
  })
})

describe('what a server can do to the rest of the handshake', () => {
  const until = async (cells: number, more: Partial<RehearsalOptions> = {}) => {
    const both = start(more)
    await both.phone.start()
    await both.give('desk', both.take('desk'))
    if (cells > 1) await both.give('phone', both.take('phone'))
    return both
  }

  test('its own r in the hello: the keys do not meet', async () => {
    const both = start()
    await both.phone.start()
    const hello = parseHello(bodyOfClear(both.take('desk')))
    const thief = await generateP256()
    await both.give('desk', clearCell('hello', encodeHello({ ...hello, r: thief.publicKey65 })))
    await both.carry()
    expect(both.faults.desk).toEqual(['cell_changed'])
    expect(both.opened).toEqual({ phone: null, desk: null })
  })

  test('a hello of another version, with no point, or with something left over', async () => {
    const encoded = encodeHello({ nonce: new Uint8Array(16), r: (await generateP256()).publicKey65, epoch: 1, pskId: null })
    const fields = decodeCbor(encoded) as unknown[]
    const cases: [ChannelFaultCode, Uint8Array][] = [
      ['version', encodeCbor([2, ...fields.slice(1)])],
      ['key', encodeCbor([1, fields[1], new Uint8Array(65).fill(4), 1, null])],
      ['malformed', Uint8Array.of(...encoded, 0)],
      ['malformed', encodeCbor([...fields, null])],
      ['malformed', encodeCbor([1, fields[1], fields[2], -1, null])],
      ['malformed', new Uint8Array(0)],
    ]
    for (const [code, body] of cases) {
      const both = start()
      await both.give('desk', clearCell('hello', body))
      expect(both.faults.desk).toEqual([code])
    }
  })

  test('another encapsulation: the proof does not open', async () => {
    const both = await until(2)
    const other = await until(2, { random: randomFromWord('other') })
    both.take('desk')
    await both.give('desk', other.take('desk'))
    await both.give('desk', both.take('desk'))
    expect(both.faults.desk).toEqual(['cell_changed'])
  })

  test('an encapsulation of the wrong length', async () => {
    const both = await until(2)
    await both.give('desk', clearCell('enc', encodeCbor([new Uint8Array(1119)])))
    expect(both.faults.desk).toEqual(['malformed'])
  })

  test('the proof signed by another key than r', async () => {
    const thief = await generateP256()
    const mine = await generateP256()
    const both = start({ phone: { makeKey: async () => ({ publicKey65: mine.publicKey65, sign: thief.sign }) } })
    await both.open()
    expect(both.faults.desk).toEqual(['phone_signature'])
    expect(both.opened.desk).toBeNull()
    expect(both.opened.phone).toBeNull()
  })

  test('an Offer for a key that is none', async () => {
    const both = await meet(resigned(6, new Uint8Array(1216).fill(0xff)))
    expect(both.faults.phone).toEqual(['key'])
  })

  test('enc before hello, hello twice, offer to a desk, hello to a phone', async () => {
    const early = start()
    await early.give('desk', clearCell('enc', encodeCbor([new Uint8Array(1120)])))
    expect(early.faults.desk).toEqual(['out_of_turn'])

    const twice = start()
    await twice.phone.start()
    const hello = twice.take('desk')
    await twice.give('desk', hello)
    await twice.give('desk', hello)
    expect(twice.faults.desk).toEqual(['out_of_turn'])

    const turned = await until(1)
    const offer = turned.take('phone')
    await turned.give('desk', offer)
    expect(turned.faults.desk).toEqual(['unknown_kind'])
    await turned.give('phone', hello)
    expect(turned.faults.phone).toEqual(['unknown_kind'])
  })

  test('ended: the phone says hello again, but only for its own epoch', async () => {
    const both = start()
    await both.open()
    await both.give('phone', endedCell(0))
    expect(both.faults.phone).toEqual([])
    await both.give('phone', endedCell(1))
    expect(both.faults.phone).toEqual(['ended'])
  })

  test('cells of any other kind or size', async () => {
    const kindZero = new Uint8Array(cellSize)
    for (const [code, cell] of [
      ['unknown_kind', kindZero],
      ['unknown_kind', kindZero.map((_, i) => (i === 0 ? 6 : 0))],
      ['malformed', new Uint8Array(cellSize - 1).fill(1)],
      ['malformed', new Uint8Array(cellSize + 1).fill(1)],
      ['malformed', new Uint8Array(0)],
    ] as const) {
      const both = start()
      await both.give('phone', cell)
      await both.give('desk', cell)
      expect(both.faults).toEqual({ phone: [code], desk: [code] })
    }
  })

  test('any bytes in a clear cell end in a fault of the list, never in anything else', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('hello', 'offer', 'enc', 'ended'), fc.uint8Array({ maxLength: 400 }), async (kind, body) => {
        const both = await until(2)
        await both.give('phone', clearCell(kind as 'hello', body))
        await both.give('desk', clearCell(kind as 'hello', body))
        expect(both.opened).toEqual({ phone: null, desk: null })
      }),
      { numRuns: 30 },
    )
  })

  test('parsers refuse every other bytes than their own', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), bytes => {
        for (const parse of [parseHello, parseOffer]) {
          try {
            parse(bytes)
            expect.unreachable()
          } catch (error) {
            expect(error).toBeInstanceOf(ChannelFault)
          }
        }
      }),
    )
  })
})
