import { deflateSync } from 'node:zlib'
import { makeCancelCode, parseCancelCode } from '@latchkey/card/cancel-code.ts'
import { buildList, cancelled, newStatuses, replaced, type Status, setStatus } from '@latchkey/card/status-list.ts'
import { certify, encodeCertified } from '@latchkey/certificates/certified.ts'
import { periodFirst, periodLast, periodTechnicalEnd } from '@latchkey/certificates/period.ts'
import { encodePeriod, periodTag } from '@latchkey/certificates/period-certificate.ts'
import { makeRoot } from '@latchkey/try/made-root.ts'
import { inflate } from '@latchkey/ui/inflate.ts'
import { random, verify } from '@latchkey/ui/platform.ts'
import { toText } from '@latchkey/wire/edge.ts'
import { p256 } from '@noble/curves/nist.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { beforeAll, describe, expect, it } from 'vitest'
import { type CancelState, createCancel, pauseBefore } from './cancel.ts'

const city = 'chicago/practice'
const period = 11
const index = 424_242
const now = periodFirst(period) + 3600
const endsAt = now + 1200
const code = parseCancelCode(makeCancelCode(new Uint8Array(32).fill(5), city, period, index))
const made = makeRoot({ city, threshold: 2, administrators: 2, rpId: 'localhost', origin: 'http://localhost:4400', random })
const stranger = makeRoot({ city, threshold: 1, administrators: 1, rpId: 'localhost', origin: 'http://localhost:4400', random })
const listKey = p256.utils.randomSecretKey()
const listAddress = `http://localhost:4400/cancelled/list/${period}`

async function periodBy(root: typeof made) {
  const key = p256.getPublicKey(p256.utils.randomSecretKey(), false)
  const body = encodePeriod({
    city,
    period,
    key,
    x509Hash: sha256(key),
    first: periodFirst(period),
    last: periodLast(period),
    technicalEnd: periodTechnicalEnd(period, 10),
    listAddress,
    listKey: p256.getPublicKey(listKey, false),
  })
  return toText(encodeCertified(await certify(periodTag, body, root.administrators)))
}
function listWith(status: Status, by = listKey) {
  const statuses = newStatuses()
  setStatus(statuses, index, status)
  return buildList({
    statuses,
    listAddress,
    at: now,
    ttl: 3600,
    until: now + 86_400,
    deflate: bytes => new Uint8Array(deflateSync(bytes)),
    sign: async message => p256.sign(message, by),
  })
}

let certified = ''
let foreign = ''
beforeAll(async () => {
  certified = await periodBy(made)
  foreign = await periodBy(stranger)
})

/** A server of answers, a clock and timers that run when told. */
function stand(answers: { cancel?: () => Response; periods?: () => string[]; list?: () => Promise<string> | string }) {
  const states: CancelState[] = []
  const sent: string[] = []
  let pending: (() => void) | null = null
  let told = () => {}
  const pauses: number[] = []
  const cancel = createCancel({
    root: made.root,
    fetch: async (path, init) => {
      if (path === '/cancelled/cancel') {
        sent.push(String(init?.body))
        return answers.cancel?.() ?? Response.json({ at: endsAt })
      }
      if (path === '/record/periods') {
        return Response.json({
          periods: (answers.periods?.() ?? [certified]).map(one => ({ certified: one, x509: toText(new Uint8Array(300)) })),
        })
      }
      if (path === `/cancelled/list/${period}`) return new Response(await (answers.list?.() ?? listWith(0)))
      return new Response('', { status: 404 })
    },
    clock: () => now,
    verify,
    inflate,
    later: (milliseconds, run) => {
      pauses.push(milliseconds)
      pending = run
      return () => {
        pending = null
      }
    },
    onState: state => {
      states.push(state)
      told()
    },
  })
  return {
    cancel,
    states,
    sent,
    pauses,
    waits: () => pending !== null,
    async tick() {
      const run = pending
      pending = null
      // The look it starts has no promise of its own; it ends with the next change of state.
      const changed = new Promise<void>(done => {
        told = done
      })
      run?.()
      await changed
    },
  }
}

describe('cancelling alone', () => {
  it('sends the code once and says only what the server said, until the list itself shows the card', async () => {
    let status: Status = 0
    const test = stand({ list: () => listWith(status) })
    await test.cancel.send(code)
    expect(test.sent).toEqual([JSON.stringify({ code: code.digits })])
    expect(test.states).toEqual([
      { at: 'sending' },
      { at: 'heard', endsAt, list: 'not_looked' },
      { at: 'heard', endsAt, list: 'not_listed' },
    ])
    await test.tick()
    expect(test.cancel.state).toEqual({ at: 'heard', endsAt, list: 'not_listed' })
    status = cancelled
    await test.tick()
    expect(test.cancel.state).toEqual({ at: 'listed', status: 'cancelled' })
    expect(test.waits()).toBe(false)
    expect(test.sent).toHaveLength(1)
  })

  it('tells a card that was replaced before', async () => {
    const test = stand({ list: () => listWith(replaced) })
    await test.cancel.send(code)
    expect(test.cancel.state).toEqual({ at: 'listed', status: 'replaced' })
  })

  it.each([
    ['a period certified by somebody else', { periods: () => [foreign], list: () => listWith(cancelled) }],
    ['no period of this code', { periods: () => [], list: () => listWith(cancelled) }],
    ['a list signed by another key', { list: () => listWith(cancelled, p256.utils.randomSecretKey()) }],
    ['a list that is no list', { list: () => 'x.y.z' }],
  ])('believes no %s', async (_, answers) => {
    const test = stand(answers)
    await test.cancel.send(code)
    expect(test.cancel.state).toEqual({ at: 'heard', endsAt, list: 'cannot_see' })
    expect(test.waits()).toBe(true)
  })

  it('names why nothing was heard, and asks no list then', async () => {
    const tooFast = stand({ cancel: () => Response.json({ fault: 'too_fast' }, { status: 429 }) })
    await tooFast.cancel.send(code)
    expect(tooFast.cancel.state).toEqual({ at: 'refused', trouble: 'too_fast' })
    const odd = stand({ cancel: () => new Response('<html>', { status: 502 }) })
    await odd.cancel.send(code)
    expect(odd.cancel.state).toEqual({ at: 'refused', trouble: 'broken' })
    const offline = stand({
      cancel: () => {
        throw new TypeError('failed to fetch')
      },
    })
    await offline.cancel.send(code)
    expect(offline.cancel.state).toEqual({ at: 'refused', trouble: 'offline' })
    const wrong = stand({ cancel: () => Response.json({ at: 'soon' }) })
    await wrong.cancel.send(code)
    expect(wrong.cancel.state).toEqual({ at: 'refused', trouble: 'broken' })
    for (const test of [tooFast, odd, offline, wrong]) expect(test.waits()).toBe(false)
  })

  it('goes back to the entry and asks no more', async () => {
    const test = stand({})
    await test.cancel.send(code)
    expect(test.waits()).toBe(true)
    test.cancel.reset()
    expect(test.cancel.state).toEqual({ at: 'entry' })
    expect(test.waits()).toBe(false)
    const before = test.states.length
    await test.cancel.look()
    expect(test.states).toHaveLength(before)
  })

  it('waits until just after the list is made, never less than half a minute or more than five', () => {
    expect(pauseBefore(1000, 900)).toBe(105)
    expect(pauseBefore(1000, 2000)).toBe(30)
    expect(pauseBefore(1000, 0)).toBe(300)
  })
})
