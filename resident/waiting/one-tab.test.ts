import { describe, expect, it } from 'vitest'
import { holdTab, type LockPort } from './one-tab.ts'

/** Web Locks of one origin, exclusive locks only, as the specification has them (§ request, steal, ifAvailable). */
function locksOfABrowser(): LockPort {
  type Entry = { callback: (lock: unknown) => unknown; settle: (value: unknown) => void; fail: (error: unknown) => void }
  const held = new Map<string, Entry>()
  const queues = new Map<string, Entry[]>()
  const grant = (name: string, entry: Entry) => {
    held.set(name, entry)
    Promise.resolve()
      .then(() => entry.callback({ name }))
      .then(entry.settle, entry.fail)
      .finally(() => {
        if (held.get(name) !== entry) return
        held.delete(name)
        const next = queues.get(name)?.shift()
        if (next) grant(name, next)
      })
  }
  const request = (name: string, options: LockOptions, callback: (lock: unknown) => unknown) =>
    new Promise((settle, fail) => {
      const entry = { callback, settle, fail }
      const owner = held.get(name)
      if (options.steal) {
        if (owner) {
          held.delete(name)
          owner.fail(new DOMException('stolen', 'AbortError'))
        }
        grant(name, entry)
      } else if (!owner) grant(name, entry)
      else if (options.ifAvailable) Promise.resolve(callback(null)).then(settle, fail)
      else queues.set(name, [...(queues.get(name) ?? []), entry])
    })
  return { request } as unknown as LockPort
}

const settled = () => new Promise<void>(resolve => setImmediate(resolve))
const open = (locks: LockPort | undefined, name = 'resident') => {
  const says: boolean[] = []
  return { says, tab: holdTab(name, locks, here => says.push(here)) }
}

describe('holdTab', () => {
  it('lets the first tab in and tells the second to look elsewhere', async () => {
    const locks = locksOfABrowser()
    const first = open(locks)
    await settled()
    const second = open(locks)
    await settled()
    expect([first.says, second.says]).toEqual([[true], [false]])
  })

  it('goes on by itself when the other tab closes', async () => {
    const locks = locksOfABrowser()
    const first = open(locks)
    await settled()
    const second = open(locks)
    await settled()
    first.tab.leave()
    await settled()
    expect(second.says.at(-1)).toBe(true)
  })

  it('takes the page over, and hands it back', async () => {
    const locks = locksOfABrowser()
    const first = open(locks)
    await settled()
    const second = open(locks)
    await settled()
    second.tab.take()
    await settled()
    expect([first.says.at(-1), second.says.at(-1)]).toEqual([false, true])
    first.tab.take()
    await settled()
    expect([first.says.at(-1), second.says.at(-1)]).toEqual([true, false])
    first.tab.leave()
    await settled()
    expect(second.says.at(-1)).toBe(true)
  })

  it('never has two tabs at once, whoever takes and leaves', async () => {
    const locks = locksOfABrowser()
    const tabs = [open(locks), open(locks), open(locks)]
    await settled()
    for (const at of [1, 2, 0, 1, 1, 2]) {
      tabs[at]!.tab.take()
      await settled()
      expect(tabs.map(tab => tab.says.at(-1))).toEqual([0, 1, 2].map(other => other === at))
    }
    tabs[2]!.tab.leave()
    await settled()
    expect(tabs.slice(0, 2).filter(tab => tab.says.at(-1)).length).toBe(1)
  })

  it('keeps other names apart, and is always the one where there are no locks', async () => {
    const locks = locksOfABrowser()
    const [one, other] = [open(locks, 'a'), open(locks, 'b')]
    await settled()
    expect([one.says, other.says, open(undefined).says]).toEqual([[true], [true], [true]])
  })
})
