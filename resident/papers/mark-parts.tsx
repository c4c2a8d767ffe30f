/** The veteran mark on the screens of papers: a wish that is off until somebody has it, the papers for it, and what they come to. */
import { cityText } from '@latchkey/cities/city.ts'
import { paperOf } from '@latchkey/rules/caretaker.ts'
import { markAnswer, markFor, markPapers } from '@latchkey/rules/mark.ts'
import { CheckField } from '@latchkey/ui/field.tsx'
import { formatList } from '@latchkey/ui/format.ts'
import { PaperPicture } from '@latchkey/ui/icons/papers.tsx'
import { both, textIn, useText } from '@latchkey/ui/language.ts'
import { Panel } from '@latchkey/ui/panel.tsx'
import { paperWords } from '@latchkey/ui/paper-words.ts'
import { Tile, Tiles } from '@latchkey/ui/tile.tsx'
import { useCityWords } from '../use-city-words.ts'
import { useWorld } from '../world.ts'
import { emptyDraft } from './draft-store.ts'

function useMark() {
  const world = useWorld()
  const { kind, papers, veteran = false } = world.draft.draft ?? emptyDraft(world.today())
  return { world, say: useCityWords(), kind, papers, veteran }
}

/** R3, below the papers for the card. Nothing where this kind's card has no mark. */
export function MarkWish() {
  const { world, say, kind, papers, veteran } = useMark()
  const text = useText()
  const { rules } = world
  if (!markFor(rules, kind)) return null
  return (
    <>
      <CheckField
        id="veteran-on"
        label={say('mark.veteran')}
        hint={say('mark.veteran.price')}
        checked={veteran}
        onInput={on => world.draft.change({ veteran: on })}
      />
      {veteran && (
        <Tiles legend={text('card.mark.which')}>
          {markPapers(rules, kind).map(ref => (
            <Tile
              key={ref}
              kind="check"
              id={`mark-${ref}`}
              icon={<PaperPicture picture={paperOf(rules, ref)!.picture} />}
              label={say(`paper.${ref}.short`)}
              hint={say(`paper.${ref}.hint`)}
              checked={papers.includes(ref)}
              onPress={on => world.draft.change({ papers: on ? [...papers, ref] : papers.filter(one => one !== ref) })}
            />
          ))}
        </Tiles>
      )}
    </>
  )
}

/** R4, beside the answer about the card, which it never changes: what to show for the mark, or that the card is made without it and what would mend that. */
export function MarkSaid() {
  const { world, say, kind, papers, veteran } = useMark()
  const text = useText()
  const answer = veteran ? markAnswer(world.rules, kind, papers) : null
  if (!answer) return null
  const names = (refs: readonly string[]) =>
    both(code =>
      formatList(
        code,
        refs.map(ref => paperWords(textIn(code), key => cityText(world.cityTexts, code, key), ref, '')),
      ),
    )
  const named = answer.met ? [answer.show] : answer.mends
  const open = [...new Set(named.flat())].filter(ref => paperOf(world.rules, ref)?.status === 'unconfirmed')
  return (
    <Panel tone={answer.met ? 'good' : 'soft'} title={say('mark.veteran')} id={answer.met ? 'answer-mark' : 'answer-no-mark'}>
      <p>{text(answer.met ? 'card.mark.show' : 'card.mark.without')}</p>
      <ul>
        {named.map(refs => (
          <li key={refs.join()}>
            {names(refs)}
            {!answer.met && refs.length === 1 && <span class="fine"> {say(`paper.${refs[0]}.where`)}</span>}
          </li>
        ))}
      </ul>
      {open.length > 0 && <p class="fine">{text('papers.answer.unconfirmed', { papers: names(open) })}</p>}
    </Panel>
  )
}
