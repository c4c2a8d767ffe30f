/** Counsel's desk: a day, by three lists. A day that does not exist cannot be picked: the list of days is as long as its month. */
import { dayOf, daysIn } from '@latchkey/law/days.ts'
import { Button } from '@latchkey/ui/button.tsx'
import { formatDay } from '@latchkey/ui/format.ts'
import { localeOf, useLanguage, useText } from '@latchkey/ui/language.ts'
import { Notice } from '@latchkey/ui/notice.tsx'
import { Screen } from '@latchkey/ui/screen.tsx'
import { useState } from 'preact/hooks'
import { useKeys } from '../use-keys.ts'

export interface PickDayProps {
  at: string
  title: string
  /** Where the lists begin. */
  first: string
  /** Years that can be picked. */
  years: readonly number[]
  /** Why this day cannot be, or null. */
  wrong(day: string): string | null
  dark: boolean
  onPick(day: string): void
  onBack(): void
}

export function PickDay({ at, title, first, years, wrong, dark, onPick, onBack }: PickDayProps) {
  const text = useText()
  const { code } = useLanguage()
  const [parts, setParts] = useState(() => first.split('-').map(Number) as [number, number, number])
  const [year, month] = parts
  const date = Math.min(parts[2], daysIn(year, month))
  const day = dayOf(year, month, date)
  const fault = wrong(day)
  const use = () => {
    if (fault === null) onPick(day)
  }
  useKeys(dark ? null : 'legal_day', { action: action => (action === 'use' ? use() : onBack()) })
  const months = Array.from({ length: 12 }, (_, at) =>
    new Intl.DateTimeFormat(localeOf(code), { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, at, 15)),
  )
  const list = (part: 'day' | 'month' | 'year', value: number, options: readonly (readonly [number, string])[]) => (
    <label class={`date-part date-${part}`} key={part}>
      <span class="date-label">{text(`shell.date.${part}`)}</span>
      <select
        class="field-input"
        id={`legal-day-${part}`}
        value={String(value)}
        autoComplete="off"
        onChange={event => {
          const picked = Number(event.currentTarget.value)
          setParts([part === 'year' ? picked : year, part === 'month' ? picked : month, part === 'day' ? picked : date])
        }}
      >
        {options.map(([one, says]) => (
          <option key={one} value={String(one)}>
            {says}
          </option>
        ))}
      </select>
    </label>
  )
  const figure = (one: number) => [one, new Intl.NumberFormat(localeOf(code), { useGrouping: false }).format(one)] as const
  const lists = [
    list(
      'month',
      month,
      months.map((name, at) => [at + 1, name] as const),
    ),
    list(
      'day',
      date,
      Array.from({ length: daysIn(year, month) }, (_, at) => figure(at + 1)),
    ),
  ]
  return (
    <Screen at={`legal-${at}`} title={title}>
      <div class="date-parts legal-day">
        {code === 'en' ? lists : lists.toReversed()}
        {list('year', year, years.map(figure))}
      </div>
      {fault && (
        <Notice tone="warn" role="status" id="legal-day-wrong">
          {fault}
        </Notice>
      )}
      <div class="buttons">
        <Button kind="main" hotkey="U" id="legal-use-day" disabled={fault !== null} onPress={use}>
          {text('legal.day.use', { day: formatDay(code, day) })}
        </Button>
        <Button hotkey="Esc" id="legal-back" onPress={onBack}>
          {text('legal.back')}
        </Button>
      </div>
    </Screen>
  )
}
