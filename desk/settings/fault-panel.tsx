/** Settings: a refusal as a sentence with a next step. */
import { useText } from '@latchkey/ui/language.ts'
import { ErrorPanel } from '@latchkey/ui/notice.tsx'
import type { AskFaultCode } from '../ask-server.ts'

const known = ['unreachable', 'stale', 'not_certified', 'not_allowed', 'needs_authority', 'way_changed', 'malformed'] as const

export function FaultPanel({ code }: { code: AskFaultCode }) {
  const text = useText()
  const says = known.find(one => one === code) ?? 'broken'
  return <ErrorPanel id="fault" what={text(`settings.fault.${says}`)} next={text(`settings.fault.${says}.next`)} />
}
