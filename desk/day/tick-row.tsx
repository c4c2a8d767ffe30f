/** Desk: one thing of the morning or the evening: its key, its box, and what belongs to it. */
import { CheckSign } from '@latchkey/ui/icons/signs.tsx'
import { KeyHint } from '@latchkey/ui/key-hint.tsx'
import type { ComponentChildren } from 'preact'

export interface TickRowProps {
  id: string
  /** 1 to 9, or 0. */
  hotkey: string
  on: boolean
  busy?: boolean
  disabled?: boolean
  onPress(): void
  label: ComponentChildren
  /** Beneath: a number to type, a picture, what was found. */
  children?: ComponentChildren
}

export function TickRow({ id, hotkey, on, busy, disabled, onPress, label, children }: TickRowProps) {
  return (
    <li class="day-tick">
      <button
        type="button"
        id={`tick-${id}`}
        class={`day-tick-button${on ? ' day-tick-on' : ''}`}
        aria-pressed={on}
        aria-busy={busy}
        aria-keyshortcuts={hotkey}
        disabled={disabled}
        onClick={onPress}
      >
        <span class="day-tick-box" aria-hidden="true">
          {on && <CheckSign />}
        </span>
        <span>{label}</span>
        <KeyHint>{hotkey}</KeyHint>
      </button>
      {children && <div class="day-tick-more">{children}</div>}
    </li>
  )
}

/** A number or a code typed into a row. Enter and Escape leave the field, so that the letters of the screen act again. */
export function RowField(props: {
  id: string
  label: string
  value: string
  onInput(value: string): void
  onDone?(): void
  long?: boolean
  wrong?: boolean
}) {
  const { id, label, value, onInput, onDone, long, wrong } = props
  return (
    <label class={`day-number${long ? ' day-number-long' : ''}`}>
      <span>{label}</span>
      <input
        class="field-input"
        id={id}
        type="text"
        inputMode={long ? 'text' : 'numeric'}
        maxLength={long ? 12 : 5}
        autoComplete="off"
        autoCorrect="off"
        autoCapitalize="off"
        spellcheck={false}
        dir="ltr"
        aria-invalid={wrong ? 'true' : undefined}
        value={value}
        onInput={event => onInput(event.currentTarget.value)}
        onKeyDown={event => {
          if (event.key !== 'Enter' && event.key !== 'Escape') return
          event.preventDefault()
          event.currentTarget.blur()
          if (event.key === 'Enter') onDone?.()
        }}
      />
    </label>
  )
}

/** Puts the clerk into a row's field, by the row's key. */
export const focusField = (id: string) => document.getElementById(id)?.focus()
