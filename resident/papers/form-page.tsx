/** *Print my answers for a counter*: the answers in words, and a code from which a desk reads them. For people who fill in here and go there without a phone. */
import './form-page.css'
import { lineNames } from '@latchkey/card/facts.ts'
import { encodeAnswersCode } from '@latchkey/channel/answers-code.ts'
import type { Answers } from '@latchkey/channel/messages.ts'
import { cityText } from '@latchkey/cities/city.ts'
import { Button } from '@latchkey/ui/button.tsx'
import { Code } from '@latchkey/ui/code.tsx'
import { formatDay } from '@latchkey/ui/format.ts'
import { PrintSign } from '@latchkey/ui/icons/signs.tsx'
import { useLanguage, useText } from '@latchkey/ui/language.ts'
import { ErrorPanel } from '@latchkey/ui/notice.tsx'
import { paperWords } from '@latchkey/ui/paper-words.ts'
import { Screen } from '@latchkey/ui/screen.tsx'
import type { ComponentChildren } from 'preact'
import { useWorld } from '../world.ts'
import { emptyDraft } from './draft-store.ts'
import { checkFacts } from './facts-form.ts'

export function FormPage() {
  const world = useWorld()
  const text = useText()
  const { code: language } = useLanguage()
  const today = world.today()
  const { answers } = checkFacts(world.rules, world.draft.draft ?? emptyDraft(today), today)
  const back = () => world.way.back()
  const code = answers && codeOf({ ...answers, language })
  if (!answers || !code) {
    return (
      <Screen at="form" title={text('door.form.title')} onBack={back}>
        <ErrorPanel what={text(answers ? 'door.form.long' : 'papers.fault.look')} />
      </Screen>
    )
  }
  return (
    <Screen
      at="form"
      title={text('door.form.title')}
      lead={text('door.form.lead')}
      onBack={back}
      actions={
        <Button kind="main" id="form-print" icon={<PrintSign />} onPress={() => world.print()}>
          {text('door.form.print')}
        </Button>
      }
    >
      <div class="form-page">
        <Code text={code} version="free" label={text('door.form.code')} id="form-code" />
        <dl class="form-facts">
          <Said label={text('visit.check.name')}>{answers.name}</Said>
          {answers.nameLatin && <Said label={text('visit.check.latin')}>{answers.nameLatin}</Said>}
          <Said label={text('visit.check.birth')}>{formatDay(language, answers.birthDate)}</Said>
          {answers.address && <Said label={text('visit.check.address')}>{answers.address}</Said>}
          {answers.gender && <Said label={text('visit.check.gender')}>{answers.gender}</Said>}
          {answers.emergencyContact && <Said label={text('visit.check.contact')}>{answers.emergencyContact}</Said>}
          {answers.veteran && <Said label={cityText(world.cityTexts, language, 'mark.veteran')}>{text('card.mark.wanted')}</Said>}
          {lineNames.map(
            line =>
              answers.lines[line] && (
                <Said key={line} label={text(`card.line.${line}`)}>
                  {answers.lines[line]}
                </Said>
              ),
          )}
          <Said label={text('door.form.bring')}>
            {answers.papers.map(ref => paperWords(text, key => cityText(world.cityTexts, language, key), ref)).join(' · ')}
          </Said>
        </dl>
      </div>
      <p class="fine">{text('door.form.keep')}</p>
    </Screen>
  )
}

function codeOf(answers: Answers): string | null {
  try {
    return encodeAnswersCode(answers)
  } catch {
    return null
  }
}

const Said = (props: { label: string; children: ComponentChildren }) => (
  <div class="form-said">
    <dt>{props.label}</dt>
    <dd dir="auto">{props.children}</dd>
  </div>
)
