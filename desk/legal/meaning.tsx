/** Counsel's desk: what a paper means by the city's law, and by when it is answered. Every line says where it comes from, and that nobody has settled it yet. */
import { countBusinessDays } from '@latchkey/law/business-days.ts'
import type { Jurisdiction } from '@latchkey/law/jurisdiction.ts'
import type { Instrument } from '@latchkey/law/lists.ts'
import { formatDay } from '@latchkey/ui/format.ts'
import { useLanguage, useText } from '@latchkey/ui/language.ts'
import { Panel } from '@latchkey/ui/panel.tsx'
import type { LegalRequest } from '@latchkey/wire/legal.ts'
import { saidIn, timeLeft } from './words.ts'

export interface MeaningProps {
  law: Jurisdiction
  instrument: Instrument
  /** As it stands now; null while the request is not entered. */
  request: Pick<LegalRequest, 'binding' | 'court'> | null
}

export function Meaning({ law, instrument, request }: MeaningProps) {
  const text = useText()
  const { code } = useLanguage()
  const rule = law.instruments[instrument]
  const byLaw = rule.binding === 'at_once'
  const changed = request !== null && request.binding !== byLaw
  const binds = !changed ? rule.binding : request.binding ? 'by_court' : 'lifted'
  return (
    <Panel title={text(`legal.binds.${binds}`)} id="legal-means">
      <p>{saidIn(rule.reason, code)}</p>
      <SourceLine law={law} rule={rule} />
    </Panel>
  )
}

function SourceLine({ law, rule }: { law: Jurisdiction; rule: { source: string; unconfirmed: boolean } }) {
  const text = useText()
  const source = law.sources[rule.source]
  const title = source?.title ?? rule.source
  return (
    <p class="legal-source">
      {source?.address ? (
        <a href={source.address} target="_blank" rel="noreferrer">
          {text('legal.source', { title })}
        </a>
      ) : (
        text('legal.source', { title })
      )}
      {rule.unconfirmed && <strong class="legal-unconfirmed">{text('legal.unconfirmed')}</strong>}
    </p>
  )
}

export interface AnswerProps {
  law: Jurisdiction
  request: LegalRequest
  today: string
}

export function Answer({ law, request, today }: AnswerProps) {
  const text = useText()
  const { code } = useLanguage()
  const { answerBy, instrument, received } = request
  if (answerBy === null) {
    return (
      <Panel title={text('legal.by.none')} id="legal-answer">
        <p>{text('legal.answer.none')}</p>
      </Panel>
    )
  }
  const rule = law.instruments[instrument].answer
  const left = timeLeft(text, law, request, today)
  const counts = (answerBy.by === 'rule' || answerBy.by === 'extended') && rule !== null
  // What was worked out: the first count, from the day it came. An extension has its own, from its own rule.
  const days = counts ? countBusinessDays(law, received, rule.days) : []
  const named = answerBy.by === 'extended' ? rule?.extension : rule
  return (
    <Panel title={text('legal.by', { day: formatDay(code, answerBy.day) })} id="legal-answer">
      {left && <p class={left.late ? 'legal-late' : 'legal-left'}>{left.says}</p>}
      <p>{text(`legal.answer.${answerBy.by}`, { count: rule?.days ?? 0 })}</p>
      {answerBy.moved && <p>{text('legal.answer.moved', { day: formatDay(code, answerBy.moved) })}</p>}
      {days.length > 0 && (
        <details class="legal-count">
          <summary>{text('legal.answer.count')}</summary>
          <ol>
            {days.map(({ day, number, off }) => (
              <li key={day} class={number === null ? 'legal-off' : undefined}>
                <span class="legal-mark">{number}</span>
                <span>{formatDay(code, day)}</span>
                {off !== null && <span>{off === 'weekend' ? text('legal.answer.count.weekend') : saidIn(off.names, code)}</span>}
              </li>
            ))}
          </ol>
        </details>
      )}
      <SourceLine law={law} rule={counts && named ? named : answerBy.moved ? law.dayOff : law.holidayList} />
    </Panel>
  )
}
