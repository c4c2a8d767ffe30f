import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'

export interface DialogProps {
  open: boolean
  title: ComponentChildren
  /** Escape was pressed or the browser closed it; the owner sets `open` to false. */
  onClose: () => void
  children?: ComponentChildren
  /** The buttons. */
  actions?: ComponentChildren
  id?: string | undefined
}

/** A question that has to be answered first. Native <dialog>: focus stays inside and returns, Escape closes. */
export function Dialog(props: DialogProps) {
  const { open, title, onClose, children, actions, id } = props
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useId()
  useEffect(() => {
    const node = dialog.current
    if (!node || node.open === open) return
    if (open) node.showModal()
    else node.close()
  }, [open])
  return (
    <dialog ref={dialog} class="dialog" id={id} aria-labelledby={heading} onClose={() => open && onClose()}>
      {open && (
        <>
          <h2 class="dialog-title" id={heading}>
            {title}
          </h2>
          <div class="dialog-body">{children}</div>
          {actions && <div class="buttons">{actions}</div>}
        </>
      )}
    </dialog>
  )
}
