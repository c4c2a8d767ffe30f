import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isPhoneKey, languageCodes } from '../tools/languages.mjs'
import { packWords } from '../tools/words.mjs'
import { fetchWords, readWords } from './words.ts'

const top = join(import.meta.dirname, '..')
const codes = ['en', 'es', 'ar']
const pack = (namespaces: string[]) =>
  packWords({ directory: join(top, 'ui/languages'), city: join(top, 'cities/chicago'), keys: isPhoneKey, codes, namespaces })
const { address, files } = pack(['shell', 'home', 'papers', 'number'])

describe('the words of a language as a file', () => {
  it('have one length for every language, and an address that names none', () => {
    expect(new Set(codes.map(code => files[code]!.length)).size).toBe(1)
    expect(address).toMatch(/^\/words\/[0-9a-f]{16}$/)
    expect(pack(['shell']).address).not.toBe(address)
    expect(Object.keys(files)).toEqual(codes)
  })
  it('say what the texts say, and the city’s sentences', async () => {
    const words = await readWords(files.es!, 'es')
    expect(words?.messages['home.try.go']).toBe('Probar ahora')
    expect(words?.city['name.city']).toBe('Chicago')
    // What only staff, or the record, shows does not travel to a phone.
    expect(Object.keys(words?.city ?? {}).some(key => key.endsWith('.key') || key.startsWith('other.'))).toBe(false)
  })
  it('hold nothing in English, which is built in', async () => {
    expect(await readWords(files.en!, 'en')).toEqual({ code: 'en', messages: {}, city: {} })
  })
  it('of another language are refused: a cache on the way may have mixed them up', async () => {
    expect(await readWords(files.ar!, 'es')).toBeNull()
  })
  it('that were cut, changed or filled up are no words', async () => {
    const good = files.es!
    await fc.assert(
      fc.asyncProperty(fc.nat(good.length - 1), async cut => {
        const words = await readWords(good.subarray(0, cut), 'es')
        // Zeros at the end may be missing; nothing else.
        if (words) expect(good.subarray(cut).every(byte => byte === 0)).toBe(true)
      }),
      { numRuns: 40 },
    )
    const more = Buffer.from(good)
    more[more.length - 1] = 1
    expect(await readWords(more, 'es')).toBeNull()
    expect(await readWords(new Uint8Array(), 'es')).toBeNull()
  })
})

describe('asking for words', () => {
  it('differs between languages in two letters of one header and in nothing else', async () => {
    const asked: string[] = []
    const ask = (async (url: string, init: RequestInit) => {
      asked.push(JSON.stringify([url, { ...init, signal: null }]))
      return new Response(files.es as never)
    }) as typeof fetch
    for (const code of languageCodes) expect(await fetchWords(address, code, ask)).not.toBeNull()
    expect(new Set(asked.map(one => one.length)).size).toBe(1)
    expect(new Set(asked.map(one => one.replace(/"accept-language":"[a-z]{2}"/, ''))).size).toBe(1)
  })
  it('gives nothing when the server or the line does', async () => {
    expect(await fetchWords(address, 'es', async () => new Response('', { status: 404 }))).toBeNull()
    expect(await fetchWords(address, 'es', () => Promise.reject(new TypeError('offline')))).toBeNull()
  })
})
