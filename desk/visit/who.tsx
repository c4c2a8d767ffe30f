/** Desk: what the resident says the card should say, beside every picture of a case. The clerk compares it with the papers. */
import { lineNames, nameMost } from '@latchkey/card/facts.ts'
import type { Answers } from '@latchkey/channel/messages.ts'
import { kindOf } from '@latchkey/rules/enough.ts'
import { shortenName } from '@latchkey/rules/name.ts'
import { Button } from '@latchkey/ui/button.tsx'
import { formatDay } from '@latchkey/ui/format.ts'
import { isLanguage, useLanguage, useText } from '@latchkey/ui/language.ts'
import { ageWords } from '@latchkey/ui/paper-words.ts'
import { useCity } from '../city.ts'
import type { CaseState } from './state.ts'

export interface WhoProps {
  answers: Answers
  /** Null while the desk's own line is lost: then nobody here knows. */
  here: boolean | null
  waiting: boolean
  onFacts?: (() => void) | undefined
}

/** Whether the phone of a case is there; null where none is, and while nobody here can know. */
export const phoneHere = (state: Pick<CaseState, 'connection' | 'where' | 'phone'>): boolean | null =>
  state.connection === 'lost' || state.where === 'typed' ? null : state.phone.here

/** What the name becomes where the card has room for fewer bytes; null when it fits as it is. */
export function shortened(name: string): string | null {
  try {
    const short = shortenName(name, nameMost)
    return short === name ? null : short
  } catch {
    return null
  }
}

export function Who({ answers, here, waiting, onFacts }: WhoProps) {
  const text = useText()
  const { code } = useLanguage()
  const { rules } = useCity()
  const short = shortened(answers.name)
  const language = isLanguage(answers.language) ? text(`desk.reads.${answers.language}`) : text('desk.reads.other')
  return (
    <section class="who" aria-label={text('desk.who')}>
      <p class="who-kind">
        <strong>{ageWords(text, kindOf(rules, answers.kind))}</strong>
        <span>{language}</span>
        {here !== null && (
          <span class={here ? 'who-here' : 'who-away'}>
            {text(waiting ? 'desk.phone.moment' : here ? 'desk.phone.here' : 'desk.phone.away')}
          </span>
        )}
      </p>
      {onFacts && (
        <span class="who-correct">
          <Button hotkey="X" id="correct" onPress={onFacts}>
            {text('desk.facts')}
          </Button>
        </span>
      )}
      <dl class="facts">
        <Fact label={text('desk.fact.name')} value={answers.name} main />
        {answers.nameLatin !== null && <Fact label={text('desk.fact.nameLatin')} value={answers.nameLatin} />}
        <Fact label={text('desk.fact.birthDate')} value={formatDay(code, answers.birthDate)} main />
        {short !== null && <Fact label={text('desk.fact.short')} value={short} />}
        <Fact label={text('desk.fact.address')} value={answers.address} />
        {answers.gender !== null && <Fact label={text('desk.fact.gender')} value={answers.gender} />}
        {answers.emergencyContact !== null && <Fact label={text('desk.fact.emergencyContact')} value={answers.emergencyContact} />}
        {answers.veteran && <Fact label={text('desk.fact.veteran')} value={text('desk.mark.wanted')} />}
        {lineNames.map(
          line => answers.lines[line] !== null && <Fact key={line} label={text(`desk.fact.${line}`)} value={answers.lines[line]} />,
        )}
      </dl>
    </section>
  )
}

function Fact(props: { label: string; value: string | null; main?: boolean }) {
  const text = useText()
  return (
    <div class={`fact${props.main ? ' fact-main' : ''}`}>
      <dt>{props.label}</dt>
      <dd dir="auto">{props.value ?? <span class="soft">{text('desk.fact.none')}</span>}</dd>
    </div>
  )
}
