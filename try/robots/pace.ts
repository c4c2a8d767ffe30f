/** How fast practice people act: slowly enough to watch, faster when the visitor asks. */
export interface Pace {
  /** Waits about as long as a person would need; `weight` 1 is a glance. */
  take(weight: number): Promise<void>
  faster(on: boolean): void
}

const glance = 1100

export function createPace(): Pace {
  let quick = false
  return {
    take: weight => new Promise(done => setTimeout(done, glance * weight * (quick ? 0.25 : 1))),
    faster(on) {
      quick = on
    },
  }
}

/** Waits until `find` gives something; looks again whenever it is told, and now and then in case nobody tells. */
export async function until<T>(find: () => T | null | undefined | false, subscribe?: (listener: () => void) => () => void): Promise<T> {
  for (;;) {
    const found = find()
    if (found) return found
    await new Promise<void>(done => {
      const timer = setTimeout(end, 250)
      const stop = subscribe?.(end)
      function end() {
        clearTimeout(timer)
        stop?.()
        done()
      }
    })
  }
}
