/** A page that carries English alone: the other languages come as files. */
import { join } from 'node:path'
import { beforeEach, expect, test, vi } from 'vitest'
import { packWords } from '../tools/words.mjs'
import { createKept } from './kept.ts'

const ui = join(import.meta.dirname, 'languages')
const pack = (namespaces: string[]) => packWords({ directory: ui, codes: ['en', 'es', 'ar'], namespaces })
const first = pack(['home'])
const later = pack(['visit'])
const words = { first: first.address, later: later.address }
vi.doMock('virtual:languages', () => ({ offered: ['en', 'es', 'ar'], staff: ['en'], reviewed: ['en'], words }))
vi.doMock('virtual:texts', () => ({ texts: { en: { 'home.try.go': 'Try it now', 'visit.moment': 'One moment, please.' } } }))

/** Every request as the line sees it: the address, and the language in its header. */
let asked: [string, string][]
let online: boolean
beforeEach(() => {
  vi.resetModules()
  asked = []
  online = true
  vi.stubGlobal('fetch', async (address: string, init: { headers: Record<string, string> }) => {
    const code = init.headers['accept-language'] ?? ''
    asked.push([address, code])
    if (!online) throw new TypeError('offline')
    return new Response((address === first.address ? first : later).files[code] as never)
  })
})
const open = () => import('./language.ts')
const root = () => ({ lang: '', dir: '' }) as HTMLElement

test('every language asks for the same addresses, English too', async () => {
  const seen: string[][] = []
  for (const code of ['en', 'es', 'ar']) {
    vi.resetModules()
    asked = []
    const language = await open()
    expect(await language.startLanguage({ root: root(), wanted: [code] })).toBe(code)
    await language.openLater()
    seen.push(asked.map(([address]) => address))
  }
  expect(seen).toEqual([seen[0], seen[0], seen[0]])
  expect(seen[0]).toEqual([first.address, later.address])
})

test('English stays what is built in, the city’s sentences too', async () => {
  const { startLanguage, setLanguage, onCityTexts, textIn } = await open()
  const told: string[] = []
  onCityTexts(code => told.push(code))
  await startLanguage({ root: root(), wanted: ['en'] })
  // Asked for after English: English's file has been read by then.
  await setLanguage('es')
  expect(asked.map(([, code]) => code)).toEqual(['en', 'es'])
  expect(told).toEqual(['es'])
  expect(textIn('en')('home.try.go')).toBe('Try it now')
})

test('a language speaks once its words are here', async () => {
  const { startLanguage, openLater, textIn } = await open()
  await startLanguage({ root: root(), wanted: ['es'] })
  expect(textIn('es')('home.try.go')).toBe('Probar ahora')
  // Not here yet: English stands in, never the id.
  expect(textIn('es')('visit.moment')).toBe('One moment, please.')
  await openLater()
  expect(textIn('es')('visit.moment')).toBe('Un momento, por favor.')
})

test('words that do not come leave the page in English, and it says which are missing', async () => {
  online = false
  const { startLanguage, setLanguage, currentLanguage } = await open()
  const page = root()
  expect(await startLanguage({ root: page, wanted: ['ar'] })).toBe('en')
  expect(page).toMatchObject({ lang: 'en', dir: 'ltr' })
  expect(await setLanguage('ar')).toBe(false)
  online = true
  expect(await setLanguage('ar')).toBe(true)
  expect([currentLanguage(), page.dir]).toEqual(['ar', 'rtl'])
})

test('a chosen language is there without a connection the next time', async () => {
  const kept = createKept('test', undefined)
  const one = await open()
  await one.startLanguage({ kept, root: root(), wanted: ['en'] })
  await one.setLanguage('es')
  vi.resetModules()
  online = false
  const next = await open()
  expect(await next.startLanguage({ kept, root: root(), wanted: ['en'] })).toBe('es')
  expect(next.textIn('es')('home.try.go')).toBe('Probar ahora')
})

test('who only looked at the first page leaves no language in its cache; who went on does', async () => {
  const kept = createKept('test', undefined)
  const { startLanguage, openLater } = await open()
  await startLanguage({ kept, root: root(), wanted: ['es'] })
  expect(await kept.list()).toEqual([])
  await openLater()
  expect((await kept.list()).sort()).toEqual(['words first', 'words later'])
})

test('of two picked quickly the second stays', async () => {
  const { startLanguage, setLanguage, currentLanguage } = await open()
  await startLanguage({ root: root(), wanted: ['en'] })
  const [slow] = [setLanguage('ar'), setLanguage('es')]
  await slow
  await setLanguage('es')
  expect(currentLanguage()).toBe('es')
})
