/** The button that reads a page aloud, and what has to be said about it. It is silent until somebody presses, and when the page is put away. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { SpeakerSign, StopSign } from './icons/signs.tsx'
import { textIn, useLanguage } from './language.ts'
import { linesOf, readAloud, type Speech } from './read-aloud.ts'

export type Listening = 'silent' | 'looking' | 'speaking' | 'no_voice'

/** @param of the element whose words are read @param speech null where the browser has none */
export function useListen(of: () => HTMLElement | null, speech: Speech | null = globalThis.speechSynthesis ?? null) {
  const [state, become] = useState<Listening>('silent')
  const { code } = useLanguage()
  // Each press and each stop has a number: what an older one had begun no longer counts.
  const presses = useRef(0)
  const stop = () => {
    presses.current += 1
    speech?.cancel()
    become('silent')
  }
  useEffect(() => {
    const away = () => document.visibilityState === 'hidden' && stop()
    document.addEventListener('visibilitychange', away)
    return () => {
      document.removeEventListener('visibilitychange', away)
      stop()
    }
  }, [code])
  const press = async () => {
    if (state === 'speaking') return stop()
    const element = of()
    if (!element || !speech) return become('no_voice')
    become('looking')
    presses.current += 1
    const mine = presses.current
    const still = () => mine === presses.current
    const spoken = await readAloud(speech, linesOf(element), code, { still, ended: () => become('silent') })
    if (still()) become(spoken ? 'speaking' : 'no_voice')
  }
  return { state, press: () => void press(), stop }
}

/** Stands in a page's head: a sign, 44 px, with its name for who cannot see it. */
export function ListenButton({ state, press }: { state: Listening; press(): void }) {
  const text = textIn(useLanguage().code)
  const speaking = state === 'speaking'
  return (
    <button
      type="button"
      id="listen"
      class="button page-listen"
      aria-label={text(speaking ? 'shell.listen.stop' : 'shell.listen')}
      aria-busy={state === 'looking' ? 'true' : undefined}
      onClick={press}
    >
      {speaking ? <StopSign /> : <SpeakerSign />}
    </button>
  )
}

/** *No person has checked this voice yet*, or that there is none. */
export function ListenWords({ state }: { state: Listening }) {
  const text = textIn(useLanguage().code)
  if (state !== 'speaking' && state !== 'no_voice') return null
  return (
    <p class="page-bar page-heard" id="listen-says">
      <SpeakerSign />
      <span>{text(state === 'speaking' ? 'shell.listen.unheard' : 'shell.listen.none')}</span>
    </p>
  )
}
