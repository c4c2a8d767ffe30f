import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CertificateFault, type CertificateFaultCode, certificateFaults } from './faults.ts'
import { parseRoot, type RootJson, rootFingerprint, rootJson } from './root.ts'

const chicago = JSON.parse(readFileSync(new URL('../cities/chicago/root.json', import.meta.url), 'utf8')) as RootJson
const [first, second] = chicago.administrators as [RootJson['administrators'][0], RootJson['administrators'][0]]
const real: RootJson = { ...chicago, city: 'chicago', practice: false, rpId: 'id.example.org', origins: ['https://id.example.org'] }

describe('the root of a city', () => {
  it('is read from its file and written back the same', () => {
    expect(rootJson(parseRoot(chicago))).toEqual(chicago)
    expect(rootJson(parseRoot(real))).toEqual(real)
  })

  it('of the practice city is practice, with two administrators who must both sign', () => {
    expect(parseRoot(chicago)).toMatchObject({ city: 'chicago/practice', practice: true, threshold: 2 })
  })

  it('has a fingerprint that follows every part of it', () => {
    const one = rootFingerprint(parseRoot(real))
    expect(one).toMatch(/^[0-9a-f]{64}$/)
    const others: RootJson[] = [
      chicago,
      { ...real, threshold: 1 },
      { ...real, rpId: 'example.org' },
      { ...real, origins: ['https://id.example.org:444'] },
      { ...real, administrators: [second, first] },
      { ...real, administrators: [{ ...first, alias: 'c' }, second] },
    ]
    const all = others.map(json => rootFingerprint(parseRoot(json)))
    expect(new Set([one, ...all]).size).toBe(all.length + 1)
  })

  it('may list several passkeys of one person, who still counts once', () => {
    const two = { ...real, administrators: [first, { ...second, alias: first.alias }] }
    expect(() => parseRoot(two)).toThrow(new CertificateFault('malformed'))
    expect(parseRoot({ ...two, threshold: 1 }).administrators).toHaveLength(2)
  })

  it('may name a port of this computer exactly, for a city tried out on one machine', () => {
    expect(parseRoot({ ...real, rpId: 'localhost', origins: ['http://localhost:4455'] }).practice).toBe(false)
  })
})

describe('refused', () => {
  const cases: [string, unknown, CertificateFaultCode?][] = [
    ['nothing', null],
    ['a list', [chicago]],
    ['a field more', { ...chicago, note: '' }],
    ['a field less', { ...chicago, rpId: undefined }],
    ['a field that is only inherited', Object.create(chicago)],
    ['practice under the name of a real city', { ...chicago, city: 'chicago' }],
    ['a real city under the name of practice', { ...real, city: 'chicago/practice' }],
    ['a city with a capital', { ...real, city: 'Chicago' }],
    ['a city with a path', { ...real, city: 'chicago/../practice' }],
    ['any port of this computer in a real city', { ...real, rpId: 'localhost', origins: ['http://localhost'] }],
    ['an origin without TLS', { ...real, origins: ['http://id.example.org'] }],
    ['an origin of another host', { ...real, origins: ['https://id.example.com'] }],
    ['a host that only ends alike', { ...real, origins: ['https://evil-id.example.org'] }],
    ['an origin with a path', { ...real, origins: ['https://id.example.org/'] }],
    ['an origin with a user', { ...real, origins: ['https://id.example.org@evil.example'] }],
    ['no origin', { ...real, origins: [] }],
    ['nine origins', { ...real, origins: new Array(9).fill('https://id.example.org') }],
    ['a threshold of none', { ...real, threshold: 0 }],
    ['a threshold beyond the people', { ...real, threshold: 3 }],
    ['half a person', { ...real, threshold: 1.5 }],
    ['no administrators', { ...real, administrators: [] }],
    ['the same passkey under two names', { ...real, administrators: [first, { ...first, alias: 'b' }] }],
    ['the same key under two credential ids', { ...real, administrators: [first, { ...second, publicKey: first.publicKey }] }],
    ['a key that is no point', { ...real, administrators: [first, { ...second, publicKey: `BA${second.publicKey.slice(2)}` }] }, 'point'],
    ['a key with padding', { ...real, administrators: [first, { ...second, publicKey: `${second.publicKey}=` }] }],
    [
      'a key with a letter of another alphabet',
      { ...real, administrators: [first, { ...second, publicKey: second.publicKey.replace('_', '/') }] },
    ],
    ['a key that is too short', { ...real, administrators: [first, { ...second, publicKey: second.publicKey.slice(4) }] }],
    ['an alias with a line break', { ...real, administrators: [first, { ...second, alias: 'a\nb' }] }],
    ['an administrator with a field more', { ...real, administrators: [first, { ...second, name: 'x' }] }],
    ['an administrator who is text', { ...real, administrators: [first, 'b'] }],
  ]
  for (const [what, json, code = 'malformed'] of cases) {
    it(`${what}: ${code}`, () => expect(() => parseRoot(json)).toThrow(new CertificateFault(code)))
  }

  it('with a known fault and no other error, whatever the JSON', () => {
    const field = fc.constantFrom(...(Object.keys(chicago) as (keyof RootJson)[]))
    const any = fc.oneof(
      fc.jsonValue(),
      fc.tuple(field, fc.jsonValue()).map(([key, value]) => ({ ...chicago, [key]: value })),
      fc.tuple(fc.constantFrom('alias', 'credentialId', 'publicKey'), fc.jsonValue()).map(([key, value]) => ({
        ...chicago,
        administrators: [first, { ...second, [key]: value }],
      })),
    )
    fc.assert(
      fc.property(any, json => {
        try {
          expect(rootJson(parseRoot(json))).toEqual(json)
        } catch (error) {
          expect(error).toBeInstanceOf(CertificateFault)
          expect(Object.keys(certificateFaults)).toContain((error as CertificateFault).code)
        }
      }),
      { numRuns: 1000 },
    )
  })
})
