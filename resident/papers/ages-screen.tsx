/** *Someone I look after*: how old they are. */
import { hasCaretaker } from '@latchkey/rules/caretaker.ts'
import { useText } from '@latchkey/ui/language.ts'
import { ageWords } from '@latchkey/ui/paper-words.ts'
import { Screen } from '@latchkey/ui/screen.tsx'
import { Tile, Tiles } from '@latchkey/ui/tile.tsx'
import { useWorld } from '../world.ts'
import { pick } from './who-screens.tsx'

export function Ages() {
  const world = useWorld()
  const text = useText()
  const { rules } = world
  // The youngest first: most who look after somebody look after a child.
  const kinds = [...rules.kinds].sort((a, b) => a.from - b.from)
  return (
    <Screen at="ages" title={text('kinds.who.ages')} onBack={() => world.way.back()}>
      <Tiles legend={text('kinds.who.ages')} hideLegend>
        {kinds.map(kind => (
          <Tile
            key={kind.id}
            kind="go"
            id={`ages-${kind.id}`}
            label={ageWords(text, kind)}
            hint={hasCaretaker(rules, kind.id) ? text('kinds.who.may') : undefined}
            onPress={() => pick(world, kind.id, 'other')}
          />
        ))}
      </Tiles>
    </Screen>
  )
}
