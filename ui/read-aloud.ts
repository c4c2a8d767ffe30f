/**
 * Browser: reads a page's words aloud with a voice of the device itself. Many voices are elsewhere: the browser would send every word of the page, a name among
 * them, to their maker. So only voices that say of themselves `localService: true` are used, each sentence names its voice, and without one nothing is spoken.
 */
import { type LanguageCode, localeOf } from './language.ts'

/** What is needed of `speechSynthesis`; a test has its own. */
export interface Speech {
  getVoices(): Voice[]
  speak(utterance: SpeechSynthesisUtterance): void
  cancel(): void
  addEventListener(type: 'voiceschanged', listener: () => void, options: { once: true }): void
}
export type Voice = Pick<SpeechSynthesisVoice, 'lang' | 'localService' | 'default' | 'name' | 'voiceURI'>

/** Other codes under which devices list a language. Cantonese (`yue`, `zh-HK`) reads the same signs as another language: it is not offered as Chinese. */
const also: Partial<Record<LanguageCode, readonly string[]>> = { tl: ['fil'], zh: ['cmn'] }
const notMandarin = /^zh-(hk|mo)|^yue/

/** @param voices as the browser lists them, remote ones too @returns the device's own voice of this language, or null */
export function localVoice<V extends Voice>(voices: readonly V[], code: LanguageCode): V | null {
  const fits = voices.filter(voice => {
    const tag = voice.lang.toLowerCase().replaceAll('_', '-')
    const spoken = tag.split('-')[0] ?? ''
    // Not just truthy: what a page or an extension put there must be the browser's own word.
    return (
      voice.localService === true &&
      [code, ...(also[code] ?? [])].includes(spoken as LanguageCode) &&
      !(code === 'zh' && notMandarin.test(tag))
    )
  })
  const region = new Intl.Locale(localeOf(code)).region?.toLowerCase()
  const near = fits.filter(voice => region !== undefined && voice.lang.toLowerCase().endsWith(region))
  return near.find(voice => voice.default) ?? near[0] ?? fits.find(voice => voice.default) ?? fits[0] ?? null
}

/** Browsers may list their voices a moment after the page begins, and some never do. Milliseconds. */
const patience = 1500

async function voicesOf(speech: Speech): Promise<Voice[]> {
  const now = speech.getVoices()
  if (now.length > 0) return now
  await new Promise<void>(resolve => {
    speech.addEventListener('voiceschanged', resolve, { once: true })
    setTimeout(resolve, patience)
  })
  return speech.getVoices()
}

/** What stands in an element for the eye, a line at a time; in the page's language alone where a helper's stands beneath it (second-language.ts). */
export function linesOf(element: HTMLElement): string[] {
  const lines = (node: HTMLElement) => node.innerText.split(/\n+/).map(line => line.trim())
  const beneath = new Set([...element.querySelectorAll<HTMLElement>('.both-second')].flatMap(lines))
  return lines(element).filter(line => /[\p{L}\p{N}]/u.test(line) && !beneath.has(line))
}

/**
 * Speaks the lines one after the other. @param still asked before the first word: whoever pressed may have gone on while voices were looked for
 * @param ended told once, when the last is spoken or the device gives up; not after `cancel`
 * @returns false, and nothing is spoken, when this device has no voice of its own for the language
 */
export async function readAloud(
  speech: Speech,
  lines: readonly string[],
  code: LanguageCode,
  { still, ended }: { still(): boolean; ended(): void },
): Promise<boolean> {
  const voice = localVoice(await voicesOf(speech), code)
  if (!voice) return false
  if (!still()) return true
  speech.cancel()
  lines.forEach((line, at) => {
    const utterance = new SpeechSynthesisUtterance(line)
    utterance.voice = voice as SpeechSynthesisVoice
    utterance.lang = voice.lang
    utterance.onerror = event => {
      if (event.error === 'canceled' || event.error === 'interrupted' || !still()) return
      speech.cancel()
      ended()
    }
    if (at === lines.length - 1) utterance.onend = () => still() && ended()
    speech.speak(utterance)
  })
  return true
}
