/** X: the clerk corrects what the card will say, to what the papers say. The resident sees it marked before saying yes. */
import {
  addressMost,
  backBytes,
  backMost,
  byteLength,
  emergencyContactMost,
  type LineName,
  type Lines,
  lineMost,
  lineNames,
  nameLatinMost,
  tidy,
} from '@latchkey/card/facts.ts'
import type { Answers } from '@latchkey/channel/messages.ts'
import { mayShow } from '@latchkey/rules/choices.ts'
import { fitsKind, isBirthDate } from '@latchkey/rules/ends.ts'
import { kindOf } from '@latchkey/rules/enough.ts'
import { markFor } from '@latchkey/rules/mark.ts'
import { hasOtherLetters, needsLatin, tidyName } from '@latchkey/rules/name.ts'
import { Button } from '@latchkey/ui/button.tsx'
import { birthOf, CheckField, ChoiceField, DateField, noDate, partsOf, TextField } from '@latchkey/ui/field.tsx'
import { isLanguage, languageNames, languages, useText } from '@latchkey/ui/language.ts'
import { ageWords } from '@latchkey/ui/paper-words.ts'
import { clock } from '@latchkey/ui/platform.ts'
import { useEffect, useRef, useState } from 'preact/hooks'
import { dayIn, useCity } from '../city.ts'
import { type Correctable, changesOf } from './changes.ts'
import { shortened } from './who.tsx'

export type Corrections = Partial<Correctable>
type Gender = 'F' | 'M' | 'X' | 'none'

type Text = ReturnType<typeof useText>

const tidyLines = (lines: Lines): Lines => {
  const one = (typed: string | null) => (typed === null ? null : tidy(typed) || null)
  return { library: one(lines.library), transit: one(lines.transit), pharmacy: one(lines.pharmacy) }
}

function latinFault(text: Text, latin: string | null): string | undefined {
  if (latin === null) return text('desk.facts.latin.empty')
  if (hasOtherLetters(latin)) return text('desk.facts.latin.other')
  return byteLength(latin) <= nameLatinMost ? undefined : text('desk.facts.too_long')
}

const lineFault = (text: Text, line: string | null): string | undefined =>
  byteLength(line ?? '') <= lineMost ? undefined : text('desk.facts.too_long')

/** Only what differs: the resident sees exactly that marked. */
function correctionsOf(before: Answers, said: Correctable): Corrections {
  const lines = changesOf(before, said).some(({ field }) => lineNames.includes(field as LineName))
  const same = (field: keyof Correctable) => (field === 'lines' ? !lines : before[field] === said[field])
  return Object.fromEntries(Object.entries(said).filter(([field]) => !same(field as keyof Correctable)))
}

export interface FactsFormProps {
  answers: Answers
  /** At a counter nothing is there yet: every field is asked, and what stays empty is not on the card. */
  first?: boolean
  /** No phone said whom the card is for: the clerk does. */
  picksKind?: boolean
  onSave(changes: Corrections & { language?: string }): void
  onCancel(): void
}

