import type { ComponentChildren } from 'preact'

/** Something is being done, in words; the turning ring is only decoration. */
export function Spinner(props: { children: ComponentChildren; id?: string }) {
  return (
    <p class="spinner" role="status" id={props.id}>
      <span class="spinner-ring" aria-hidden="true" />
      <span>{props.children}</span>
    </p>
  )
}
