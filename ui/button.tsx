import type { ComponentChildren } from 'preact'
import { KeyHint } from './key-hint.tsx'

export interface ButtonProps {
  /** main: the one way on (one a screen). quiet: another way. danger: ends or erases something. link: small, in a line of text. */
  kind?: 'main' | 'quiet' | 'danger' | 'link'
  onPress?: (event: MouseEvent) => void
  /** With an address the button is a link. */
  href?: string | undefined
  disabled?: boolean | undefined
  /** Being done: refuses presses, says so to a screen reader, keeps its place. */
  busy?: boolean | undefined
  /** The letter that does the same on the desk. Shown; the desk listens for it. */
  hotkey?: string | undefined
  icon?: ComponentChildren
  /** Fills the line. Main buttons do so on a phone anyway. */
  wide?: boolean | undefined
  type?: 'button' | 'submit'
  label?: string | undefined
  /** For tests and journeys. */
  id?: string | undefined
  children?: ComponentChildren
}

export function Button(props: ButtonProps) {
  const { kind = 'quiet', onPress, href, disabled, busy, hotkey, icon, wide, type = 'button', label, id, children } = props
  const inside = (
    <>
      {icon}
      <span class="button-text">{children}</span>
      {hotkey && <KeyHint>{hotkey}</KeyHint>}
    </>
  )
  const same = { class: `button button-${kind}${wide ? ' button-wide' : ''}`, id, 'aria-label': label }
  if (href !== undefined && !disabled) {
    return (
      <a {...same} href={href} onClick={event => onPress?.(event)}>
        {inside}
      </a>
    )
  }
  return (
    <button
      {...same}
      type={type}
      disabled={disabled}
      // A busy button stays focusable, or the focus would fall to the top of the page.
      aria-disabled={busy ? 'true' : undefined}
      aria-busy={busy ? 'true' : undefined}
      aria-keyshortcuts={hotkey}
      onClick={event => {
        if (busy) event.preventDefault()
        else onPress?.(event)
      }}
    >
      {inside}
    </button>
  )
}

/** Buttons of one screen, the main one first in reading order and nearest to the thumb. */
export function Buttons(props: { children: ComponentChildren /** Stays in view at the foot of a phone. */; sticky?: boolean }) {
  return <div class={`buttons${props.sticky ? ' buttons-sticky' : ''}`}>{props.children}</div>
}
