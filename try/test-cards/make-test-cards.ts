/**
 * The verifier's eight test cards (DESIGN §5.6), sealed at build, relative to the build date, under a root that is made here and thrown away
 * with all its keys. They are checked against that root alone, so a test card is never a yes of any city.
 */

import { encodeCode } from '@latchkey/card/code.ts'
import { makeDigests } from '@latchkey/card/digests.ts'
import { noLines, type Pictures } from '@latchkey/card/facts.ts'
import { makeSalts } from '@latchkey/card/salts.ts'
import type { SealedCard } from '@latchkey/card/sealed.ts'
import { buildList, cancelled, newStatuses, setStatus } from '@latchkey/card/status-list.ts'
import { compactMessage } from '@latchkey/card/template.ts'
import { blankMessage } from '@latchkey/certificates/blank.ts'
import { certify, encodeCertified } from '@latchkey/certificates/certified.ts'
import { periodFirst, periodLast, periodOf, periodTechnicalEnd, technicalYears } from '@latchkey/certificates/period.ts'
import { encodePeriod, periodTag } from '@latchkey/certificates/period-certificate.ts'
import { p256 } from '@noble/curves/nist.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { base64, base64urlnopad } from '@scure/base'
import { createSoftwarePasskey } from '../authenticator.ts'
import faces from './faces.json'

export type TestCardKind = 'valid' | 'no_face' | 'expired' | 'cancelled' | 'changed' | 'unknown_issuer' | 'practice' | 'other_code'

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))
const deflate = async (bytes: Uint8Array) =>
  new Uint8Array(
    await new Response(new Blob([Uint8Array.from(bytes)]).stream().pipeThrough(new CompressionStream('deflate'))).arrayBuffer(),
  )
const isoDay = (seconds: number) => new Date(seconds * 1000).toISOString().slice(0, 10)
const year = 365 * 86_400

export async function makeTestCards({ builtAt }: { builtAt: number }) {
  const period = periodOf(builtAt)
  const city = 'test-city'
  const listAddress = `https://test-city.invalid/cancelled/list/${period}`
  const administrator = createSoftwarePasskey({
    privateKey: p256.utils.randomSecretKey(),
    credentialId: random(16),
    rpId: 'test-city.invalid',
    origin: 'https://test-city.invalid',
  })
  const periodKey = p256.utils.randomSecretKey()
  const strangerKey = p256.utils.randomSecretKey()
  const listKey = p256.utils.randomSecretKey()
  const body = encodePeriod({
    city,
    period,
    key: p256.getPublicKey(periodKey, false),
    x509Hash: sha256(p256.getPublicKey(periodKey, false)),
    first: periodFirst(period),
    last: periodLast(period),
    technicalEnd: periodTechnicalEnd(period, technicalYears),
    listAddress,
    listKey: p256.getPublicKey(listKey, false),
  })
  const certified = encodeCertified(await certify(periodTag, body, [administrator]))
  const pictures = (name: keyof typeof faces): Pictures => ({
    face: base64.decode(faces[name].face),
    print: base64.decode(faces[name].print),
  })

  const seal = (from: {
    city?: string
    key?: Uint8Array
    index: number
    name: string
    face: keyof typeof faces
    ends: string
  }): SealedCard => {
    const facts = {
      name: from.name,
      name_latin: null,
      birth_date: '1988-04-12',
      // The code leaves the portrait closed; these are the frame of a JPEG and nothing in it.
      portrait: Uint8Array.of(0xff, 0xd8, 0xff, 0xdb, 0xff, 0xd9),
      ends: from.ends,
      address: null,
      gender: null,
      emergency_contact: null,
      veteran: null,
      lines: noLines,
    }
    const salts = makeSalts({ sp: random(32), sd: random(32), th: random(32) })
    const { disclosures, frontDigest, faceDigest, restDigest } = makeDigests(facts, pictures(from.face), salts)
    const scalar = p256.utils.randomSecretKey()
    const key = p256.getPublicKey(scalar, true)
    const sealedBy = from.city ?? city
    const message = (use: 1 | 2) => compactMessage(use, sealedBy, period, from.index, frontDigest, faceDigest, restDigest)
    return {
      city: sealedBy,
      period,
      facts,
      pictures: pictures(from.face),
      salts,
      disclosures,
      jwt: '',
      blank: { index: from.index, key, signature: p256.sign(blankMessage(sealedBy, period, from.index, key), from.key ?? periodKey) },
      compactCard: p256.sign(message(1), scalar),
      compactSheet: p256.sign(message(2), scalar),
      cancelCode: '0'.repeat(24),
    }
  }
  const later = isoDay(builtAt + 5 * year)
  const good = seal({ index: 1001, name: 'Amal Haddad Nasser', face: 'amal', ends: later })
  const statuses = newStatuses()
  setStatus(statuses, 1003, cancelled)
  const list = await buildList({
    statuses,
    listAddress,
    at: builtAt,
    ttl: 3600,
    until: builtAt + 30 * 86_400,
    deflate,
    sign: async message => p256.sign(message, listKey),
  })
  // Changed after sealing: the last letter of the name, one bit.
  const forged = seal({ index: 1004, name: 'Kofi Mensah', face: 'kofi', ends: later })
  forged.facts = { ...forged.facts, name: 'Kofi Mensan' }

  const cards: { kind: TestCardKind; text: string; version?: number }[] = [
    { kind: 'valid', text: encodeCode(good, { face: true }) },
    { kind: 'no_face', text: encodeCode(seal({ index: 1002, name: 'Rosa Quispe', face: 'rosa', ends: later }), { face: false }) },
    {
      kind: 'expired',
      text: encodeCode(seal({ index: 1005, name: 'Jan Nowak', face: 'jan', ends: isoDay(builtAt - 177 * 86_400) }), { face: true }),
    },
    { kind: 'cancelled', text: encodeCode(seal({ index: 1003, name: 'Mei Lin', face: 'mei', ends: later }), { face: true }) },
    { kind: 'changed', text: encodeCode(forged, { face: true }) },
    {
      kind: 'unknown_issuer',
      text: encodeCode(seal({ city: 'elsewhere', key: strangerKey, index: 1006, name: 'Tomas Rivera', face: 'tomas', ends: later }), {
        face: true,
      }),
    },
    {
      kind: 'practice',
      text: encodeCode(seal({ city: `${city}/practice`, index: 1007, name: 'Amal Haddad Nasser', face: 'amal', ends: later }), {
        face: true,
      }),
    },
    { kind: 'other_code', text: 'HTTPS://EXAMPLE.INVALID/MENU', version: 2 },
  ]
  return {
    root: {
      city,
      practice: false,
      threshold: 1,
      rpId: 'test-city.invalid',
      origins: ['https://test-city.invalid'],
      administrators: [
        {
          alias: 'Test',
          credentialId: base64urlnopad.encode(administrator.credentialId),
          publicKey: base64urlnopad.encode(administrator.publicKey),
        },
      ],
    },
    now: builtAt,
    periods: [{ certified: base64urlnopad.encode(certified), list }],
    cards,
  }
}
