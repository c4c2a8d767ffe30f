/** R5: what goes on the card. Two answers everybody gives, three choices with their price, and the card drawn as it is typed. */
import { type LineName, lineNames } from '@latchkey/card/facts.ts'
import { makePlates } from '@latchkey/card/plates.ts'
import type { Answers } from '@latchkey/channel/messages.ts'
import { mayShow } from '@latchkey/rules/choices.ts'
import { ageOn } from '@latchkey/rules/ends.ts'
import { kindOf } from '@latchkey/rules/enough.ts'
import { markFor } from '@latchkey/rules/mark.ts'
import { needsLatin } from '@latchkey/rules/name.ts'
import { Button } from '@latchkey/ui/button.tsx'
import { CheckField, ChoiceField, DateField, TextField } from '@latchkey/ui/field.tsx'
import { textIn, useLanguage, useText } from '@latchkey/ui/language.ts'
import { ErrorPanel, Notice } from '@latchkey/ui/notice.tsx'
import { ageWords } from '@latchkey/ui/paper-words.ts'
import { Plate } from '@latchkey/ui/plate.tsx'
import { plateLabels } from '@latchkey/ui/plate-labels.ts'
import { Screen } from '@latchkey/ui/screen.tsx'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { look } from '../look.ts'
import { useCityWords } from '../use-city-words.ts'
import { useLive } from '../use-live.ts'
import { useWorld } from '../world.ts'
import { CardFee } from './card-fee.tsx'
import { draftCard, withoutPicture } from './draft-card.ts'
import { type Draft, emptyDraft } from './draft-store.ts'
import { birthDay, checkFacts, type FactsFaults, type FactsField } from './facts-form.ts'

type Change = (part: Partial<Omit<Draft, 'day'>>) => void

