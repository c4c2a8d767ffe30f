/** R12: is this right? The card as it will be, drawn by the very instructions the desk draws by. */
import { lineNames } from '@latchkey/card/facts.ts'
import { makePlates } from '@latchkey/card/plates.ts'
import { periodOf, periodTechnicalEnd } from '@latchkey/certificates/period.ts'
import { Button } from '@latchkey/ui/button.tsx'
import { formatDay } from '@latchkey/ui/format.ts'
import { CheckSign, PenSign } from '@latchkey/ui/icons/signs.tsx'
import { both, textIn, useLanguage, useText } from '@latchkey/ui/language.ts'
import { Notice } from '@latchkey/ui/notice.tsx'
import { Plate } from '@latchkey/ui/plate.tsx'
import { plateLabels } from '@latchkey/ui/plate-labels.ts'
import { Screen } from '@latchkey/ui/screen.tsx'
import { directionOfText } from '@latchkey/ui/spell-name.ts'
import { SpelledName } from '@latchkey/ui/spelled-name.tsx'
import { keepAwake } from '@latchkey/ui/wake-lock.ts'
import type { ComponentChildren } from 'preact'
import { useEffect, useMemo } from 'preact/hooks'
import { look } from '../look.ts'
import { useCityWords } from '../use-city-words.ts'
import { useWorld } from '../world.ts'
import type { ChangedFact } from './proposal.ts'
import type { VisitState } from './state.ts'

export interface CheckScreenProps {
  state: Extract<VisitState, { at: 'card' }>
  onYes: () => void
  onFix: () => void
}

export function CheckScreen(props: CheckScreenProps) {
  const { state, onYes, onFix } = props
  const { facts, pictures, changed } = state
  const world = useWorld()
  const text = useText()
  const { code } = useLanguage()
  useEffect(keepAwake, [])
  const plates = useMemo(
    () =>
      makePlates(
        {
          facts,
          pictures,
          // The period is fixed by the seal, a moment later; *Renew by* is printed only on cards that do not end, and says its quarter.
          technicalEnd: periodTechnicalEnd(periodOf(world.clock()), world.rules.technicalEnd.years),
          practice: world.practice,
          code: null,
        },
        plateLabels(world.names, look, textIn(code)('card.code_comes')),
        look,
      ),
    [facts, pictures, code],
  )
  const none = <span class="soft">{text('visit.check.none')}</span>
  const say = useCityWords()
  const price = (choice: string) => say(`choice.${choice}.price`)
  return (
    <Screen at={`visit-card-${changed.join()}`} title={text('visit.check.title')} lead={text('visit.check.letters')}>
      {changed.length > 0 && (
        <Notice tone="warn" role="status" title={text('visit.check.changed')}>
          {text('visit.check.changed.which')}
        </Notice>
      )}
      <SpelledName name={facts.name} />
      {facts.name_latin !== null && (
        <>
          <p class="fine">{text('visit.check.latin')}</p>
          <SpelledName name={facts.name_latin} />
        </>
      )}
      <div class="visit-plates">
        <Plate id="plate-front" drawing={plates.front} label={text('visit.check.front')} />
        <Plate id="plate-back" drawing={plates.back} label={text('visit.check.back')} />
      </div>
      <dl class="visit-facts">
        <Fact name="name" changed={changed} label={text('visit.check.name')}>
          <bdi>{facts.name}</bdi>
        </Fact>
        <Fact name="birth_date" changed={changed} label={text('visit.check.birth')}>
          {both(code => formatDay(code, facts.birth_date))}
        </Fact>
        <Fact name="ends" changed={changed} label={text('visit.check.ends')}>
          {facts.ends === null ? text('visit.check.no_end') : both(code => formatDay(code, facts.ends!))}
        </Fact>
        <Fact
          name="address"
          changed={changed}
          label={text('visit.check.address')}
          price={facts.address === null ? price('address') : undefined}
        >
          {facts.address === null ? none : <Written>{facts.address}</Written>}
        </Fact>
        <Fact name="gender" changed={changed} label={text('visit.check.gender')}>
          {facts.gender ?? none}
        </Fact>
        <Fact name="emergency_contact" changed={changed} label={text('visit.check.contact')}>
          {facts.emergency_contact === null ? none : <Written>{facts.emergency_contact}</Written>}
        </Fact>
        {(facts.veteran || changed.includes('veteran')) && (
          <Fact name="veteran" changed={changed} label={say('mark.veteran')}>
            {text(facts.veteran ? 'card.mark.on' : 'card.mark.off')}
          </Fact>
        )}
        {/* Lines that nobody chose are no empty places on the card, and none here; one that is gone is shown as gone. */}
        {lineNames
          .filter(line => facts.lines[line] !== null || changed.includes(line))
          .map(line => (
            <Fact key={line} name={line} changed={changed} label={text(`card.line.${line}`)}>
              {facts.lines[line] === null ? none : <Written>{facts.lines[line]}</Written>}
            </Fact>
          ))}
      </dl>
      <p class="fine">{text('visit.check.same')}</p>
      {/* At the foot, not floating: who says yes has passed everything they say yes to. */}
      <div class="buttons">
        <Button kind="main" id="yes" icon={<CheckSign />} onPress={onYes}>
          {text('visit.check.yes')}
        </Button>
        <Button id="fix" icon={<PenSign />} onPress={onFix}>
          {text('visit.check.fix')}
        </Button>
      </div>
    </Screen>
  )
}

const Written = (props: { children: string }) => (
  <span class="visit-written" dir={directionOfText(props.children)}>
    {props.children}
  </span>
)

function Fact(props: {
  name: ChangedFact
  changed: readonly ChangedFact[]
  label: string
  price?: string | undefined
  children: ComponentChildren
}) {
  const { name, changed, label, price, children } = props
  const text = useText()
  const marked = changed.includes(name)
  return (
    <div class={marked ? 'visit-fact visit-fact-changed' : 'visit-fact'}>
      <dt>
        {label}
        {marked && <span class="visit-mark">{text('visit.check.mark')}</span>}
      </dt>
      <dd>{children}</dd>
      {price && <dd class="fine">{price}</dd>}
    </div>
  )
}