export function FactsForm(props: FactsFormProps) {
  const { answers, first = false, picksKind = first, onSave, onCancel } = props
  const text = useText()
  const { rules, names } = useCity()
  const [kind, setKind] = useState(answers.kind)
  const [name, setName] = useState(answers.name)
  const [latin, setLatin] = useState(answers.nameLatin ?? '')
  const [born, setBorn] = useState(first ? noDate : partsOf(answers.birthDate))
  const [address, setAddress] = useState(answers.address ?? '')
  const [gender, setGender] = useState<Gender>(answers.gender ?? 'none')
  const [language, setLanguage] = useState<string>(answers.language)
  const [veteran, setVeteran] = useState(answers.veteran)
  const [contact, setContact] = useState(answers.emergencyContact ?? '')
  const [lines, setLines] = useState(answers.lines)
  /** An empty form accuses nobody: what is missing is said when the clerk goes on. */
  const [tried, setTried] = useState(!first)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector<HTMLInputElement>('#fix-name')?.focus(), [])

  const may = mayShow(rules)
  const day = birthOf(born)
  const asksLatin = needsLatin(rules, tidyName(name))
  const said: Correctable = {
    kind,
    name: tidyName(name),
    nameLatin: asksLatin ? tidyName(latin) || null : null,
    birthDate: day ?? '',
    address: tidy(address) || null,
    gender: gender === 'none' ? null : gender,
    emergencyContact: tidy(contact) || null,
    veteran: veteran && markFor(rules, kind) !== null,
    lines: tidyLines(lines),
  }
  const back = { name_latin: said.nameLatin, address: said.address, emergency_contact: said.emergencyContact, lines: said.lines }
  const errors = {
    name: /\p{L}/u.test(tidyName(name)) ? undefined : text('desk.facts.name.empty'),
    latin: asksLatin ? latinFault(text, said.nameLatin) : undefined,
    born:
      day !== null && isBirthDate(day) && fitsKind(rules, kind, day, dayIn(names.timeZone, clock()))
        ? undefined
        : text('desk.kinds.age', { ages: ageWords(text, kindOf(rules, kind)) }),
    address: byteLength(tidy(address)) <= addressMost ? undefined : text('desk.facts.too_long'),
    contact: byteLength(tidy(contact)) <= emergencyContactMost ? undefined : text('desk.facts.too_long'),
    library: lineFault(text, said.lines.library),
    transit: lineFault(text, said.lines.transit),
    pharmacy: lineFault(text, said.lines.pharmacy),
    back: backBytes(back) <= backMost ? undefined : text('desk.facts.back_full'),
  }
  const fine = Object.values(errors).every(error => error === undefined)
  const short = shortened(name)

  function save(event: Event) {
    event.preventDefault()
    setTried(true)
    if (fine && day !== null) onSave({ ...correctionsOf(answers, said), ...(language === answers.language ? {} : { language }) })
  }

  return (
    <form ref={form} autocomplete="off" onSubmit={save} class="facts-form">
      <p class="soft">
        {text(first ? 'counter.type.lead' : rules.chosenName.value === 'allowed' ? 'desk.facts.lead.chosen' : 'desk.facts.lead')}
      </p>
      {picksKind && rules.kinds.length > 1 && (
        <ChoiceField
          name="fix-kind"
          label={text('desk.kinds.kind')}
          choices={rules.kinds.map(one => ({ value: one.id, label: ageWords(text, one) }))}
          value={kind}
          onInput={setKind}
        />
      )}
      <TextField
        id="fix-name"
        label={text('desk.fact.name')}
        value={name}
        onInput={setName}
        maxLength={200}
        error={tried ? errors.name : undefined}
        hint={short === null ? undefined : text('desk.facts.short', { name: short })}
      />
      {asksLatin && (
        <TextField
          id="fix-latin"
          label={text('desk.fact.nameLatin')}
          value={latin}
          onInput={setLatin}
          maxLength={120}
          error={tried ? errors.latin : undefined}
          dir="ltr"
        />
      )}
      <DateField
        id="fix-born"
        label={text('desk.fact.birthDate')}
        value={born}
        onInput={setBorn}
        error={tried ? errors.born : undefined}
        unknown={{ day: text('desk.facts.no_day'), month: text('desk.facts.no_month') }}
      />
      {(first ? may.address : answers.address !== null) && (
        <TextField
          id="fix-address"
          label={text('desk.fact.address')}
          hint={first ? text('counter.type.empty') : undefined}
          value={address}
          onInput={setAddress}
          rows={first ? 2 : 3}
          maxLength={200}
          error={tried ? errors.address : undefined}
        />
      )}
      {(first ? may.gender.length > 0 : answers.gender !== null) && (
        <ChoiceField
          name="fix-gender"
          label={text('desk.fact.gender')}
          choices={([...may.gender, 'none'] as const).map(value => ({ value, label: value === 'none' ? text('desk.fact.none') : value }))}
          value={gender}
          onInput={setGender}
        />
      )}
      {(first ? may.emergencyContact : answers.emergencyContact !== null) && (
        <TextField
          id="fix-contact"
          label={text('desk.fact.emergencyContact')}
          value={contact}
          onInput={setContact}
          rows={2}
          maxLength={160}
          error={tried ? errors.contact : undefined}
        />
      )}
      {markFor(rules, kind) && (
        <CheckField
          id="fix-veteran"
          label={text('desk.fact.veteran')}
          hint={text('desk.mark.hint')}
          checked={veteran}
          onInput={setVeteran}
        />
      )}
      {lineNames.map(
        line =>
          (first ? may.lines.includes(line) : answers.lines[line] !== null) && (
            <TextField
              key={line}
              id={`fix-${line}`}
              label={text(`desk.fact.${line}`)}
              value={lines[line] ?? ''}
              onInput={typed => setLines(old => ({ ...old, [line]: typed }))}
              maxLength={80}
              error={tried ? errors[line] : undefined}
              dir="ltr"
            />
          ),
      )}
      {first && (
        <ChoiceField
          name="fix-language"
          label={text('counter.type.language')}
          choices={languages.map(value => ({ value, label: languageNames[value] }))}
          value={isLanguage(language) ? language : null}
          onInput={setLanguage}
        />
      )}
      {errors.back && <p class="field-error">{errors.back}</p>}
      <div class="buttons">
        <Button kind="main" type="submit" hotkey="Enter" disabled={tried && !fine}>
          {text(first ? 'counter.type.save' : 'desk.facts.save')}
        </Button>
        <Button hotkey="Esc" onPress={onCancel}>
          {text('desk.back')}
        </Button>
      </div>
    </form>
  )
}
