/** Desk: keeps its own copy of the cancelled lists, by the clock. What is printed, when, or whether at all is told to nobody (DESIGN §3). */

import { verifyList } from '@latchkey/card/status-list.ts'
import { verifyPeriod } from '@latchkey/certificates/period-certificate.ts'
import type { Verify } from '@latchkey/certificates/ports.ts'
import type { Root } from '@latchkey/certificates/root.ts'
import { openReader } from '@latchkey/ui/code-reader.ts'
import { inflate } from '@latchkey/ui/inflate.ts'
import { clock, verify } from '@latchkey/ui/platform.ts'
import { useEffect, useState } from 'preact/hooks'
import type { Server } from '../ask-server.ts'
import type { OwnLists } from '../task.ts'

export const noLists: OwnLists = { periods: [], lists: new Map() }

export interface ListPorts {
  root: Root
  server: Pick<Server, 'periods' | 'list'>
  clock(): number
  verify: Verify
}

/**
 * Asks for the periods and each period's list, and keeps what follows from the root. Whatever cannot be had or does not verify leaves what
 * is held: a desk without a line goes on with its copy. An older list never takes the place of a newer: it would bring a cancelled card back.
 */
export async function refreshLists(ports: ListPorts, held: OwnLists): Promise<OwnLists> {
  const { root, server, clock, verify } = ports
  const answers = await server.periods().catch(() => [])
  const found = await Promise.all(answers.map(certified => verifyPeriod(root, certified, verify).catch(() => null)))
  const periods = new Map(held.periods.map(one => [one.period, one]))
  for (const period of found) if (period) periods.set(period.period, period)
  const lists = new Map(held.lists)
  for (const { period, listKey, listAddress } of periods.values()) {
    const expected = { listKey, listAddress, now: clock(), inflate, verify }
    const list = await server
      .list(period)
      .then(jwt => verifyList(jwt, expected))
      .catch(() => null)
    const before = lists.get(period)
    if (list && (!before || list.at >= before.at)) lists.set(period, list)
  }
  return { periods: [...periods.values()], lists }
}

/** Seconds after the server has made a new list: it takes a moment, and all desks ask then anyway. */
const after = 20

/** The copy of a signed-in desk: asked for at sign-in, after every new list (hourly, each minute in practice), and when the line comes back. */
export function useOwnLists(server: Server, root: Root | null): OwnLists {
  const [own, setOwn] = useState(noLists)
  useEffect(() => {
    if (root === null) return
    let held = noLists
    let over = false
    let timer: ReturnType<typeof setTimeout>
    let busy: Promise<void> = Promise.resolve()
    const every = root.practice ? 60 : 3600
    const ask = () => {
      clearTimeout(timer)
      const seconds = every - (clock() % every) + Math.min(after, every / 6)
      timer = setTimeout(ask, seconds * 1000)
      busy = busy.then(async () => {
        held = await refreshLists({ root, server, clock, verify }, held)
        if (!over) setOwn(held)
      })
    }
    ask()
    // The reader's program too: a scanner that opens when somebody stands here must not be the moment it is asked for.
    void openReader().then(
      reader => reader.close(),
      () => {},
    )
    window.addEventListener('online', ask)
    return () => {
      over = true
      clearTimeout(timer)
      window.removeEventListener('online', ask)
    }
  }, [server, root])
  return own
}
