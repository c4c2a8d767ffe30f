/** One request of a page to the server, whose every failure has a name. */
import { type FaultCode, isFaultCode } from '@latchkey/wire/faults.ts'

/** A server's fault, or that nothing came back. */
export type PostTrouble = FaultCode | 'offline'
export type Posted = { ok: true; text: string } | { ok: false; trouble: PostTrouble }

/**
 * Page → server: one JSON body. What comes back is text that nobody has parsed yet.
 * @param signal gives up: the answer is then `offline`. Never throws.
 */
export async function post(fetch: typeof globalThis.fetch, address: string, body: unknown, signal?: AbortSignal): Promise<Posted> {
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      cache: 'no-store',
      credentials: 'omit',
      ...(signal && { signal }),
    })
    const text = await response.text()
    return response.ok ? { ok: true, text } : { ok: false, trouble: faultIn(text) }
  } catch {
    return { ok: false, trouble: 'offline' }
  }
}

/** The fault in an answer's body. Anything that is no fault of ours came from something between us and the server. */
function faultIn(text: string): FaultCode {
  try {
    const { fault } = JSON.parse(text) as { fault?: unknown }
    return isFaultCode(fault) ? fault : 'broken'
  } catch {
    return 'broken'
  }
}
