/**
 * Makes visit.json: two epochs of one visit from fixed randomness, with every input and output as base64url, so that another implementation
 * can be held against ours. Normally it only checks that the file is what our ends make; when the protocol changes on purpose,
 * `WRITE_VECTORS=1 npx vitest run channel/vectors` writes it anew.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { makeRoot } from '@latchkey/try/made-root.ts'
import { verify } from '@latchkey/ui/platform.ts'
import { rootJson } from '@latchkey/certificates/root.ts'
import { p256 } from '@noble/curves/nist.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { base64urlnopad } from '@scure/base'
import { expect, test } from 'vitest'
import { bodyOfClear } from '../cells.ts'
import { visitInfo } from '../keys.ts'
import { randomFromWord, rehearsalRoom, rehearsalRules, rehearse } from '../rehearsal.ts'
import type { Resume } from '../resume.ts'

const now = 1_795_000_000
const text = (bytes: Uint8Array) => base64urlnopad.encode(bytes)
const made = makeRoot({
  city: 'testville',
  threshold: 2,
  administrators: 2,
  rpId: 'localhost',
  origin: 'http://localhost:4400',
  random: randomFromWord('latchkey vectors root'),
})
const person = await made.person('14', 'clerk', now - 86_400, now + 86_400)
const keyOf = (word: string) => {
  const privateKey = p256.utils.randomSecretKey(randomFromWord(word)(48))
  return { privateKey, publicKey65: p256.getPublicKey(privateKey, false), sign: async (message: Uint8Array) => p256.sign(message, privateKey) }
}
const deskKey = keyOf('latchkey vectors desk key')
const desk = { root: made.root, clerk: person.certified, desk: await person.openDesk(deskKey.publicKey65, now, now + 3600), deskSign: deskKey.sign }

async function epoch(number: number, resume: Resume | null, resumes: Resume[]) {
  const r = keyOf(`latchkey vectors r ${number}`)
  const drawn: Uint8Array[] = []
  const from = randomFromWord(`latchkey vectors epoch ${number}`)
  const random = (length: number) => {
    const bytes = from(length)
    drawn.push(bytes.slice())
    return bytes
  }
  const both = rehearse({ desk, verify, clock: () => now, random, epoch: number, resumes, phone: { makeKey: async () => r } })
  await both.phone.start(resume)
  const hello = bodyOfClear(both.waiting.desk[0]!)
  await both.give('desk', both.take('desk'))
  const offer = bodyOfClear(both.waiting.phone[0]!)
  await both.give('phone', both.take('phone'))
  const enc = bodyOfClear(both.waiting.desk[0]!)
  const proof = both.waiting.desk[1]!
  await both.give('desk', both.take('desk'))
  await both.give('desk', both.take('desk'))
  const ready = both.waiting.phone[0]!
  await both.carry()
  await both.phone.say({ kind: 'typed', text: 'Hola, me llamo Núria' })
  const typed = both.waiting.desk[0]!
  if (!both.opened.phone || !both.opened.desk) throw new Error('the epoch did not open')
  const [nonce, seed, ekm] = drawn
  return {
    vector: {
      mode: both.opened.phone.mode,
      epoch: number,
      nonce: text(nonce!),
      rPrivate: text(r.privateKey),
      xWingSeed: text(seed!),
      encapsulationRandomness: text(ekm!),
      psk: resume && text(resume.psk),
      pskId: resume && text(resume.pskId),
      hello: text(hello),
      offer: text(offer),
      enc: text(enc),
      info: text(visitInfo(offer, hello)),
      th: text(both.opened.phone.th),
      resume: text(both.opened.phone.resume.psk),
      resumePskId: text(both.opened.phone.resume.pskId),
      cells: Object.fromEntries(
        Object.entries({ proof, ready, typed }).map(([name, cell]) => [name, { first64: text(cell.slice(0, 64)), sha256: text(sha256(cell)) }]),
      ),
    },
    resume: both.opened.phone.resume,
    resumes: both.opened.desk.resumes,
  }
}

async function vectors() {
  const first = await epoch(1, null, [])
  const second = await epoch(2, first.resume, first.resumes)
  return {
    about: 'Latchkey visit, version 1. Bytes are base64url without padding. docs/protocol/visit.md',
    now,
    root: rootJson(made.root),
    rules: rehearsalRules,
    room: text(rehearsalRoom),
    clerk: text(desk.clerk),
    desk: text(desk.desk),
    deskPrivate: text(deskKey.privateKey),
    epochs: [first.vector, second.vector],
  }
}

test('visit.json is what our ends make', async () => {
  const file = new URL('./visit.json', import.meta.url)
  const made = `${JSON.stringify(await vectors(), null, 2)}\n`
  if (process.env.WRITE_VECTORS) writeFileSync(file, made)
  expect(readFileSync(file, 'utf8')).toBe(made)
})
