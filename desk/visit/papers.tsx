/** D3 Case: two thirds the picture, one third who, what is needed and what has been seen. */
import { Button } from '@latchkey/ui/button.tsx'
import { KeyHint } from '@latchkey/ui/key-hint.tsx'
import { useText } from '@latchkey/ui/language.ts'
import { TicksBar } from '@latchkey/ui/ticks-bar.tsx'
import { useCity, useCityText } from '../city.ts'
import type { Action } from '../keys.ts'
import { CaseTitle } from './case-title.tsx'
import { isEnough, isPassed, looks, ticksOf, unmetNeeds } from './checks.ts'
import { Phrases } from './phrase-row.tsx'
import type { Sitting } from './sitting.ts'
import type { CaseState, Look } from './state.ts'
import { inView, newest } from './view.ts'
import { usePageName, Viewer } from './viewer.tsx'
import { Who } from './who.tsx'

export interface StepProps {
  state: Extract<CaseState, { at: 'papers' }>
  run(action: Action): void
}

const lookKeys: Record<Look, string> = { real: 'L', same_name: 'M', in_date: 'I' }

export function Papers({ sitting, state, blurred, run }: StepProps & { sitting: Sitting; blurred: boolean }) {
  const text = useText()
  const city = useCityText()
  const { rules } = useCity()
  const { view } = sitting
  const { answers, pages, ask } = state
  const page = inView(pages, view.chosen)
  const paper = page && rules.papers.find(one => one.id === page.paper)
  const ticks = ticksOf(rules, answers.kind, pages, state.samePerson)
  const enough = isEnough(ticks)
  const nameOf = usePageName()
  const face = newest(pages, 'portrait') ?? newest(pages, 'turned')

  return (
    <>
      <CaseTitle unseen>{text('desk.papers.title')}</CaseTitle>
      <div class="case-table">
        <div class="case-look">
          <Viewer sitting={sitting} pages={pages} blurred={blurred} tools={['zoom', 'turn', 'compare', 'next_picture']} run={run} />
          <Phrases sitting={sitting} step="papers" ask={ask} notes={state.notes} run={run} />
        </div>
        <div class="case-side">
          <Who
            answers={answers}
            here={state.connection === 'lost' ? null : state.phone.here}
            waiting={state.waiting}
            onFacts={() => run('facts')}
          />
          {page && paper && (
            <fieldset class="looks">
              <legend class="looks-legend">{city(`paper.${paper.id}.short`)}</legend>
              {looks.map(look => {
                const on = pages.some(one => one.paper === page.paper && one.looks[look])
                return (
                  <button
                    type="button"
                    key={look}
                    id={`look-${look}`}
                    class={`look${on ? ' look-on' : ''}`}
                    aria-pressed={on}
                    aria-keyshortcuts={lookKeys[look]}
                    onClick={() => run(look)}
                  >
                    <span class="look-box" aria-hidden="true" />
                    <span>{text(look === 'in_date' && paper.expiredOk ? 'desk.look.in_date.any' : `desk.look.${look}`)}</span>
                    <KeyHint>{lookKeys[look]}</KeyHint>
                  </button>
                )
              })}
              <p class="fine">
                {text('desk.gives', { needs: paper.gives.map(need => text(`shell.tick.${need}`)).join(' · ') })}
                {paper.maxAgeDays !== null && ` ${text('desk.max_age', { days: paper.maxAgeDays })}`}
              </p>
            </fieldset>
          )}
          <div class="case-sum">
            <TicksBar ticks={Object.entries(ticks).map(([id, met]) => ({ id, met }))} />
            <p class="case-bar" aria-live="polite" id="bar">
              {enough
                ? text('desk.bar.enough')
                : text('desk.bar.not_yet', {
                    needs: unmetNeeds(ticks)
                      .map(need => text(`desk.need.${need}`))
                      .join(', '),
                  })}
            </p>
            <div class="case-go">
              {enough ? (
                <Button kind="main" hotkey="F" id="to-face" disabled={!face} onPress={() => run('face')}>
                  {text('desk.face')}
                </Button>
              ) : (
                <Button hotkey="F" id="to-face" disabled={!face} onPress={() => run('face')}>
                  {text('desk.face')}
                </Button>
              )}
              <Button hotkey="D" id="to-decide" onPress={() => run('decide')}>
                {text('desk.decide')}
              </Button>
            </div>
          </div>
        </div>
      </div>
      <p class="unseen" aria-live="polite">
        {page && text(isPassed(pages, page.paper!) ? 'desk.heard.passed' : 'desk.heard.page', { paper: nameOf(page) })}
      </p>
    </>
  )
}
