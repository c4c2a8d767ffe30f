import { spellName } from './spell-name.ts'

/** A name with a box around each letter, or around each word where letters join. Read aloud as the name, not as boxes. */
export function SpelledName(props: { name: string }) {
  const { direction, words } = spellName(props.name)
  return (
    <p class="spelled" dir={direction}>
      <span class="unseen">{props.name}</span>
      <span class="spelled-words" aria-hidden="true">
        {words.map((word, at) => (
          <span class={word.joined ? 'spelled-word spelled-joined' : 'spelled-word'} key={at}>
            {word.units.map((unit, place) => (
              <span class="spelled-unit" key={place}>
                {unit}
              </span>
            ))}
          </span>
        ))}
      </span>
    </p>
  )
}