/** The fields alone: also for *Fix* in the visit (R12). */
export function FactsFields(props: {
  draft: Draft
  change: Change
  faults: FactsFaults
  shortened: string | null
  /** Another kind of person can still be picked: not in the middle of a visit. */
  onKind?: () => void
}) {
  const { draft, change, faults, shortened, onKind } = props
  const world = useWorld()
  const text = useText()
  const say = useCityWords()
  const { rules } = world
  const fault = (field: FactsField) => {
    const found = faults[field]
    if (found === undefined) return undefined
    // Words that only this screen has came with it (later-texts.ts); the first page carries the others.
    if (found === 'line_empty' || found === 'back_full' || found === 'birth_bad') return text(`card.facts.${found}`)
    if (found === 'age') return text('kinds.fault.age', { ages: ageWords(text, kindOf(rules, draft.kind)) })
    return text(`papers.fault.${found}`)
  }
  const other = draft.whose === 'other'
  const may = mayShow(rules)
  // Each stands here only where the city's card can show it.
  const choices = {
    address: may.address && (
      <div class="facts-choice" key="address">
        <CheckField
          id="facts-address-on"
          label={say('choice.address')}
          hint={say('choice.address.price')}
          checked={draft.address !== null}
          onInput={on => change({ address: on ? '' : null })}
        />
        {draft.address !== null && (
          <TextField
            id="facts-address"
            label={text('papers.facts.address')}
            hint={text('papers.facts.address.hint')}
            rows={3}
            maxLength={400}
            value={draft.address}
            error={fault('address')}
            onInput={address => change({ address })}
          />
        )}
      </div>
    ),
    gender: may.gender.length > 0 && (
      <div class="facts-choice" key="gender">
        <CheckField
          id="facts-gender-on"
          label={say('choice.gender')}
          hint={say('choice.gender.price')}
          checked={draft.gender !== null}
          onInput={on => change({ gender: on ? '' : null })}
        />
        {draft.gender !== null && (
          <ChoiceField
            name="facts-gender"
            label={text('papers.facts.gender')}
            choices={may.gender.map(value => ({ value, label: text(`papers.facts.gender.${value}`) }))}
            value={draft.gender === '' ? null : draft.gender}
            error={fault('gender')}
            onInput={gender => change({ gender })}
          />
        )}
      </div>
    ),
    contact: may.emergencyContact && (
      <div class="facts-choice" key="contact">
        <CheckField
          id="facts-contact-on"
          label={say('choice.emergency_contact')}
          hint={say('choice.emergency_contact.price')}
          checked={draft.emergencyContact !== null}
          onInput={on => change({ emergencyContact: on ? '' : null })}
        />
        {draft.emergencyContact !== null && (
          <TextField
            id="facts-contact"
            label={text('papers.facts.contact')}
            hint={text('papers.facts.contact.hint')}
            rows={2}
            maxLength={400}
            value={draft.emergencyContact}
            error={fault('emergencyContact')}
            onInput={emergencyContact => change({ emergencyContact })}
          />
        )}
      </div>
    ),
  }
  // Whoever finds a child's card should know whom to call.
  const isChild = (kindOf(rules, draft.kind).to ?? 130) < 18
  const inOrder = isChild ? [choices.contact, choices.address, choices.gender] : [choices.address, choices.gender, choices.contact]
  return (
    <>
      <TextField
        id="facts-name"
        label={text(other ? 'kinds.facts.name' : 'papers.facts.name')}
        hint={
          shortened
            ? text('papers.facts.short', { name: shortened })
            : text(other ? 'kinds.facts.name.hint' : rules.chosenName.value === 'allowed' ? 'card.facts.name' : 'papers.facts.name.hint')
        }
        value={draft.name}
        maxLength={400}
        error={fault('name')}
        onInput={name => change({ name })}
      />
      {needsLatin(rules, draft.name) && (
        <TextField
          id="facts-latin"
          dir="ltr"
          label={text(other ? 'kinds.facts.latin' : 'papers.facts.latin')}
          hint={text('card.facts.latin')}
          value={draft.nameLatin}
          maxLength={400}
          error={fault('nameLatin')}
          onInput={nameLatin => change({ nameLatin })}
        />
      )}
      <DateField
        id="facts-birth"
        label={text('papers.facts.birth')}
        value={draft.birth}
        error={fault('birth')}
        unknown={{ day: text('card.facts.no_day'), month: text('card.facts.no_month') }}
        onInput={birth => change({ birth })}
      />
      {faults.birth === 'age' && onKind && (
        <Button id="facts-kind" onPress={onKind}>
          {text('kinds.fault.age.go')}
        </Button>
      )}
      {(inOrder.some(Boolean) || markFor(rules, draft.kind)) && (
        <>
          <h2>{text('papers.facts.choices')}</h2>
          <p>{text('papers.facts.choices.lead')}</p>
          {inOrder}
          {markFor(rules, draft.kind) && (
            <div class="facts-choice">
              <CheckField
                id="facts-veteran-on"
                label={say('mark.veteran')}
                hint={say('mark.veteran.price')}
                checked={draft.veteran ?? false}
                onInput={veteran => change({ veteran })}
              />
            </div>
          )}
        </>
      )}
      {rules.backLines.length > 0 && <BackLines {...props} fault={fault} />}
    </>
  )
}

/** The short lines of the back, each off until it is wanted: every one is a number that leads somewhere else. */
function BackLines(props: { draft: Draft; change: Change; fault: (field: FactsField) => string | undefined }) {
  const { draft, change, fault } = props
  const { rules } = useWorld()
  const text = useText()
  const put = (line: LineName, typed: string | null) => change({ lines: { ...draft.lines, [line]: typed } })
  return (
    <>
      <h3>{text('card.facts.lines')}</h3>
      <p>{text('card.facts.lines.lead')}</p>
      {lineNames
        .filter(line => rules.backLines.some(({ id }) => id === line))
        .map(line => {
          const typed = draft.lines[line]
          return (
            <div class="facts-choice" key={line}>
              <CheckField
                id={`facts-${line}-on`}
                label={text(`card.line.${line}`)}
                checked={typed !== null}
                onInput={on => put(line, on ? '' : null)}
              />
              {typed !== null && (
                <TextField
                  id={`facts-${line}`}
                  dir="ltr"
                  label={text('card.facts.number')}
                  maxLength={80}
                  value={typed}
                  error={fault(line)}
                  onInput={value => put(line, value)}
                />
              )}
            </div>
          )
        })}
    </>
  )
}

/** The first field that is not right takes the focus once its sentence is drawn: nobody searches a long page for it. */
function toFirstFault(form: { current: HTMLElement | null }) {
  requestAnimationFrame(() => {
    const words = form.current?.querySelector('.field-error')
    words?.closest('.field')?.querySelector<HTMLElement>('input, textarea, select')?.focus()
  })
}

