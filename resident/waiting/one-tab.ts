/**
 * One tab at a time (Web Locks): two tabs with one number would claim it twice, and two with one visit would cut each other's line.
 * The tab that is told `elsewhere` stops asking the server; it goes on by itself when the other one closes.
 */
export interface OneTab {
  /** *Use it here*: takes the lock from the other tab, which is told `elsewhere`. */
  take(): void
  /** Lets go: the page is put away. */
  leave(): void
}

export type LockPort = Pick<LockManager, 'request'>

/**
 * @param name one for each of what this browser keeps: /try's robots have their own
 * @param locks navigator.locks; undefined in a browser without them: then this tab is always the one
 */
export function holdTab(name: string, locks: LockPort | undefined, changed: (here: boolean) => void): OneTab {
  let over = false
  let letGo: (() => void) | null = null
  // The newest wish counts: an older request that ends later must not say what is.
  let wish = 0
  const ask = (options: LockOptions, ended: () => void): void => {
    const mine = ++wish
    // A lock that was stolen ends its request with AbortError; one that was refused ends it at once.
    const end = () => {
      if (mine !== wish) return
      letGo = null
      ended()
    }
    locks!
      .request(name, options, lock => {
        if (over || mine !== wish || !lock) return
        changed(true)
        return new Promise<void>(resolve => {
          letGo = resolve
        })
      })
      .then(end, end)
  }
  // This tab is not the one: say so, and be the next when the other closes or lets go.
  const queue = () => {
    if (over) return
    changed(false)
    ask({}, queue)
  }
  const take = () => {
    if (!over && locks && letGo === null) ask({ steal: true }, queue)
  }
  if (!locks) changed(true)
  else ask({ ifAvailable: true }, queue)
  return {
    take,
    leave() {
      over = true
      letGo?.()
    },
  }
}
