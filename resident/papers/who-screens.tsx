/** R2: whom the card is for. Each kind of person of the city, and *Someone I look after* by age, because kinds may overlap. */
import { cityText } from '@latchkey/cities/city.ts'
import { hasCaretaker, isCaretakers } from '@latchkey/rules/caretaker.ts'
import type { Kind } from '@latchkey/rules/rules.ts'
import { useLanguage, useText } from '@latchkey/ui/language.ts'
import { ageWords } from '@latchkey/ui/paper-words.ts'
import { Screen } from '@latchkey/ui/screen.tsx'
import { Tile, Tiles } from '@latchkey/ui/tile.tsx'
import { useLive } from '../use-live.ts'
import { useWorld, type World } from '../world.ts'

/** Papers tapped for one person are not another's: with somebody else on the card only the caretaker's stay. */
function pick({ draft, way }: Pick<World, 'draft' | 'way'>, kind: string, whose: 'me' | 'other') {
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
  const { code } = useLanguage()
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
              card > 1 && whoseOf(kind) === 'other' && !hasCaretaker(world.rules, kind.id)
                ? ageWords(text, kind)
                : cityText(world.cityTexts, code, `kind.${kind.id}`)
            }
            onPress={() => pick(world, kind.id, whoseOf(kind))}
          />
        ))}
        {card === 1 && kinds.length > 1 && (
          <Tile kind="go" id="who-other" label={text('kinds.who.other')} onPress={() => world.way.go({ at: 'ages' })} />
        )}
      </Tiles>
    </Screen>
  )
}

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
