/**
 * The hold world (DESIGN §6, game *hold*): a legal request is open before the first person comes, taken in by counsel's own act and sealed, and what should have
 * ended long ago lies in the store. Everything that the drill does it does there: with every deletion off from the first second.
 */
import { certify, encodeCertified } from '@latchkey/certificates/certified.ts'
import { clerkTag, encodeClerk } from '@latchkey/certificates/clerk.ts'
import { encodeLegalAct, legalTag } from '@latchkey/certificates/legal-act.ts'
import { periodOf } from '@latchkey/certificates/period.ts'
import { createSoftwarePasskey } from '@latchkey/try/authenticator.ts'
import { clock, random } from '@latchkey/ui/platform.ts'
import { parse, toBytes, toText } from '@latchkey/wire/edge.ts'
import { type LegalSaid, legalDesk, saysOf } from '@latchkey/wire/legal.ts'
import pg from 'pg'
import type { Keyring } from './open-city.ts'

const day = 86_400
const dayOf = (seconds: number) => new Date(seconds * 1000).toISOString().slice(0, 10)

export interface Hold {
  /** Whether the request is still open, as counsel sees it. */
  isOpen(): Promise<boolean>
}

/** Certifies counsel and takes one request in. */
export async function beginHold(address: string, city: string, keys: Keyring): Promise<Hold> {
  const post = async (path: string, body: unknown) => {
    const answer = await fetch(address + path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    })
    const value = (await answer.json()) as Record<string, string>
    if (!answer.ok) throw new Error(`${path}: ${value.fault}`)
    return value
  }
  const { origins } = JSON.parse(keys.rootJson) as { origins: string[] }
  const counsel = createSoftwarePasskey({ privateKey: random(32), credentialId: random(16), rpId: 'localhost', origin: origins[0] ?? '' })
  const now = clock()
  const { credentialId, publicKey } = counsel
  const body = encodeClerk({ city, alias: 'Counsel 1', role: 'counsel', credentialId, publicKey, from: now - 60, to: now + 30 * day })
  await post('/settings/clerk', { certified: toText(encodeCertified(await certify(clerkTag, body, keys.administrators))) })
  const say = async (path: string, said: LegalSaid) => {
    const { nonce } = await post('/settings/nonce', {})
    const act = { city, nonce: toBytes(nonce ?? ''), act: said.act, number: 0, standing: new Uint8Array(8), says: saysOf(said) }
    const certified = encodeCertified(await certify(legalTag, encodeLegalAct(act), [counsel]))
    return parse(legalDesk, (await post(path, { certified: toText(certified) })) as unknown)
  }
  await say('/legal/act', {
    act: 'take_in',
    instrument: 'grand_jury_subpoena',
    issuer: 'prosecutor',
    received: dayOf(now - 2 * day),
    served: 'in_person',
    seal: 'open',
  })
  return { isOpen: async () => (await say('/legal/look', { act: 'look' })).requests.some(({ released }) => released === null) }
}

/** What would end with the next start and the next hour, were nothing held: an hour of machine events, a slot, a pool of a quarter that is over. */
export async function leaveOverdue(databaseUrl: string) {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const [hour, slot, period] = [Math.floor((clock() - 30 * day) / 3600) * 3600, dayOf(clock() - 30 * day), periodOf(clock()) - 1]
  const empty = Buffer.of(0x80)
  await client.query(`insert into events values ($1, 'overdue', 0)`, [hour])
  await client.query(`insert into slots (day, row, time, released) values ($1, 99, '09:00', 0)`, [slot])
  await client.query('insert into blanks (period, pool, opened, content) values ($1, 0, true, $2)', [period, empty])
  return {
    /** How many of the three are there still. */
    async left(): Promise<number> {
      const one = async (text: string, value: unknown) => (await client.query(text, [value])).rowCount ?? 0
      return (
        (await one(`select from events where name = 'overdue' and hour = $1`, hour)) +
        (await one('select from slots where row = 99 and day = $1', slot)) +
        (await one('select from blanks where period = $1', period))
      )
    },
    end: () => client.end(),
  }
}
/** A run in which any of them went was not one with every deletion off. */
export const overdue = 3
