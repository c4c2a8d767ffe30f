import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { languages } from './language.ts'
import { localVoice, readAloud, type Speech, type Voice } from './read-aloud.ts'

const voice = (lang: string, localService: boolean, more: Partial<Voice> = {}): Voice => ({
  lang,
  localService,
  default: false,
  name: lang,
  voiceURI: lang,
  ...more,
})

/** A device: what it was told to speak, with which voice. */
function device(voices: Voice[], late = false) {
  const said: { text: string; voice: Voice | null; lang: string; onend: (() => void) | null }[] = []
  let listed = late ? [] : voices
  const hear: (() => void)[] = []
  const speech: Speech = {
    getVoices: () => listed,
    speak: utterance => void said.push(utterance as never),
    cancel: () => void said.splice(0),
    addEventListener: (_, listener) => void hear.push(listener),
  }
  return {
    speech,
    said,
    list() {
      listed = voices
      for (const listener of hear) listener()
    },
  }
}
const going = { still: () => true, ended: () => {} }

const before = globalThis.SpeechSynthesisUtterance
beforeEach(() => {
  globalThis.SpeechSynthesisUtterance = class {
    voice = null
    lang = ''
    onend = null
    constructor(public text: string) {}
  } as never
})
afterEach(() => {
  globalThis.SpeechSynthesisUtterance = before
})

test('a voice that lives elsewhere is never used, whatever else it says of itself', () => {
  const anyVoice = fc.record({
    lang: fc.constantFrom(...languages, 'es-US', 'ar-SA', 'en_GB', 'zh-CN', 'fil-PH', ''),
    localService: fc.constantFrom(true, false, undefined, 'true', 1) as fc.Arbitrary<boolean>,
    default: fc.boolean(),
    name: fc.string(),
    voiceURI: fc.string(),
  })
  fc.assert(
    fc.property(fc.array(anyVoice), fc.constantFrom(...languages), (voices, code) => {
      const found = localVoice(voices, code)
      if (found) expect(found.localService).toBe(true)
      else expect(voices.some(one => one.localService === true && one.lang.startsWith(code))).toBe(false)
    }),
  )
})

test('where the only voice of a language is remote nothing is spoken, and the page is told', async () => {
  const { speech, said } = device([voice('es-US', false, { default: true }), voice('en-US', true)])
  expect(await readAloud(speech, ['Sus papeles'], 'es', going)).toBe(false)
  expect(said).toEqual([])
})

test('each sentence names the own voice: a sentence without one would go to the default, which may be remote', async () => {
  const own = voice('es-ES', true)
  const { speech, said } = device([voice('es-US', false, { default: true }), own])
  expect(await readAloud(speech, ['Uno.', 'Dos.'], 'es', going)).toBe(true)
  expect(said.map(one => [one.text, one.voice, one.lang])).toEqual([
    ['Uno.', own, 'es-ES'],
    ['Dos.', own, 'es-ES'],
  ])
})

test('voices that are listed late are waited for', async () => {
  const { speech, said, list } = device([voice('ar-SA', true)], true)
  const spoken = readAloud(speech, ['أوراقك'], 'ar', going)
  list()
  expect([await spoken, said.length]).toEqual([true, 1])
})

test('who went on before the first word hears nothing', async () => {
  const { speech, said } = device([voice('en-US', true)])
  await readAloud(speech, ['Too late'], 'en', { still: () => false, ended: () => {} })
  expect(said).toEqual([])
})

test('the end is told after the last sentence', async () => {
  const { speech, said } = device([voice('en-US', true)])
  let ended = 0
  await readAloud(speech, ['One.', 'Two.'], 'en', { still: () => true, ended: () => (ended += 1) })
  expect(said[0]?.onend).toBeNull()
  said[1]?.onend?.()
  expect(ended).toBe(1)
})

test('the region of the city comes first, then the device’s own choice', () => {
  const all = [voice('es-ES', true, { default: true }), voice('es-US', true)]
  expect(localVoice(all, 'es')?.lang).toBe('es-US')
  expect(localVoice([voice('es-MX', true), voice('es-ES', true, { default: true })], 'es')?.lang).toBe('es-ES')
})

test('Tagalog is found under its other code; Cantonese does not read Chinese', () => {
  expect(localVoice([voice('fil-PH', true)], 'tl')?.lang).toBe('fil-PH')
  expect(localVoice([voice('zh-HK', true), voice('yue-Hant-HK', true), voice('zh_HK', true)], 'zh')).toBeNull()
  expect(localVoice([voice('zh-HK', true), voice('cmn-Hans-CN', true)], 'zh')?.lang).toBe('cmn-Hans-CN')
})
