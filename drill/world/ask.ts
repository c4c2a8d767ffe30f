/** What anybody asks the server over HTTP, as a phone of their language does. */
import type { World } from './people.ts'

/** POST with a body, GET without. */
export type Ask = <T>(path: string, body?: unknown) => Promise<T>

/** @param language of the phone: a browser says it with every question, and nobody asked it to */
export const askIn =
  (world: Pick<World, 'address' | 'told'>, language = 'en'): Ask =>
  async <T>(path: string, body?: unknown) => {
    const answer = await reach(`${world.address}${path}`, {
      headers: { 'accept-language': language, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    if (body === undefined) world.told?.hear(text)
    const value = JSON.parse(text) as T & { fault?: string }
    if (!answer.ok) throw new Error(value.fault ?? `status ${answer.status}`)
    return value
  }

/** A kept connection may have been closed by the server a moment ago: then it is asked once more. */
const reach: typeof fetch = (...asked) => fetch(...asked).catch(() => fetch(...asked))
