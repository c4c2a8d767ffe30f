/** Every route and control message against everything that is not a message: only codes of the closed list come back, and nothing else. */
import { request } from 'node:http'
import { isFaultCode } from '@latchkey/wire/faults.ts'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { End, signIn } from '../relay/relay-ends.test.kit.ts'
import { certifyClerk, openWay, post, startTestServer, type TestServer } from '../running-server.test.kit.ts'
import { commonHeaders, dataHeaders } from './headers.ts'

let test: TestServer
beforeAll(async () => {
  test = await startTestServer()
  await openWay(test)
}, 60_000)
afterAll(() => test.end())

const posts = [
  '/waiting/number',
  '/waiting/claim',
  '/waiting/comeback',
  '/booking/book',
  '/booking/look',
  '/booking/cancel',
  '/booking/arrive',
  '/cancelled/cancel',
  '/feedback',
  '/settings/nonce',
  '/settings/clerk',
  '/settings/period',
  '/settings/way',
  '/settings/state',
  '/legal/look',
  '/legal/act',
  '/practice/seize',
]
/** A word that no message has: it must not come back in anything the server says. */
const marker = 'Zxquarb7'

async function raw(method: string, path: string, body: string | Uint8Array, headers: Record<string, string>) {
  return new Promise<{ status: number; text: string; headers: Record<string, unknown> }>((resolve, reject) => {
    const all = { ...headers, 'content-length': String(Buffer.byteLength(body)) }
    const asked = request(test.server.address + path, { method, headers: all }, answer => {
      let text = ''
      answer.on('data', (piece: Buffer) => (text += piece.toString('latin1')))
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text, headers: answer.headers }))
    })
    asked.on('error', reject)
    asked.end(body)
  })
}
const json = { 'content-type': 'application/json' }
function expectFault({ status, text }: { status: number; text: string }): string {
  const body = JSON.parse(text) as { fault: string }
  expect(Object.keys(body)).toEqual(['fault'])
  expect(isFaultCode(body.fault)).toBe(true)
  expect(status).toBeGreaterThanOrEqual(400)
  expect(text).not.toContain(marker)
  return body.fault
}

const rubbish = fc.oneof(
  fc.json().map(text => text.replace('"', `"${marker}`)),
  fc.string().map(text => marker + text),
  fc.uint8Array({ maxLength: 400 }).map(bytes => Buffer.from(bytes).toString('latin1')),
  fc.constantFrom('', 'null', '[]', '0', '"x"', '{"number":null}', '{"code":7}', `{"${marker}":1}`, '{"certified":""}', '{"__proto__":{}}'),
)

describe.each(posts)('POST %s', path => {
  it('answers rubbish with malformed and never quotes it', async () => {
    await fc.assert(
      fc.asyncProperty(rubbish, async body => {
        // An empty object is what some of these routes ask for.
        fc.pre(body.trim() !== '{}')
        expect(expectFault(await raw('POST', path, body, json))).toBe('malformed')
      }),
      { numRuns: 40 },
    )
  })
  it('refuses other kinds of body, a query, a field too many and what is too long', async () => {
    for (const headers of [{}, { 'content-type': 'text/plain' }, { 'content-type': 'multipart/form-data; boundary=x' }] as Record<
      string,
      string
    >[])
      expect(expectFault(await raw('POST', path, '{}', headers))).toBe('malformed')
    expect(expectFault(await raw('POST', `${path}?way=${marker}`, '{}', json))).toBe('malformed')
    expect(expectFault(await raw('POST', path, `{"${marker}":"x"}`, json))).toBe('malformed')
    const long = path === '/settings/period' ? 7 * 1024 * 1024 : 20_000
    expect(expectFault(await raw('POST', path, `{"a":"${'x'.repeat(long)}"}`, json))).toBe('malformed')
  })
  it('is nothing else but a POST', async () => {
    for (const method of ['PUT', 'DELETE', 'PATCH']) expect(expectFault(await raw(method, path, '{}', json))).toBe('unknown_route')
    if (path !== '/practice/seize') expect(expectFault(await raw('GET', path, '', {}))).toBe('unknown_route')
  })
})

