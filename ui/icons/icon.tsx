import type { ComponentChildren } from 'preact'

/** A sign of 24 by 24, in the colour of its words. Decoration: the words beside it say the same. */
export function Icon(props: { children: ComponentChildren; flip?: boolean }) {
  return (
    <svg class={props.flip ? 'icon icon-flip' : 'icon'} viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
      {props.children}
    </svg>
  )
}
