/** One after another: cells are opened and sealed by promises, and their counters must keep the order in which they were asked for. */
export function createTurns(): <T>(task: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return task => {
    const mine = last.then(task, task)
    last = mine.catch(() => undefined)
    return mine
  }
}
