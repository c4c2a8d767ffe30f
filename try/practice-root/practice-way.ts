import { actTag, encodeAct } from '@latchkey/certificates/act.ts'
import { certify, encodeCertified } from '@latchkey/certificates/certified.ts'
import { parse, toBytes, toText } from '@latchkey/wire/edge.ts'
import { done, nonce, type SettingsWay, state } from '@latchkey/wire/settings.ts'
import { practiceAdministrators } from './practice-people.ts'

/** A running practice server: `http://localhost:4400`, or the empty text on a page of its own. */
export interface PracticeServer {
  address: string
  fetch: typeof globalThis.fetch
}

/**
 * One request of the settings conversation (wire/settings.ts).
 * @throws Error `practice_refused <route> <status>` when the server refuses
 */
export async function askSettings({ address, fetch }: PracticeServer, route: string, body: unknown): Promise<unknown> {
  const answer = await fetch(`${address}/settings/${route}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`practice_refused ${route} ${answer.status}`)
  return answer.json()
}

/** The settings' state of a practice server. @throws Error `not_practice` for any other server */
export async function askPracticeState(server: PracticeServer) {
  const settings = parse(state, await askSettings(server, 'state', {}))
  if (!settings.practice || !settings.city.endsWith('/practice')) throw new Error('not_practice')
  return settings
}

/**
 * A practice administrator opens or closes phone visits: the tour's button, drill and journeys.
 * @param notice number of the phrase every page then shows, or null
 */
export const setPracticeWay = (server: PracticeServer, open: boolean, notice: number | null): Promise<void> =>
  setPracticeSites(server, { way: 'phone', sites: [''], open, notice })

export interface PracticeChange {
  way: SettingsWay
  /** Of this way in; the empty text for phone visits. */
  sites: string[]
  open: boolean
  notice: number | null
  to?: string | null
  /** Seconds since 1970; now if left out. */
  at?: number | null
}

/** The same for counters and events. @throws Error as `askSettings` */
export async function setPracticeSites(
  server: PracticeServer,
  { way, sites, open, notice, to = null, at = null }: PracticeChange,
): Promise<void> {
  const { city, ways } = await askPracticeState(server)
  const fresh = parse(nonce, await askSettings(server, 'nonce', {}))
  const seen = ways
    .filter(one => one.way === way && sites.includes(one.site))
    .map(({ site, standing }) => ({ site, standing: toBytes(standing) }))
    .sort((a, b) => (a.site < b.site ? -1 : 1))
  const body = encodeAct({ act: 'way', city, nonce: toBytes(fresh.nonce), way, sites: seen, open, notice, to, authority: null, at })
  const certified = await certify(actTag, body, practiceAdministrators().slice(0, 1))
  parse(done, await askSettings(server, 'way', { certified: toText(encodeCertified(certified)) }))
}
