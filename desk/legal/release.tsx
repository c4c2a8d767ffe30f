/** Counsel's desk: a hold ends. Two people touch at this desk, one after the other; in an office of one, one. */
import { Button } from '@latchkey/ui/button.tsx'
import { ChoiceField } from '@latchkey/ui/field.tsx'
import { useText } from '@latchkey/ui/language.ts'
import { Notice } from '@latchkey/ui/notice.tsx'
import { Screen } from '@latchkey/ui/screen.tsx'
import type { LegalDesk, LegalRequest } from '@latchkey/wire/legal.ts'
import { useState } from 'preact/hooks'
import { useKeys } from '../use-keys.ts'
import { type LegalPerson, samePerson } from './people.ts'
import { Trouble } from './trouble.tsx'
import type { LegalTrouble } from './use-legal.ts'
import { personName } from './words.ts'

export interface ReleaseProps {
  request: LegalRequest
  desk: LegalDesk
  me: LegalPerson
  people: readonly LegalPerson[]
  touching: boolean
  /** Who is to touch now. */
  turn: LegalPerson | null
  trouble: LegalTrouble | null
  dark: boolean
  onTouch(people: LegalPerson[]): void
  onBack(): void
}

const keyOf = ({ role, alias }: LegalPerson) => `${role} ${alias}`

export function Release({ request, desk, me, people, touching, turn, trouble, dark, onTouch, onBack }: ReleaseProps) {
  const text = useText()
  const others = people.filter(one => !samePerson(one, me) && (one.role === 'counsel' || request.named.includes(one.alias)))
  const [picked, setPicked] = useState<string | null>(null)
  const second = others.find(one => keyOf(one) === picked) ?? (others.length === 1 ? (others[0] as LegalPerson) : null)
  const ready = desk.alone || second !== null
  const touch = () => {
    if (ready && !touching) onTouch(desk.alone || second === null ? [me] : [me, second])
  }
  useKeys(dark ? null : 'legal_touch', { action: action => (action === 'touch' ? touch() : onBack()) })
  const still = desk.requests.filter(one => one.released === null && one.number !== request.number).length
  return (
    <Screen
      at="legal-release"
      title={text('legal.release.title', { number: request.number })}
      lead={text(desk.alone ? 'legal.release.alone' : 'legal.release.lead')}
    >
      <Trouble code={trouble} />
      <p id="legal-still">{text('legal.release.others', { count: still })}</p>
      {!desk.alone && others.length === 0 && (
        <Notice tone="warn" id="legal-release-nobody" title={text('legal.release.nobody')}>
          {text('legal.release.nobody.next')}
        </Notice>
      )}
      {!desk.alone && others.length > 0 && (
        <ChoiceField
          name="legal-second"
          label={text('legal.release.who')}
          choices={others.map(one => ({ value: keyOf(one), label: personName(text, one) }))}
          value={second && keyOf(second)}
          onInput={setPicked}
          disabled={touching}
        />
      )}
      <div class="buttons">
        <Button kind="main" hotkey="K" id="legal-touch" busy={touching} disabled={!ready} onPress={touch}>
          {text('legal.release.first', { person: personName(text, (touching && turn) || me) })}
        </Button>
        <Button hotkey="Esc" id="legal-back" onPress={onBack}>
          {text('legal.back')}
        </Button>
      </div>
      <p class="desk-quiet">{text('legal.touch.history')}</p>
    </Screen>
  )
}
