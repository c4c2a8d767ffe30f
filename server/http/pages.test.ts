import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, type TLSSocket } from 'node:tls'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startMakeRoot } from '../make-root.ts'
import { startTestServer, type TestServer } from '../running-server.test.kit.ts'

const www = mkdtempSync(join(tmpdir(), 'latchkey-www-'))
let test: TestServer
beforeAll(async () => {
  mkdirSync(join(www, 'words/0123456789abcdef'), { recursive: true })
  for (const code of ['en', 'es', 'ar']) writeFileSync(join(www, 'words/0123456789abcdef', code), `${code} words`)
  for (const folder of ['a', 'desk', 'check', 'kiosk', 'wall', 'guide', 'posters', 'letter', 'host', 'try/phone', 'try/desk'])
    mkdirSync(join(www, folder), { recursive: true })
  for (const page of [
    '',
    'desk/',
    'check/',
    'kiosk/',
    'wall/',
    'guide/',
    'posters/',
    'letter/',
    'host/',
    'try/',
    'try/phone/',
    'try/desk/',
  ])
    writeFileSync(join(www, `${page}index.html`), `<!doctype html>${page}`)
  writeFileSync(join(www, 'a/x-12345678.js'), 'plain')
  writeFileSync(join(www, 'a/x-12345678.js.br'), 'brotli')
  writeFileSync(join(www, 'a/x-12345678.js.gz'), 'gzip')
  writeFileSync(join(www, 'sw.js'), 'worker')
  writeFileSync(join(www, 'secret.key'), 'no type, no page')
  test = await startTestServer({ pagesDirectory: www })
}, 60_000)
afterAll(async () => {
  await test.end()
  rmSync(www, { recursive: true, force: true })
})

const words = (language: string) => ask('/words/0123456789abcdef', '', { 'accept-language': language })
/** fetch undoes compression; this does not. */
const ask = (path: string, encoding = '', more: Record<string, string> = {}) =>
  new Promise<{ status: number; headers: Record<string, unknown>; text: string }>(resolve => {
    request(test.server.address + path, { headers: { 'accept-encoding': encoding, ...more } }, answer => {
      let text = ''
      answer.on('data', piece => (text += piece))
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }))
    }).end()
  })
const policyOf = async (path: string) => {
  const text = String((await ask(path)).headers['content-security-policy'])
  return Object.fromEntries(text.split('; ').map(rule => [rule.split(' ')[0], rule.split(' ').slice(1).join(' ')]))
}

describe('pages', () => {
  it('are found with and without the last slash; /check is sent under its worker', async () => {
    for (const path of ['/', '/desk', '/desk/', '/check/', '/kiosk', '/wall/', '/try', '/try/phone', '/try/desk/'])
      expect((await ask(path)).status).toBe(200)
    const check = await ask('/check')
    expect([check.status, check.headers.location]).toEqual([308, '/check/'])
  })
  it('are never stored, except what carries its hash in its name', async () => {
    for (const path of ['/', '/sw.js', '/desk']) expect((await ask(path)).headers['cache-control']).toBe('no-store')
    expect((await ask('/a/x-12345678.js')).headers['cache-control']).toBe('public, max-age=31536000, immutable')
  })
  it('come compressed as the browser can read them', async () => {
    expect(await ask('/a/x-12345678.js', 'gzip, deflate, br')).toMatchObject({
      text: 'brotli',
      headers: { 'content-encoding': 'br', vary: 'accept-encoding' },
    })
    expect((await ask('/a/x-12345678.js', 'gzip')).text).toBe('gzip')
    expect((await ask('/a/x-12345678.js')).text).toBe('plain')
    expect((await ask('/a/x-12345678.js.br')).status).toBe(404)
  })
  it('of words have one address for every language; the header picks, and nothing but the bytes differs', async () => {
    const asked = await Promise.all(['en', 'es', 'ar', 'xx', '', '../es', 'es,ar;q=0.5'].map(code => words(code)))
    expect(asked.map(({ text }) => text)).toEqual(['en', 'es', 'ar', 'en', 'en', 'en', 'en'].map(code => `${code} words`))
    const same = asked.map(({ status, headers: { date, ...headers } }) => JSON.stringify([status, headers]))
    expect(new Set(same).size).toBe(1)
    // A machine on the way must not keep one language's answer for another's question.
    expect(asked[0]?.headers).toMatchObject({ vary: 'accept-language', 'cache-control': 'private, max-age=31536000, immutable' })
    for (const path of ['/words/0123456789abcdef/es', '/words/0123456789abcdee', '/words/', '/words'])
      expect((await ask(path)).status).toBe(404)
  })
  it('are of known types only', async () => {
    expect((await ask('/secret.key')).status).toBe(404)
  })
})

