/** D3 Case: two thirds the picture, one third who, what is needed and what has been seen. */
import { Button } from '@latchkey/ui/button.tsx'
import { useText } from '@latchkey/ui/language.ts'
import { TicksBar } from '@latchkey/ui/ticks-bar.tsx'
import { useCity } from '../city.ts'
import type { Action } from '../keys.ts'
import { CaseTitle } from './case-title.tsx'
import { isEnough, isPassed, markTick, needsFromScreen, ticksOf, unmetNeeds } from './checks.ts'
import { Looks } from './looks.tsx'
import { Phrases } from './phrase-row.tsx'
import type { Sitting } from './sitting.ts'
import type { CaseState } from './state.ts'
import { inView, newest } from './view.ts'
import { usePageName, Viewer } from './viewer.tsx'
import { phoneHere, Who } from './who.tsx'

export interface StepProps {
  state: Extract<CaseState, { at: 'papers' }>
  run(action: Action): void
}

export function Papers({ sitting, state, blurred, run }: StepProps & { sitting: Sitting; blurred: boolean }) {
  const text = useText()
  const { rules } = useCity()
  const { view } = sitting
  const { answers, pages, ask } = state
  const page = inView(pages, view.chosen)
  const ticks = ticksOf(rules, answers.kind, pages, state)
  const fromScreen: string[] = needsFromScreen(rules, answers.kind, pages, state.sameCaretaker)
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
          <Who answers={answers} here={phoneHere(state)} waiting={state.waiting} onFacts={() => run('facts')} />
          {page?.paper && <Looks kind={answers.kind} paper={page.paper} pages={pages} run={run} />}
          <div class="case-sum">
            <TicksBar
              ticks={[
                ...Object.entries(ticks).map(([id, met]) => ({
                  id,
                  met,
                  note: met && fromScreen.includes(id) ? text('desk.screen') : undefined,
                })),
                ...markTick(text, state.mark),
              ]}
            />
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
