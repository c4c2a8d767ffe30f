/** D6 The resident checks the card; then the clerk's touch, the seal and the handing over to a phone (at a counter: counter/after-seal.tsx). */

import type { Facts, Pictures } from '@latchkey/card/facts.ts'
import { makePlates, plateCardOf } from '@latchkey/card/plates.ts'
import type { SealedCard } from '@latchkey/card/sealed.ts'
import { Button } from '@latchkey/ui/button.tsx'
import { formatDay } from '@latchkey/ui/format.ts'
import { useLanguage, useText } from '@latchkey/ui/language.ts'
import { Notice } from '@latchkey/ui/notice.tsx'
import { Plate } from '@latchkey/ui/plate.tsx'
import { plateLabels } from '@latchkey/ui/plate-labels.ts'
import { Spinner } from '@latchkey/ui/spinner.tsx'
import { useEffect, useMemo } from 'preact/hooks'
import { useCity } from '../city.ts'
import { forgetDrawings } from '../forget-drawing.ts'
import type { Action } from '../keys.ts'
import { look } from '../look.ts'
import { CaseTitle } from './case-title.tsx'
import { decodeFile } from './decode.ts'
import { FeeTick } from './fee-tick.tsx'
import type { Sitting } from './sitting.ts'
import type { CaseState } from './state.ts'
import { troubleText } from './trouble-text.ts'
import { Viewer } from './viewer.tsx'
import { Waits } from './waits.tsx'
import { phoneHere, Who } from './who.tsx'

export type CheckState = Extract<CaseState, { at: 'checking' | 'fixed' | 'touch' | 'sealing' | 'handing' | 'handed' }>

export interface CardCheckProps {
  sitting: Sitting
  state: CheckState
  technicalEnd: number
  blurred: boolean
  run(action: Action): void
}

export function CardCheck({ sitting, state, technicalEnd, blurred, run }: CardCheckProps) {
  const text = useText()
  const lost = state.connection === 'lost'
  return (
    <>
      <CaseTitle key={state.at}>{text(`desk.card.${state.at}.title`)}</CaseTitle>
      <div class="case-table">
        <div class="case-look">
          {state.at === 'fixed' ? (
            <>
              <Changes state={state} />
              <Viewer sitting={sitting} pages={state.pages} blurred={blurred} tools={['zoom', 'turn', 'next_picture']} run={run} />
            </>
          ) : (
            <Plates
              facts={state.facts}
              pictures={state.pictures}
              sealed={'sealed' in state ? state.sealed : null}
              technicalEnd={technicalEnd}
              blurred={blurred}
            />
          )}
        </div>
        <div class="case-side">
          {'answers' in state && (
            <Who
              answers={state.answers}
              here={phoneHere(state)}
              waiting={state.waiting}
              onFacts={state.at === 'fixed' ? () => run('facts') : undefined}
            />
          )}
          <div class="case-sum" role="status">
            <p>{text(state.where === 'typed' && state.at === 'checking' ? 'counter.checking' : `desk.card.${state.at}.text`)}</p>
            {(state.at === 'sealing' || state.at === 'handing') && <Spinner>{text('desk.card.moment')}</Spinner>}
            {state.at === 'touch' && state.trouble !== null && (
              <Notice tone="warn" id="trouble" title={text(troubleText(state.trouble))}>
                {text(`${troubleText(state.trouble)}.next`)}
              </Notice>
            )}
          </div>
          {state.at === 'fixed' && (
            <>
              <FeeTick fee={state.fee} run={run} />
              <Waits {...state} />
            </>
          )}
          <div class="case-go">
            {state.at === 'fixed' && (
              <Button kind="main" hotkey="A" id="approve" disabled={lost || state.bar.waitsFor.length > 0} onPress={() => run('approve')}>
                {text('desk.card.accept')}
              </Button>
            )}
            {state.at === 'touch' && (
              <Button kind="main" hotkey="K" id="touch" disabled={lost} onPress={() => run('touch')}>
                {text('desk.touch')}
              </Button>
            )}
            {state.at === 'handed' && (
              <Button kind="main" hotkey="N" id="next" onPress={() => run('next')}>
                {text('desk.next')}
              </Button>
            )}
          </div>
        </div>
      </div>
    </>
  )
}

/**
 * Both sides: of a card that is offered, or, once it is sealed, of that card. Null without facts. Its own copies of the face go with it.
 * @param codeComes what stands where the code will be, for whoever looks
 */
export function usePlates(
  facts: Facts | null,
  pictures: Pictures | null,
  sealed: SealedCard | null,
  technicalEnd: number,
  codeComes: string,
) {
  const { root, names } = useCity()
  const plates = useMemo(() => {
    if (!facts || !pictures) return null
    const draft = { facts, pictures, technicalEnd, practice: root?.practice ?? true, code: null }
    const labels = plateLabels(names, look, codeComes)
    return makePlates(sealed ? plateCardOf(sealed, technicalEnd, { face: true }) : draft, labels, look)
  }, [facts, pictures, sealed, technicalEnd, names, root, codeComes])
  useEffect(() => () => forgetDrawings(plates ? [plates.front, plates.back] : []), [plates])
  return plates
}

export function Plates(props: { facts: Facts; pictures: Pictures; sealed: SealedCard | null; technicalEnd: number; blurred: boolean }) {
  const { facts, pictures, sealed, technicalEnd, blurred } = props
  const text = useText()
  const plates = usePlates(facts, pictures, sealed, technicalEnd, text('card.code_comes'))
  if (!plates) return null
  return (
    <div
      role="group"
      aria-label={text('desk.card.both')}
      class={`plates${blurred ? ' picture-blurred' : ''}`}
      onContextMenu={event => event.preventDefault()}
    >
      <Plate drawing={plates.front} label={text('desk.card.front')} decode={decodeFile} id="plate-front" />
      <Plate drawing={plates.back} label={text('desk.card.back')} decode={decodeFile} id="plate-back" />
    </div>
  )
}

/** Spelling fixes, marked: what stood there, what the resident wants. */
function Changes({ state }: { state: Extract<CheckState, { at: 'fixed' }> }) {
  const text = useText()
  const { code } = useLanguage()
  const show = (field: string, value: string | null) =>
    value === null
      ? text('desk.fact.none')
      : field === 'veteran'
        ? text('desk.mark.wanted')
        : field === 'birthDate'
          ? formatDay(code, value)
          : value
  return (
    <dl class="changes">
      {state.changes.map(({ field, was, is }) => (
        <div key={field} class="change">
          <dt>{text(`desk.fact.${field}`)}</dt>
          <dd>
            <del dir="auto">{show(field, was)}</del> <ins dir="auto">{show(field, is)}</ins>
          </dd>
        </div>
      ))}
    </dl>
  )
}
