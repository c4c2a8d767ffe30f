import type { ComponentChildren } from 'preact'
import { CheckSign } from './icons/signs.tsx'
import { useText } from './language.ts'

export interface Tick {
  /** A need of the rules; 'photo', 'birth_date' and 'lives_here' bring their own words. */
  id: string
  met: boolean
  label?: ComponentChildren
  /** Beside it, smaller: where it rests on something a clerk should know of. */
  note?: string | undefined
}

/** What is met and what is missing: Photo · Birth date · Lives here. Says changes aloud. */
export function TicksBar(props: {
  ticks: readonly Tick[] /** Stays in view at the foot. */
  sticky?: boolean /** Beside the ticks. */
  children?: ComponentChildren
}) {
  const text = useText()
  return (
    <div class={`ticks${props.sticky ? ' ticks-sticky' : ''}`}>
      <ul class="ticks-list" aria-label={text('shell.ticks')} aria-live="polite" aria-atomic="true">
        {props.ticks.map(({ id, met, label, note }) => (
          <li key={id} class={met ? 'tick tick-met' : 'tick'}>
            <span class="tick-box" aria-hidden="true">
              {met && <CheckSign />}
            </span>
            <span>{label ?? text(`shell.tick.${id}`)}</span>
            {note && <span class="fine">{note}</span>}
            <span class="unseen">{met ? text('shell.tick.met') : text('shell.tick.missing')}</span>
          </li>
        ))}
      </ul>
      {props.children}
    </div>
  )
}
