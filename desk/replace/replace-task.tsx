/** A lost card: the cancel code is spent, then a new card. */
import { useText } from '@latchkey/ui/language.ts'
import { Screen } from '@latchkey/ui/screen.tsx'
import type { TaskProps } from '../task.ts'
import { useKeys } from '../use-keys.ts'

export function ReplaceTask({ dark, onDone }: TaskProps) {
  const text = useText()
  useKeys(dark ? null : 'task', { action: onDone })
  return <Screen at="replace" title={text('desk.line.title')} />
}
