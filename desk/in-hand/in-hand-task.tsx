/** A card that was found or handed in. */
import { useText } from '@latchkey/ui/language.ts'
import { Screen } from '@latchkey/ui/screen.tsx'
import type { TaskProps } from '../task.ts'
import { useKeys } from '../use-keys.ts'

export function InHandTask({ dark, onDone }: TaskProps) {
  const text = useText()
  useKeys(dark ? null : 'task', { action: onDone })
  return <Screen at="in-hand" title={text('desk.line.title')} />
}
