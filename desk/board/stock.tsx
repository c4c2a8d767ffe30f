/** How many cards can still be printed today, as a supervisor counted: who comes too late for one gets a number of tomorrow. */
import { Button } from '@latchkey/ui/button.tsx'
import { TextField } from '@latchkey/ui/field.tsx'
import { useText } from '@latchkey/ui/language.ts'
import { Screen } from '@latchkey/ui/screen.tsx'
import { mostStock } from '@latchkey/wire/board.ts'
import { useState } from 'preact/hooks'
import { useKeys } from '../use-keys.ts'

export interface StockProps {
  /** What stands; null: nobody has counted. */
  stock: number | null
  dark: boolean
  onCount(cards: number | null): void
  onBack(): void
}

/** Whole and not more than there can be; null for anything else. Digits of other scripts are digits. */
function cardsOf(typed: string): number | null {
  const digits = typed
    .trim()
    .normalize('NFKC')
    .replace(/[٠-٩]/g, digit => String(digit.charCodeAt(0) - 0x660))
  return /^\d{1,5}$/.test(digits) && Number(digits) <= mostStock ? Number(digits) : null
}

export function Stock({ stock, dark, onCount, onBack }: StockProps) {
  const text = useText()
  const [typed, setTyped] = useState('')
  const cards = cardsOf(typed)
  useKeys(dark ? null : 'board_plan', { action: onBack })
  return (
    <Screen at="board-stock" title={text('board.stock.title')} lead={text('board.stock.lead')}>
      <form
        class="board-stock"
        autocomplete="off"
        onSubmit={event => {
          event.preventDefault()
          if (cards !== null) onCount(cards)
        }}
      >
        <TextField
          id="stock-cards"
          label={text('board.stock.cards')}
          hint={text('board.stock.hint')}
          error={typed !== '' && cards === null ? text('board.stock.wrong') : undefined}
          inputMode="numeric"
          maxLength={5}
          value={typed}
          onInput={setTyped}
        />
        <div class="buttons">
          <Button kind="main" type="submit" id="stock-count" disabled={cards === null}>
            {text('board.stock.count')}
          </Button>
          {stock !== null && (
            <Button id="stock-unknown" onPress={() => onCount(null)}>
              {text('board.stock.unknown')}
            </Button>
          )}
          <Button hotkey="Esc" id="board-back" onPress={onBack}>
            {text('board.back')}
          </Button>
        </div>
      </form>
    </Screen>
  )
}
