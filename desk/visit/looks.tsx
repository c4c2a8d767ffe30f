/** The three looks at one paper, wherever it is seen; at a counter one more mark stands beside them. */
import { paperOf } from '@latchkey/rules/caretaker.ts'
import { servedBy } from '@latchkey/rules/enough.ts'
import { markPapers } from '@latchkey/rules/mark.ts'
import { KeyHint } from '@latchkey/ui/key-hint.tsx'
import { useText } from '@latchkey/ui/language.ts'
import type { ComponentChildren } from 'preact'
import { useCity, usePaperName } from '../city.ts'
import type { Action } from '../keys.ts'
import { isFormFine, isFromScreen, looks } from './checks.ts'
import type { DeskPage, Look } from './state.ts'

const lookKeys: Record<Look, string> = { real: 'L', same_name: 'M', in_date: 'I' }

export interface LooksProps {
  /** The person's, of the rules. */
  kind: string
  /** As the page names it: of the holder or of the caretaker. */
  paper: string
  pages: readonly DeskPage[]
  run(action: Action): void
  children?: ComponentChildren
}

export function Looks({ kind, paper: ref, pages, run, children }: LooksProps) {
  const text = useText()
  const { rules } = useCity()
  const name = usePaperName()
  const paper = paperOf(rules, ref)
  if (!paper) return null
  return (
    <fieldset class="looks">
      <legend class="looks-legend">{name(ref)}</legend>
      {looks.map(look => {
        const on = pages.some(one => one.paper === ref && one.looks[look])
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
            <span>{text(look === 'in_date' && paper.expiredOk === true ? 'desk.look.in_date.any' : `desk.look.${look}`)}</span>
            <KeyHint>{lookKeys[look]}</KeyHint>
          </button>
        )
      })}
      {children}
      {isFromScreen(pages, ref) && (
        <p class={isFormFine(rules, pages, ref) ? 'looks-screen' : 'looks-screen looks-screen-no'}>
          {text(isFormFine(rules, pages, ref) ? 'desk.screen.counts' : 'desk.screen.counts_not')}
        </p>
      )}
      <p class="fine">
        {text('desk.gives', {
          needs: [
            ...servedBy(rules, kind, ref).map(need => text(`shell.tick.${need}`)),
            ...(markPapers(rules, kind).includes(ref) ? [text('desk.fact.veteran')] : []),
          ].join(' · '),
        })}
        {typeof paper.expiredOk === 'number' && ` ${text('desk.expired_days', { days: paper.expiredOk })}`}
        {paper.maxAgeDays !== null && ` ${text('desk.max_age', { days: paper.maxAgeDays })}`}
      </p>
    </fieldset>
  )
}
