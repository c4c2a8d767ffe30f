/** The board: one question, its answers numbered. A number, a press or Enter picks; Escape goes back. */
import { Button } from '@latchkey/ui/button.tsx'
import { KeyHint } from '@latchkey/ui/key-hint.tsx'
import { useText } from '@latchkey/ui/language.ts'
import { Screen } from '@latchkey/ui/screen.tsx'
import { Tile, Tiles } from '@latchkey/ui/tile.tsx'
import type { ComponentChildren } from 'preact'
import { useKeys } from '../use-keys.ts'

export interface Answer {
  id: string
  label: string
  hint?: string | undefined
  disabled?: boolean
  onPick(): void
}

export interface PickProps {
  at: string
  title: string
  lead?: string
  answers: readonly Answer[]
  dark: boolean
  onBack(): void
  children?: ComponentChildren
}

/** The answers that have a number; a tenth is pressed or reached by Tab. */
const numbered = 9

export function Pick({ at, title, lead, answers, dark, onBack, children }: PickProps) {
  const text = useText()
  useKeys(dark ? null : 'board_pick', {
    action: onBack,
    number: number => {
      const answer = answers[number - 1]
      if (answer && !answer.disabled) answer.onPick()
    },
  })
  return (
    <Screen at={at} title={title} lead={lead}>
      <Tiles legend={title} hideLegend>
        {answers.map(({ id, label, hint, disabled, onPick }, n) => (
          <Tile
            key={id}
            kind="go"
            id={`pick-${id}`}
            icon={n < numbered ? <KeyHint>{n + 1}</KeyHint> : undefined}
            label={label}
            hint={hint}
            disabled={disabled}
            onPress={onPick}
          />
        ))}
      </Tiles>
      {children}
      <div class="buttons">
        <Button hotkey="Esc" id="board-back" onPress={onBack}>
          {text('board.back')}
        </Button>
      </div>
    </Screen>
  )
}