/** Both sides, as they will look; picture and code come with the visit. */
function DraftPlates(props: { draft: Draft; today: string }) {
  const { draft, today } = props
  const world = useWorld()
  const text = useText()
  const codeComes = textIn(useLanguage().code)('card.code_comes')
  const drawings = useMemo(() => {
    const labels = plateLabels(world.names, look, codeComes)
    const { front, back } = makePlates(draftCard(world.rules, draft, today, world.practice), labels, look)
    return { front: withoutPicture(front), back: withoutPicture(back) }
  }, [JSON.stringify([draft, today]), codeComes])
  return (
    <>
      <p class="soft">{text('papers.facts.draft')}</p>
      <div class="facts-plates">
        <Plate drawing={drawings.front} label={text('papers.facts.front')} id="facts-front" />
        <Plate drawing={drawings.back} label={text('papers.facts.back')} id="facts-back" />
      </div>
    </>
  )
}

export function Facts(props: { /** Everything is answered: on to the number, or back to it. */ onDone: () => void }) {
  const world = useWorld()
  const text = useText()
  useLive(world.draft)
  const [asked, setAsked] = useState(false)
  const [lasting, setLasting] = useState(true)
  useEffect(() => {
    void world.things.lasting().then(setLasting)
  }, [])
  const today = world.today()
  const draft = world.draft.draft ?? emptyDraft(today)
  const { answers, faults, shortened } = checkFacts(world.rules, draft, today)
  const turn = world.turn.state.at
  const goesOn =
    turn === 'counter' ? 'door.facts.next' : turn === 'none' || turn === 'asking' ? 'papers.facts.next' : 'papers.facts.back_number'
  const form = useRef<HTMLDivElement>(null)
  const next = () => {
    if (answers) return props.onDone()
    setAsked(true)
    toFirstFault(form)
  }
  return (
    <Screen
      at="facts"
      title={text('papers.facts.title')}
      lead={text('papers.facts.lead')}
      onBack={() => world.way.back()}
      actions={
        <Button kind="main" id="facts-next" onPress={next}>
          {text(goesOn)}
        </Button>
      }
    >
      {!lasting && <Notice tone="warn">{text('papers.facts.not_kept')}</Notice>}
      <div ref={form}>
        <FactsFields
          draft={draft}
          change={part => world.draft.change(part)}
          faults={asked ? faults : faults.birth === 'age' ? { birth: 'age' } : {}}
          shortened={shortened}
          onKind={() => world.way.go({ at: 'who' })}
        />
      </div>
      <DraftPlates draft={draft} today={today} />
      <CardFee kind={kindOf(world.rules, draft.kind)} age={faults.birth ? null : ageOn(birthDay(draft.birth)!, today)} />
      <p>{text('papers.facts.lost')}</p>
      {turn !== 'counter' && (
        <Button kind="link" id="facts-print" onPress={() => (answers ? world.way.go({ at: 'form' }) : next())}>
          {text('door.form.open')}
        </Button>
      )}
      {asked && !answers && <ErrorPanel id="facts-faults" what={text('papers.fault.look')} />}
    </Screen>
  )
}

/** *Fix* (R12): the same fields on a copy; what is sent is also what stays prepared on this phone. */
export function FixFacts(props: { send: (answers: Answers) => void; back: () => void }) {
  const world = useWorld()
  const text = useText()
  const { code } = useLanguage()
  const today = world.today()
  const [draft, setDraft] = useState<Draft>(() => world.draft.draft ?? emptyDraft(today))
  const [asked, setAsked] = useState(false)
  const { answers, faults, shortened } = checkFacts(world.rules, draft, today)
  const form = useRef<HTMLDivElement>(null)
  const send = () => {
    if (!answers) {
      setAsked(true)
      return toFirstFault(form)
    }
    const { day: _, ...part } = draft
    world.draft.change(part)
    props.send({ ...answers, language: code })
  }
  return (
    <Screen
      at="visit-fix"
      title={text('papers.fix.title')}
      actions={
        <>
          <Button kind="main" id="fix-send" onPress={send}>
            {text('papers.fix.send')}
          </Button>
          <Button onPress={props.back}>{text('papers.fix.back')}</Button>
        </>
      }
    >
      <div ref={form}>
        <FactsFields
          draft={draft}
          change={part => setDraft(old => ({ ...old, ...part }))}
          faults={asked ? faults : {}}
          shortened={shortened}
        />
      </div>
      {asked && !answers && <ErrorPanel what={text('papers.fault.look')} />}
    </Screen>
  )
}
