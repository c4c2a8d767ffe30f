/** Counsel's desk: one request: what it means, by when, step by step, and what can be entered now. */
import type { Jurisdiction } from '@latchkey/law/jurisdiction.ts'
import type { Step } from '@latchkey/law/lists.ts'
import { Button } from '@latchkey/ui/button.tsx'
import { formatDay, formatList } from '@latchkey/ui/format.ts'
import { CheckSign } from '@latchkey/ui/icons/signs.tsx'
import { KeyHint } from '@latchkey/ui/key-hint.tsx'
import { useLanguage, useText } from '@latchkey/ui/language.ts'
import { Notice } from '@latchkey/ui/notice.tsx'
import { Panel } from '@latchkey/ui/panel.tsx'
import { Screen } from '@latchkey/ui/screen.tsx'
import { Tile, Tiles } from '@latchkey/ui/tile.tsx'
import { type LegalActName, type LegalDesk, type LegalRequest, parseSays } from '@latchkey/wire/legal.ts'
import { useKeys } from '../use-keys.ts'
import { Answer, Meaning } from './meaning.tsx'
import { Trouble } from './trouble.tsx'
import type { LegalTrouble } from './use-legal.ts'
import { actWords, speaks } from './words.ts'

export type ActToEnter = Exclude<LegalActName, 'look' | 'take_in'>

export interface RequestScreenProps {
  request: LegalRequest
  desk: LegalDesk
  law: Jurisdiction
  told: string | null
  trouble: LegalTrouble | null
  dark: boolean
  onEnter(act: ActToEnter): void
  onBack(): void
}

export function RequestScreen({ request, desk, law, told, trouble, dark, onEnter, onBack }: RequestScreenProps) {
  const text = useText()
  const { code } = useLanguage()
  const { today } = desk
  const acts = desk.role === 'counsel' ? actsNow(request, today) : []
  useKeys(dark ? null : 'legal_pick', {
    action: onBack,
    number: number => {
      const act = acts[number - 1]
      if (act) onEnter(act)
    },
  })
  const rule = law.instruments[request.instrument]
  return (
    <Screen
      at="legal-request"
      title={text(`legal.instrument.${request.instrument}`)}
      lead={`${text('legal.number', { number: request.number })} · ${speaks(text, code, request, today)}`}
    >
      {told && <Notice tone="good" role="status" id="legal-told" title={told} />}
      <Trouble code={trouble} />
      <div class="legal-two">
        <div>
          <Meaning law={law} instrument={request.instrument} request={request} />
          {request.outcome === null && <Answer law={law} request={request} today={today} />}
          <Panel title={text('legal.steps')} id="legal-steps">
            <ol class="legal-steps">
              {rule.steps.map(step => (
                <li key={step}>
                  <span>{text(`legal.step.${step}`)}</span>
                  {isDone(step, request) && (
                    <span class="legal-done">
                      <CheckSign />
                      {text('legal.steps.entered')}
                    </span>
                  )}
                </li>
              ))}
            </ol>
          </Panel>
        </div>
        <div>
          {acts.length > 0 && (
            <Tiles legend={text('legal.acts')}>
              {acts.map((act, n) => (
                <Tile
                  key={act}
                  kind="go"
                  id={`legal-act-${act}`}
                  icon={<KeyHint>{n + 1}</KeyHint>}
                  label={text(`legal.act.${act}`)}
                  hint={text(`legal.act.${act}.hint`)}
                  onPress={() => onEnter(act)}
                />
              ))}
            </Tiles>
          )}
          <Facts request={request} />
          <History request={request} />
        </div>
      </div>
      <div class="buttons">
        <Button hotkey="Esc" id="legal-back" onPress={onBack}>
          {text('legal.back')}
        </Button>
      </div>
    </Screen>
  )
}

function Facts({ request }: { request: LegalRequest }) {
  const text = useText()
  const { code } = useLanguage()
  const { issuer, received, served, decision, court, ground, outcome, closed, released, named } = request
  const none = text('legal.none')
  const day = (one: string) => formatDay(code, one)
  const administrators = named.map(alias => text('legal.administrator', { alias }))
  const facts: [string, string][] = [
    [text('legal.fact.issuer'), text(`legal.issuer.${issuer}`)],
    [text('legal.fact.received'), `${day(received)}, ${text(`legal.served.${served}`)}`],
    [text('legal.fact.decision'), decision ? text(`legal.decision.${decision}`) : none],
    ...(court ? [[text('legal.fact.court'), text(`legal.court.${court}`)] as [string, string]] : []),
    ...(ground ? [[text('legal.fact.ground'), text(`legal.ground.${ground}`)] as [string, string]] : []),
    [
      text('legal.fact.outcome'),
      outcome && closed ? text('legal.fact.outcome.on', { outcome: text(`legal.outcome.${outcome}`), day: day(closed) }) : none,
    ],
    [text('legal.fact.released'), released ? text('legal.fact.released.on', { day: day(released) }) : text('legal.fact.released.no')],
    [text('legal.fact.named'), administrators.length > 0 ? formatList(code, administrators) : text('legal.fact.nobody')],
  ]
  return (
    <dl class="standing" id="legal-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function History({ request }: { request: LegalRequest }) {
  const text = useText()
  const { code } = useLanguage()
  const words = (line: string): string => {
    const [act = '', ...says] = line.split(' ')
    const said = act === 'take_in' ? null : parseSays(act, says)
    return said ? actWords(text, code, said) : text('legal.history.take_in')
  }
  return (
    <details class="legal-count" id="legal-history">
      <summary>{text('legal.history')}</summary>
      <ol>
        {request.history.map(({ person, act, day }, at) => (
          <li key={`${at} ${act}`}>{text('legal.history.line', { day: formatDay(code, day), act: words(act), person })}</li>
        ))}
      </ol>
    </details>
  )
}

/** What can be entered now. What cannot is not offered; the server judges again. */
export function actsNow(request: LegalRequest, today: string): ActToEnter[] {
  const { released, outcome, answerBy, seal, stated } = request
  const held = released === null
  const may: Record<ActToEnter, boolean> = {
    due: held && outcome === null && (answerBy === null || answerBy.by === 'paper'),
    decide: held && outcome === null,
    extend: held && outcome === null,
    court: held,
    close: held && outcome === null,
    release: held && outcome !== null,
    state: seal !== 'none' && seal !== 'open' && seal <= today && !stated,
    reseal: true,
    name: held,
  }
  return (Object.keys(may) as ActToEnter[]).filter(act => may[act])
}

/** Steps that leave a mark here; the others are done with paper, and nobody ticks them. */
function isDone(step: Step, { answerBy, decision, court, outcome, released }: LegalRequest): boolean {
  switch (step) {
    case 'enter_day':
      return answerBy !== null
    case 'decide':
      return decision !== null
    case 'wait_court':
      return court !== null
    case 'close':
      return outcome !== null
    case 'release':
      return released !== null
    default:
      return false
  }
}
