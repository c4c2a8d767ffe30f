/**
 * The address that a desk's code holds: this page, and behind # the place that the desk drew (docs/protocol/waiting.md). No browser sends
 * what stands behind # to a server; here it leaves the address bar before anything is drawn.
 */
import { toBytes } from '@latchkey/wire/edge.ts'

/** 32 bytes in base64url without padding. */
const door = /^#counter=([A-Za-z0-9_-]{43})$/

/** What of a browser matters here. */
export interface AddressBar {
  readonly location: Pick<Location, 'hash' | 'pathname' | 'search'>
  readonly history: Pick<History, 'state' | 'replaceState'>
}

/** Party: resident. @returns the place, or null when this page was opened in any other way; the address never shows it again */
export function takeDoor({ location, history }: AddressBar): Uint8Array | null {
  if (!location.hash.startsWith('#counter=')) return null
  const [, text] = door.exec(location.hash) ?? []
  history.replaceState(history.state, '', location.pathname + location.search)
  if (text === undefined) return null
  try {
    const place = toBytes(text)
    return place.length === 32 ? place : null
  } catch {
    return null
  }
}
