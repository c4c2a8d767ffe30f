import { TypedCode, within } from './typed-code.ts'

/**
 * Reads a hand scanner that types, on every screen of this page, with no field to click into: nothing a browser could keep, complete or
 * restore. Where somebody types into a field the keys are left to it.
 * @param onCode what a burst may say, the likeliest first; anybody's text @returns stops listening
 */
export function listenToHandScanner(onCode: (readings: string[]) => void): () => void {
  const typed = new TypedCode()
  let silence: ReturnType<typeof setTimeout> | undefined
  const down = (event: KeyboardEvent) => {
    if (event.isComposing || inField(event.target)) return
    clearTimeout(silence)
    const { key, code, shiftKey: shift, timeStamp: at } = event
    const said = typed.press({ key, code, shift, at, command: event.ctrlKey || event.altKey || event.metaKey })
    if (said === 'left') return
    event.preventDefault()
    event.stopPropagation()
    if (said !== 'taken') return onCode(said)
    silence = setTimeout(() => {
      const whole = typed.quiet()
      if (whole) onCode(whole)
    }, within)
  }
  // Some browsers press a button when its Space comes up.
  const up = (event: KeyboardEvent) => {
    if (typed.inBurst && !inField(event.target)) event.preventDefault()
  }
  addEventListener('keydown', down, true)
  addEventListener('keyup', up, true)
  return () => {
    clearTimeout(silence)
    typed.forget()
    removeEventListener('keydown', down, true)
    removeEventListener('keyup', up, true)
  }
}

const inField = (target: EventTarget | null) => target instanceof Element && target.matches('input, textarea, [contenteditable]')
