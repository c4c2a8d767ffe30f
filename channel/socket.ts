/** What a socket and a timer must do for a visit: the part of WebSocket and setTimeout that both ends use, as arguments. */

/** `new WebSocket(url)` of a browser and of `ws` both fit. Binary messages come as ArrayBuffer once `binaryType` is set. */
export interface Socket {
  binaryType: string
  readonly readyState: number
  /** Bytes given to `send` that have not left yet: the only sign of a stalled line that a page gets. */
  readonly bufferedAmount: number
  send(data: string | Uint8Array<ArrayBuffer>): void
  close(code?: number, reason?: string): void
  onopen: ((event: never) => void) | null
  onmessage: ((event: { data: unknown }) => void) | null
  onclose: ((event: { code: number; reason: string }) => void) | null
  onerror: ((event: never) => void) | null
}

/** Runs something once after some milliseconds; the answer cancels it. */
export type Later = (milliseconds: number, run: () => void) => () => void

export const laterByTimer: Later = (milliseconds, run) => {
  const timer = setTimeout(run, milliseconds)
  return () => clearTimeout(timer)
}
