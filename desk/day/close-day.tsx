/** D10 Close the day. */
import { useText } from '@latchkey/ui/language.ts'
import { Screen } from '@latchkey/ui/screen.tsx'
import type { TaskProps } from '../task.ts'
import { useKeys } from '../use-keys.ts'

export function CloseDay({ dark, onDone }: TaskProps) {
  const text = useText()
  useKeys(dark ? null : 'task', { action: onDone })
  return <Screen at="close-day" title={text('desk.line.title')} />
}
