/** The papers of a counter visit: they lie on the table and no picture of them exists. Numbers lay them there, the looks are those of every visit. */
import { isCaretakers } from '@latchkey/rules/caretaker.ts'
import { whoseOf } from '@latchkey/rules/counts.ts'
import type { Need } from '@latchkey/rules/rules.ts'
import { Button } from '@latchkey/ui/button.tsx'
import { KeyHint } from '@latchkey/ui/key-hint.tsx'
import { useText } from '@latchkey/ui/language.ts'
import { TicksBar } from '@latchkey/ui/ticks-bar.tsx'
import { Fragment } from 'preact'
import { useCity, useCityText } from '../city.ts'
import type { Action } from '../keys.ts'
import { CaseTitle } from '../visit/case-title.tsx'
import { isPassed, markTick, ticksOf, unmetNeeds } from '../visit/checks.ts'
import { Looks } from '../visit/looks.tsx'
import { Picture } from '../visit/picture.tsx'
import type { Sitting } from '../visit/sitting.ts'
import type { CaseState } from '../visit/state.ts'
import { inView, newest } from '../visit/view.ts'
import { phoneHere, Who } from '../visit/who.tsx'
import { papersInOrder } from './papers-in-order.ts'

export interface LyingPapersProps {
  sitting: Sitting
  state: Extract<CaseState, { at: 'papers' }>
  blurred: boolean
  run(action: Action): void
}

export function LyingPapers({ sitting, state, blurred, run }: LyingPapersProps) {
  const text = useText()
  // Whose they are stands above each list.
  const city = useCityText()
  const { rules } = useCity()
  const { view } = sitting
  const { answers, pages } = state
  const page = inView(pages, view.chosen)
  const wanted = sitting.case.counter?.needs
  const ticks = Object.entries(ticksOf(rules, answers.kind, pages, state)).filter(([need]) => wanted?.includes(need as Need) ?? true)
  const enough = ticks.every(([, met]) => met)
  const face = newest(pages, 'portrait')
  const { all, digits } = papersInOrder(rules, answers, view.phrases)
  const row = (ref: string) => {
    const lies = pages.find(lying => lying.paper === ref)
    const digit = digits.indexOf(ref) + 1
    return (
      <li key={ref}>
        <button
          type="button"
          id={`lay-${ref.replace('.', '-')}`}
          class={`lying-paper${lies ? ' lying-here' : ''}${page?.paper === ref ? ' lying-chosen' : ''}`}
          aria-pressed={lies !== undefined}
          aria-keyshortcuts={digit > 0 ? String(digit) : undefined}
          onClick={() => sitting.lay(ref)}
        >
          {digit > 0 ? <KeyHint>{digit}</KeyHint> : <span class="lying-no-key" />}
          <span class="lying-name">{city(`paper.${whoseOf(ref).paper}.short`)}</span>
          <span class="lying-says">
            {lies && text(isPassed(pages, ref) ? 'counter.table.looked' : 'counter.table.lies')}
            {lies?.shared && ` · ${text('counter.table.shared')}`}
          </span>
        </button>
      </li>
    )
  }
  return (
    <>
      <CaseTitle>{text('counter.table.title')}</CaseTitle>
      <div class="case-table">
        <div class="case-look">
          {[all.filter(ref => !isCaretakers(ref)), all.filter(isCaretakers)].map(
            (refs, at) =>
              refs.length > 0 && (
                <Fragment key={at}>
                  {all.some(isCaretakers) && <h2 class="lying-whose">{text(at === 0 ? 'desk.kinds.own' : 'desk.kinds.caretaker')}</h2>}
                  <ul class="lying">{refs.map(row)}</ul>
                </Fragment>
              ),
          )}
          <div class="card-photo">
            {face && (
              <Picture
                id="card-photo"
                picture={sitting.pictures.of(face)}
                label={text('desk.face.portrait')}
                says={text(sitting.pictures.of(face) === null ? 'desk.picture.broken' : 'desk.picture.reading')}
                zoom={0}
                turns={0}
                blurred={blurred}
                moves={false}
              />
            )}
            <div class="buttons">
              {all.length > 9 && (
                <Button hotkey="0" id="more-papers" onPress={() => run('more_phrases')}>
                  {text('counter.table.more')}
                </Button>
              )}
              <Button kind={enough && !face ? 'main' : 'quiet'} hotkey="P" id="take-photo" onPress={() => run('photo')}>
                {text(face ? 'counter.photo.again' : 'counter.photo.take')}
              </Button>
              {state.where === 'counter' && (
                <Button hotkey="A" id="ask-photo" disabled={!state.phone.here} onPress={() => run('ask_photo')}>
                  {text('counter.photo.ask')}
                </Button>
              )}
            </div>
          </div>
          <p class="fine">{text('counter.table.keep')}</p>
        </div>
        <div class="case-side">
          <Who answers={answers} here={phoneHere(state)} waiting={state.waiting} onFacts={() => run('facts')} />
          {page?.paper && (
            <Looks kind={answers.kind} paper={page.paper} pages={pages} run={run}>
              <Button hotkey="G" id="share" onPress={() => run('shared')}>
                {text(page.shared ? 'counter.table.unshare' : 'counter.table.share')}
              </Button>
            </Looks>
          )}
          <div class="case-sum">
            {ticks.length > 0 && <TicksBar ticks={[...ticks.map(([id, met]) => ({ id, met })), ...markTick(text, state.mark)]} />}
            <p class="case-bar" aria-live="polite" id="bar">
              {enough
                ? text(face ? 'desk.bar.enough' : 'desk.waits.portrait')
                : text('desk.bar.not_yet', {
                    needs: unmetNeeds(Object.fromEntries(ticks))
                      .map(need => text(`desk.need.${need}`))
                      .join(', '),
                  })}
            </p>
            <div class="case-go">
              <Button kind={enough && face ? 'main' : 'quiet'} hotkey="F" id="to-face" disabled={!face} onPress={() => run('face')}>
                {text('counter.face')}
              </Button>
              <Button hotkey="D" id="to-decide" onPress={() => run('decide')}>
                {text('desk.decide')}
              </Button>
            </div>
          </div>
        </div>
      </div>
    </>
  )
}
