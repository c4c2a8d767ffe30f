/**
 * A lost card: why, the backup sheet or the cancel slip, what will happen, and one key that spends the code. Only then does anything of a new card
 * begin, in another message. The reason stays on this screen: it picks what is shown again, and is neither sent nor counted.
 */
import './replace.css'
import { builtAt } from 'virtual:city'
import { addToSheet, isWhole, noSheet, type ReadNo } from '@latchkey/card/check-sheet.ts'
import { actOf, shownAgain } from '@latchkey/rules/replace.ts'
import { type ReplaceReason, replaceReasons } from '@latchkey/rules/rules.ts'
import { Button } from '@latchkey/ui/button.tsx'
import { formatList, formatTime } from '@latchkey/ui/format.ts'
import { useLanguage, useText } from '@latchkey/ui/language.ts'
import { ErrorPanel, Notice } from '@latchkey/ui/notice.tsx'
import { clock, verify } from '@latchkey/ui/platform.ts'
import { Screen } from '@latchkey/ui/screen.tsx'
import { Fault, type FaultCode } from '@latchkey/wire/faults.ts'
import { useEffect, useRef, useState } from 'preact/hooks'
import { dayIn, useCity } from '../city.ts'
import { useDay } from '../day/day.ts'
import { nextListAt } from '../day/list-time.ts'
import type { OpenRight } from '../day/rights.ts'
import { Scanner } from '../scan/scanner.tsx'
import type { TaskProps } from '../task.ts'
import { useKeys } from '../use-keys.ts'
import { CodeField } from './code-field.tsx'
import { answersOf, forgetSheet, type OldSheet, readOldSheet } from './old-sheet.ts'
import { SheetFace } from './sheet-face.tsx'

type Whole = Extract<OldSheet, { content: unknown }>
type No = Extract<OldSheet, { no: unknown }>['no'] | ReadNo | 'replaced'
type Trouble = FaultCode | 'lost'

export type ReplaceStep =
  /** Codes were spent here earlier, and their cards are not sealed. Whoever stands here may be another. */
  | { at: 'open'; trouble: Trouble | null }
  | { at: 'reason' }
  | { at: 'code'; reason: ReplaceReason; no: No | null }
  | { at: 'sure'; reason: ReplaceReason; by: { sheet: Whole } | { code: string }; spending: boolean; trouble: Trouble | null }

/** Nothing was spent, for sure: the server refused before it spent anything. */
const unspent: readonly Trouble[] = ['code_refused', 'quota', 'too_fast', 'closed', 'not_signed_in']

