/** R2: whom the card is for. Each kind of person of the city, and *Someone I look after* by age (ages-screen.tsx), because kinds may overlap. */
import { hasCaretaker, isCaretakers } from '@latchkey/rules/caretaker.ts'
import type { Kind } from '@latchkey/rules/rules.ts'
import { Button } from '@latchkey/ui/button.tsx'
import { useText } from '@latchkey/ui/language.ts'
import { ageWords } from '@latchkey/ui/paper-words.ts'
import { Screen } from '@latchkey/ui/screen.tsx'
import { Tile, Tiles } from '@latchkey/ui/tile.tsx'
import { useCityWords } from '../use-city-words.ts'
import { useLive } from '../use-live.ts'
import { useWorld, type World } from '../world.ts'

/** Papers tapped for one person are not another's: with somebody else on the card only the caretaker's stay. */
export function pick({ draft, way }: Pick<World, 'draft' | 'way'>, kind: string, whose: 'me' | 'other') {
  const before = draft.draft
  const same = before !== null && before.kind === kind && (before.whose ?? 'me') === whose
  const papers = before?.papers ?? []
  const others = papers.filter(isCaretakers)
  draft.change({ kind, whose, ...(same || papers.length === others.length ? {} : { papers: others }) })
  way.go({ at: 'papers' })
}

export function Who() {
  const world = useWorld()
  const text = useText()
  const say = useCityWords()
  useLive(world.draft)
  const card = world.draft.draft?.card ?? 1
  const { kinds } = world.rules
  // Who needs nobody beside them picks for themselves; of a child or a teen whoever holds the phone may be the caretaker.
  const whoseOf = (kind: Kind) => (card > 1 || hasCaretaker(world.rules, kind.id) ? 'other' : 'me')
  return (
    <Screen at="who" title={card > 1 ? text('kinds.more.next', { n: card }) : text('papers.who.title')} onBack={() => world.way.back()}>
      <Tiles legend={text('papers.who.title')} hideLegend>
        {kinds.map(kind => (
          <Tile
            key={kind.id}
            kind="go"
            id={`who-${kind.id}`}
            label={
              card > 1 && whoseOf(kind) === 'other' && !hasCaretaker(world.rules, kind.id) ? ageWords(text, kind) : say(`kind.${kind.id}`)
            }
            onPress={() => pick(world, kind.id, whoseOf(kind))}
          />
        ))}
        {card === 1 && kinds.length > 1 && (
          <Tile kind="go" id="who-other" label={text('kinds.who.other')} onPress={() => world.way.go({ at: 'ages' })} />
        )}
      </Tiles>
      <Button kind="link" id="who-helper" onPress={() => world.way.go({ at: 'helper' })}>
        {text('home.helper')}
      </Button>
    </Screen>
  )
}
