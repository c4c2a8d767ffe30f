/** Counsel's desk: every request, what is to be answered first on top, and whether anything is held. */
import type { Jurisdiction } from '@latchkey/law/jurisdiction.ts'
import { Button } from '@latchkey/ui/button.tsx'
import { formatDay } from '@latchkey/ui/format.ts'
import { NextSign } from '@latchkey/ui/icons/signs.tsx'
import { KeyHint } from '@latchkey/ui/key-hint.tsx'
import { useLanguage, useText } from '@latchkey/ui/language.ts'
import { Notice } from '@latchkey/ui/notice.tsx'
import { Screen } from '@latchkey/ui/screen.tsx'
import type { LegalDesk, LegalRequest } from '@latchkey/wire/legal.ts'
import { useKeys } from '../use-keys.ts'
import type { LegalPerson } from './people.ts'
import { Trouble } from './trouble.tsx'
import type { LegalTrouble } from './use-legal.ts'
import { personName, saidIn, speaks, standsAs, timeLeft } from './words.ts'

export interface RequestListProps {
  desk: LegalDesk
  law: Jurisdiction
  person: LegalPerson
  told: string | null
  trouble: LegalTrouble | null
  dark: boolean
  onArrived(): void
  /** To the statement of holdings, which is for counsel. */
  onStatement(): void
  onPick(request: LegalRequest): void
  onLeave(): void
}

export function RequestList({ desk, law, person, told, trouble, dark, onArrived, onStatement, onPick, onLeave }: RequestListProps) {
  const text = useText()
  const { code } = useLanguage()
  const counsel = desk.role === 'counsel'
  const requests = inOrder(desk.requests)
  const held = desk.requests.filter(({ released }) => released === null).length
  useKeys(dark ? null : 'legal_list', {
    action: action => {
      if (action === 'back') onLeave()
      else if (counsel && action === 'statement') onStatement()
      else if (counsel) onArrived()
    },
    number: number => {
      const request = requests[number - 1]
      if (request) onPick(request)
    },
  })
  const lead = `${personName(text, person)} · ${text('legal.law', { name: saidIn(law.names, code) })}`
  return (
    <Screen at="legal-list" title={text('legal.title')} lead={lead}>
      {told && <Notice tone="good" role="status" id="legal-told" title={told} />}
      <Trouble code={trouble} />
      {!counsel && <p class="desk-quiet">{text('legal.named.lead')}</p>}
      {counsel && held > 0 && (
        <Notice tone="warn" id="legal-held" title={text('legal.held')}>
          {text('legal.held.lead', { count: held })}
        </Notice>
      )}
      {counsel && held === 0 && requests.length > 0 && (
        <Notice tone="good" id="legal-free" title={text('legal.free')}>
          {text('legal.free.lead')}
        </Notice>
      )}
      {requests.length === 0 && (
        <Notice tone="info" id="legal-empty" title={text('legal.empty')}>
          {text('legal.empty.next')}
        </Notice>
      )}
      <div class="buttons legal-row">
        {counsel && (
          <Button kind="main" hotkey="N" id="legal-arrived" onPress={onArrived}>
            {text('legal.new')}
          </Button>
        )}
        {counsel && (
          <Button hotkey="S" id="legal-statement" onPress={onStatement}>
            {text('statement.go')}
          </Button>
        )}
        <Button hotkey="Esc" id="legal-leave" onPress={onLeave}>
          {text('legal.leave')}
        </Button>
      </div>
      {requests.length > 0 && (
        <ul class="legal-list" aria-label={text('legal.list')}>
          {requests.map((request, n) => (
            <li key={request.number}>
              <Row request={request} law={law} today={desk.today} hint={n < 9 ? n + 1 : null} onPick={() => onPick(request)} />
            </li>
          ))}
        </ul>
      )}
    </Screen>
  )
}

interface RowProps {
  request: LegalRequest
  law: Jurisdiction
  today: string
  hint: number | null
  onPick(): void
}

function Row({ request, law, today, hint, onPick }: RowProps) {
  const text = useText()
  const { code } = useLanguage()
  const { number, instrument, answerBy, outcome } = request
  const stands = standsAs(request)
  const left = timeLeft(text, law, request, today)
  const by =
    outcome !== null
      ? text(`legal.outcome.${outcome}`)
      : answerBy === null
        ? text('legal.by.none')
        : text('legal.by', { day: formatDay(code, answerBy.day) })
  return (
    <button type="button" class="legal-request" id={`legal-request-${number}`} data-stands={stands} onClick={onPick}>
      <span class="legal-request-key">{hint !== null && <KeyHint>{hint}</KeyHint>}</span>
      <span class="legal-request-words">
        <strong>{text(`legal.instrument.${instrument}`)}</strong>
        <span class="legal-quiet">
          {text('legal.number', { number })} · {text('legal.fact.received')} {formatDay(code, request.received)}
        </span>
        <span class="legal-quiet">{speaks(text, code, request, today)}</span>
      </span>
      <span class="legal-request-time">
        <span>{by}</span>
        {left && <strong class={left.late ? 'legal-late' : 'legal-left'}>{left.says}</strong>}
        <span class={`legal-stands legal-stands-${stands}`}>{text(`legal.state.${stands}`)}</span>
      </span>
      <NextSign />
    </button>
  )
}

/** What is open by the day it is to be answered, then what waits for its release, then what is over; in each the newest of one day first. */
function inOrder(requests: readonly LegalRequest[]): LegalRequest[] {
  const rank = { open: 0, closed: 1, released: 2 }
  const last = '9999'
  return [...requests].sort(
    (a, b) =>
      rank[standsAs(a)] - rank[standsAs(b)] ||
      (standsAs(a) === 'open' ? (a.answerBy?.day ?? last).localeCompare(b.answerBy?.day ?? last) : 0) ||
      b.number - a.number,
  )
}