describe('policies', () => {
  it('no page may load from elsewhere, run inline script, eval, or make markup but by the one policy', async () => {
    for (const path of [
      '/',
      '/desk',
      '/check/',
      '/kiosk',
      '/wall',
      '/try',
      '/try/phone',
      '/try/desk',
      '/record',
      '/a/x-12345678.js',
      '/sw.js',
    ]) {
      const policy = await policyOf(path)
      expect([policy['default-src'], policy['base-uri'], policy['form-action'], policy['require-trusted-types-for']]).toEqual([
        "'none'",
        "'none'",
        "'none'",
        "'script'",
      ])
      // The one address beside its own that a page may name: the print helper on the desk's computer, and only where a desk is.
      const helper = /^\/(try\/)?desk/.test(path) ? ' http://127.0.0.1:6310' : ''
      expect(policy['connect-src']?.endsWith(helper)).toBe(true)
      expect(JSON.stringify(policy).replace(helper, '')).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:|\*/)
    }
  })
  it('each page has what it needs and no more', async () => {
    const [home, desk, check, tour, phone] = [
      await policyOf('/'),
      await policyOf('/desk'),
      await policyOf('/check/'),
      await policyOf('/try'),
      await policyOf('/try/phone'),
    ]
    expect(home['script-src']).toBe("'self'")
    expect(desk['script-src']).toBe("'self' 'wasm-unsafe-eval'")
    expect(check['script-src']).toBe("'self' 'wasm-unsafe-eval'")
    for (const path of ['/kiosk', '/wall'])
      expect(await policyOf(path)).toMatchObject({ 'script-src': "'self'", 'img-src': "'self' data:" })
    expect([desk['img-src'], home['img-src']]).toEqual(["'self' data:", "'self' data: blob:"])
    expect([tour['frame-src'], home['frame-src'], phone['frame-ancestors'], home['frame-ancestors'], desk['frame-ancestors']]).toEqual([
      "'self'",
      "'none'",
      "'self'",
      "'none'",
      "'none'",
    ])
    expect(home['connect-src']).toBe("'self' ws://localhost:4400")
    expect(home['trusted-types']).toBe('latchkey')
  })
  it('what is made for paper runs no script, asks nobody and sends no form: what an agency types there has no way out', async () => {
    for (const path of ['/guide', '/posters/', '/letter', '/letter/', '/host', '/host/']) {
      const policy = await policyOf(path)
      expect([policy['script-src'], policy['connect-src'], policy['form-action'], policy['default-src']]).toEqual(Array(4).fill("'none'"))
    }
  })
  it('the camera is for this site alone, and erasing is the browser’s own', async () => {
    expect((await ask('/')).headers['permissions-policy']).toContain('camera=(self)')
    expect((await ask('/')).headers['clear-site-data']).toBe(undefined)
    const erase = (method: string, origin?: string) =>
      fetch(`${test.server.address}/erase`, { method, ...(origin ? { headers: { origin } } : {}) })
    expect((await erase('POST', 'http://localhost:4400')).headers.get('clear-site-data')).toBe('"*"')
    // A link, a form elsewhere, a program that names nobody: none of them may take somebody's card.
    for (const refused of [await erase('GET'), await erase('POST', 'https://elsewhere.example'), await erase('POST')]) {
      expect([refused.ok, refused.headers.get('clear-site-data')]).toEqual([false, null])
    }
  })
})

it('to make a root only pages are served: no settings, no relay, no store', async () => {
  const server = await startMakeRoot({ port: 0, host: 'localhost', pagesDirectory: www })
  const base = `http://localhost:${server.port}`
  expect((await fetch(`${base}/desk`)).status).toBe(200)
  expect((await fetch(`${base}/now`)).status).toBe(404)
  expect((await fetch(`${base}/settings/state`, { method: 'POST', body: '{}' })).status).toBe(404)
  await server.stop()
})

describe('with TLS', () => {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-tls-'))
  const file = (name: string) => join(folder, name)
  const subject = ['-subj', '/CN=localhost', '-days', '2', '-nodes', '-keyout', file('key.pem'), '-out', file('cert.pem')]
  const has = (() => {
    try {
      execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', ...subject], { stdio: 'ignore' })
      return true
    } catch {
      return false
    }
  })()
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it.skipIf(!has)(
    'speaks 1.3 only, and no connection can be taken up again from what was recorded',
    async () => {
      const secure = await startTestServer({ tls: { key: readFileSync(file('key.pem')), cert: readFileSync(file('cert.pem')) } })
      const open = (more: object) =>
        new Promise<{ socket: TLSSocket; session: Buffer | null } | null>(resolve => {
          const socket = connect({ port: secure.server.port, host: 'localhost', rejectUnauthorized: false, ...more })
          let session: Buffer | null = null
          socket.on('session', given => (session = given))
          socket.on('error', () => resolve(null))
          socket.on('secureConnect', () => socket.write('GET /now HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'))
          socket.on('data', () => {})
          socket.on('end', () => resolve({ socket, session }))
        })
      const first = await open({})
      expect(first?.socket.getProtocol()).toBe('TLSv1.3')
      const again = await open({ session: first?.session ?? undefined })
      expect(again?.socket.isSessionReused()).toBe(false)
      expect(await open({ minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2' })).toBe(null)
      await secure.end()
    },
    60_000,
  )
})
