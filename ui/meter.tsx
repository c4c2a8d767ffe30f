import type { ComponentChildren } from 'preact'

/** How much of something there is: blanks left, cards in the tray. */
export function Meter(props: {
  label: ComponentChildren
  value: number
  max: number /** The figure in words. */
  says: string
  low?: boolean
  id?: string
}) {
  const { label, value, max, says, low, id } = props
  const part = max > 0 ? Math.min(1, Math.max(0, value / max)) : 0
  return (
    <div class={`meter${low ? ' meter-low' : ''}`} id={id}>
      <div class="meter-words">
        <span id={id && `${id}-label`}>{label}</span>
        <strong>{says}</strong>
      </div>
      <div class="meter-bar" aria-hidden="true">
        <div class="meter-fill" style={{ inlineSize: `${part * 100}%` }} />
      </div>
    </div>
  )
}
