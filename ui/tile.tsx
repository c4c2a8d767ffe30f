import type { ComponentChildren } from 'preact'
import { CheckSign, NextSign } from './icons/signs.tsx'

interface TileLooks {
  label: ComponentChildren
  /** One more line, smaller. */
  hint?: ComponentChildren
  icon?: ComponentChildren
  id?: string | undefined
}

export interface TileProps extends TileLooks {
  /** check: any number of them. radio: one of its group. go: pressing it goes on. */
  kind: 'check' | 'radio' | 'go'
  checked?: boolean | undefined
  /** Told the new state; `go` tiles are told true. */
  onPress: (checked: boolean) => void
  /** Groups radio tiles. */
  name?: string | undefined
  disabled?: boolean | undefined
}

/** One choice as large as a thumb: picture, words, tick. Native inputs carry the roles, so every keyboard and reader knows them. */
export function Tile(props: TileProps) {
  const { kind, checked = false, onPress, name, label, hint, icon, id, disabled } = props
  const inside = (
    <>
      {icon && <span class="tile-icon">{icon}</span>}
      <span class="tile-text">
        <span class="tile-label">{label}</span>
        {hint && <span class="tile-hint">{hint}</span>}
      </span>
    </>
  )
  if (kind === 'go') {
    return (
      <button type="button" class="tile tile-go" id={id} disabled={disabled} onClick={() => onPress(true)}>
        {inside}
        <NextSign />
      </button>
    )
  }
  return (
    <label class="tile">
      <input
        class="tile-input"
        type={kind === 'check' ? 'checkbox' : 'radio'}
        id={id}
        name={name}
        checked={checked}
        disabled={disabled}
        autoComplete="off"
        onChange={event => onPress(event.currentTarget.checked)}
      />
      {inside}
      <span class="tile-mark" aria-hidden="true">
        <CheckSign />
      </span>
    </label>
  )
}

/** Tiles that answer one question. */
export function Tiles(props: {
  legend: ComponentChildren /** The screen's heading already asks it. */
  hideLegend?: boolean
  children: ComponentChildren
}) {
  return (
    <fieldset class="tiles">
      <legend class={props.hideLegend ? 'unseen' : 'tiles-legend'}>{props.legend}</legend>
      <div class="tiles-grid">{props.children}</div>
    </fieldset>
  )
}
