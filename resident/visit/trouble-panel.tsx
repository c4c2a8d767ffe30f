import { Button } from '@latchkey/ui/button.tsx'
import { useText } from '@latchkey/ui/language.ts'
import { ErrorPanel } from '@latchkey/ui/notice.tsx'
import { type NextStep, nextTexts, troubleTexts } from './fault-text.ts'
import { Offices } from './offices.tsx'
import type { Trouble } from './state.ts'

/** What the buttons of next steps do. A step without an action here is not shown. */
export type StepActions = Partial<Record<NextStep, () => void>>

/** A fault as a person meets it: what happened, what is still safe, what to do. */
export function TroublePanel(props: {
  trouble: Trouble
  actions: StepActions
  /** In place of the general sentence. */
  what?: string | undefined
}) {
  const { trouble, actions } = props
  const text = useText()
  const { says, next } = troubleTexts[trouble]
  const steps = next.filter((step): step is Exclude<NextStep, 'wait' | 'counter'> => step in nextTexts && actions[step] !== undefined)
  return (
    <>
      <ErrorPanel
        id={`trouble-${trouble}`}
        what={props.what ?? text(says)}
        actions={
          steps.length > 0 &&
          steps.map((step, at) => (
            <Button key={step} kind={at === 0 ? 'main' : 'quiet'} onPress={() => actions[step]?.()}>
              {text(nextTexts[step])}
            </Button>
          ))
        }
      />
      {next.includes('counter') && <Offices />}
    </>
  )
}
