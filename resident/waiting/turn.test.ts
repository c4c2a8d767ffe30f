import { createKept, type Kept } from '@latchkey/ui/kept.ts'
import { parse, toText } from '@latchkey/wire/edge.ts'
import { type FaultCode, faults } from '@latchkey/wire/faults.ts'
import { claim as claimSchema, type Now } from '@latchkey/wire/waiting.ts'
import { sha256 } from '@noble/hashes/sha2.js'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { createKeptThings } from '../kept-things.ts'
import { createTurn, type Turn } from './turn.ts'

const day = '2025-11-23'
const number = (n: number) => ({ way: 'phone' as const, day, n, mac: 'AAAAAAAAAAAAAAAAAAAAAA' })
const now = (serving: number, more: Partial<Now> = {}): Now => ({
  at: 1_763_900_000,
  day,
  open: true,
  counter: true,
  event: false,
  changed: [],
  ordered: [],
  desks: true,
  notice: null,
  serving,
  given: 40,
  since: more.day ?? day,
  before: 0,
  apart: [],
  gives: 'today',
  pace: 60,
  spread: 20,
  line: 0,
  planned: false,
  closes: 1_763_940_000,
  lastCall: 1_763_939_760,
  opens: 1_763_980_000,
  ...more,
})

/** What the server of this test says next; `lost` means it heard and the answer never arrived. */
type Says = { ok: unknown } | { fault: FaultCode } | 'unreachable' | 'lost' | 'rubbish'
let says: Says[]
let heard: { address: string; body: unknown }[]
let visible: boolean
let kept: Kept
let made: number

const fetch = (async (address: string, init: RequestInit) => {
  const next = says.shift() ?? 'unreachable'
  if (next !== 'unreachable') heard.push({ address, body: JSON.parse(String(init.body)) })
  if (next === 'unreachable' || next === 'lost') throw new TypeError('Failed to fetch')
  if (next === 'rubbish') return new Response('<html>a proxy’s own page</html>', { status: 502 })
  return 'ok' in next ? Response.json(next.ok) : Response.json({ fault: next.fault }, { status: faults[next.fault].status })
}) as typeof globalThis.fetch

/** The same phone, its page loaded anew. */
async function load(): Promise<Turn> {
  const turn = createTurn({
    things: createKeptThings(kept, fetch),
    fetch,
    visible: () => visible,
    random: length => new Uint8Array(length).fill(++made),
  })
  await turn.start()
  return turn
}

beforeEach(() => {
  says = []
  heard = []
  visible = true
  kept = createKept('test', undefined)
  made = 0
})

