/** Counsel's desk: one question and its answers, numbered. A number, a press or Enter picks; Escape goes back. Nothing can be written. */
import { Button } from '@latchkey/ui/button.tsx'
import { KeyHint } from '@latchkey/ui/key-hint.tsx'
import { useText } from '@latchkey/ui/language.ts'
import { Screen } from '@latchkey/ui/screen.tsx'
import { Tile, Tiles } from '@latchkey/ui/tile.tsx'
import { useKeys } from '../use-keys.ts'

export interface ChooseAnswer {
  id: string
  label: string
  hint?: string | undefined
  disabled?: boolean
  onPick(): void
}

export interface ChooseProps {
  at: string
  title: string
  lead?: string
  answers: readonly ChooseAnswer[]
  dark: boolean
  onBack(): void
}

export function Choose({ at, title, lead, answers, dark, onBack }: ChooseProps) {
  const text = useText()
  useKeys(dark ? null : 'legal_pick', {
    action: onBack,
    number: number => {
      const answer = answers[number - 1]
      if (answer && !answer.disabled) answer.onPick()
    },
  })
  return (
    <Screen at={`legal-${at}`} title={title} lead={lead}>
      <Tiles legend={title} hideLegend>
        {answers.map(({ id, label, hint, disabled, onPick }, n) => (
          <Tile
            key={id}
            kind="go"
            id={`pick-${id}`}
            icon={n < 9 ? <KeyHint>{n + 1}</KeyHint> : undefined}
            label={label}
            hint={hint}
            disabled={disabled}
            onPress={onPick}
          />
        ))}
      </Tiles>
      <div class="buttons">
        <Button hotkey="Esc" id="legal-back" onPress={onBack}>
          {text('legal.back')}
        </Button>
      </div>
    </Screen>
  )
}
