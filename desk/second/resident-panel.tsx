/**
 * What a resident at a counter sees and answers: on the second screen, or on the desk's own when it is turned to them. The only place where the yes of a
 * card without a phone is said.
 */
import { Button } from '@latchkey/ui/button.tsx'
import { CheckSign, PenSign } from '@latchkey/ui/icons/signs.tsx'
import { directionOf, isLanguage, isReviewed, textIn } from '@latchkey/ui/language.ts'
import { Plate } from '@latchkey/ui/plate.tsx'
import { SpelledName } from '@latchkey/ui/spelled-name.tsx'
import { Spinner } from '@latchkey/ui/spinner.tsx'
import { useEffect, useRef, useState } from 'preact/hooks'
import { decodeFile } from '../visit/decode.ts'
import type { Answered, Shown, ShownCard, ShownRefusal } from './shown.ts'

export interface ResidentPanelProps {
  shown: Exclude<Shown, { show: 'nothing' }>
  onAnswer(answer: Answered): void
  /** On the desk's own screen two letters do the same. */
  letters?: boolean
}

export function ResidentPanel({ shown, onAnswer, letters = false }: ResidentPanelProps) {
  const language = isLanguage(shown.language) ? shown.language : 'en'
  const text = textIn(language)
  return (
    <section class="resident-panel" lang={language} dir={directionOf(language)} data-screen={`second-${shown.show}`}>
      {shown.show === 'card' && <Card shown={shown} text={text} onAnswer={onAnswer} letters={letters} />}
      {shown.show === 'making' && (
        <div class="resident-words">
          <h1>{text('second.thanks')}</h1>
          <Spinner>{text('second.making')}</Spinner>
        </div>
      )}
      {shown.show === 'made' && (
        <div class="resident-words">
          <h1>{text('second.made')}</h1>
          <p>{text('second.made.text')}</p>
        </div>
      )}
      {shown.show === 'refused' && <Refusal shown={shown} />}
      {!isReviewed(language) && <p class="fine">{text('shell.unreviewed')}</p>}
    </section>
  )
}

function Card(props: { shown: ShownCard; text: ReturnType<typeof textIn>; letters: boolean; onAnswer(answer: Answered): void }) {
  const { shown, text, letters, onAnswer } = props
  const [drawn, setDrawn] = useState(0)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  const one = () => setDrawn(count => count + 1)
  // Nobody says yes to a card that is not there yet.
  const ready = drawn >= 2
  const say = (yes: boolean) => onAnswer({ round: shown.round, yes })
  return (
    <>
      <h1 tabIndex={-1} ref={heading}>
        {text('second.right')}
      </h1>
      <div class="resident-names">
        <SpelledName name={shown.name} />
        {shown.nameLatin !== null && <SpelledName name={shown.nameLatin} />}
      </div>
      <div class="resident-plates">
        <Plate drawing={shown.front} label={text('visit.check.front')} decode={decodeFile} onDrawn={one} id="second-front" />
        <Plate drawing={shown.back} label={text('visit.check.back')} decode={decodeFile} onDrawn={one} id="second-back" />
      </div>
      <div class="buttons resident-buttons">
        <Button
          kind="main"
          id="second-yes"
          icon={<CheckSign />}
          disabled={!ready}
          hotkey={letters ? 'Y' : undefined}
          onPress={() => say(true)}
        >
          {text('second.yes')}
        </Button>
        <Button id="second-no" icon={<PenSign />} hotkey={letters ? 'N' : undefined} onPress={() => say(false)}>
          {text('second.no')}
        </Button>
      </div>
    </>
  )
}

function Refusal({ shown }: { shown: ShownRefusal }) {
  return (
    <div class="resident-words">
      <h1>{shown.title}</h1>
      {shown.lines.map(line => (
        <p key={line}>{line}</p>
      ))}
      {shown.mends.length > 0 && (
        <ul>
          {shown.mends.map(line => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </div>
  )
}
