/** What the verifier's one conversation may do to what the device already holds. */
import { deflateSync, inflateSync } from 'node:zlib'
import { buildList, cancelled, newStatuses, setStatus } from '@latchkey/card/status-list.ts'
import { keyOf, specimenCertificate, specimenNow } from '@latchkey/card/vectors/specimen.ts'
import { certify, encodeCertified } from '@latchkey/certificates/certified.ts'
import { encodePeriod, periodTag } from '@latchkey/certificates/period-certificate.ts'
import { makeRoot } from '@latchkey/try/made-root.ts'
import { random, verify } from '@latchkey/ui/platform.ts'
import { base64urlnopad } from '@scure/base'
import { describe, expect, it } from 'vitest'
import { type Ports, refresh } from './refresh.ts'

const made = makeRoot({ city: 'chicago', threshold: 2, administrators: 2, rpId: 'city.example', origin: 'https://city.example', random })
const period = async (number: number) => {
  const body = encodePeriod(specimenCertificate('chicago', number))
  return base64urlnopad.encode(encodeCertified(await certify(periodTag, body, made.administrators)))
}
const [before, now] = await Promise.all([period(10), period(11)])
const listOf = (number: number, at: number, cancelledIndex: number) => {
  const statuses = newStatuses()
  setStatus(statuses, cancelledIndex, cancelled)
  const { listAddress } = specimenCertificate('chicago', number)
  const deflate = (bytes: Uint8Array) => deflateSync(bytes)
  return buildList({ statuses, listAddress, at, ttl: 3600, until: at + 86_400 * 90, deflate, sign: keyOf('list').sign })
}

/** A server whose public files the test changes, and a device that keeps what it fetched. */
function world() {
  const files = new Map<string, string>()
  const kept = new Map<string, string>()
  const serve = (...certified: string[]) =>
    files.set('/record/periods', JSON.stringify({ periods: certified.map(one => ({ certified: one, x509: '' })) }))
  const ports: Ports = {
    root: made.root,
    verify,
    inflate: (bytes, most) => Uint8Array.from(inflateSync(bytes, { maxOutputLength: most })),
    clock: () => specimenNow,
    fetch: (async (path: string) => new Response(files.get(path) ?? '', { status: files.has(path) ? 200 : 503 })) as typeof fetch,
    store: { get: async name => kept.get(name) ?? null, put: async (name, text) => void kept.set(name, text) },
  }
  return { files, serve, look: async () => (await refresh(ports)).holding }
}
const earlier = specimenNow - 7200
const later = specimenNow - 3600

describe('refreshing', () => {
  it('goes on to the other lists when one cannot be had', async () => {
    const { files, serve, look } = world()
    serve(before, now)
    files.set('/cancelled/list/11', await listOf(11, later, 5))
    const { periods, lists } = await look()
    expect(periods.map(one => one.period)).toEqual([10, 11])
    expect(lists.has(10)).toBe(false)
    expect(lists.get(11)?.status(5)).toBe(1)
  })

  it('loses no period and no list to an answer that leaves them out', async () => {
    const { files, serve, look } = world()
    serve(before, now)
    files.set('/cancelled/list/10', await listOf(10, later, 3))
    files.set('/cancelled/list/11', await listOf(11, later, 5))
    await look()
    serve(now)
    const { periods, lists } = await look()
    expect(periods.map(one => one.period)).toEqual([10, 11])
    expect(lists.get(10)?.status(3)).toBe(1)
  })

  it('never goes back to an older list', async () => {
    const { files, serve, look } = world()
    serve(now)
    files.set('/cancelled/list/11', await listOf(11, later, 5))
    await look()
    files.set('/cancelled/list/11', await listOf(11, earlier, 6))
    expect((await look()).lists.get(11)?.status(5)).toBe(1)
  })

  it('takes nothing that does not follow from the root', async () => {
    const { files, serve, look } = world()
    serve(now.replace(/.$/, last => (last === 'A' ? 'B' : 'A')))
    files.set('/cancelled/list/11', await listOf(11, later, 5))
    expect((await look()).periods).toEqual([])
  })
})
