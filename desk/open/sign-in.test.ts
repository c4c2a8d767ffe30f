import { readFileSync } from 'node:fs'
import { certify, encodeCertified } from '@latchkey/certificates/certified.ts'
import { clerkTag, encodeClerk, type Role } from '@latchkey/certificates/clerk.ts'
import { longestDesk, verifyDesk } from '@latchkey/certificates/desk.ts'
import type { Passkey } from '@latchkey/certificates/passkey.ts'
import { parseRoot } from '@latchkey/certificates/root.ts'
import { generateP256, verify } from '@latchkey/ui/platform.ts'
import { toBytes, toText } from '@latchkey/wire/edge.ts'
import { describe, expect, test } from 'vitest'
import { createSoftwarePasskey } from '../../try/authenticator.ts'
import { seatsOf, signIn } from './sign-in.ts'

const read = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'))
const root = parseRoot(read('../../cities/chicago/root.json'))
const keys = read('../../try/practice-root/keys.json') as Record<
  'administrators' | 'clerks',
  { alias: string; credentialId: string; privateKey: string }[]
>
const passkey = ({ credentialId, privateKey }: { credentialId: string; privateKey: string }): Passkey =>
  createSoftwarePasskey({
    credentialId: toBytes(credentialId),
    privateKey: toBytes(privateKey),
    rpId: root.rpId,
    origin: 'http://localhost:4400',
  })
const administrators = keys.administrators.map(passkey)
const clerk = passkey(keys.clerks[0]!)
const now = 1_790_000_000

async function certificate(alias: string, over: { role?: Role; from?: number; to?: number; by?: Passkey[] } = {}) {
  const { role = 'clerk', from = now - 1000, to = now + 86_400 * 30, by = administrators } = over
  const body = encodeClerk({ city: root.city, alias, role, credentialId: clerk.credentialId, publicKey: clerk.publicKey, from, to })
  return { alias, role, from, to, certified: toText(encodeCertified(await certify(clerkTag, body, by))) }
}

describe('who may sit down', () => {
  test('clerks and supervisors of the root, by number; nobody else', async () => {
    const list = await Promise.all([
      certificate('14'),
      certificate('7'),
      certificate('2', { role: 'supervisor' }),
      certificate('9', { role: 'counsel' }),
      certificate('3', { to: now - 1 }),
      certificate('4', { from: now + 60 }),
    ])
    expect((await seatsOf(root, list, now, verify)).map(seat => seat.clerk.alias)).toEqual(['2', '7', '14'])
  })

  test('what the server made up or cut is left out, and takes nobody else along', async () => {
    const real = await certificate('14')
    const forged = await certificate('5', { by: [clerk, clerk] })
    const cut = { ...real, alias: '6', certified: real.certified.slice(0, -12) }
    expect((await seatsOf(root, [forged, cut, real], now, verify)).map(seat => seat.clerk.alias)).toEqual(['14'])
  })

  test('of two certificates of one clerk the newer counts', async () => {
    const [old, fresh] = await Promise.all([certificate('14', { from: now - 5000 }), certificate('14', { from: now - 100 })])
    expect((await seatsOf(root, [fresh, old], now, verify))[0]?.clerk.from).toBe(now - 100)
  })
})

describe('one touch', () => {
  test('makes a desk that a phone of this city accepts, for at most twelve hours', async () => {
    const [seat] = await seatsOf(root, [await certificate('14')], now, verify)
    const key = await signIn({ root, seat: seat!, passkey: clerk, now, generate: generateP256 })
    const desk = await verifyDesk(root, key.clerkCertificate, key.deskCertificate, now, verify)
    expect(desk.clerk.alias).toBe('14')
    const message = new Uint8Array([1, 2, 3])
    expect(await verify(desk.deskKey, message, await key.deskSign(message))).toBe(true)
    expect(key.to - now).toBeLessThanOrEqual(longestDesk)
  })

  test('never longer than the clerk is certified', async () => {
    const [seat] = await seatsOf(root, [await certificate('14', { to: now + 600 })], now, verify)
    const key = await signIn({ root, seat: seat!, passkey: clerk, now, generate: generateP256 })
    expect(key.to).toBe(now + 600)
  })

  test('a key that is not touched makes nothing', async () => {
    const [seat] = await seatsOf(root, [await certificate('14')], now, verify)
    const absent = { ...clerk, assert: () => Promise.reject(new Error('not touched')) }
    await expect(signIn({ root, seat: seat!, passkey: absent, now, generate: generateP256 })).rejects.toThrow('not touched')
  })
})
