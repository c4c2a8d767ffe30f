/** X: the clerk corrects what the card will say, to what the papers say. The resident sees it marked before saying yes. */
import { addressMost, byteLength, emergencyContactMost, nameLatinMost, tidy } from '@latchkey/card/facts.ts'
import type { Answers } from '@latchkey/channel/messages.ts'
import { isDay, kindByAge } from '@latchkey/rules/ends.ts'
import { needsLatin, tidyName } from '@latchkey/rules/name.ts'
import { Button } from '@latchkey/ui/button.tsx'
import { ChoiceField, DateField, dayOf, partsOf, TextField } from '@latchkey/ui/field.tsx'
import { isLanguage, languageNames, languages, useText } from '@latchkey/ui/language.ts'
import { clock } from '@latchkey/ui/platform.ts'
import { useEffect, useRef, useState } from 'preact/hooks'
import { dayIn, useCity } from '../city.ts'
import { shortened } from './who.tsx'

export type Corrections = Partial<Pick<Answers, 'name' | 'nameLatin' | 'birthDate' | 'address' | 'gender' | 'emergencyContact'>>
type Gender = 'F' | 'M' | 'X' | 'none'

export interface FactsFormProps {
  answers: Answers
  /** At a counter nothing is there yet: every field is asked, and what stays empty is not on the card. */
  first?: boolean
  onSave(changes: Corrections & { language?: string }): void
  onCancel(): void
}

export function FactsForm(props: FactsFormProps) {
  const { answers, first = false, onSave, onCancel } = props
  const text = useText()
  const { rules, names } = useCity()
  const [name, setName] = useState(answers.name)
  const [latin, setLatin] = useState(answers.nameLatin ?? '')
  const [born, setBorn] = useState(partsOf(answers.birthDate))
  const [address, setAddress] = useState(answers.address ?? '')
  const [gender, setGender] = useState<Gender>(answers.gender ?? 'none')
  const [language, setLanguage] = useState<string>(answers.language)
  const [contact, setContact] = useState(answers.emergencyContact ?? '')
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector('input')?.focus(), [])

  const day = dayOf(born)
  const errors = {
    name: /\p{L}/u.test(tidyName(name)) ? undefined : text('desk.facts.name.empty'),
    latin:
      first && needsLatin(name) && !/\p{L}/u.test(tidyName(latin))
        ? text('desk.facts.name.empty')
        : byteLength(tidyName(latin)) <= nameLatinMost
          ? undefined
          : text('desk.facts.too_long'),
    born:
      day !== null && isDay(day) && kindByAge(rules, day, dayIn(names.timeZone, clock())) ? undefined : text('desk.facts.birth_date.wrong'),
    address: byteLength(tidy(address)) <= addressMost ? undefined : text('desk.facts.too_long'),
    contact: byteLength(tidy(contact)) <= emergencyContactMost ? undefined : text('desk.facts.too_long'),
  }
  const fine = Object.values(errors).every(error => error === undefined)
  const short = shortened(name)

  function save(event: Event) {
    event.preventDefault()
    if (!fine || day === null) return
    const corrected: Required<Corrections> = {
      name: tidyName(name),
      nameLatin: tidyName(latin) || null,
      birthDate: day,
      address: tidy(address) || null,
      gender: gender === 'none' ? null : gender,
      emergencyContact: tidy(contact) || null,
    }
    const spoken = language === answers.language ? {} : { language }
    onSave({
      ...Object.fromEntries(Object.entries(corrected).filter(([field, value]) => answers[field as keyof Corrections] !== value)),
      ...spoken,
    })
  }

  return (
    <form ref={form} autocomplete="off" onSubmit={save} class="facts-form">
      <p class="soft">{text(first ? 'counter.type.lead' : 'desk.facts.lead')}</p>
      <TextField
        id="fix-name"
        label={text('desk.fact.name')}
        value={name}
        onInput={setName}
        maxLength={200}
        error={errors.name}
        hint={short === null ? undefined : text('desk.facts.short', { name: short })}
      />
      {(answers.nameLatin !== null || latin !== '' || (first && needsLatin(name))) && (
        <TextField
          id="fix-latin"
          label={text('desk.fact.nameLatin')}
          value={latin}
          onInput={setLatin}
          maxLength={120}
          error={errors.latin}
          dir="ltr"
        />
      )}
      <DateField id="fix-born" label={text('desk.fact.birthDate')} value={born} onInput={setBorn} error={errors.born} />
      {(first || answers.address !== null) && (
        <TextField
          id="fix-address"
          label={text('desk.fact.address')}
          hint={first ? text('counter.type.empty') : undefined}
          value={address}
          onInput={setAddress}
          rows={first ? 2 : 3}
          maxLength={200}
          error={errors.address}
        />
      )}
      {(first || answers.gender !== null) && (
        <ChoiceField
          name="fix-gender"
          label={text('desk.fact.gender')}
          choices={(['F', 'M', 'X', 'none'] as const).map(value => ({ value, label: value === 'none' ? text('desk.fact.none') : value }))}
          value={gender}
          onInput={setGender}
        />
      )}
      {(first || answers.emergencyContact !== null) && (
        <TextField
          id="fix-contact"
          label={text('desk.fact.emergencyContact')}
          value={contact}
          onInput={setContact}
          rows={2}
          maxLength={160}
          error={errors.contact}
        />
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
      <div class="buttons">
        <Button kind="main" type="submit" hotkey="Enter" disabled={!fine}>
          {text(first ? 'counter.type.save' : 'desk.facts.save')}
        </Button>
        <Button hotkey="Esc" onPress={onCancel}>
          {text('desk.back')}
        </Button>
      </div>
    </form>
  )
}
