import { utf8 } from '@scure/base'
import { RecordFault, type RecordFaultCode } from './faults.ts'

/** UTF-8 as text, refused when the bytes are not exactly what that text is written as. @throws RecordFault as asked */
export function textOf(bytes: Uint8Array, otherwise: RecordFaultCode): string {
  try {
    const text = utf8.encode(bytes)
    const again = utf8.decode(text)
    if (again.length === bytes.length && again.every((byte, at) => byte === bytes[at])) return text
  } catch {
    // Falls through to the fault: what the platform says may quote the bytes.
  }
  throw new RecordFault(otherwise)
}
