/** The public record through the server's own addresses, and through a store that loses what it said or keeps what it denied. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { makeCancelCode } from '@latchkey/card/cancel-code.ts'
import { openCheckpoint } from '@latchkey/record/checkpoint.ts'
import { cosignedAt } from '@latchkey/record/cosignature.ts'
import { entryOf, type PublicFile, padStep, parseListing, parseTick } from '@latchkey/record/hour.ts'
import { cosignatureKey, noteKey, parseKey, type VerifierKey } from '@latchkey/record/note.ts'
import { parseBundle, provenNodes, tileIn, tilePath } from '@latchkey/record/tiles.ts'
import { inclusionProof, leafHash, verifyConsistency, verifyInclusion } from '@latchkey/record/tree.ts'
import { parseAddCheckpoint, type Seen, witness } from '@latchkey/record/witness.ts'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { ed25519Signer, makeEd25519, sha256, verifyEd25519 } from '../platform.ts'
import { certifyClerk, noon, openWay, periodMessage, post, startTestServer, type TestServer } from '../running-server.test.kit.ts'
import type { Store } from '../store/open-store.ts'
import type { PublicRecordTable } from './declaration.ts'
import { PublicRecord } from './public-record.ts'
import { nothing, type Sources } from './sources.ts'
import { Witnesses } from './witnesses.ts'

// Several whole servers, and a period's blanks for some: minutes on a machine that does other things.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 60_000 })

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})
const start = async (change: Parameters<typeof startTestServer>[0] = {}) => {
  const test = await startTestServer(change)
  ends.push(() => test.end())
  return test
}
const ask = async ({ server }: TestServer, path: string) => {
  const answer = await fetch(server.address + path)
  return { status: answer.status, bytes: new Uint8Array(await answer.arrayBuffer()), headers: answer.headers }
}
const read = async (test: TestServer, path: string) => {
  const { status, bytes } = await ask(test, path)
  if (status !== 200) throw new Error(`${path}: ${status}`)
  return bytes
}
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
async function newest(test: TestServer) {
  const key = parseKey(text(await read(test, '/record/key')).trim())
  return { key, ...(await openCheckpoint(await read(test, '/record/checkpoint'), key, verifyEd25519)) }
}
const listing = async (test: TestServer, n: number) => parseListing(await read(test, `/record/hours/${n}/files`))
/** To the next full minute, which is the hour of practice. */
const nextHour = async (test: TestServer, times = 1) => {
  for (let time = 0; time < times; time++) {
    test.clock.now = (Math.floor(test.clock.now / 60) + 1) * 60
    await test.server.step()
  }
}

