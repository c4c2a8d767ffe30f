/** Desk: listens for the letters of the screen that is up. One screen is up at a time, so one listener is. */
import { useLayoutEffect, useRef } from 'preact/hooks'
import { type Action, isTyping, type KeyScreen, pressed } from './keys.ts'

export interface Keys {
  action(action: Action): void
  number?(number: number): void
}

/** @param screen null while nothing listens: the screen is dark, or another part of it has the keys */
export function useKeys(screen: KeyScreen | null, keys: Keys): void {
  const now = useRef({ screen, keys })
  now.current = { screen, keys }
  // Before the screen is painted: a clerk who knows the way presses the next key in its first frame.
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const { screen, keys } = now.current
      if (screen === null || event.defaultPrevented) return
      const typing = isTyping(event.target)
      const { key, code, ctrlKey, altKey, metaKey, repeat } = event
      const done = pressed(screen, { key, code, ctrlKey, altKey, metaKey, repeat, typing })
      if (!done) return
      event.preventDefault()
      if ('action' in done) keys.action(done.action)
      else keys.number?.(done.number)
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}
