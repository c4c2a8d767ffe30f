/** Desk: the 24 digits of a cancel slip, typed. A mistyped digit is said here, before anything is sent. */
import { groupCancelCode, parseCancelCode } from '@latchkey/card/cancel-code.ts'
import { TextField } from '@latchkey/ui/field.tsx'
import { useText } from '@latchkey/ui/language.ts'
import { useState } from 'preact/hooks'

const digitsOf = (typed: string) =>
  typed
    .replace(/[٠-٩۰-۹]/g, digit => String(digit.charCodeAt(0) & 0xf))
    .replace(/\D/g, '')
    .slice(0, 24)

/** In groups of four, as on the slip. */
const grouped = (digits: string) =>
  [...groupCancelCode(digits), digits.slice(digits.length - (digits.length % 4))].filter(Boolean).join(' ')

const isCode = (digits: string) => {
  try {
    parseCancelCode(digits)
    return true
  } catch {
    return false
  }
}

export function CodeField({ onCode }: { onCode(digits: string): void }) {
  const text = useText()
  const [digits, setDigits] = useState('')
  const whole = digits.length === 24
  const right = whole && isCode(digits)
  return (
    <form
      autocomplete="off"
      onSubmit={event => {
        event.preventDefault()
        if (!right) return
        setDigits('')
        onCode(digits)
      }}
    >
      <TextField
        id="cancel-code"
        label={text('day.replace.slip.code')}
        hint={right ? text('day.replace.slip.right') : text('day.replace.slip.left', { count: 24 - digits.length })}
        value={grouped(digits)}
        onInput={typed => setDigits(digitsOf(typed))}
        inputMode="numeric"
        dir="ltr"
        maxLength={40}
        error={whole && !right ? text('day.replace.slip.wrong') : undefined}
      />
    </form>
  )
}
