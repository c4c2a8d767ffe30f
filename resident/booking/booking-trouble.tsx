import { Button } from '@latchkey/ui/button.tsx'
import { useText } from '@latchkey/ui/language.ts'
import { ErrorPanel } from '@latchkey/ui/notice.tsx'
import type { PostTrouble } from '@latchkey/ui/post.ts'
import { troubleTexts } from '../visit/fault-text.ts'

/** What failed about a booked time, with its next step in the sentence; a button where trying again helps. */
export function BookingTrouble(props: { trouble: PostTrouble; again?: (() => void) | undefined }) {
  const { trouble, again } = props
  const text = useText()
  const retry = trouble === 'offline' || troubleTexts[trouble].next.includes('again')
  return (
    <ErrorPanel
      id={`booking-${trouble}`}
      what={text(trouble === 'offline' ? 'booking.offline' : trouble === 'closed' ? 'booking.closed' : troubleTexts[trouble].says)}
      actions={retry && again && <Button onPress={again}>{text('shell.try_again')}</Button>}
    />
  )
}
