/**
 * Makes an answer once for all who ask in the same turn of the event loop. Nobody can tell: who has heard of a change cannot ask before the next turn.
 * @param make must not throw
 */
export function onceATurn<T>(make: () => T): () => T {
  let made: { answer: T } | null = null
  return () => {
    if (made === null) {
      made = { answer: make() }
      setImmediate(() => {
        made = null
      })
    }
    return made.answer
  }
}
