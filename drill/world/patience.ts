/** Waiting in the drill: until something is so. Each limit is for a world that broke, not for speed. */
export const pause = (ms: number) => new Promise(done => setTimeout(done, ms))

export async function until<T>(find: () => T | undefined | null | false, what: string, seconds = 600): Promise<T> {
  return untilTold(async () => find(), what, seconds, 20)
}

/** The same of something that has to be asked for. */
export async function untilTold<T>(ask: () => Promise<T | undefined | null | false>, what: string, seconds = 600, every = 200): Promise<T> {
  const end = Date.now() + seconds * 1000
  for (;;) {
    const found = await ask()
    if (found) return found
    if (Date.now() > end) throw new Error(`waited in vain until ${what}`)
    await pause(every)
  }
}
