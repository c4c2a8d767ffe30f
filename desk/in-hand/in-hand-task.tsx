/** A card that was found, handed in or sent back: scan, touch, cut. The screen shows no name: ending a card needs none. */
import { cardInHandTag, encodeCardInHand } from '@latchkey/certificates/card-in-hand.ts'
import { certify, encodeCertified } from '@latchkey/certificates/certified.ts'
import { Button } from '@latchkey/ui/button.tsx'
import { formatTime } from '@latchkey/ui/format.ts'
import { useLanguage, useText } from '@latchkey/ui/language.ts'
import { ErrorPanel, Notice } from '@latchkey/ui/notice.tsx'
import { verify } from '@latchkey/ui/platform.ts'
import { Screen } from '@latchkey/ui/screen.tsx'
import { Fault, type FaultCode } from '@latchkey/wire/faults.ts'
import { useRef, useState } from 'preact/hooks'
import { useCity } from '../city.ts'
import { Scanner } from '../scan/scanner.tsx'
import { quarterName } from '../settings/quarter.ts'
import type { TaskProps } from '../task.ts'
import { useKeys } from '../use-keys.ts'
import { type FoundCard, readFoundCard } from './found-card.ts'

type Found = Extract<FoundCard, { card: unknown }>
type Trouble = 'not_touched' | 'lost' | FaultCode
export type InHandStep =
  | { at: 'scan'; no: Extract<FoundCard, { no: unknown }>['no'] | null }
  | { at: 'found'; found: Found; touching: boolean; trouble: Trouble | null }
  | { at: 'ended'; endsAt: number }

/** @param first where it begins; only the pages of examples begin elsewhere */
export function InHandTask({ line, passkey, own, dark, onDone, first = { at: 'scan', no: null } }: TaskProps & { first?: InHandStep }) {
  const text = useText()
  const { code } = useLanguage()
  const { root, rules, names } = useCity()
  const [step, setStep] = useState(first)
  const [round, setRound] = useState(0)
  const busy = useRef(false)

  async function scanned(square: string) {
    if (!root || busy.current) return
    busy.current = true
    const found = await readFoundCard(square, root, own, verify)
    busy.current = false
    setStep('card' in found ? { at: 'found', found, touching: false, trouble: null } : { at: 'scan', no: found.no })
  }
  async function touch(found: Found) {
    if (busy.current) return
    busy.current = true
    setStep({ at: 'found', found, touching: true, trouble: null })
    try {
      const certified = await certify(cardInHandTag, encodeCardInHand(found.card), [passkey]).catch(() => null)
      if (!certified) setStep({ at: 'found', found, touching: false, trouble: 'not_touched' })
      else setStep({ at: 'ended', endsAt: await line.endCard(encodeCertified(certified)) })
    } catch (fault) {
      setStep({ at: 'found', found, touching: false, trouble: fault instanceof Fault ? fault.code : 'lost' })
    } finally {
      busy.current = false
    }
  }
  const another = () => {
    setRound(round + 1)
    setStep({ at: 'scan', no: null })
  }

  useKeys(dark ? null : step.at === 'scan' ? 'in_hand_scan' : step.at === 'found' ? 'in_hand' : 'in_hand_done', {
    action: action => {
      if (action === 'touch' && step.at === 'found') void touch(step.found)
      else if (action === 'another') another()
      else if (action === 'back') onDone()
    },
  })
  const back = (
    <Button hotkey="Esc" id="in-hand-back" onPress={onDone}>
      {text('desk.back')}
    </Button>
  )
  if (step.at === 'scan') {
    return (
      <Screen at="in-hand" title={text('day.hand.title')} lead={text('day.hand.lead')}>
        {step.no && (
          <ErrorPanel
            id={`no-${step.no}`}
            what={text(`day.hand.no.${step.no}`)}
            next={text(step.no === 'unreadable' ? 'day.hand.again' : 'day.hand.nothing')}
          />
        )}
        <Scanner key={round} says={text('day.hand.scan')} onText={square => void scanned(square)} dark={dark} />
        <div class="buttons">{back}</div>
      </Screen>
    )
  }
  if (dark) return null
  if (step.at === 'found') {
    const { found, touching, trouble } = step
    return (
      <Screen at="in-hand-found" title={text('day.hand.card', { quarter: quarterName(found.card.period) })} lead={text('day.hand.no_name')}>
        {found.already && (
          <Notice tone="info" role="status" id={`already-${found.already}`} title={text(`day.hand.already.${found.already}`)}>
            {text('day.hand.already.next')}
          </Notice>
        )}
        {trouble && (
          <ErrorPanel
            id={`trouble-${trouble}`}
            what={text(trouble === 'not_touched' ? 'desk.open.not_touched' : trouble === 'lost' ? 'day.hand.lost' : 'day.hand.refused')}
            next={text('day.hand.twice')}
          />
        )}
        {!found.already && <p>{text('day.hand.says')}</p>}
        <div class="buttons">
          {!found.already && (
            <Button kind="main" hotkey="K" id="touch" busy={touching} onPress={() => void touch(found)}>
              {text(touching ? 'desk.touch.now' : 'day.hand.touch')}
            </Button>
          )}
          {back}
        </div>
      </Screen>
    )
  }
  return (
    <Screen at="in-hand-ended" title={text('day.hand.ends', { time: formatTime(code, step.endsAt, names.timeZone) })}>
      <Notice tone="good" role="status" title={text('day.hand.cut')}>
        {text('day.hand.keep_nothing')}
      </Notice>
      {rules.mail.open && <p id="by-mail">{text('day.hand.by_mail')}</p>}
      <div class="buttons">
        <Button kind="main" hotkey="F" id="another" onPress={another}>
          {text('day.hand.another')}
        </Button>
        {back}
      </div>
    </Screen>
  )
}
