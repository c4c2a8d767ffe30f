/** Desk: the field that a hand-held scanner types into. It has the focus while nothing else does, so that no letter of a code is ever a command. */
import { useText } from '@latchkey/ui/language.ts'
import { useEffect, useRef } from 'preact/hooks'

/** Characters; a code of ours has 1,460. Whatever goes on longer is no code. */
const longest = 4096

/**
 * Letters are caught before they reach the field and given away at Enter: nothing stands in it that a browser could keep, complete or
 * restore. Scanners that paste instead of typing are emptied at once.
 */
export function ScanField({ onText }: { onText(text: string): void }) {
  const text = useText()
  const field = useRef<HTMLInputElement>(null)
  const typed = useRef('')
  const give = () => {
    const whole = typed.current
    typed.current = ''
    if (whole !== '') onText(whole)
  }
  const take = (letters: string) => {
    typed.current = (typed.current + letters).slice(0, longest)
  }
  // Headings take the focus when a screen comes, and a click on nothing loses it.
  const hold = () => {
    const at = document.activeElement
    if (document.hasFocus() && (at === null || at === document.body || at.matches('[tabindex="-1"]')))
      field.current?.focus({ preventScroll: true })
  }
  useEffect(() => {
    const soon = () => setTimeout(hold)
    const first = soon()
    document.addEventListener('focusin', soon)
    document.addEventListener('focusout', soon)
    return () => {
      clearTimeout(first)
      document.removeEventListener('focusin', soon)
      document.removeEventListener('focusout', soon)
      typed.current = ''
    }
  }, [])
  return (
    <div class="field scan-field">
      <label class="field-label" htmlFor="scan-field">
        {text('print.scan.field')}
      </label>
      <input
        ref={field}
        class="field-input"
        id="scan-field"
        type="text"
        autoComplete="off"
        autoCorrect="off"
        autoCapitalize="off"
        spellcheck={false}
        onKeyDown={event => {
          if (event.ctrlKey || event.altKey || event.metaKey) return
          if (event.key === 'Enter') {
            event.preventDefault()
            give()
          } else if (event.key.length === 1) {
            event.preventDefault()
            take(event.key)
          }
        }}
        onInput={event => {
          const { value } = event.currentTarget
          event.currentTarget.value = ''
          take(value.replace(/[\r\n]+$/, ''))
        }}
      />
    </div>
  )
}