describe('the public record', () => {
  it('has an entry of this hour from the start, and everything follows from its checkpoint', async () => {
    const test = await start()
    await nextHour(test, 2)
    const { size, root, origin } = await newest(test)
    expect([size, origin]).toEqual([3, 'localhost/chicago/practice'])
    const nodes = await provenNodes(tile => read(test, `/record/${tilePath(tile)}`), size, root)
    const entries = parseBundle(await read(test, `/record/${tilePath(tileIn('entries', 0, size) as never)}`), size)
    for (let n = 0; n < size; n++) {
      const entry = entries[n] as Uint8Array
      verifyInclusion(leafHash(entry), n, size, await inclusionProof(nodes, n, size), root)
      const whole = await read(test, `/record/hours/${n}/files`)
      expect(entryOf(whole)).toEqual(entry)
      const tick = parseTick(await read(test, `/record/hours/${n}/tick.json`))
      expect(tick).toEqual({ origin, n, at: noon + 60 * n, every: 60 })
      for (const { name, hash } of parseListing(whole)) {
        const file = await ask(test, `/record/hours/${n}/${name}`)
        expect(sha256(file.bytes)).toEqual(hash)
        const step = padStep[name.split(/[./]/)[0] as keyof typeof padStep]
        if (step !== undefined) expect([name, file.bytes.length % step]).toEqual([name, 0])
      }
    }
    const names = (await listing(test, size - 1)).map(({ name }) => name)
    expect(names).toEqual([
      'counts.json',
      'keys.json',
      'notices.json',
      'requests.json',
      'rules.json',
      'rules/versions.json',
      'statements/2026-11.json',
      'tick.json',
      'ways.json',
    ])
  })

  it('may be read from any page, is kept as tlog-tiles says, and causes no query', async () => {
    const test = await start()
    await nextHour(test)
    const before = test.server.queries()
    const immutable = ['/record/tile/0/000.p/2', '/record/tile/entries/000.p/1', '/record/hours/0/files', '/record/hours/1/keys.json']
    for (const path of immutable) {
      const { status, headers } = await ask(test, path)
      expect([path, status, headers.get('cache-control'), headers.get('access-control-allow-origin')]).toEqual([
        path,
        200,
        'public, max-age=31536000, immutable',
        '*',
      ])
    }
    for (const path of ['/record/checkpoint', '/record/key', '/record/periods', '/sites/list', '/now', '/record']) {
      const { status, headers } = await ask(test, path)
      expect([path, status, headers.get('cache-control'), headers.get('access-control-allow-origin')]).toEqual([path, 200, 'no-store', '*'])
      expect(headers.get('access-control-allow-credentials')).toBeNull()
    }
    for (const path of [
      '/record/tile/0/000',
      '/record/tile/0/000.p/3',
      '/record/tile/0/000.p/0',
      '/record/tile/0/001.p/1',
      '/record/tile/1/000.p/1',
      '/record/tile/0/0',
      '/record/tile/',
      '/record/hours/2/files',
      '/record/hours/00/files',
      '/record/hours/-1/files',
      '/record/hours/0/',
      '/record/hours/0/keys',
      '/record/hours/0/../1/keys.json/x',
      '/record/hours/0/%2e%2e/files',
      '/record/hours/0/constructor',
    ]) {
      const { status, headers } = await ask(test, path)
      expect([path, status, headers.get('access-control-allow-origin')]).toEqual([path, 404, '*'])
    }
    expect((await ask(test, '/record/checkpoint?x')).status).toBe(400)
    expect(test.server.queries()).toBe(before)
  })

  it('gains one entry an hour, whatever is done, and none by a restart, a tick out of turn or a clock that goes back', async () => {
    let test = await start()
    await openWay(test)
    await certifyClerk(test, '14')
    expect((await post(test.server, '/settings/period', await periodMessage(test))).status).toBe(200)
    await test.server.tick()
    await test.server.tick()
    expect((await newest(test)).size).toBe(1)
    await nextHour(test)
    const seen = await newest(test)
    expect(seen.size).toBe(2)
    const shown = text(await read(test, '/record/checkpoint'))
    await test.server.stop()
    ends.pop()
    const { clock } = test
    test = await test.again({ clock: () => clock.now })
    ends.push(() => test.end())
    // Same key, same tree, same bytes: the signature is Ed25519's.
    expect(text(await read(test, '/record/checkpoint'))).toBe(shown)
    clock.now -= 3600
    await test.server.step()
    await test.server.tick()
    expect((await newest(test)).size).toBe(2)
    clock.now += 3600 + 60
    await test.server.tick()
    const later = await newest(test)
    expect(later.size).toBe(3)
    const nodes = await provenNodes(tile => read(test, `/record/${tilePath(tile)}`), 3, later.root)
    const { consistencyProof } = await import('@latchkey/record/tree.ts')
    verifyConsistency(2, seen.root, 3, later.root, await consistencyProof(nodes, 2, 3))
    // Over midnight and to the next day: the hours follow each other, days are nothing to them.
    clock.now = noon + 86_400
    await test.server.tick()
    expect((await newest(test)).size).toBe(4)
  })

  it('shows a notice at once and publishes it with the next entry', async () => {
    const test = await start()
    const ways = async (n: number) => JSON.parse(text(await read(test, `/record/hours/${n}/ways.json`))) as { way: string; open: boolean }[]
    await openWay(test)
    expect(((await (await fetch(`${test.server.address}/now`)).json()) as { open: boolean }).open).toBe(true)
    expect((await ways(0)).find(({ way }) => way === 'phone')?.open).toBe(false)
    await nextHour(test)
    expect((await ways(1)).find(({ way }) => way === 'phone')?.open).toBe(true)
    expect((await ways(0)).find(({ way }) => way === 'phone')?.open).toBe(false)
  })

  it('has as many entries, and hours of the same files and sizes, where many people came as where nobody did', async () => {
    const worlds = await Promise.all([start(), start()])
    const sizes: unknown[] = []
    for (const [place, test] of worlds.entries()) {
      await post(test.server, '/settings/period', await periodMessage(test))
      await openWay(test)
      await nextHour(test)
      if (place === 1) {
        for (let one = 0; one < 40; one++) {
          await post(test.server, '/waiting/number', { way: 'phone' })
          await post(test.server, '/cancelled/cancel', { code: makeCancelCode(new Uint8Array(32), 'chicago/practice', 11, one) })
          test.clock.now += one % 5 === 0 ? 1 : 0
        }
      }
      await nextHour(test, 2)
      const { size } = await newest(test)
      const hours = await Promise.all(
        Array.from({ length: size }, async (_, n) =>
          Promise.all(
            (await listing(test, n)).map(async ({ name }) => {
              const { status, bytes } = await ask(test, `/record/hours/${n}/${name}`)
              return [n, name, status, bytes.length]
            }),
          ),
        ),
      )
      sizes.push(hours)
    }
    expect(sizes[1]).toEqual(sizes[0])
    expect(JSON.stringify(sizes[0])).toContain('cancelled.txt')
  })

  it('keeps of old cancelled lists only the hash, and of everything else the file', async () => {
    const test = await start()
    await post(test.server, '/settings/period', await periodMessage(test))
    await nextHour(test, 4)
    const { size } = await newest(test)
    const statuses = await Promise.all(
      Array.from({ length: size }, async (_, n) => (await ask(test, `/record/hours/${n}/cancelled.txt`)).status),
    )
    expect(statuses).toEqual([404, 404, 404, 200, 200])
    expect((await listing(test, 1)).some(({ name }) => name === 'cancelled.txt')).toBe(true)
    expect((await ask(test, '/record/hours/0/keys.json')).status).toBe(200)
    const served = await read(test, '/cancelled/list/11')
    expect(text(await read(test, `/record/hours/${size - 1}/cancelled.txt`)).trimEnd()).toBe(`11 ${text(served)}`)
  })
})

