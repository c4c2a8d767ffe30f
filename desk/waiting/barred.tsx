/** The line could not be opened: what the server said, as a sentence with a next step. */
import { Button } from '@latchkey/ui/button.tsx'
import { useText } from '@latchkey/ui/language.ts'
import { ErrorPanel } from '@latchkey/ui/notice.tsx'
import { Screen } from '@latchkey/ui/screen.tsx'
import { Spinner } from '@latchkey/ui/spinner.tsx'
import type { FaultCode } from '@latchkey/wire/faults.ts'

export function Barred(props: { fault: FaultCode | null; lost: boolean; onAgain(): void }) {
  const { fault, lost, onAgain } = props
  const text = useText()
  const says = fault === 'quota' ? 'quota' : fault === 'place_in_use' ? 'elsewhere' : 'broken'
  return (
    <Screen at="barred" title={text('desk.barred.title')}>
      {fault === null ? (
        <Spinner>{text(lost ? 'desk.lost.line' : 'desk.barred.joining')}</Spinner>
      ) : (
        <ErrorPanel
          what={text(`desk.barred.${says}`)}
          next={text(`desk.barred.${says}.next`)}
          actions={<Button onPress={onAgain}>{text('shell.try_again')}</Button>}
        />
      )}
    </Screen>
  )
}
