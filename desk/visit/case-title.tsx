/** Desk: the heading of a step of the case. It takes the focus when its step begins, so that a reader starts there and no old button keeps it. */
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

export function CaseTitle(props: { unseen?: boolean; children: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  return (
    <h1 class={props.unseen ? 'unseen' : 'case-title'} tabIndex={-1} ref={heading}>
      {props.children}
    </h1>
  )
}