/** @param first where it begins; only the pages of examples begin elsewhere */
export function ReplaceTask({ line, own, dark, onDone, first }: TaskProps & { first?: ReplaceStep }) {
  const text = useText()
  const { code: language } = useLanguage()
  const { root, rules, names } = useCity()
  const { rights, addRight, dropRight } = useDay()
  const [step, setStep] = useState<ReplaceStep>(first ?? (rights.length > 0 ? { at: 'open', trouble: null } : { at: 'reason' }))
  const [sheet, setSheet] = useState(noSheet)
  const [round, setRound] = useState(0)
  /** Beside the state: four squares may come between two drawings. */
  const read = useRef(noSheet)
  const held = useRef<Whole | null>(null)
  /** The right that the held sheet was spent for: it fills the form of no other. */
  const heldFor = useRef<OpenRight | null>(null)
  const busy = useRef(false)
  const letGo = () => {
    if (held.current) forgetSheet(held.current.content)
    held.current = heldFor.current = null
  }
  useEffect(() => letGo, [])

  // Whatever was read goes with the light; a code on its way to the server is waited for.
  useEffect(() => {
    if (dark && (step.at === 'code' || (step.at === 'sure' && !step.spending))) onDone()
  }, [dark])

  const startReading = (reason: ReplaceReason, no: No | null = null) => {
    letGo()
    read.current = noSheet
    setSheet(noSheet)
    setRound(now => now + 1)
    setStep({ at: 'code', reason, no })
  }

  async function scanned(reason: ReplaceReason, square: string) {
    if (!root || busy.current) return
    const next = addToSheet(read.current, square)
    // Two sheets mixed: nobody knows which one is meant.
    if ('no' in next)
      return next.no === 'mixed' || next.no === 'doubled' ? startReading(reason, next.no) : setStep({ at: 'code', reason, no: next.no })
    read.current = next
    setSheet(next)
    if (!isWhole(next)) return setStep({ at: 'code', reason, no: null })
    busy.current = true
    const old = await readOldSheet(next.texts, { root, ...own, now: clock(), builtAt, verify })
    busy.current = false
    if ('no' in old) return startReading(reason, old.no)
    if (old.was === 'replaced') {
      forgetSheet(old.content)
      return startReading(reason, 'replaced')
    }
    held.current = old
    setStep({ at: 'sure', reason, by: { sheet: old }, spending: false, trouble: null })
  }

  /** The new card, with the right alone: neither the old code nor the old index is in it. */
  async function begin(open: OpenRight, old: Whole | null) {
    const today = dayIn(names.timeZone, clock())
    const answers = old && answersOf(old.content, rules, language, today)
    // The kind of person who stands here decides; only one who brought the sheet shows less.
    const needs = answers ? shownAgain(rules, answers.kind, open.reason, open.sheet) : undefined
    const { right, reason } = open
    const act = actOf(reason)
    const room = await line.counter(needs ? { right, needs, act } : { right, act })
    if (answers) room.typeIn(answers)
    onDone()
  }

  async function spend({ reason, by }: Extract<ReplaceStep, { at: 'sure' }>) {
    if (busy.current || line.state.connection !== 'open') return
    busy.current = true
    setStep({ at: 'sure', reason, by, spending: true, trouble: null })
    const old = 'sheet' in by ? by.sheet : null
    const troubled = (fault: unknown): Trouble => (fault instanceof Fault ? fault.code : 'lost')
    let open: OpenRight | null = null
    try {
      const right = await line.replace(old ? old.content.cancelCode : (by as { code: string }).code)
      open = { right, at: clock(), reason, sheet: old !== null }
      heldFor.current = open
      addRight(open)
      await begin(open, old)
    } catch (fault) {
      const trouble = troubled(fault)
      setStep(open ? { at: 'open', trouble } : { at: 'sure', reason, by, spending: false, trouble })
    } finally {
      busy.current = false
    }
  }
  async function goOn(right: OpenRight | undefined) {
    if (!right || busy.current) return
    busy.current = true
    try {
      await begin(right, right === heldFor.current ? held.current : null)
    } catch (fault) {
      const trouble: Trouble = fault instanceof Fault ? fault.code : 'lost'
      // A server that was killed without its memory files, or a day that has turned: this right opens nothing any more.
      if (trouble === 'right_unknown') dropRight(right)
      setStep({ at: 'open', trouble })
    } finally {
      busy.current = false
    }
  }

  /** With one open right a letter picks it, with more their numbers do. */
  const only = rights.length === 1 ? rights[0] : null
  const another = () => {
    letGo()
    setStep({ at: 'reason' })
  }
  const keys = { open: 'replace_open', reason: 'replace_reason', code: 'replace_code', sure: 'replace_sure' } as const
  useKeys(dark ? null : keys[step.at], {
    action: action => {
      if (action === 'end_old' && step.at === 'sure') void spend(step)
      else if (action === 'go_on') only && void goOn(only)
      else if (action === 'another') another()
      else if (action === 'back') onDone()
    },
    number: number => {
      const reason = replaceReasons[number - 1]
      if (step.at === 'reason' && reason) startReading(reason)
      else if (step.at === 'open' && !only) void goOn(rights[number - 1])
    },
  })
  const back = (
    <Button hotkey="Esc" id="replace-back" onPress={onDone}>
      {text('desk.back')}
    </Button>
  )

  if (step.at === 'code') {
    const { reason, no } = step
    return (
      <Screen at="replace-code" title={text('day.replace.code.title')} lead={text('day.replace.code.lead')}>
        {no && (
          <ErrorPanel
            id={`no-${no}`}
            what={text(`day.replace.no.${no}`)}
            next={text(no === 'replaced' ? 'day.replace.no.newer' : 'day.replace.no.next')}
          />
        )}
        <div class="replace-ways">
          <section>
            <h2>{text('day.replace.sheet')}</h2>
            <Scanner key={round} says={text('day.replace.scan')} onText={square => void scanned(reason, square)} dark={dark} />
            <p id="sheet-read" role="status">
              {text('day.replace.read', { count: sheet.numbers.length })}
            </p>
          </section>
          <section>
            <h2>{text('day.replace.slip')}</h2>
            <p>{text('day.replace.slip.all')}</p>
            {!dark && <CodeField onCode={code => setStep({ at: 'sure', reason, by: { code }, spending: false, trouble: null })} />}
          </section>
        </div>
        <div class="buttons">{back}</div>
      </Screen>
    )
  }
  if (dark) return null
  if (step.at === 'reason') {
    return (
      <Screen at="replace" title={text('day.replace.title')} lead={text('day.replace.lead')}>
        <div class="replace-reasons">
          {replaceReasons.map((reason, at) => (
            <Button key={reason} hotkey={String(at + 1)} id={`reason-${reason}`} wide onPress={() => startReading(reason)}>
              {text(`day.replace.reason.${reason}`)}
            </Button>
          ))}
        </div>
        <div class="buttons">{back}</div>
      </Screen>
    )
  }
  if (step.at === 'open') {
    const gone = step.trouble === 'right_unknown'
    return (
      <Screen at="replace-open" title={text('day.right.whose')} lead={text('day.right.says')}>
        {step.trouble && (
          <ErrorPanel
            id={`trouble-${step.trouble}`}
            what={text(gone ? 'day.replace.gone' : 'day.replace.not_begun')}
            next={text(gone ? 'day.replace.first' : 'day.replace.kept')}
          />
        )}
        <div class="replace-reasons">
          {rights.map((right, at) => (
            <Button
              key={right.at}
              hotkey={only ? 'G' : at < 9 ? String(at + 1) : undefined}
              id={`go-on-${at + 1}`}
              wide
              onPress={() => void goOn(right)}
            >
              {text('day.right.go_on', { time: formatTime(language, right.at, names.timeZone) })}
            </Button>
          ))}
          <Button hotkey="N" id="another" wide onPress={another}>
            {text('day.right.another')}
          </Button>
        </div>
        <div class="buttons">{back}</div>
      </Screen>
    )
  }
  const { reason, by, spending, trouble } = step
  const old = 'sheet' in by ? by.sheet : null
  const kind = old && answersOf(old.content, rules, language, dayIn(names.timeZone, clock()))?.kind
  const needs = shownAgain(rules, kind ?? rules.kinds[0]!.id, reason, old !== null)
  return (
    <Screen at="replace-sure" title={text(old ? 'day.replace.sure.face' : 'day.replace.sure')}>
      <div class="replace-sure">
        {old && <SheetFace content={old.content} />}
        <div>
          {old?.was === 'cancelled' && <Notice tone="info" id="was-cancelled" title={text('day.replace.was_cancelled')} />}
          <Notice
            tone="warn"
            id="will-end"
            title={text('day.replace.ends', { time: formatTime(language, nextListAt(clock(), root?.practice ?? false), names.timeZone) })}
          >
            {text('day.replace.undone')}
          </Notice>
          <p id="shown-again">
            {needs.length === 0
              ? text('day.replace.again.none')
              : text('day.replace.again', {
                  needs: formatList(
                    language,
                    needs.map(need => text(`shell.tick.${need}`)),
                  ),
                })}
          </p>
          {trouble && (
            <ErrorPanel
              id={`trouble-${trouble}`}
              what={text(
                `day.replace.trouble.${trouble === 'code_refused' || trouble === 'already_replaced' || trouble === 'quota' || trouble === 'lost' ? trouble : 'other'}`,
              )}
              next={text(
                trouble === 'lost'
                  ? 'day.replace.unknown'
                  : trouble === 'already_replaced'
                    ? 'day.replace.first'
                    : unspent.includes(trouble)
                      ? 'day.replace.unspent'
                      : 'day.replace.unknown',
              )}
            />
          )}
        </div>
      </div>
      <div class="buttons">
        <Button
          kind="danger"
          hotkey="R"
          id="end-old"
          busy={spending}
          disabled={line.state.connection !== 'open'}
          onPress={() => void spend(step)}
        >
          {text(old ? 'day.replace.do.face' : 'day.replace.do')}
        </Button>
        {back}
      </div>
    </Screen>
  )
}
