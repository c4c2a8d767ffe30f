/** The whole way on a running server, on both stores: what residents and desks do leaves the disk as it is, the clock writes, a restart forgets little, the report tells. */
import { mkdtempSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { toText } from '@latchkey/wire/edge.ts'
import { faces, facesAtOnce } from '@latchkey/wire/feedback.ts'
import { handInCells } from '@latchkey/wire/hand-in.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signIn } from '../relay/relay-ends.test.kit.ts'
import { certifyClerk, makeCity, openWay, post, startTestServer, type TestServer } from '../running-server.test.kit.ts'
import { findPostgres, startPostgres, type TemporaryPostgres } from '../store/temporary-postgres.test.kit.ts'

const bin = findPostgres()
const day = 86_400

describe.each([{ kind: 'the embedded store' }, ...(bin ? [{ kind: 'PostgreSQL' }] : [])])('on $kind', ({ kind }) => {
  let test: TestServer
  let postgres: TemporaryPostgres | null = null
  beforeAll(async () => {
    const city = makeCity({ closes: '17:00' })
    if (kind === 'PostgreSQL' && bin) {
      postgres = await startPostgres(bin)
      test = await startTestServer({ city, databaseUrl: postgres.url, data: mkdtempSync(join(tmpdir(), 'latchkey-data-')) })
    } else test = await startTestServer({ city })
    await openWay(test)
  }, 180_000)
  afterAll(async () => {
    await test?.end()
    await postgres?.end()
  })
  const page = async (path = '/record/quarter') => (await fetch(test.server.address + path)).text()
  const rows = async () =>
    Object.fromEntries(
      (await page('/record/quarter/2026-4.csv'))
        .trim()
        .split('\r\n')
        .slice(1)
        .map(line => line.split(',') as [string, string, string, string, string])
        .map(([, way, cell, , counted]) => [`${way}.${cell}`, Number(counted)]),
    )

  it('says when the first numbers come, while there are none', async () => {
    expect(await page()).toContain('The first numbers come after closing on November 29, 2026.')
    expect(Object.values(await rows()).every(count => count === 0)).toBe(true)
  })

  it('a face costs no query, and its request has one size; too many at once are told so', async () => {
    const queries = test.server.queries()
    const sizes = new Set<number>()
    for (let at = 0; at < facesAtOnce; at++) {
      const face = faces[at % 3]!
      const { status, body } = await post(test.server, '/feedback', { face })
      expect([status, body]).toEqual([200, { ok: true }])
      sizes.add(await bytesOnTheWire(test.server.address, JSON.stringify({ face })))
      test.clock.now += 1
    }
    expect([sizes.size, Math.min(...sizes) > 100]).toEqual([1, true])
    for (let at = 0; at < facesAtOnce; at++) await post(test.server, '/feedback', { face: 'poor' })
    expect((await post(test.server, '/feedback', { face: 'poor' })).body).toEqual({ fault: 'too_fast' })
    expect(test.server.queries()).toBe(queries)
  })

  it('a desk that hands in costs no query either; the next Sunday’s closing tells it, and a restart before it forgets nothing of whole tens', async () => {
    const person = await certifyClerk(test, '14')
    const queries = test.server.queries()
    const { desk } = await signIn(test.server, person, test.clock.now)
    await desk.hear('signed_in')
    desk.say({ say: 'hand_in', site: 'north', tens: toText(Uint8Array.from(handInCells, (_, at) => at % 3)) })
    await desk.hear('acted')
    desk.cut()
    expect(test.server.queries()).toBe(queries)
    const { now } = test.clock
    await test.server.stop()
    test = await test.again()
    test.clock.now = now
    // Monday evening: the total alone.
    test.clock.now += day / 2
    await test.server.step()
    expect(Object.values(await rows()).every(count => count === 0)).toBe(true)
    test.clock.now += 6 * day
    await test.server.step()
    const told = await rows()
    for (const [at, cell] of handInCells.entries()) expect([cell, told[cell]]).toEqual([cell, (at % 3) * 10])
    // Twenty faces of each were pressed or more, of which at most nine are left.
    expect(told['feedback.poor']! % 10).toBe(0)
    expect(told['feedback.poor']).toBeGreaterThan(0)
  }, 60_000)

  it('the report reads without a script, in every language, and calls faces unverified; addresses that are no quarter are unknown', async () => {
    const html = await page()
    expect(html).not.toMatch(/<script|style=|\son\w+=/i)
    expect(html.match(/<main /g)).toHaveLength(10)
    expect(html).toContain('<span class="unverified">unverified</span>')
    expect(html).toContain('dir="rtl"')
    expect((await fetch(`${test.server.address}/record/quarter.css`)).headers.get('content-type')).toContain('text/css')
    for (const path of ['2026-5', '2026-04', '2025-4', '2026-4.pdf', '2026-4.csv.csv', '..%2f2026-4'])
      expect(await (await fetch(`${test.server.address}/record/quarter/${path}`)).json()).toEqual({ fault: 'unknown_route' })
  })
})

/** Of one request, as its sender counts them: all of it, headers too. */
async function bytesOnTheWire(address: string, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(`${address}/feedback`, {
      method: 'POST',
      agent: false,
      headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
    })
    asked.on('response', answer => {
      const sent = asked.socket?.bytesWritten ?? 0
      answer.resume()
      answer.on('end', () => resolve(sent))
    })
    asked.on('error', reject)
    asked.end(body)
  })
}
