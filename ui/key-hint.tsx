import type { ComponentChildren } from 'preact'

/** The key that does this, on the desk. Read aloud by `aria-keyshortcuts` of its button, so hidden here. */
export function KeyHint(props: { children: ComponentChildren }) {
  return (
    <span class="key-hint" aria-hidden="true">
      {props.children}
    </span>
  )
}
