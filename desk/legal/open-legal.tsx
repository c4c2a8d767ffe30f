/** Counsel's desk: who is here, and one touch to look. Nobody stays signed in, so there is nothing to sign out of. */
import { Button } from '@latchkey/ui/button.tsx'
import { ChoiceField } from '@latchkey/ui/field.tsx'
import { useText } from '@latchkey/ui/language.ts'
import { ErrorPanel, Notice } from '@latchkey/ui/notice.tsx'
import { Screen } from '@latchkey/ui/screen.tsx'
import { Spinner } from '@latchkey/ui/spinner.tsx'
import { useState } from 'preact/hooks'
import { useKeys } from '../use-keys.ts'
import type { LegalPerson } from './people.ts'
import { Trouble } from './trouble.tsx'
import type { LegalTrouble } from './use-legal.ts'
import { personName } from './words.ts'

export interface OpenLegalProps {
  /** Null while the server has not answered. */
  people: readonly LegalPerson[] | null
  unreachable: boolean
  touching: boolean
  trouble: LegalTrouble | null
  dark: boolean
  onAgain(): void
  onTouch(person: LegalPerson): void
  onLeave(): void
}

const keyOf = ({ role, alias }: LegalPerson) => `${role} ${alias}`

export function OpenLegal({ people, unreachable, touching, trouble, dark, onAgain, onTouch, onLeave }: OpenLegalProps) {
  const text = useText()
  const [picked, setPicked] = useState<string | null>(null)
  const person = people?.find(one => keyOf(one) === picked) ?? people?.[0] ?? null
  const touch = () => {
    if (person && !touching) onTouch(person)
  }
  useKeys(dark ? null : 'legal_open', { action: action => (action === 'touch' ? touch() : onLeave()) })
  return (
    <Screen at="legal-open" title={text('legal.go')} lead={text('legal.open.lead')} onBack={onLeave}>
      <Trouble code={trouble} />
      {unreachable && (
        <ErrorPanel
          what={text('legal.fault.unreachable')}
          next={text('legal.fault.unreachable.next')}
          actions={<Button onPress={onAgain}>{text('shell.try_again')}</Button>}
        />
      )}
      {people === null && !unreachable && <Spinner>{text('shell.busy')}</Spinner>}
      {people !== null && !people.some(({ role }) => role === 'counsel') && (
        <Notice tone="info" id="legal-nobody" title={text('legal.open.nobody')}>
          {text('legal.open.nobody.next')}
        </Notice>
      )}
      {people !== null && people.length > 0 && (
        <>
          <ChoiceField
            name="legal-who"
            label={text('legal.open.who')}
            choices={people.map(one => ({ value: keyOf(one), label: personName(text, one) }))}
            value={person && keyOf(person)}
            onInput={setPicked}
          />
          <div class="buttons">
            <Button kind="main" hotkey="K" id="legal-look" busy={touching} disabled={!person} onPress={touch}>
              {text(touching ? 'desk.touch.now' : 'legal.open.touch')}
            </Button>
          </div>
        </>
      )}
    </Screen>
  )
}