describe('a turn', () => {
  it('takes a number once, and keeps it through a reload', async () => {
    const turn = await load()
    expect(turn.ahead()).toBeNull()
    says = [{ ok: number(9) }]
    await Promise.all([turn.take(), turn.take()])
    await turn.take()
    expect(heard).toEqual([{ address: '/waiting/number', body: { way: 'phone' } }])
    await turn.heard(now(3))
    expect(turn.ahead()).toBe(6)
    const again = await load()
    expect(again.state).toEqual({ at: 'waiting', number: number(9), reached: false, alarm: false, trouble: null })
  })

  it.each(['closed', 'no_desk', 'too_fast', 'broken'] as const)('has no number when the server says %s, and says so', async fault => {
    const turn = await load()
    says = [{ fault }]
    await turn.take()
    expect(turn.state).toEqual({ at: 'none', trouble: fault, comeback: false })
    says = [{ ok: number(1) }]
    await turn.take()
    expect(turn.state.at).toBe('waiting')
  })

  it('is not fooled by what is no number', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async value => {
        kept = createKept('test', undefined)
        const turn = await load()
        says = [{ ok: value }]
        await turn.take()
        expect(turn.state).toEqual({ at: 'none', trouble: 'broken', comeback: false })
        expect(await kept.list()).toEqual([])
      }),
      { numRuns: 50 },
    )
  })

  it('claims when it is reached and somebody looks: the place itself never leaves the phone', async () => {
    const turn = await load()
    says = [{ ok: number(9) }, { ok: { ok: true } }]
    await turn.take()
    await turn.heard(now(9))
    expect(turn.state.at).toBe('ready')
    const place = (await kept.get<Uint8Array>('place'))!
    const sent = parse(claimSchema, heard[1]!.body)
    expect(sent).toEqual({ number: number(9), placeHash: toText(sha256(place)) })
    expect(JSON.stringify(heard)).not.toContain(toText(place))
    expect((await load()).state.at).toBe('ready')
  })

  it('does not claim for a phone in a pocket', async () => {
    const turn = await load()
    says = [{ ok: number(9) }]
    await turn.take()
    visible = false
    await turn.heard(now(12))
    expect(turn.state).toMatchObject({ at: 'waiting', reached: true })
    expect(heard).toHaveLength(1)
    says = [{ ok: { ok: true } }]
    visible = true
    await turn.heard(now(12))
    expect(turn.state.at).toBe('ready')
  })

  it('uses the same place again when an answer was lost, also after a reload', async () => {
    const turn = await load()
    says = [{ ok: number(9) }, 'lost']
    await turn.take()
    await turn.heard(now(9))
    expect(turn.state).toMatchObject({ at: 'waiting', trouble: 'offline' })
    const again = await load()
    says = [{ ok: { ok: true } }]
    await again.heard(now(9))
    expect(again.state.at).toBe('ready')
    expect(heard[2]).toEqual(heard[1])
  })

  it('takes *number used* after a lost answer as its own claim, and else as somebody else’s', async () => {
    const mine = await load()
    says = [{ ok: number(9) }, 'lost', { fault: 'number_used' }]
    await mine.take()
    await mine.heard(now(9))
    await mine.claim()
    expect(mine.state.at).toBe('ready')

    await mine.drop()
    const stolen = await load()
    says = [{ ok: number(10) }, { fault: 'number_used' }]
    await stolen.take()
    await stolen.heard(now(10))
    expect(stolen.state).toEqual({ at: 'none', trouble: 'number_used', comeback: false })
    expect(await kept.list()).toEqual([])
  })

  it('after a refusal that leaves the number good, still knows that it did not use it', async () => {
    const turn = await load()
    says = [{ ok: number(9) }, { fault: 'closed' }, { fault: 'number_used' }]
    await turn.take()
    await turn.heard(now(9))
    expect(turn.state).toMatchObject({ at: 'waiting', reached: true, trouble: 'closed' })
    await turn.claim()
    expect(turn.state).toEqual({ at: 'none', trouble: 'number_used', comeback: false })
  })

  it.each(['number_unknown', 'number_other_day'] as const)('ends a number that is %s', async fault => {
    const turn = await load()
    says = [{ ok: number(9) }, { fault }]
    await turn.take()
    await turn.heard(now(9))
    expect(turn.state).toEqual({ at: 'none', trouble: fault, comeback: false })
    expect((await load()).state).toEqual({ at: 'none', trouble: null, comeback: false })
  })

  it('waits on when it was early: another desk may have been counted', async () => {
    const turn = await load()
    says = [{ ok: number(9) }, { fault: 'number_early' }]
    await turn.take()
    await turn.heard(now(9))
    expect(turn.state).toMatchObject({ at: 'waiting', reached: false, trouble: 'number_early' })
    expect(turn.ahead()).toBe(1)
  })

  it('ends with its day, but waits for a day to come', async () => {
    const turn = await load()
    says = [{ ok: number(9) }]
    await turn.take()
    await turn.heard(now(30, { day: '2025-11-22' }))
    expect(turn.state).toMatchObject({ at: 'waiting', reached: false })
    await turn.heard(now(0, { day: '2025-11-24' }))
    expect(turn.state).toEqual({ at: 'none', trouble: 'number_other_day', comeback: false })
  })

  it('is among the first of the next day when it was not called', async () => {
    let turn = await load()
    says = [{ ok: number(9) }, { ok: { ok: true } }]
    await turn.take()
    const tomorrow = { day: '2025-11-24', since: day, before: 8 }
    await turn.heard(now(8, tomorrow))
    turn = await load()
    expect(turn.state).toMatchObject({ at: 'waiting', reached: false })
    await turn.heard(now(9, tomorrow))
    expect(turn.state.at).toBe('ready')
  })

  it('is over when it was called on the day before', async () => {
    const turn = await load()
    says = [{ ok: number(9) }]
    await turn.take()
    await turn.heard(now(9, { day: '2025-11-24', since: day, before: 9 }))
    expect(turn.state).toEqual({ at: 'none', trouble: 'number_other_day', comeback: false })
  })

  it('lets a visit that has begun go on past midnight', async () => {
    const turn = await load()
    says = [{ ok: number(9) }, { ok: { ok: true } }]
    await turn.take()
    await turn.heard(now(9))
    await turn.heard(now(0, { day: '2025-11-24' }))
    expect(turn.state.at).toBe('ready')
  })

  it('keeps its number when the server lost all it knew, and when a proxy answers in its place', async () => {
    const turn = await load()
    says = [{ ok: number(9) }, 'rubbish']
    await turn.take()
    await turn.heard(now(0, { given: 0 }))
    expect(turn.state).toMatchObject({ at: 'waiting', reached: false })
    await turn.heard(now(9))
    expect(turn.state).toMatchObject({ at: 'waiting', trouble: 'broken' })
  })

  it('rings in this page only: a reloaded page may make no sound before it is touched, so it does not say that it would', async () => {
    const turn = await load()
    says = [{ ok: number(9) }]
    await turn.take()
    turn.setAlarm(true)
    expect(turn.state).toMatchObject({ alarm: true })
    await turn.heard(now(3))
    expect(turn.state).toMatchObject({ alarm: true })
    expect((await load()).state).toMatchObject({ alarm: false })
  })

  it('never loses a place: whatever is lost on the way and wherever the page is reloaded, it ends ready with one place', async () => {
    const step = fc.constantFrom<'reload' | Says>(
      'reload',
      'unreachable',
      'lost',
      'rubbish',
      { fault: 'too_fast' },
      { fault: 'broken' },
      { fault: 'closed' },
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async steps => {
        kept = createKept('test', undefined)
        heard = []
        let turn = await load()
        says = [{ ok: number(9) }]
        await turn.take()
        let held: unknown = null
        for (const next of steps) {
          if (next === 'reload') {
            turn = await load()
            continue
          }
          says = [next]
          await turn.heard(now(9))
          // A server that heard a claim holds it for this place, and tells everybody else that the number was used.
          if (next === 'lost') held ??= (heard.at(-1)!.body as { placeHash: string }).placeHash
          expect(turn.state.at).toBe('waiting')
        }
        says = [{ ok: { ok: true } }]
        await turn.heard(now(9))
        expect(turn.state.at).toBe('ready')
        const last = (heard.at(-1)!.body as { placeHash: string }).placeHash
        if (held !== null) expect(last).toBe(held)
        expect(last).toBe(toText(sha256((await kept.get<Uint8Array>('place'))!)))
      }),
      { numRuns: 200 },
    )
  })
})

