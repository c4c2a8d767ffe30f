import type { ComponentChildren } from 'preact'

/** How far something has come. `value` null: it runs, nobody knows how far. */
export function Progress(props: { label: ComponentChildren; value: number | null; max?: number; id?: string }) {
  const { label, value, max = 100, id } = props
  return (
    <label class="progress" id={id}>
      <span class="progress-label">{label}</span>
      <progress class="progress-bar" max={max} value={value ?? undefined} />
    </label>
  )
}

/** Where one is in a row of screens: dots, with the words for readers. */
export function Steps(props: { now: number; of: number; label: string }) {
  return (
    <p class="steps">
      <span class="unseen">{props.label}</span>
      {Array.from({ length: props.of }, (_, at) => (
        <span key={at} aria-hidden="true" class={at + 1 === props.now ? 'step step-now' : at + 1 < props.now ? 'step step-past' : 'step'} />
      ))}
    </p>
  )
}
