/**
 * A holder cancels a card alone (PROTOCOL §6). Parties: holder → server. The server answers everybody the same, so this phone asks
 * the signed list until the list itself shows it: only that is an answer. Nothing is kept unless the owner of this object keeps it.
 */
import type { CancelCode } from '@latchkey/card/cancel-code.ts'
import { cancelled, type Inflate, replaced, verifyList } from '@latchkey/card/status-list.ts'
import { verifyPeriod } from '@latchkey/certificates/period-certificate.ts'
import type { Clock, Verify } from '@latchkey/certificates/ports.ts'
import type { Root } from '@latchkey/certificates/root.ts'
import type { Later } from '@latchkey/channel/socket.ts'
import { heard } from '@latchkey/wire/cancelled.ts'
import { parseText, toBytes } from '@latchkey/wire/edge.ts'
import { type FaultCode, isFaultCode } from '@latchkey/wire/faults.ts'
import { periods } from '@latchkey/wire/record.ts'

export type CancelState =
  | { at: 'entry' }
  | { at: 'sending' }
  /** Nothing was heard: the code can be sent again. */
  | { at: 'refused'; trouble: FaultCode | 'offline' }
  /** *If this code is right, the card ends at 3:00.* `list`: what the last look at the list gave. */
  | { at: 'heard'; endsAt: number; list: 'not_looked' | 'not_listed' | 'cannot_see' }
  /** The signed list shows it. */
  | { at: 'listed'; status: 'cancelled' | 'replaced' }

export interface CancelOptions {
  root: Root
  fetch: typeof globalThis.fetch
  clock: Clock
  verify: Verify
  inflate: Inflate
  later: Later
  onState(state: CancelState): void
}

export interface Cancel {
  readonly state: CancelState
  send(code: CancelCode): Promise<void>
  /** After a reload: the code was sent before, only the list is asked. */
  resume(code: CancelCode, endsAt: number): Promise<void>
  /** Looks at the list now: the page came to the front. */
  look(): Promise<void>
  /** Back to the entry; asks no more. */
  reset(): void
  stop(): void
}

/** Seconds until the next look. Bounded both ways, because the clock of a phone may be hours off. */
export const pauseBefore = (endsAt: number, now: number): number => Math.min(300, Math.max(30, endsAt - now + 5))

export function createCancel(options: CancelOptions): Cancel {
  const { root, clock, verify, inflate, later, onState } = options
  let state: CancelState = { at: 'entry' }
  let code: CancelCode | null = null
  let endPause = () => {}
  let round = 0

  const set = (next: CancelState) => {
    state = next
    onState(next)
  }

  async function ask(path: string): Promise<string> {
    const response = await options.fetch(path, { cache: 'no-cache', credentials: 'omit' })
    if (!response.ok) throw new Error('no answer')
    return response.text()
  }

  /** The list of one period, believed only when its key was certified by the root this page was built with. */
  async function statusOnList(of: CancelCode) {
    const held = parseText(periods, await ask('/record/periods')).periods
    for (const { certified } of held) {
      const period = await verifyPeriod(root, toBytes(certified), verify)
      if (period.period !== of.period) continue
      const list = await verifyList(await ask(`/cancelled/list/${of.period}`), {
        listKey: period.listKey,
        listAddress: period.listAddress,
        now: clock(),
        inflate,
        verify,
      })
      return list.status(of.index)
    }
    throw new Error('no such period')
  }

  async function look() {
    if (state.at !== 'heard' || !code) return
    endPause()
    const mine = ++round
    const { endsAt } = state
    let next: CancelState
    try {
      const status = await statusOnList(code)
      if (status === cancelled || status === replaced) next = { at: 'listed', status: status === cancelled ? 'cancelled' : 'replaced' }
      else next = { at: 'heard', endsAt, list: 'not_listed' }
    } catch {
      next = { at: 'heard', endsAt, list: 'cannot_see' }
    }
    if (mine !== round) return
    set(next)
    if (next.at === 'heard') endPause = later(pauseBefore(endsAt, clock()) * 1000, () => void look())
  }

  async function resume(of: CancelCode, endsAt: number) {
    code = of
    set({ at: 'heard', endsAt, list: 'not_looked' })
    await look()
  }

  function stop() {
    round++
    endPause()
  }

  return {
    get state() {
      return state
    },
    async send(of) {
      if (state.at === 'sending') return
      stop()
      const mine = ++round
      set({ at: 'sending' })
      let endsAt: number
      let answered = false
      try {
        const response = await options.fetch('/cancelled/cancel', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ code: of.digits }),
          cache: 'no-store',
          credentials: 'omit',
        })
        const body = await response.text()
        answered = true
        if (mine !== round) return
        if (!response.ok) return set({ at: 'refused', trouble: faultIn(body) })
        endsAt = parseText(heard, body).at
      } catch {
        if (mine === round) set({ at: 'refused', trouble: answered ? 'broken' : 'offline' })
        return
      }
      await resume(of, endsAt)
    },
    resume,
    look,
    reset() {
      stop()
      code = null
      set({ at: 'entry' })
    },
    stop,
  }
}

function faultIn(body: string): FaultCode {
  try {
    const { fault } = JSON.parse(body) as { fault?: unknown }
    return isFaultCode(fault) ? fault : 'broken'
  } catch {
    return 'broken'
  }
}
