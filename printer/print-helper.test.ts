import { once } from 'node:events'
import { type OutgoingHttpHeaders, request, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ChosenPrinter } from './chosen-printer.ts'
import { type FakePrinter, startFakePrinter } from './fake-printer.test.kit.ts'
import { makePairingCode } from './gate.ts'
import { encodeJob, longestJob, pairingHeader, pairingLetters } from './job.ts'
import { page } from './page.test.kit.ts'
import { createPrintHelper } from './print-helper.ts'

const origin = 'https://id.example.gov'
const code = 'CDFHJKMN'
const job = encodeJob({ what: 'card', pages: [page(1)] })
let fake: FakePrinter
let server: Server
let port: number
let clock = 0
const said: string[] = []

beforeEach(async () => {
  fake = await startFakePrinter()
  const card = await ChosenPrinter.choose({ uri: fake.uri, kind: 'card', looks: 3, pause: async () => {} })
  clock = 0
  said.length = 0
  server = createPrintHelper({
    origin,
    code,
    printers: { card, paper: null, labels: null },
    now: () => clock,
    say: event => said.push(event),
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  port = (server.address() as AddressInfo).port
})
afterEach(async () => {
  server.close()
  server.closeAllConnections()
  await fake.stop()
})

interface Asked {
  method?: string
  path?: string
  headers?: OutgoingHttpHeaders
  body?: Uint8Array
}

/** As a browser would send it, with what a test changes; undefined leaves a header out. */
function ask({ method = 'GET', path = '/printer', headers = {}, body }: Asked = {}) {
  const all: OutgoingHttpHeaders = { origin, host: `127.0.0.1:${port}`, [pairingHeader]: code, ...headers }
  if (body) Object.assign(all, { 'content-type': 'application/octet-stream', 'content-length': body.length, ...headers })
  for (const name of Object.keys(all)) if (all[name] === undefined) delete all[name]
  return new Promise<{ status: number; headers: Record<string, unknown>; body: unknown }>((done, failed) => {
    const sent = request({ port, host: '127.0.0.1', method, path, headers: all, setHost: false, agent: false }, async response => {
      const text = Buffer.concat(await response.toArray()).toString()
      done({ status: response.statusCode ?? 0, headers: response.headers, body: text ? JSON.parse(text) : null })
    })
    sent.on('error', failed)
    sent.end(body)
  })
}
const print = (more: Asked = {}) => ask({ method: 'POST', path: '/print', body: job, ...more })
const refused = { status: 403, body: { fault: 'helper_refused' } }

describe('whom the helper hears', () => {
  it('the chosen page with the code of today', async () => {
    const answer = await ask()
    expect(answer).toMatchObject({ status: 200, body: { version: 1, printers: { card: { fault: null, twoSided: true }, paper: null } } })
    expect(answer.headers['access-control-allow-origin']).toBe(origin)
  })

  it.each<[string, OutgoingHttpHeaders]>([
    ['another page', { origin: 'https://id.example.gov.evil.example' }],
    ['the same name without TLS', { origin: 'http://id.example.gov' }],
    ['a page that hides its origin', { origin: 'null' }],
    ['no page at all', { origin: undefined }],
    ['a name that was made to point here', { host: 'rebound.example' }],
    ['a name that was made to point here, with the port', { host: 'rebound.example:6310' }],
    ['another port', { host: '127.0.0.1:1' }],
  ])('not %s, whatever code it has, and no browser is told that it may', async (_, headers) => {
    const answer = await print({ headers })
    expect(answer).toMatchObject(refused)
    expect(answer.headers['access-control-allow-origin']).toBeUndefined()
    expect((await ask({ method: 'OPTIONS', headers })).headers['access-control-allow-origin']).toBeUndefined()
    expect(fake.heard.some(({ operation }) => operation === 'Print-Job')).toBe(false)
  })

  it.each([undefined, '', 'CDFHJKM', 'CDFHJKMP', 'CDFHJKMNN', 'cdfhjkmn', 'é'.repeat(8)])('not the code %s', async wrong => {
    expect(await print({ headers: { [pairingHeader]: wrong && encodeURI(wrong) } })).toMatchObject(refused)
    expect(fake.heard.some(({ operation }) => operation === 'Print-Job')).toBe(false)
  })

  it('nobody for a minute after five wrong codes in a minute, not even who knows it', async () => {
    for (let wrong = 0; wrong < 5; wrong++) expect(await ask({ headers: { [pairingHeader]: 'XXXXXXXX' } })).toMatchObject(refused)
    expect(await ask()).toMatchObject({ status: 429, body: { fault: 'too_fast' } })
    clock += 59_999
    expect(await ask()).toMatchObject({ status: 429 })
    clock += 1
    expect(await ask()).toMatchObject({ status: 200 })
  })

  it('a clerk who mistypes now and then', async () => {
    for (let wrong = 0; wrong < 20; wrong++) {
      expect(await ask({ headers: { [pairingHeader]: 'XXXXXXXX' } })).toMatchObject(refused)
      clock += 15_001
    }
    expect(await ask()).toMatchObject({ status: 200 })
  })

  it('another page cannot lock the desk out', async () => {
    for (let wrong = 0; wrong < 9; wrong++) await ask({ headers: { origin: 'https://evil.example', [pairingHeader]: 'XXXXXXXX' } })
    expect(await ask()).toMatchObject({ status: 200 })
  })

  it("the browser's question before, also when a page of the network asks its own computer", async () => {
    const answer = await ask({
      method: 'OPTIONS',
      headers: { [pairingHeader]: undefined, 'access-control-request-private-network': 'true' },
    })
    expect(answer).toMatchObject({
      status: 204,
      headers: {
        'access-control-allow-origin': origin,
        'access-control-allow-methods': 'GET, POST',
        'access-control-allow-headers': `content-type, ${pairingHeader}`,
        'access-control-allow-private-network': 'true',
      },
    })
  })

  it('listens on this computer only', () => {
    expect((server.address() as AddressInfo).address).toBe('127.0.0.1')
  })
})

describe('what the helper takes', () => {
  it('a job, which it prints', async () => {
    expect(await print()).toMatchObject({ status: 200, body: { printed: true } })
    expect(said).toEqual(['printed'])
  })

  it.each<[string, Asked]>([
    ['a job that is too long', { headers: { 'content-length': longestJob + 1 } }],
    ['a length that is none', { headers: { 'content-length': undefined, 'transfer-encoding': 'chunked' } }],
    ['a job as a form', { headers: { 'content-type': 'multipart/form-data' } }],
    ['bytes after the job', { body: Buffer.concat([job, Buffer.alloc(1)]) }],
    ['half a job', { body: job.subarray(0, 1000) }],
    ['another address', { path: '/print/' }],
    ['a query', { path: '/print?title=x' }],
    ['another method', { method: 'PUT' }],
  ])('not %s', async (_, asked) => {
    expect(await print(asked)).toMatchObject({ status: 400, body: { fault: 'malformed' } })
    expect(fake.heard.some(({ operation }) => operation === 'Print-Job')).toBe(false)
  })

  it('not a body where there is none', async () => {
    expect(await ask({ method: 'POST', path: '/purge', body: Buffer.from('x') })).toMatchObject({ status: 400 })
    expect(await ask({ body: Buffer.from('x') })).toMatchObject({ status: 400 })
  })

  it('not a job that breaks off, and is well afterwards', async () => {
    const socket = connect(port, '127.0.0.1')
    await once(socket, 'connect')
    socket.write(
      `POST /print HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: ${origin}\r\n${pairingHeader}: ${code}\r\nContent-Type: application/octet-stream\r\nContent-Length: ${job.length}\r\n\r\n`,
    )
    socket.write(job.subarray(0, 5000))
    // Asked on another connection, so the helper is already reading the first job.
    const answers = async () => (await ask({ method: 'POST', path: '/purge' })).body as { fault?: string }
    while ((await answers()).fault !== 'busy') {}
    socket.destroy()
    while ((await answers()).fault === 'busy') {}
    expect(await print()).toMatchObject({ status: 200 })
  })

  it('not the job of another version', async () => {
    expect(await print({ body: job.with(4, 2) })).toMatchObject({ status: 409, body: { fault: 'helper_version' } })
  })

  it('not a page for a printer that was not chosen', async () => {
    const sheet = encodeJob({ what: 'sheet', pages: [page(1, 1, 100, 100)] })
    expect(await print({ body: sheet })).toMatchObject({ status: 502, body: { fault: 'printer_absent' } })
    expect(fake.heard.some(({ operation }) => operation === 'Print-Job')).toBe(false)
  })

  it('one job at a time', async () => {
    const other: Promise<unknown>[] = []
    fake.on['Get-Job-Attributes'] = () => {
      if (other.length === 0) other.push(print())
      return { jobs: [{ 'job-state': 'processing' }] }
    }
    await print()
    expect(await Promise.all(other)).toMatchObject([{ status: 409, body: { fault: 'busy' } }])
  })

  it('a printer that fails is said as it is, and nothing was printed', async () => {
    fake.printer['printer-state-reasons'] = 'media-jam-error'
    expect(await print()).toMatchObject({ status: 502, body: { fault: 'jam' } })
    expect(said).toEqual(['not printed'])
  })

  it('at closing it asks every printer and says whether it forgot', async () => {
    expect(await ask({ method: 'POST', path: '/purge' })).toMatchObject({ status: 200, body: { left: 'purged' } })
    fake.on['Get-Jobs'] = () => ({ jobs: [{ 'job-id': 1 }] })
    expect(await ask({ method: 'POST', path: '/purge' })).toMatchObject({ status: 200, body: { left: 'cannot' } })
    expect(said).toEqual(['purged', 'cannot purge'])
  })
})

describe('the pairing code', () => {
  it('is eight letters that cannot be mistaken for one another', () => {
    const code = makePairingCode(length => Uint8Array.from({ length }, (_, at) => at * 17))
    expect(code).toMatch(new RegExp(`^[${pairingLetters}]{8}$`))
    expect(pairingLetters).not.toMatch(/[0O1ILQUAEB8S5Z2G]/)
  })

  it('draws every letter as often as every other', () => {
    const counts = new Map<string, number>()
    let byte = 0
    const next = () => byte++ % 256
    for (let round = 0; round < 300; round++) {
      for (const letter of makePairingCode(length => Uint8Array.from({ length }, next))) counts.set(letter, (counts.get(letter) ?? 0) + 1)
    }
    expect([...counts.keys()].sort().join('')).toBe([...pairingLetters].sort().join(''))
    expect(Math.max(...counts.values()) - Math.min(...counts.values())).toBeLessThan(40)
  })
})
