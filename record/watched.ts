/** What a watcher keeps from one look to the next: a page in memory or in a file that somebody saves, the command in its state file. Nothing of anyone. */
import { base64 } from '@scure/base'
import * as v from 'valibot'
import { type WatcherFaultCode, watcherFaults } from './findings.ts'
import { encodeKey, parseKey, type VerifierKey } from './note.ts'

export interface Difference {
  what: WatcherFaultCode
  /** Of what was served, in hex. */
  served: string
  /** Size of the log when exactly this was seen first. */
  size: number
  /** Size of the log since when something of this kind has differed at every look. */
  since: number
}

export interface Watched {
  key: VerifierKey
  size: number
  root: Uint8Array
  differences: Difference[]
}

const size = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER))
const file = v.strictObject({
  key: v.pipe(v.string(), v.maxLength(400)),
  size,
  root: v.pipe(v.string(), v.length(44)),
  differences: v.pipe(
    v.array(
      v.strictObject({
        what: v.picklist(Object.keys(watcherFaults) as [WatcherFaultCode, ...WatcherFaultCode[]]),
        served: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
        size,
        since: size,
      }),
    ),
    v.maxLength(Object.keys(watcherFaults).length),
  ),
})

export const encodeWatched = ({ key, size, root, differences }: Watched): string =>
  `${JSON.stringify({ key: encodeKey(key), size, root: base64.encode(root), differences }, null, 1)}\n`

/** @returns null when it is not such a file: a watcher that begins anew says so */
export function parseWatched(text: string): Watched | null {
  try {
    const read = v.parse(file, JSON.parse(text))
    const root = base64.decode(read.root)
    return root.length === 32 ? { key: parseKey(read.key), size: read.size, root, differences: read.differences } : null
  } catch {
    return null
  }
}
