/** A visit at the counter. */
import { useText } from '@latchkey/ui/language.ts'
import { Screen } from '@latchkey/ui/screen.tsx'
import type { TaskProps } from '../task.ts'
import { useKeys } from '../use-keys.ts'

export function CounterTask({ dark, onDone }: TaskProps) {
  const text = useText()
  useKeys(dark ? null : 'task', { action: onDone })
  return <Screen at="counter" title={text('desk.line.title')} />
}
