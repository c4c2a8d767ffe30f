import { Button } from '@latchkey/ui/button.tsx'
import { useText } from '@latchkey/ui/language.ts'
import { Screen } from '@latchkey/ui/screen.tsx'

/** A second tab: one number and one visit live in one of them. */
export function Elsewhere(props: { take: () => void }) {
  const text = useText()
  return (
    <Screen
      at="elsewhere"
      title={text('number.elsewhere.title')}
      lead={text('number.elsewhere.text')}
      actions={
        <Button kind="main" id="use-here" onPress={props.take}>
          {text('number.elsewhere.use')}
        </Button>
      }
    />
  )
}
