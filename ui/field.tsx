import type { ComponentChildren, JSX } from 'preact'
import { useId } from 'preact/hooks'
import { type LanguageCode, localeOf, useLanguage, useText } from './language.ts'

interface FieldWords {
  label: ComponentChildren
  hint?: ComponentChildren
  /** What is wrong and how to mend it; the field is marked and the words are tied to it. */
  error?: ComponentChildren
}

function Words(props: FieldWords & { id: string; htmlFor?: string }) {
  return (
    <>
      {props.htmlFor ? (
        <label class="field-label" htmlFor={props.htmlFor}>
          {props.label}
        </label>
      ) : (
        <legend class="field-label">{props.label}</legend>
      )}
      {props.hint && (
        <p class="field-hint" id={`${props.id}-hint`}>
          {props.hint}
        </p>
      )}
      {props.error && (
        <p class="field-error" id={`${props.id}-error`}>
          {props.error}
        </p>
      )}
    </>
  )
}
const describedBy = (id: string, { hint, error }: FieldWords) =>
  [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined

export interface TextFieldProps extends FieldWords {
  value: string
  onInput: (value: string) => void
  /** Characters. */
  maxLength?: number | undefined
  inputMode?: 'text' | 'numeric' | undefined
  /** auto: a name in another script stands the right way round. */
  dir?: 'auto' | 'ltr' | 'rtl' | undefined
  lang?: string | undefined
  /** Several lines. */
  rows?: number | undefined
  disabled?: boolean | undefined
  /** For journeys. */
  id?: string | undefined
}

/** Written text. Never autofilled, corrected or remembered: browsers keep what they complete (PROTOCOL §7). */
export function TextField(props: TextFieldProps) {
  const made = useId()
  const { value, onInput, maxLength, inputMode = 'text', dir = 'auto', lang, rows, disabled, id = made } = props
  const same = {
    class: 'field-input',
    id,
    value,
    maxLength,
    inputMode,
    dir,
    lang,
    disabled,
    autoComplete: 'off',
    autoCorrect: 'off',
    autoCapitalize: inputMode === 'text' ? ('words' as const) : ('off' as const),
    spellcheck: false,
    'aria-invalid': props.error ? ('true' as const) : undefined,
    'aria-describedby': describedBy(id, props),
  }
  return (
    <div class="field">
      <Words {...props} id={id} htmlFor={id} />
      {rows ? (
        <textarea {...same} rows={rows} onInput={event => onInput(event.currentTarget.value)} />
      ) : (
        <input {...same} type="text" onInput={event => onInput(event.currentTarget.value)} />
      )}
    </div>
  )
}

/** A day being typed: what stands in the three boxes, as typed. */
export interface DateParts {
  year: string
  month: string
  day: string
  /** What is not known, from here on: the day, or the month and the day. */
  unknown?: 'day' | 'month' | undefined
}
export const noDate: DateParts = { year: '', month: '', day: '' }

/** 'YYYY-MM-DD' when the parts are a day that exists, else null. */
export function dayOf({ year, month, day }: DateParts): string | null {
  if (!/^\d{4}$/.test(year) || !/^\d{1,2}$/.test(month) || !/^\d{1,2}$/.test(day)) return null
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text ? text : null
}

/** The same, or 'YYYY-MM' or 'YYYY' where a part is said to be unknown: a date of birth. Else null. */
export function birthOf(parts: DateParts): string | null {
  if (parts.unknown === undefined) return dayOf(parts)
  const first = dayOf({ ...parts, day: '1', ...(parts.unknown === 'month' && { month: '1' }) })
  return first?.slice(0, parts.unknown === 'month' ? 4 : 7) ?? null
}

/** 'YYYY-MM-DD', 'YYYY-MM' or 'YYYY' as parts, for showing what was kept. */
export function partsOf(day: string | null): DateParts {
  const [year = '', month = '', date = ''] = day?.split('-') ?? []
  const parts = { year, month: month.replace(/^0/, ''), day: date.replace(/^0/, '') }
  return day === null || date !== '' ? parts : { ...parts, unknown: month === '' ? 'month' : 'day' }
}

const monthNames = (code: LanguageCode) =>
  Array.from({ length: 12 }, (_, at) =>
    new Intl.DateTimeFormat(localeOf(code), { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, at, 15)),
  )

/** Digits of any script as the ones dates are made of. */
const digits = (text: string) =>
  text
    .replace(/[٠-٩]/g, d => String(d.charCodeAt(0) - 0x660))
    .replace(/[۰-۹]/g, d => String(d.charCodeAt(0) - 0x6f0))
    .replace(/\D/g, '')

export interface DateFieldProps extends FieldWords {
  value: DateParts
  onInput: (value: DateParts) => void
  /** Words for *I do not know the day* and *nor the month*: given where a date may lack them. */
  unknown?: { day: ComponentChildren; month: ComponentChildren } | undefined
  id?: string | undefined
  disabled?: boolean | undefined
}

/** What was typed for a part that is then not known goes with it. */
function unsure(value: DateParts, part: 'day' | 'month', on: boolean): DateParts {
  if (part === 'month') return on ? { ...value, month: '', unknown: 'month' } : { ...value, unknown: 'day' }
  const { unknown: _, ...known } = value
  return on ? { ...value, day: '', unknown: 'day' } : known
}

/** A day. The month is picked by its name: 4/5 is April to some and May to others. Boxes stand in the order of the language. */
export function DateField(props: DateFieldProps) {
  const made = useId()
  const text = useText()
  const { code } = useLanguage()
  const { value, onInput, unknown, id = made, disabled } = props
  const same = { disabled, autoComplete: 'off', 'aria-invalid': props.error ? ('true' as const) : undefined }
  const box = (part: 'day' | 'year', most: number) => (
    <label class={`date-part date-${part}`} key={part}>
      <span class="date-label">{text(`shell.date.${part}`)}</span>
      <input
        {...same}
        class="field-input"
        id={`${id}-${part}`}
        type="text"
        inputMode="numeric"
        maxLength={most}
        value={value[part]}
        onInput={event => onInput({ ...value, [part]: digits(event.currentTarget.value) })}
      />
    </label>
  )
  const month = (
    <label class="date-part date-month" key="month">
      <span class="date-label">{text('shell.date.month')}</span>
      <select
        {...same}
        class="field-input"
        id={`${id}-month`}
        value={value.month}
        onChange={event => onInput({ ...value, month: event.currentTarget.value })}
      >
        <option value="" />
        {monthNames(code).map((name, at) => (
          <option key={name} value={String(at + 1)}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
  const day = box('day', 2)
  // What is not known has no box: an empty one would ask for it again.
  const parts = value.unknown === 'month' ? [] : value.unknown === 'day' ? [month] : code === 'en' ? [month, day] : [day, month]
  const tick = (part: 'day' | 'month') => (
    <label class="date-tick">
      <input
        {...same}
        type="checkbox"
        id={`${id}-no-${part}`}
        checked={value.unknown === part || value.unknown === 'month'}
        onChange={event => onInput(unsure(value, part, event.currentTarget.checked))}
      />
      <span>{unknown?.[part]}</span>
    </label>
  )
  return (
    <fieldset class="field" aria-describedby={describedBy(id, props)} id={id}>
      <Words {...props} id={id} />
      <div class="date-parts">
        {parts}
        {box('year', 4)}
      </div>
      {unknown && (
        <div class="date-unknown">
          {tick('day')}
          {value.unknown !== undefined && tick('month')}
        </div>
      )}
    </fieldset>
  )
}

export interface Choice<T extends string> {
  value: T
  label: ComponentChildren
  /** What this choice costs or gives. */
  hint?: ComponentChildren
}

export interface ChoiceFieldProps<T extends string> extends FieldWords {
  choices: readonly Choice<T>[]
  value: T | null
  onInput: (value: T) => void
  /** Unique on the page. */
  name: string
  disabled?: boolean | undefined
}

/** One of a few. */
export function ChoiceField<T extends string>(props: ChoiceFieldProps<T>): JSX.Element {
  const { choices, value, onInput, name, disabled } = props
  return (
    <fieldset class="field" aria-describedby={describedBy(name, props)}>
      <Words {...props} id={name} />
      <div class="choices">
        {choices.map(choice => (
          <label class="choice" key={choice.value}>
            <input
              type="radio"
              class="choice-input"
              name={name}
              value={choice.value}
              checked={choice.value === value}
              disabled={disabled}
              autoComplete="off"
              onChange={() => onInput(choice.value)}
            />
            <span class="choice-text">
              <span>{choice.label}</span>
              {choice.hint && <span class="field-hint">{choice.hint}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** One thing that is so or not: a desk's tick, a card's optional line. */
export function CheckField(
  props: FieldWords & {
    checked: boolean
    onInput: (checked: boolean) => void
    id?: string
    disabled?: boolean
    hotkey?: ComponentChildren
  },
) {
  const made = useId()
  const { label, hint, error, checked, onInput, id = made, disabled, hotkey } = props
  return (
    <div class="choices">
      <label class="choice">
        <input
          type="checkbox"
          class="choice-input"
          id={id}
          checked={checked}
          disabled={disabled}
          autoComplete="off"
          aria-describedby={describedBy(id, { label, hint, error })}
          onChange={event => onInput(event.currentTarget.checked)}
        />
        <span class="choice-text">
          <span>{label}</span>
        </span>
        {hotkey}
      </label>
      {hint && (
        <p class="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  )
}
