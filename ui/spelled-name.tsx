import './spelled-name.css'
import { spellName } from './spell-name.ts'

/** A double name breaks its line after the hyphen and nowhere else, if it can. */
function parts(units: readonly string[]): string[][] {
  const all: string[][] = [[]]
  for (const unit of units) {
    all.at(-1)!.push(unit)
    if (unit === '-') all.push([])
  }
  return all.filter(part => part.length > 0)
}

/** A name with a box around each letter, or around each word where letters join. Read aloud as the name, not as boxes. */
export function SpelledName(props: { name: string }) {
  const { direction, words } = spellName(props.name)
  return (
    <p class="spelled" dir={direction}>
      <span class="unseen">{props.name}</span>
      <span class="spelled-words" aria-hidden="true">
        {words.map((word, at) => (
          <span class={word.joined ? 'spelled-word spelled-joined' : 'spelled-word'} key={at}>
            {parts(word.units).map((part, piece) => (
              <span class="spelled-part" key={piece}>
                {part.map((unit, place) => (
                  <span class="spelled-unit" key={place}>
                    {unit}
                  </span>
                ))}
              </span>
            ))}
          </span>
        ))}
      </span>
    </p>
  )
}
