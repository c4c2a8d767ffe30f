/** D5 Decide: what the rules make of what was seen. Enough is approved; not enough is sent with the reason the ticks give. */

import { cityText } from '@latchkey/cities/city.ts'
import { refusalText } from '@latchkey/rules/refusal-text.ts'
import { Button } from '@latchkey/ui/button.tsx'
import { directionOf, isLanguage, type LanguageCode, languageNames, useLanguage, useText } from '@latchkey/ui/language.ts'
import { Notice } from '@latchkey/ui/notice.tsx'
import { refusalWords } from '@latchkey/ui/refusal-labels.ts'
import { useCity, usePaperName } from '../city.ts'
import { type Calling, SupervisorHere } from '../counter/supervisor-here.tsx'
import { whereOf } from '../where.ts'
import { CaseTitle } from './case-title.tsx'
import { isFromScreen, takenFor, unmetOf } from './checks.ts'
import { FeeTick } from './fee-tick.tsx'
import type { StepProps } from './papers.tsx'
import { Waits } from './waits.tsx'
import { phoneHere, Who } from './who.tsx'

export interface DecideProps extends StepProps {
  /** A supervisor is on duty at a desk of their own. */
  supervisor: boolean
  /** At a counter without a phone: a supervisor can come to this desk. */
  calling: Calling | null
}

export function Decide({ state, run, supervisor, calling }: DecideProps) {
  const text = useText()
  const name = usePaperName()
  const { rules } = useCity()
  const { answers, pages, samePerson, sameCaretaker, bar } = state
  // By the rules, and less where a card takes the place of another.
  const { enough } = bar
  const lost = state.connection === 'lost'

  return (
    <>
      <CaseTitle>{text(enough ? 'desk.decide.enough' : 'desk.decide.not_enough')}</CaseTitle>
      <div class="case-table">
        <div class="case-look decide">
          {enough ? (
            <>
              <ul class="taken">
                {takenFor(rules, answers.kind, pages, sameCaretaker).map(({ paper, needs }) => (
                  <li key={paper}>
                    <strong>{name(paper)}</strong>
                    <span>{needs.map(need => text(`shell.tick.${need}`)).join(' · ')}</span>
                    {isFromScreen(pages, paper) && <span class="fine">{text('desk.screen')}</span>}
                  </li>
                ))}
              </ul>
              <Mark mark={state.mark} />
              <FeeTick fee={state.fee} run={run} />
              <Waits {...state} />
              {bar.waitsFor.includes('supervisor') && calling && <SupervisorHere {...calling} />}
              <p>{text('desk.decide.approve.text')}</p>
              <div class="buttons">
                <Button kind="main" hotkey="A" id="approve" disabled={bar.waitsFor.length > 0 || lost} onPress={() => run('approve')}>
                  {text('desk.approve')}
                </Button>
                {bar.waitsFor.includes('supervisor') && state.where === 'phone' && (
                  <Button hotkey="V" id="to-supervisor" disabled={!supervisor || lost} onPress={() => run('supervisor')}>
                    {text('desk.second.to')}
                  </Button>
                )}
                <Button hotkey="Esc" id="back" onPress={() => run('back')}>
                  {text('desk.back.papers')}
                </Button>
              </div>
            </>
          ) : (
            <>
              {samePerson === false && <Notice tone="warn">{text('desk.decide.other_person')}</Notice>}
              {sameCaretaker === false && <Notice tone="warn">{text('desk.kinds.other_caretaker')}</Notice>}
              <p>{text('desk.decide.refuse.text')}</p>
              <BothLanguages language={answers.language} unmet={unmetOf(state)} mends={bar.mends} />
              <div class="buttons">
                <Button kind="main" hotkey="R" id="refuse" disabled={lost} onPress={() => run('refuse')}>
                  {text('desk.refuse')}
                </Button>
                <Button hotkey="Esc" id="back" onPress={() => run('back')}>
                  {text('desk.back.papers')}
                </Button>
              </div>
            </>
          )}
        </div>
        <div class="case-side">
          <Who answers={answers} here={phoneHere(state)} waiting={state.waiting} onFacts={enough ? () => run('facts') : undefined} />
        </div>
      </div>
    </>
  )
}

/** Whether the card will have the veteran mark, where it is wanted: never a reason to make no card. */
function Mark({ mark }: Pick<StepProps['state'], 'mark'>) {
  const text = useText()
  const name = usePaperName()
  if (mark === null) return null
  if (mark.met) return <p id="mark-met">{text('desk.mark.met')}</p>
  const papers = mark.mends.map(mend => mend.map(ref => name(ref)).join(' + ')).join(' / ')
  return (
    <Notice tone="warn" id="mark-unmet" title={text('desk.mark.unmet')}>
      {text('desk.mark.mends', { papers })}
    </Notice>
  )
}

/** What the resident will read, in their language and in the clerk's. */
function BothLanguages(props: { language: string; unmet: string[]; mends: string[][] }) {
  const { code } = useLanguage()
  const theirs: LanguageCode = isLanguage(props.language) ? props.language : 'en'
  const both = [...new Set<LanguageCode>([theirs, code])]
  return (
    <div class="both">
      {both.map(language => (
        <RefusalCard key={language} language={language} unmet={props.unmet} mends={props.mends} />
      ))}
    </div>
  )
}

function RefusalCard({ language, unmet, mends }: { language: LanguageCode; unmet: string[]; mends: string[][] }) {
  const { texts, rules } = useCity()
  const words = refusalWords(language, key => cityText(texts, language, key))
  const read = refusalText(rules, whereOf(rules), words, unmet, mends)
  return (
    <blockquote class="refusal" lang={language} dir={directionOf(language)}>
      <p class="fine">{languageNames[language]}</p>
      <p>
        <strong>{read.title}</strong> {read.reasons.join(' ')}
      </p>
      {read.mends.length > 0 ? (
        <>
          <p>{read.any}</p>
          <ul>
            {read.mends.map(line => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          <details>
            <summary>{words.text('visit.refused.where')}</summary>
            {read.papers.map(paper => (
              <p key={paper.ref}>
                <strong>{paper.name}.</strong> {paper.where.join(' ')}
              </p>
            ))}
          </details>
        </>
      ) : (
        <p>{read.none}</p>
      )}
    </blockquote>
  )
}