describe('messages of the right shape and the wrong content', () => {
  const text = (bytes: number) => fc.uint8Array({ minLength: bytes, maxLength: bytes }).map(made => Buffer.from(made).toString('base64url'))
  it('a made-up number is unknown, whatever it says', async () => {
    const number = fc.record({
      way: fc.constant('phone'),
      day: fc.constantFrom('2026-11-23', '2026-11-24', '1999-99-99'),
      n: fc.integer({ min: 1, max: 99_999 }),
      mac: text(16),
    })
    await fc.assert(
      fc.asyncProperty(number, text(32), async (number, placeHash) => {
        expect(await post(test.server, '/waiting/claim', { number, placeHash })).toEqual({ status: 409, body: { fault: 'number_unknown' } })
      }),
      { numRuns: 50 },
    )
  })
  it('a made-up way back is unknown, whatever it says', async () => {
    const comeback = fc.record({ day: fc.constantFrom('2026-11-23', '2026-11-24', '1999-99-99'), id: text(16), mac: text(16) })
    await fc.assert(
      fc.asyncProperty(comeback, text(32), async (comeback, placeHash) => {
        expect(await post(test.server, '/waiting/comeback', { comeback, placeHash })).toEqual({
          status: 409,
          body: { fault: 'comeback_unknown' },
        })
      }),
      { numRuns: 50 },
    )
  })
  it('rubbish in the place of a certified statement is malformed or not certified', async () => {
    const certified = fc.uint8Array({ minLength: 64, maxLength: 300 }).map(made => Buffer.from(made).toString('base64url'))
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('/settings/clerk', '/settings/way'), certified, async (path, certified) => {
        const { body } = (await post(test.server, path, { certified })) as { body: { fault: string } }
        expect(['malformed', 'not_certified']).toContain(body.fault)
      }),
      { numRuns: 50 },
    )
  })
})

it('addresses that do not exist, or only nearly, are unknown', async () => {
  for (const path of [
    '/nowhere',
    '/now/',
    '/Now',
    '/cancelled/list/',
    '/cancelled/list/7',
    '/cancelled/list/07',
    '/cancelled/list/-1',
    '/cancelled/list/100',
    '/../etc/passwd',
    '/a/../../server.js',
    '/%2e%2e/x',
  ])
    expect(expectFault(await raw('GET', path, '', {}))).toBe('unknown_route')
  expect(expectFault(await raw('GET', '/%zz', '', {}))).toBe('malformed')
  expect(expectFault(await raw('GET', '/now?x=1', '', {}))).toBe('malformed')
})

it('OPTIONS and HEAD are answered plainly', async () => {
  const options = await raw('OPTIONS', '/now', '', {})
  expect([options.status, options.text, options.headers.allow]).toEqual([204, '', 'GET, HEAD, POST, OPTIONS'])
  const head = await raw('HEAD', '/now', '', {})
  expect([head.status, head.text]).toEqual([200, ''])
})

it('what is no HTTP at all gets the same fault', async () => {
  const { connect } = await import('node:net')
  const answer = await new Promise<string>(resolve => {
    const socket = connect(test.server.port, 'localhost', () => socket.write(`${marker}\r\n\r\n`))
    let text = ''
    socket.on('data', piece => (text += piece))
    socket.on('close', () => resolve(text))
  })
  expect(answer).toContain('{"fault":"malformed"}')
  expect(answer).not.toContain(marker)
})

it('no answer names the software, sets a cookie or may be stored', async () => {
  for (const path of ['/now', '/waiting/today', '/record', '/nowhere', '/settings/state']) {
    const { headers, text } = await raw('GET', path, '', {})
    // What a browser would show as a document says more than what only scripts ask for.
    const own = path === '/now' ? dataHeaders(false) : commonHeaders(false)
    expect(headers).toMatchObject({ ...own, 'content-length': String(text.length) })
    for (const name of ['server', 'x-powered-by', 'set-cookie', 'etag', 'last-modified']) expect(headers[name]).toBe(undefined)
  }
})

describe('control messages of a desk', () => {
  const words = [
    'sign_in',
    'next',
    'booked',
    'return',
    'hand_over',
    'second_look',
    'goodbye',
    'lease',
    'seal',
    'thanks',
    'sign_out',
    'hand_in',
    marker,
  ]
  const message = fc.oneof(
    fc.record({
      say: fc.constantFrom(...words),
      room: fc.option(fc.base64String(), { nil: undefined }),
      envelope: fc.option(fc.string(), { nil: undefined }),
    }),
    fc.constantFrom(...words).map(say => ({ say })),
    fc.jsonValue(),
  )
  it('in any order and number bring only messages and faults we know, and nothing of theirs back', async () => {
    const clerk = await certifyClerk(test, '14')
    await fc.assert(
      fc.asyncProperty(fc.boolean(), fc.array(message, { maxLength: 8 }), async (seated, messages) => {
        const desk = seated
          ? (await signIn(test.server, clerk, test.clock.now)).desk
          : await new End<{ say: 'fault'; fault: string }>(test.server, '/relay/desk').open()
        for (const one of messages) desk.say(JSON.stringify(one))
        // The last one is no message, so the socket ends when all before it have been answered.
        desk.say('')
        const { code, reason } = await desk.ended()
        expect([code, reason]).toEqual([4000, 'malformed'])
        for (const heard of desk.heard as { say: string; fault?: string }[]) {
          expect(['challenge', 'signed_in', 'line', 'nobody', 'fault']).toContain(heard.say)
          if (heard.say === 'fault') expect(isFaultCode(heard.fault)).toBe(true)
          expect(JSON.stringify(heard)).not.toContain(marker)
        }
      }),
      { numRuns: 60 },
    )
  }, 60_000)
})
