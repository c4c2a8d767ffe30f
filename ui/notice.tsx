import type { ComponentChildren } from 'preact'
import { CheckSign, InfoSign, WarningSign } from './icons/signs.tsx'

export interface NoticeProps {
  tone?: 'info' | 'good' | 'warn' | 'bad'
  title?: ComponentChildren
  children?: ComponentChildren
  /** A button or two. */
  actions?: ComponentChildren
  /** status: said aloud when it fits. alert: said at once. */
  role?: 'status' | 'alert' | undefined
  id?: string | undefined
}

export function Notice(props: NoticeProps) {
  const { tone = 'info', title, children, actions, role, id } = props
  return (
    <div class={`notice notice-${tone}`} role={role} id={id}>
      <span class="notice-sign" aria-hidden="true">
        {tone === 'info' ? <InfoSign /> : tone === 'good' ? <CheckSign /> : <WarningSign />}
      </span>
      <div class="notice-words">
        {title && <p class="notice-title">{title}</p>}
        {children && <div>{children}</div>}
        {actions && <div class="buttons">{actions}</div>}
      </div>
    </div>
  )
}

/** Something went wrong: what happened, what to do next, and the button that does it. */
export function ErrorPanel(props: { what: ComponentChildren; next?: ComponentChildren; actions?: ComponentChildren; id?: string }) {
  return (
    <Notice tone="bad" role="alert" title={props.what} actions={props.actions} id={props.id}>
      {props.next}
    </Notice>
  )
}