describe('coming back without a new number', () => {
  const comeback = { day, id: 'AAAAAAAAAAAAAAAAAAAAAA', mac: 'AQAAAAAAAAAAAAAAAAAAAA' }
  const things = () => createKeptThings(kept, fetch)

  it('is offered by what the visit left, used once, and outlives a reload as a place without a number', async () => {
    await things().keepComeback(comeback)
    const turn = await load()
    expect(turn.state).toEqual({ at: 'none', trouble: null, comeback: true })
    says = [{ ok: { ok: true } }]
    await Promise.all([turn.comeBack(), turn.comeBack()])
    expect(heard.map(one => one.address)).toEqual(['/waiting/comeback'])
    expect(turn.state).toEqual({ at: 'ready', number: null, alarm: false })
    expect((heard[0]!.body as { placeHash: string }).placeHash).toBe(toText(sha256((await things().place())!)))
    const again = await load()
    expect(again.state).toEqual({ at: 'ready', number: null, alarm: false })
    expect(again.ahead()).toBe(0)
    await again.drop()
    expect(again.state).toEqual({ at: 'none', trouble: null, comeback: false })
    expect(await kept.list()).toEqual([])
  })

  it('asks with the same place again when the answer was lost, also after a reload', async () => {
    await things().keepComeback(comeback)
    const turn = await load()
    says = ['lost']
    await turn.comeBack()
    expect(turn.state).toEqual({ at: 'none', trouble: 'offline', comeback: true })
    says = [{ ok: { ok: true } }]
    await (await load()).comeBack()
    expect(heard[1]!.body).toEqual(heard[0]!.body)
  })

  it.each(['comeback_used', 'comeback_unknown', 'comeback_other_day'] as const)('is over when the server says %s', async fault => {
    await things().keepComeback(comeback)
    const turn = await load()
    says = [{ fault }]
    await turn.comeBack()
    expect(turn.state).toEqual({ at: 'none', trouble: fault, comeback: false })
    expect(await kept.list()).toEqual([])
  })

  it.each(['closed', 'too_fast', 'broken'] as const)('stays good when the server says %s', async fault => {
    await things().keepComeback(comeback)
    const turn = await load()
    says = [{ fault }, { ok: { ok: true } }]
    await turn.comeBack()
    expect(turn.state).toEqual({ at: 'none', trouble: fault, comeback: true })
    await turn.comeBack()
    expect(turn.state.at).toBe('ready')
  })

  it('ends with its day', async () => {
    await things().keepComeback(comeback)
    await things().endDay('2025-11-24')
    expect((await load()).state).toEqual({ at: 'none', trouble: null, comeback: false })
    await things().keepPlace(new Uint8Array(32))
    await things().keepReturned(day)
    await things().endDay('2025-11-24')
    expect(await kept.list()).toEqual([])
  })
})
