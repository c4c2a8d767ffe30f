import { texts as built } from 'virtual:texts'
import { compileMessage } from '@lingui/message-utils/compileMessage'
import { afterEach, expect, test } from 'vitest'
import { createKept } from './kept.ts'
import { chooseLanguage, currentLanguage, languages, setLanguage, setTexts, startLanguage, textIn } from './language.ts'

const waiting = {
  en: '{n, plural, one {# person} other {# people}}',
  es: '{n, plural, one {# persona} other {# personas}}',
  ar: '{n, plural, zero {لا أحد} one {شخص واحد} two {شخصان} few {# أشخاص} many {# شخصًا} other {# شخص}}',
}
const root = () => ({ lang: '', dir: '' }) as HTMLElement

afterEach(() => setTexts(built))

test('Arabic has six forms of a number, and the digits of the wall', () => {
  setTexts({ ar: { 'number.ahead': compileMessage(waiting.ar) } })
  const text = (n: number) => textIn('ar')('number.ahead', { n })
  expect([0, 1, 2, 3, 11, 100].map(text)).toEqual(['لا أحد', 'شخص واحد', 'شخصان', '3 أشخاص', '11 شخصًا', '100 شخص'])
})

test('every language speaks at once, whatever the page shows', () => {
  setTexts(Object.fromEntries(Object.entries(waiting).map(([code, message]) => [code, { 'number.ahead': compileMessage(message) }])))
  setLanguage('es')
  expect(textIn('en')('number.ahead', { n: 1204 })).toBe('1,204 people')
  expect(textIn('es')('number.ahead', { n: 1 })).toBe('1 persona')
})

test('apostrophes and braces of plain text come through as they were written', () => {
  setTexts({ en: { 'home.a': "You don't have to talk. It''s {fine}." } })
  expect(textIn('en')('home.a')).toBe("You don't have to talk. It''s {fine}.")
})

test('an unknown id is shown as itself', () => {
  expect(textIn('en')('home.nowhere')).toBe('home.nowhere')
})

test('the browser is asked for its languages in order; a region does not matter', () => {
  expect(chooseLanguage(['de', 'es-MX', 'en'])).toBe('es')
  expect(chooseLanguage(['AR'])).toBe('ar')
  expect(chooseLanguage(['de', 'nl-BE'])).toBe('en')
  expect(chooseLanguage(['ar', 'es'], ['en', 'es'])).toBe('es')
  expect(chooseLanguage(['fil-PH'], ['en', 'tl'])).toBe('tl')
  expect(chooseLanguage([])).toBe('en')
})

test('lang and dir of the page follow, and the choice is remembered in the given cache only', async () => {
  const kept = createKept('test', undefined)
  const page = root()
  expect(await startLanguage({ kept, root: page, wanted: ['en'] })).toBe('en')
  expect(await kept.get('language')).toBeNull()
  setLanguage('ar')
  expect(page).toMatchObject({ lang: 'ar', dir: 'rtl' })
  expect(await kept.get('language')).toBe('ar')
  const again = root()
  expect(await startLanguage({ kept, root: again, wanted: ['en'] })).toBe('ar')
  expect(again).toMatchObject({ lang: 'ar', dir: 'rtl' })
})

test('a remembered value that is no language of ours is ignored', async () => {
  const kept = createKept('test', undefined)
  await kept.put('language', 'xx')
  await startLanguage({ kept, root: root(), wanted: ['es'] })
  expect(currentLanguage()).toBe('es')
})

test('texts of the shell and the camera are complete and compiled in every language', () => {
  for (const code of languages) {
    const ids = Object.keys(built[code] ?? {})
    for (const id of Object.keys(built.en ?? {}).filter(id => /^(shell|camera)\./.test(id))) expect(ids).toContain(id)
    expect(textIn(code)('camera.advice.glare', { spot: 'top_left' })).not.toMatch(/\{|select/)
    expect(textIn(code)('shell.minutes', { count: 25 })).toContain('25')
  }
})
