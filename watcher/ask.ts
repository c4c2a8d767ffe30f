/** The one way of a watcher to a city: GET, nothing sent along, nothing kept by the browser, nothing larger than a public file can be. */
import type { WatchPorts } from '@latchkey/record/watch.ts'

/** Bytes. A public file is a step of its kind; a page's largest file is a reader of pictures of some megabytes. */
const largest = 16 * 1024 * 1024
/** Milliseconds for one answer. */
const patience = 30_000

/**
 * What somebody typed, as the origin of a city; null when it is none. Only TLS, but for this computer.
 * @param typed with or without `https://`, with or without a path
 */
export function originOf(typed: string): string | null {
  const text = typed.trim()
  try {
    const url = new URL(/^[a-z]+:\/\//i.test(text) ? text : `https://${text}`)
    const local = url.hostname === 'localhost' || url.hostname === '127.0.0.1'
    if (!(url.protocol === 'https:' || (url.protocol === 'http:' && local)) || url.username !== '' || url.password !== '') return null
    return text === '' || !(local || url.hostname.includes('.')) ? null : url.origin
  } catch {
    return null
  }
}

export const createGet =
  (origin: string, ask: typeof fetch = (...asked) => fetch(...asked)): WatchPorts['get'] =>
  async (path, language) => {
    const answer = await ask(origin + path, {
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(patience),
      ...(language === undefined ? {} : { headers: { 'accept-language': language } }),
    })
    if (answer.status === 404) return null
    if (answer.status !== 200 || answer.body === null) throw new Error('no answer')
    const pieces: Uint8Array[] = []
    let length = 0
    const reader = answer.body.getReader()
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      length += piece.value.length
      if (length > largest) {
        void reader.cancel()
        throw new Error('too large')
      }
      pieces.push(piece.value)
    }
    const whole = new Uint8Array(length)
    let at = 0
    for (const piece of pieces) {
      whole.set(piece, at)
      at += piece.length
    }
    return whole
  }
