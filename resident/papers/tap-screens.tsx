/** R3: which papers they have, one person at a time. Whoever comes with a caretaker goes on to what ties the two, and to the caretaker's own. */
import { isCaretakers, ownLists, paperOf, refsFor } from '@latchkey/rules/caretaker.ts'
import { enough } from '@latchkey/rules/enough.ts'
import { markPapers } from '@latchkey/rules/mark.ts'
import { Button } from '@latchkey/ui/button.tsx'
import { PaperPicture } from '@latchkey/ui/icons/papers.tsx'
import { useText } from '@latchkey/ui/language.ts'
import { Screen } from '@latchkey/ui/screen.tsx'
import { TicksBar } from '@latchkey/ui/ticks-bar.tsx'
import { Tile, Tiles } from '@latchkey/ui/tile.tsx'
import { useCityWords } from '../use-city-words.ts'
import { useLive } from '../use-live.ts'
import { useWorld } from '../world.ts'
import { emptyDraft } from './draft-store.ts'
import { MarkWish } from './mark-parts.tsx'

type Step = 'papers' | 'tie' | 'caretaker'

/** Of this step: what is on its list. */
export function useSteps() {
  const world = useWorld()
  const { rules } = world
  const draft = world.draft.draft ?? emptyDraft(world.today())
  const { alone, tie } = ownLists(rules, draft.kind)
  const lists: Record<Step, string[]> = { papers: alone, tie, caretaker: refsFor(rules, draft.kind).filter(isCaretakers) }
  // Papers for the veteran mark stay tapped beside those of the lists.
  const refs = [...new Set([...refsFor(rules, draft.kind), ...markPapers(rules, draft.kind)])]
  const chosen = refs.filter(ref => draft.papers.includes(ref))
  const { needs, enough: done } = enough(rules, draft.kind, chosen)
  const steps = (['papers', 'tie', 'caretaker'] as const).filter(step => lists[step].length > 0)
  return { draft, lists, chosen, needs, done, steps }
}

export function TapPapers({ step = 'papers' }: { step?: Step }) {
  const world = useWorld()
  const text = useText()
  const say = useCityWords()
  useLive(world.draft)
  const { draft, lists, chosen, needs, done, steps } = useSteps()
  const next = steps[steps.indexOf(step) + 1]
  const here = lists[step].filter(ref => chosen.includes(ref))
  // Own papers that are enough need nobody beside them: a young person is not asked for a caretaker's.
  const go = (isDone: boolean) => world.way.go(next && !isDone ? { at: next } : { at: 'answer' })
  const words = {
    papers: [text(draft.whose === 'other' ? 'kinds.tap.title' : 'papers.tap.title'), text('papers.tap.lead')],
    tie: [text('kinds.tie.title'), text('kinds.tie.lead')],
    caretaker: [text('kinds.caretaker.title'), text('kinds.caretaker.lead')],
  }[step]
  return (
    <Screen at={step} title={words[0]!} lead={words[1]} onBack={() => world.way.back()}>
      <Tiles legend={words[0]!} hideLegend>
        {lists[step].map(ref => {
          const paper = paperOf(world.rules, ref)!
          return (
            <Tile
              key={ref}
              kind="check"
              id={`paper-${ref.replace('.', '-')}`}
              icon={<PaperPicture picture={paper.picture} />}
              label={say(`paper.${paper.id}.short`)}
              hint={say(`paper.${paper.id}.hint`)}
              checked={chosen.includes(ref)}
              onPress={on => world.draft.change({ papers: on ? [...chosen, ref] : chosen.filter(id => id !== ref) })}
            />
          )
        })}
      </Tiles>
      {step === 'papers' && <MarkWish />}
      <div class="buttons">
        <Button
          id="papers-none"
          onPress={() => {
            world.draft.change({ papers: chosen.filter(ref => !lists[step].includes(ref)) })
            go(false)
          }}
        >
          {text('papers.tap.none')}
        </Button>
      </div>
      <TicksBar sticky ticks={needs.map(({ need, met }) => ({ id: need, met, label: say(`need.${need}`) }))}>
        <Button kind="main" wide id="papers-next" disabled={here.length === 0} onPress={() => go(done)}>
          {text(next && !done ? 'kinds.next' : 'papers.tap.next')}
        </Button>
      </TicksBar>
    </Screen>
  )
}
