/** Counsel's desk: a paper has come. Five questions, then what it means, then the touch from which on everything is held. */
import { addDays, yearOf } from '@latchkey/law/days.ts'
import type { Jurisdiction } from '@latchkey/law/jurisdiction.ts'
import { instruments, issuers, served } from '@latchkey/law/lists.ts'
import { Button } from '@latchkey/ui/button.tsx'
import { formatDay } from '@latchkey/ui/format.ts'
import { useLanguage, useText } from '@latchkey/ui/language.ts'
import { Screen } from '@latchkey/ui/screen.tsx'
import type { LegalSaid } from '@latchkey/wire/legal.ts'
import { useState } from 'preact/hooks'
import { useKeys } from '../use-keys.ts'
import { Choose } from './choose.tsx'
import { Meaning } from './meaning.tsx'
import { PickDay } from './pick-day.tsx'
import { Trouble } from './trouble.tsx'
import type { LegalTrouble } from './use-legal.ts'
import { speaks } from './words.ts'

type TakeIn = Extract<LegalSaid, { act: 'take_in' }>

export interface IntakeProps {
  law: Jurisdiction
  today: string
  dark: boolean
  touching: boolean
  trouble: LegalTrouble | null
  onTouch(said: TakeIn): void
  onLeave(): void
  /** What is answered already; only the pages of examples begin so. */
  first?: Partial<TakeIn>
}

/** Whether a list of days is open over the question. */
type Day = 'received' | 'seal' | null

const order = ['instrument', 'issuer', 'received', 'served', 'seal'] as const

export function Intake({ law, today, dark, touching, trouble, onTouch, onLeave, first = {} }: IntakeProps) {
  const text = useText()
  const { code } = useLanguage()
  const [said, setSaid] = useState<Partial<TakeIn>>(first)
  const [day, setDay] = useState<Day>(null)
  const asks = order.find(field => said[field] === undefined) ?? null
  const answer = (more: Partial<TakeIn>) => {
    setDay(null)
    setSaid({ ...said, ...more })
  }
  /** To the question before, which is then open again. */
  const back = () => {
    if (day !== null) return setDay(null)
    const before = order[(asks === null ? order.length : order.indexOf(asks)) - 1]
    if (before === undefined) return onLeave()
    const { [before]: _, ...rest } = said
    setSaid(rest)
  }
  const common = { dark, onBack: back }
  const pick = <V extends string>(field: 'instrument' | 'issuer' | 'served', values: readonly V[]) => (
    <Choose
      key={field}
      at={field}
      title={text(`legal.ask.${field}`)}
      lead={text(`legal.ask.${field}.lead`)}
      answers={values.map(value => ({
        id: value,
        label: text(`legal.${field}.${value}`),
        onPick: () => answer({ [field]: value } as Partial<TakeIn>),
      }))}
      {...common}
    />
  )
  const year = yearOf(today)
  if (day === 'received') {
    return (
      <PickDay
        at="received-day"
        title={text('legal.ask.received')}
        first={today}
        years={[year - 2, year - 1, year]}
        wrong={picked => (picked > today ? text('legal.day.past') : null)}
        onPick={received => answer({ received })}
        {...common}
      />
    )
  }
  if (day === 'seal') {
    return (
      <PickDay
        at="seal-day"
        title={text('legal.day.until')}
        first={addDays(today, 90)}
        years={[0, 1, 2, 3, 4, 5].map(more => year + more)}
        wrong={picked => (picked <= today ? text('legal.day.later') : null)}
        onPick={seal => answer({ seal })}
        {...common}
      />
    )
  }
  if (asks === 'instrument') return pick('instrument', instruments)
  if (asks === 'issuer') return pick('issuer', issuers)
  if (asks === 'served') return pick('served', served)
  if (asks === 'received') {
    const yesterday = addDays(today, -1)
    const answers = [
      { id: 'today', label: text('legal.day.today'), hint: formatDay(code, today), onPick: () => answer({ received: today }) },
      {
        id: 'yesterday',
        label: text('legal.day.yesterday'),
        hint: formatDay(code, yesterday),
        onPick: () => answer({ received: yesterday }),
      },
      { id: 'other', label: text('legal.day.other'), onPick: () => setDay('received') },
    ]
    return <Choose at="received" title={text('legal.ask.received')} lead={text('legal.ask.received.lead')} answers={answers} {...common} />
  }
  if (asks === 'seal') {
    const one = (id: 'none' | 'day' | 'open', onPick: () => void) => ({
      id,
      label: text(`legal.seal.${id}`),
      hint: text(`legal.seal.${id}.hint`),
      onPick,
    })
    const answers = [
      one('none', () => answer({ seal: 'none' })),
      one('day', () => setDay('seal')),
      one('open', () => answer({ seal: 'open' })),
    ]
    return <Choose at="seal" title={text('legal.ask.seal')} lead={text('legal.ask.seal.lead')} answers={answers} {...common} />
  }
  return (
    <Review
      law={law}
      said={{ act: 'take_in', ...said } as TakeIn}
      today={today}
      touching={touching}
      trouble={trouble}
      onTouch={onTouch}
      {...common}
    />
  )
}

function Review(props: Omit<IntakeProps, 'onLeave' | 'first'> & { said: TakeIn; onBack(): void }) {
  const { law, said, today, dark, touching, trouble, onTouch, onBack } = props
  const text = useText()
  const { code } = useLanguage()
  const touch = () => {
    if (!touching) onTouch(said)
  }
  useKeys(dark ? null : 'legal_touch', { action: action => (action === 'touch' ? touch() : onBack()) })
  const facts: [string, string][] = [
    [text('legal.fact.instrument'), text(`legal.instrument.${said.instrument}`)],
    [text('legal.fact.issuer'), text(`legal.issuer.${said.issuer}`)],
    [text('legal.fact.received'), formatDay(code, said.received)],
    [text('legal.fact.served'), text(`legal.served.${said.served}`)],
    [text('legal.fact.seal'), speaks(text, code, { seal: said.seal, stated: false }, today)],
  ]
  return (
    <Screen at="legal-review" title={text('legal.review')} lead={text('legal.review.lead')}>
      <Trouble code={trouble} />
      <dl class="standing">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Meaning law={law} instrument={said.instrument} request={null} />
      <div class="buttons">
        <Button kind="main" hotkey="K" id="legal-touch" busy={touching} onPress={touch}>
          {text(touching ? 'desk.touch.now' : 'legal.review.touch')}
        </Button>
        <Button hotkey="Esc" id="legal-back" onPress={onBack}>
          {text('legal.again')}
        </Button>
      </div>
    </Screen>
  )
}
