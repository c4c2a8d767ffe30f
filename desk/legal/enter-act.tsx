/** Counsel's desk: one act on one request, from its question to the touch that signs it. */
import { extendByRule, isGiven } from '@latchkey/law/answer-by.ts'
import { addDays, yearOf } from '@latchkey/law/days.ts'
import type { Jurisdiction } from '@latchkey/law/jurisdiction.ts'
import { courtActs, decisions, grounds, outcomes } from '@latchkey/law/lists.ts'
import { Button } from '@latchkey/ui/button.tsx'
import { formatDay } from '@latchkey/ui/format.ts'
import { useLanguage, useText } from '@latchkey/ui/language.ts'
import { Screen } from '@latchkey/ui/screen.tsx'
import type { LegalDesk, LegalRequest, LegalSaid } from '@latchkey/wire/legal.ts'
import { useState } from 'preact/hooks'
import { useCity } from '../city.ts'
import { useKeys } from '../use-keys.ts'
import { Choose } from './choose.tsx'
import { PickDay } from './pick-day.tsx'
import type { ActToEnter } from './request-screen.tsx'
import { Trouble } from './trouble.tsx'
import type { LegalTrouble } from './use-legal.ts'
import { actWords } from './words.ts'

export interface EnterActProps {
  act: Exclude<ActToEnter, 'release'>
  request: LegalRequest
  desk: LegalDesk
  law: Jurisdiction
  touching: boolean
  trouble: LegalTrouble | null
  dark: boolean
  onTouch(said: LegalSaid): void
  onBack(): void
}

type GivenGround = Extract<LegalSaid, { act: 'extend' }>['ground']

