/** Print only: a sealed card and a face become plastic. */
import { useText } from '@latchkey/ui/language.ts'
import { Screen } from '@latchkey/ui/screen.tsx'
import type { TaskProps } from '../task.ts'
import { useKeys } from '../use-keys.ts'

export function PrintTask({ dark, onDone }: TaskProps) {
  const text = useText()
  useKeys(dark ? null : 'task', { action: onDone })
  return <Screen at="print" title={text('desk.line.title')} />
}
