/** The planner: what is typed here stays here. Nothing is asked of the server and nothing is sent to it. */
import { Button } from '@latchkey/ui/button.tsx'
import { TextField } from '@latchkey/ui/field.tsx'
import { useText } from '@latchkey/ui/language.ts'
import { Notice } from '@latchkey/ui/notice.tsx'
import { Screen } from '@latchkey/ui/screen.tsx'
import { useState } from 'preact/hooks'
import { useKeys } from '../use-keys.ts'
import { beside, type Forecast, forecast, type Plan, planOf } from './plan.ts'

export type TypedPlan = Record<keyof Plan, string>
const fields = ['people', 'minutes', 'differs', 'missed', 'clerks'] as const
const assumptions = ['even', 'steady', 'missed', 'one', 'formula'] as const

/** A morning to begin with, so that a first look shows what the page does. Nobody's real day. */
export const firstPlan: TypedPlan = { people: '40', minutes: '8', differs: '4', missed: '15', clerks: '6' }

export function Planner({ dark, onBack, first = firstPlan }: { dark: boolean; onBack(): void; first?: TypedPlan }) {
  const text = useText()
  const [typed, setTyped] = useState(first)
  const { plan, wrong } = planOf(typed)
  useKeys(dark ? null : 'board_plan', { action: onBack })
  return (
    <Screen at="board-plan" title={text('board.plan.title')} lead={text('board.plan.lead')}>
      <form class="plan-fields" autocomplete="off" onSubmit={event => event.preventDefault()}>
        {fields.map(field => (
          <TextField
            key={field}
            id={`plan-${field}`}
            label={text(`board.plan.${field}`)}
            hint={field === 'differs' ? text('board.plan.differs.hint') : undefined}
            error={wrong.includes(field) && typed[field] !== '' ? text('board.plan.wrong', { field }) : undefined}
            inputMode="numeric"
            maxLength={4}
            value={typed[field]}
            onInput={value => setTyped({ ...typed, [field]: value })}
          />
        ))}
      </form>
      <div aria-live="polite">{plan && <Answer plan={plan} />}</div>
      <h2>{text('board.plan.assumes')}</h2>
      <ul class="plan-assumes">
        {assumptions.map(one => (
          <li key={one}>{text(`board.plan.assumes.${one}`)}</li>
        ))}
      </ul>
      <div class="buttons">
        <Button hotkey="Esc" id="board-back" onPress={onBack}>
          {text('board.back')}
        </Button>
      </div>
    </Screen>
  )
}

/** Under this many minutes: never less than was computed. */
const under = (minutes: number): number => Math.max(1, Math.ceil(minutes))

function Answer({ plan }: { plan: Plan }) {
  const text = useText()
  const found = forecast(plan)
  const grows = found.at === 'grows' ? Math.round(found.by) : 0
  return (
    <>
      {found.at === 'steady' ? (
        <Notice tone="good" id="plan-answer" title={text('board.plan.nine', { minutes: under(found.nine) })}>
          {text('board.plan.mean', { minutes: Math.round(found.mean), busy: Math.round(found.busy * 100) })}
        </Notice>
      ) : (
        <Notice
          tone="warn"
          id="plan-answer"
          title={grows === 0 ? text('board.plan.grows.slow') : text('board.plan.grows', { count: grows })}
        >
          {text('board.plan.grows.next')}
        </Notice>
      )}
      <Bars plan={plan} />
    </>
  )
}

/** Bars of minutes for fewer clerks and for more; where the line grows there is no end to the bar, and it says so. */
function Bars({ plan }: { plan: Plan }) {
  const text = useText()
  const rows = beside(plan)
  const nine = ({ forecast: of }: { forecast: Forecast }) => (of.at === 'steady' ? under(of.nine) : null)
  const longest = Math.max(1, ...rows.map(row => nine(row) ?? 0))
  return (
    <figure class="plan-bars">
      <figcaption>{text('board.plan.beside')}</figcaption>
      <ol class="plain">
        {rows.map(row => {
          const minutes = nine(row)
          return (
            <li key={row.clerks} class={row.clerks === plan.clerks ? 'plan-bar plan-bar-now' : 'plan-bar'} id={`plan-${row.clerks}`}>
              <span>{text('board.plan.row', { count: row.clerks })}</span>
              <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                <rect class={minutes === null ? 'plan-endless' : undefined} width={((minutes ?? longest) * 100) / longest} height="10" />
              </svg>
              <span>{minutes === null ? text('board.plan.row.grows') : text('board.plan.row.nine', { minutes })}</span>
            </li>
          )
        })}
      </ol>
    </figure>
  )
}