export function EnterAct(props: EnterActProps) {
  const { act, request, desk, law, dark, onBack } = props
  const text = useText()
  const { code } = useLanguage()
  const { root } = useCity()
  const { today } = desk
  const [said, setSaid] = useState<LegalSaid | null>(act === 'state' ? { act } : null)
  const [ground, setGround] = useState<GivenGround | null>(null)
  const [sealDay, setSealDay] = useState(false)
  const year = yearOf(today)
  const years = [0, 1, 2, 3, 4, 5].map(more => year + more)
  if (said !== null) return <TouchAct {...props} said={said} onAgain={act === 'state' ? onBack : () => setSaid(null)} />

  const common = { dark, onBack }
  const answers = <V extends string>(values: readonly V[], word: string, of: (value: V) => LegalSaid) =>
    values.map(value => ({ id: value, label: text(`legal.${word}.${value}`), onPick: () => setSaid(of(value)) }))

  switch (act) {
    case 'due':
      return (
        <PickDay
          at="due"
          title={text('legal.due.title')}
          first={request.answerBy?.moved ?? request.answerBy?.day ?? addDays(today, 14)}
          years={[year - 1, ...years]}
          wrong={day => (day < request.received ? text('legal.day.before') : null)}
          onPick={day => setSaid({ act, day })}
          {...common}
        />
      )
    case 'decide':
      return (
        <Choose
          at="decide"
          title={text('legal.decide.title')}
          answers={answers(decisions, 'decision', decision => ({ act, decision }))}
          {...common}
        />
      )
    case 'court':
      return (
        <Choose at="court" title={text('legal.court.title')} answers={answers(courtActs, 'court', did => ({ act, did }))} {...common} />
      )
    case 'close':
      return (
        <Choose
          at="close"
          title={text('legal.close.title')}
          answers={answers(outcomes, 'outcome', outcome => ({ act, outcome }))}
          {...common}
        />
      )
    case 'extend': {
      if (ground !== null) {
        const stands = request.answerBy?.day ?? null
        const wrong = (day: string) => {
          if (day < today) return text('legal.day.gone')
          return stands !== null && day <= stands ? text('legal.day.more') : null
        }
        return (
          <PickDay
            at="extend-day"
            title={text('legal.extend.day')}
            first={addDays(stands !== null && stands > today ? stands : today, 7)}
            years={years}
            wrong={wrong}
            onPick={day => setSaid({ act, ground, day })}
            dark={dark}
            onBack={() => setGround(null)}
          />
        )
      }
      // What the law does not give here is not offered: whoever asks may agree, and a court may order, at any time.
      const offered = grounds.flatMap((one): { one: GivenGround; day: string | null }[] => {
        if (isGiven(one)) return [{ one, day: null }]
        const extended = extendByRule(law, request.instrument, request.answerBy, one, today)
        return extended ? [{ one, day: extended.day }] : []
      })
      return (
        <Choose
          at="extend"
          title={text('legal.extend.title')}
          answers={offered.map(({ one, day }) => ({
            id: one,
            label: text(`legal.ground.${one}`),
            hint: day === null ? text('legal.extend.their_day') : text('legal.extend.by_law', { day: formatDay(code, day) }),
            onPick: () => (day === null ? setGround(one) : setSaid({ act, ground: one, day: 'none' })),
          }))}
          {...common}
        />
      )
    }
    case 'reseal':
      if (sealDay) {
        return (
          <PickDay
            at="reseal-day"
            title={text('legal.day.until')}
            first={addDays(today, 90)}
            years={years}
            wrong={day => (day <= today ? text('legal.day.later') : null)}
            onPick={seal => setSaid({ act, seal })}
            dark={dark}
            onBack={() => setSealDay(false)}
          />
        )
      }
      return (
        <Choose
          at="reseal"
          title={text('legal.reseal.title')}
          answers={[
            { id: 'day', label: text('legal.seal.day'), hint: text('legal.seal.day.hint'), onPick: () => setSealDay(true) },
            {
              id: 'open',
              label: text('legal.seal.open'),
              hint: text('legal.seal.open.hint'),
              onPick: () => setSaid({ act, seal: 'open' }),
            },
            ...(request.seal !== 'none'
              ? [{ id: 'today', label: text('legal.reseal.today'), onPick: () => setSaid({ act, seal: today }) }]
              : []),
          ]}
          {...common}
        />
      )
    default: {
      const administrators = [...new Set((root?.administrators ?? []).map(({ alias }) => alias))]
      return (
        <Choose
          at="name"
          title={text('legal.name.title')}
          lead={text('legal.name.lead')}
          answers={administrators.map(alias => {
            const on = request.named.includes(alias)
            return {
              id: alias,
              label: text('legal.administrator', { alias }),
              hint: text(on ? 'legal.name.off' : 'legal.name.on'),
              onPick: () => setSaid({ act: 'name', alias, on: on ? 'no' : 'yes' }),
            }
          })}
          {...common}
        />
      )
    }
  }
}

function TouchAct(props: EnterActProps & { said: LegalSaid; onAgain(): void }) {
  const { said, request, touching, trouble, dark, onTouch, onAgain } = props
  const text = useText()
  const { code } = useLanguage()
  const touch = () => {
    if (!touching) onTouch(said)
  }
  useKeys(dark ? null : 'legal_touch', { action: action => (action === 'touch' ? touch() : onAgain()) })
  const lead = text('legal.touch.lead', { number: request.number, instrument: text(`legal.instrument.${request.instrument}`) })
  return (
    <Screen at="legal-touch" title={actWords(text, code, said)} lead={lead}>
      <Trouble code={trouble} />
      <div class="buttons">
        <Button kind="main" hotkey="K" id="legal-touch" busy={touching} onPress={touch}>
          {text(touching ? 'desk.touch.now' : 'legal.touch')}
        </Button>
        <Button hotkey="Esc" id="legal-back" onPress={onAgain}>
          {text('legal.back')}
        </Button>
      </div>
      <p class="desk-quiet">{text('legal.touch.history')}</p>
    </Screen>
  )
}