describe('a store that breaks in the middle of a tick', () => {
  const rows: PublicRecordTable[] = []
  let broken: 'no' | 'lost' | 'kept' = 'no'
  const db = {
    selectFrom: () => ({
      selectAll: () => ({
        where: (_: string, __: string, from: number) => ({ orderBy: () => ({ execute: async () => rows.filter(({ n }) => n >= from) }) }),
      }),
    }),
  }
  const store = {
    db,
    write: async (act: (tx: unknown) => Promise<void>) => {
      if (broken === 'lost') throw new Error('lost')
      await act({
        insertInto: () => ({
          values: (row: PublicRecordTable) => ({
            execute: async () => {
              if (rows.some(({ n }) => n === row.n)) throw new Error('there is such a row')
              rows.push(row)
            },
          }),
        }),
      })
      if (broken === 'kept') throw new Error('kept')
    },
  } as unknown as Store
  const files: PublicFile[] = [{ name: 'rules.json', bytes: new TextEncoder().encode('{}') }]
  const sources: Sources = {
    keys: nothing,
    rules: () => files,
    ways: nothing,
    notices: nothing,
    cancelled: nothing,
    counts: nothing,
    requests: nothing,
    statements: nothing,
    manifest: nothing,
  }
  const keys = makeEd25519()
  const plan = { origin: 'city.example/record', keys, every: 3600, sources }
  const sizeOf = async (record: PublicRecord) => (await openCheckpoint(record.serveCheckpoint(), record.key, verifyEd25519)).size

  it.each(['lost', 'kept'] as const)('signs nothing of a write that was %s, and goes on with one entry for each hour', async how => {
    rows.length = 0
    broken = 'no'
    const record = new PublicRecord(plan)
    await record.read([])
    await record.tick(store, noon)
    broken = how
    await expect(record.tick(store, noon + 3600)).rejects.toThrow()
    expect(await sizeOf(record)).toBe(1)
    broken = 'no'
    // Not at once, not never: the next try of the clock.
    expect([record.isDue(noon + 3601), record.isDue(noon + 3660)]).toEqual([false, true])
    await record.tick(store, noon + 3660)
    expect(await sizeOf(record)).toBe(2)
    expect(rows.map(({ n, at }) => [n, Number(at)])).toEqual([
      [0, noon],
      [1, noon + 3600],
    ])
    const again = new PublicRecord(plan)
    await again.read(rows)
    expect(text(again.serveCheckpoint())).toBe(text(record.serveCheckpoint()))
    expect(text(again.serveFile(0, 'rules.json') as Uint8Array).trimEnd()).toBe('{}')
    // Written once, when it was new.
    expect(rows.map(({ added }) => added.length > 0)).toEqual([true, false])
  })
  it('that was changed by hand is not read, and nothing is signed over it', async () => {
    const record = new PublicRecord(plan)
    await record.read([])
    rows.length = 0
    await record.tick(store, noon)
    const [row] = rows as [PublicRecordTable]
    const bent = { ...row, listing: Buffer.from(row.listing.toString().replace('rules', 'ruled')) }
    await expect(async () => new PublicRecord(plan).read([bent])).rejects.toThrow()
    await expect(async () => new PublicRecord(plan).read([{ ...row, n: 1 }])).rejects.toThrow()
    await expect(async () => new PublicRecord(plan).read([{ ...row, added: row.added.subarray(1) }])).rejects.toThrow()
  })
})

