/** A city of the run's own outside practice: its root, its clerks, its period, made through the very routes an administrator uses. */

import { actTag, encodeAct } from '@latchkey/certificates/act.ts'
import { certify, encodeCertified } from '@latchkey/certificates/certified.ts'
import { clerkTag, encodeClerk } from '@latchkey/certificates/clerk.ts'
import type { Passkey } from '@latchkey/certificates/passkey.ts'
import { periodOf } from '@latchkey/certificates/period.ts'
import { makeStock } from '@latchkey/certificates/x509/stock.ts'
import { createSoftwarePasskey } from '@latchkey/try/authenticator.ts'
import { clock, random } from '@latchkey/ui/platform.ts'
import { parse, toBytes, toText } from '@latchkey/wire/edge.ts'
import { state as stateSchema } from '@latchkey/wire/settings.ts'

export interface Keyring {
  administrators: Passkey[]
  clerks: { alias: string; role: 'clerk' | 'supervisor'; passkey: Passkey; privateKey: Uint8Array }[]
  /** root.json of this city. */
  rootJson: string
}

/** Random keys for two administrators, as many clerks, and as many supervisors behind them; nothing of them is ever written but the public halves. */
export function makeKeyring(city: string, origin: string, aliases: { clerks: string[]; supervisors: string[] }, practice = false): Keyring {
  const passkey = (privateKey = random(32)) => createSoftwarePasskey({ privateKey, credentialId: random(16), rpId: 'localhost', origin })
  const administrators = [passkey(), passkey()]
  const rootJson = JSON.stringify({
    city,
    practice,
    threshold: 2,
    rpId: 'localhost',
    origins: [origin],
    administrators: administrators.map((one, at) => ({
      alias: `Administrator ${at + 1}`,
      credentialId: toText(one.credentialId),
      publicKey: toText(one.publicKey),
    })),
  })
  const person = (role: 'clerk' | 'supervisor') => (alias: string) => {
    const privateKey = random(32)
    return { alias, role, privateKey, passkey: passkey(privateKey) }
  }
  const clerks = [...aliases.clerks.map(person('clerk')), ...aliases.supervisors.map(person('supervisor'))]
  return { administrators, clerks, rootJson }
}

export interface OpenedCity {
  /** As in the keyring. */
  clerks: { alias: string; role: 'clerk' | 'supervisor'; passkey: Passkey; certificate: Uint8Array }[]
}

/** Certifies clerks and the current period with one pool of blanks, records the authority, opens phone visits. */
export async function openCity(address: string, city: string, keys: Keyring): Promise<OpenedCity> {
  const post = async (route: string, body: unknown) => {
    const answer = await fetch(`${address}/settings/${route}`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    })
    const value = (await answer.json()) as Record<string, string>
    if (!answer.ok) throw new Error(`settings/${route}: ${value.fault}`)
    return value
  }
  const state = await post('state', {})
  const now = clock()
  const clerks = []
  for (const { alias, role, passkey } of keys.clerks) {
    const { credentialId, publicKey } = passkey
    const body = encodeClerk({ city, alias, role, credentialId, publicKey, from: now - 60, to: now + 30 * 86_400 })
    const certificate = encodeCertified(await certify(clerkTag, body, keys.administrators))
    await post('clerk', { certified: toText(certificate) })
    clerks.push({ alias, role, passkey, certificate })
  }
  const period = periodOf(now)
  const stock = await makeStock({
    city,
    period,
    listAddress: `${address}/cancelled/list/${period}`,
    listKey: toBytes(state.listKey!),
    poolKey: toBytes(state.poolKey!),
    // One pool: whole pools are all a server takes.
    count: Number(state.poolSize),
    passkeys: keys.administrators,
    random,
  })
  await post('period', {
    certified: toText(stock.certified),
    x509: toText(stock.x509),
    blanks: stock.blanks.map(({ index, certificate, signature, key, closed }) => ({
      index,
      certificate: toText(certificate),
      signature: toText(signature),
      key: toText(key),
      closed: toText(closed),
    })),
  })
  const { nonce } = await post('nonce', {})
  const authority = {
    citation: 'Drill ordinance 1',
    text: 'Papers are looked at and not kept.',
    date: '2026-01-01',
    settledBy: 'Drill counsel',
  }
  const { ways } = parse(stateSchema, (await post('state', {})) as unknown)
  const standing = toBytes(ways.find(({ way }) => way === 'phone')!.standing)
  const act = encodeAct({
    act: 'way',
    city,
    nonce: toBytes(nonce!),
    way: 'phone',
    sites: [{ site: '', standing }],
    open: true,
    notice: null,
    to: null,
    authority,
    at: null,
  })
  await post('way', { certified: toText(encodeCertified(await certify(actTag, act, keys.administrators.slice(0, 1)))) })
  return { clerks }
}
