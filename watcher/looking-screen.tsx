import { useText } from '@latchkey/ui/language.ts'
import { Progress } from '@latchkey/ui/progress.tsx'
import { Screen } from '@latchkey/ui/screen.tsx'

/** Nobody knows how long it takes: it is as long as the line to the city is slow. */
export function LookingScreen() {
  const text = useText()
  return (
    <Screen at="watch-looking" title={text('watch.looking')}>
      <Progress label={text('shell.busy')} value={null} />
    </Screen>
  )
}
