/**
 * The verifier's one conversation: fetching public files. Which card is checked, when or whether at all is told to nobody;
 * the same two kinds of file are fetched for everyone, on opening and hourly while open.
 */

import { type Inflate, type StatusList, verifyList } from '@latchkey/card/status-list.ts'
import type { PeriodCertificate } from '@latchkey/certificates/period-certificate.ts'
import { verifyPeriod } from '@latchkey/certificates/period-certificate.ts'
import type { Verify } from '@latchkey/certificates/ports.ts'
import type { Root } from '@latchkey/certificates/root.ts'
import { base64urlnopad } from '@scure/base'

/** What this device holds to check with. All of it is public. */
export interface Holding {
  periods: PeriodCertificate[]
  lists: Map<number, StatusList>
}

export interface Ports {
  root: Root
  verify: Verify
  inflate: Inflate
  clock(): number
  fetch: typeof fetch
  /** Raw public files, so that the next start works in airplane mode. */
  store: { get(name: string): Promise<string | null>; put(name: string, text: string): Promise<void> }
}

const most = 4 * 1024 * 1024

/** Builds the holding from what was stored; a file that does not verify is left out, as if it had never been fetched. */
export async function load(ports: Ports): Promise<Holding> {
  const holding: Holding = { periods: [], lists: new Map() }
  const stored = await ports.store.get('periods')
  if (!stored) return holding
  for (const certified of certifiedIn(stored)) {
    const period = await verifyPeriod(ports.root, certified, ports.verify).catch(() => null)
    if (!period) continue
    holding.periods.push(period)
    const jwt = await ports.store.get(`list-${period.period}`)
    if (!jwt) continue
    const list = await verifyList(jwt, {
      listKey: period.listKey,
      listAddress: period.listAddress,
      now: ports.clock(),
      inflate: ports.inflate,
      verify: ports.verify,
    }).catch(() => null)
    if (list) holding.lists.set(period.period, list)
  }
  return holding
}

/** Fetches the periods and every period's list, keeps what verifies, and answers with the new holding. Offline it changes nothing. */
export async function refresh(ports: Ports): Promise<{ holding: Holding; reached: boolean }> {
  const before = await load(ports)
  try {
    const certifieds = certifiedIn(await textOf(ports.fetch, '/record/periods'))
    const periods = await verified(ports, certifieds)
    if (periods.size === 0) return { holding: before, reached: true }
    // What is held is not lost by an answer that leaves it out: the cards of those periods are good still.
    const all = new Map([...(await verified(ports, certifiedIn((await ports.store.get('periods')) ?? ''))), ...periods])
    await ports.store.put('periods', periodsText([...all.keys()]))
    for (const period of periods.values()) {
      // One list that cannot be had must not keep the others old.
      const jwt = await textOf(ports.fetch, `/cancelled/list/${period.period}`).catch(() => null)
      if (jwt === null) continue
      const options = {
        listKey: period.listKey,
        listAddress: period.listAddress,
        now: ports.clock(),
        inflate: ports.inflate,
        verify: ports.verify,
      }
      const list = await verifyList(jwt, options).catch(() => null)
      const held = before.lists.get(period.period)
      // An older list than the one held would bring a cancelled card back.
      if (list && (!held || list.at >= held.at)) await ports.store.put(`list-${period.period}`, jwt)
    }
    return { holding: await load(ports), reached: true }
  } catch {
    return { holding: before, reached: false }
  }
}

/** Those that follow from the root, by their text. */
async function verified(ports: Ports, certifieds: Uint8Array[]): Promise<Map<string, PeriodCertificate>> {
  const found = new Map<string, PeriodCertificate>()
  for (const certified of certifieds) {
    const period = await verifyPeriod(ports.root, certified, ports.verify).catch(() => null)
    if (period) found.set(base64urlnopad.encode(certified), period)
  }
  return found
}

const periodsText = (certified: string[]) => JSON.stringify({ periods: certified.map(text => ({ certified: text })) })

async function textOf(ask: typeof fetch, path: string): Promise<string> {
  const answer = await ask(path, { cache: 'no-store', credentials: 'omit', referrerPolicy: 'no-referrer' })
  if (!answer.ok) throw new Error('not reached')
  const text = await answer.text()
  if (text.length > most) throw new Error('too long')
  return text
}

/** The certified statements in the public answer of /record/periods; anything else in it is ignored, nothing in it is trusted yet. */
function certifiedIn(text: string): Uint8Array[] {
  try {
    const { periods } = JSON.parse(text) as { periods: { certified: string }[] }
    return periods.map(({ certified }) => base64urlnopad.decode(certified))
  } catch {
    return []
  }
}
