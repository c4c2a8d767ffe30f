import { useEffect, useState } from 'preact/hooks'

/** Draws the component again whenever `source` tells of a change. */
export function useLive(source: { subscribe(listener: () => void): () => void }): void {
  const [, draw] = useState(0)
  useEffect(() => {
    // What changed between the first drawing and now is drawn too.
    draw(n => n + 1)
    return source.subscribe(() => draw(n => n + 1))
  }, [source])
}
