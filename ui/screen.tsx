import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { BackSign } from './icons/signs.tsx'
import { useText } from './language.ts'

export interface ScreenProps {
  /** Names the screen; its heading takes the focus when `at` changes, so that a reader starts there. */
  at: string
  title: ComponentChildren
  /** One sentence under the heading. */
  lead?: ComponentChildren
  /** Goes one screen back. */
  onBack?: (() => void) | undefined
  children?: ComponentChildren
  /** The buttons at the foot: one main button. */
  actions?: ComponentChildren
  /** The first screen of a page leaves the focus where the browser put it. */
  keepFocus?: boolean
}

/** One idea: heading, a sentence, what it is about, the way on. */
export function Screen(props: ScreenProps) {
  const { at, title, lead, onBack, children, actions, keepFocus } = props
  const text = useText()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (keepFocus) return
    // A page in a frame that nobody works in (the tour's robots) must not take the keys from the one somebody does.
    if (parent === window || document.hasFocus()) heading.current?.focus({ preventScroll: true })
    window.scrollTo(0, 0)
  }, [at])
  return (
    <div class="screen" data-screen={at}>
      {onBack && (
        <button type="button" class="screen-back" onClick={onBack}>
          <BackSign />
          <span>{text('shell.back')}</span>
        </button>
      )}
      <h1 class="screen-title" tabIndex={-1} ref={heading}>
        {title}
      </h1>
      {lead && <p class="screen-lead">{lead}</p>}
      {children}
      {actions && <div class="buttons buttons-sticky">{actions}</div>}
    </div>
  )
}