describe('witnesses', () => {
  const pair = makeEd25519()
  const key: VerifierKey = { name: 'library.example/witness', type: cosignatureKey, publicKey: pair.publicKey }
  const sign = ed25519Signer(pair)

  it('cosign each checkpoint after the tick, over a line; one that does not answer delays nothing', async () => {
    let seen: Seen | null = null
    let log: VerifierKey | null = null
    const asked: number[] = []
    let answered = () => {}
    const http = createServer(async (request, response) => {
      const pieces: Buffer[] = []
      for await (const piece of request) pieces.push(piece as Buffer)
      const body = new Uint8Array(Buffer.concat(pieces))
      asked.push(parseAddCheckpoint(body).old)
      const said = await witness(body, () => seen, { key, sign, logs: log ? [log] : [], verify: verifyEd25519, now: noon })
      seen = said.seen ?? seen
      response.writeHead(said.status, { 'content-type': said.type }).end(said.body)
      if (said.status === 200) answered()
    }).listen(0)
    const silent = createServer(() => {}).listen(0)
    ends.push(
      () => http.close(),
      () => silent.closeAllConnections(),
      () => silent.close(),
    )
    const at = (server: typeof http) => `http://localhost:${(server.address() as AddressInfo).port}`
    const other = { ...key, name: 'gone.example/witness' }
    const first = new Promise<void>(resolve => {
      answered = resolve
    })
    // The key of the log is known only once it runs: until then the witness answers 404 and nothing breaks.
    const test = await start({
      witnesses: [
        { key, url: `${at(http)}/w` },
        { key: other, url: at(silent) },
      ],
    })
    log = (await newest(test)).key
    await nextHour(test)
    expect((await newest(test)).size).toBe(2)
    await first
    await expect.poll(async () => cosignedAt((await newest(test)).note, key, verifyEd25519)).toBe(noon)
    const second = new Promise<void>(resolve => {
      answered = resolve
    })
    await nextHour(test)
    await second
    await expect.poll(async () => cosignedAt((await newest(test)).note, key, verifyEd25519)).toBe(noon)
    expect(seen).toMatchObject({ size: 3 })
    // It was asked from what it had seen, and told of nothing but a tree.
    expect(asked.at(-1)).toBe(2)
    expect(await cosignedAt((await newest(test)).note, other, verifyEd25519)).toBeNull()
    const keys = JSON.parse(text(await read(test, '/record/hours/2/keys.json'))) as { witnesses: string[] }
    expect(keys.witnesses.map(parseKey)).toEqual([key, other])
  })

  it('that sign another tree, with another key, or say something else, add nothing to the checkpoint', async () => {
    const keys = makeEd25519()
    const record = new PublicRecord({ origin: 'city.example/record', keys, every: 3600, sources: {} as Sources })
    await record.read([])
    const plain = text(record.serveCheckpoint())
    const stranger = makeEd25519()
    const log: VerifierKey = { name: 'city.example/record', type: noteKey, publicKey: keys.publicKey }
    const ports = { logs: [log], verify: verifyEd25519, now: noon }
    const good = async (body: Uint8Array) => witness(body, () => null, { ...ports, key, sign })
    const answers: ((body: Uint8Array) => Promise<{ status: number; body: string }>)[] = [
      async body => witness(body, () => null, { ...ports, key, sign: ed25519Signer(stranger) }),
      async body => witness(body, () => null, { ...ports, key: { ...key, name: 'else.example' }, sign }),
      async body => ({ status: 200, body: (await good(body)).body.slice(0, -9) }),
      async () => ({ status: 200, body: '' }),
      async () => ({ status: 409, body: '99999\n' }),
      async () => ({ status: 409, body: 'x' }),
      async () => ({ status: 500, body: 'x'.repeat(9) }),
      async () => {
        throw new Error('gone')
      },
    ]
    for (const answer of answers) {
      await new Witnesses([{ key, url: 'http://localhost:1' }], async (_url, body) => answer(body)).ask(record)
      expect(text(record.serveCheckpoint())).toBe(plain)
    }
    await new Witnesses([{ key, url: 'http://localhost:1' }], async (_url, body) => good(body)).ask(record)
    expect(text(record.serveCheckpoint())).not.toBe(plain)
  })
})
