import { readFileSync } from 'node:fs'
import { verify } from '@latchkey/ui/platform.ts'
import { describe, expect, it } from 'vitest'
import { actTag, encodeAct, parseAct, verifyAct } from './act.ts'
import { blankMessage, verifyBlank } from './blank.ts'
import { certifiedChallenge, encodeCertified, parseCertified } from './certified.ts'
import { clerkTag, encodeClerk, parseClerk, verifyClerk } from './clerk.ts'
import { deskTag, encodeDesk, parseDesk, verifyDesk } from './desk.ts'
import { CertificateFault, type CertificateFaultCode } from './faults.ts'
import { encodePeriod, parsePeriod, periodTag, verifyPeriod } from './period-certificate.ts'
import { encodeRefusal, parseRefusal, refusalTag, verifyRefusal } from './refusal-slip.ts'
import { parseRoot } from './root.ts'

// Written by vectors/make.py with another CBOR writer and OpenSSL; see there.
interface Vector {
  what: string
  body: string
  challenge: string
  certified: string
  fault?: CertificateFaultCode
}
const hex = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'))
const read = (name: string) => JSON.parse(readFileSync(new URL(`./vectors/${name}.json`, import.meta.url), 'utf8'))
const [clerk, desk, period, act, blank, refusal] = ['clerk', 'desk', 'period', 'act', 'blank', 'refusal'].map(read)

const statements = {
  clerk: {
    file: clerk,
    tag: clerkTag,
    again: (body: Uint8Array) => encodeClerk(parseClerk(body)),
    verify: (certified: Uint8Array) => verifyClerk(parseRoot(clerk.root), certified, clerk.now, verify),
  },
  desk: {
    file: desk,
    tag: deskTag,
    again: (body: Uint8Array) => encodeDesk(parseDesk(body)),
    verify: (certified: Uint8Array) => verifyDesk(parseRoot(desk.root), hex(desk.clerk), certified, desk.now, verify),
  },
  period: {
    file: period,
    tag: periodTag,
    again: (body: Uint8Array) => encodePeriod(parsePeriod(body)),
    verify: (certified: Uint8Array) => verifyPeriod(parseRoot(period.root), certified, verify),
  },
  act: {
    file: act,
    tag: actTag,
    again: (body: Uint8Array) => encodeAct(parseAct(body)),
    verify: (certified: Uint8Array) => verifyAct(parseRoot(act.root), certified, hex(act.nonce), 1, verify),
  },
}

for (const [name, statement] of Object.entries(statements)) {
  const { good, bad, tag } = statement.file as { good: Vector[]; bad: Vector[]; tag: string }
  describe(`the vectors of ${name}`, () => {
    for (const vector of good) {
      it(`good: ${vector.what}`, async () => {
        const certified = hex(vector.certified)
        await expect(statement.verify(certified)).resolves.toBeTruthy()
        expect(statement.tag).toBe(tag)
        expect(statement.again(hex(vector.body))).toEqual(hex(vector.body))
        expect(certifiedChallenge(tag, hex(vector.body))).toEqual(hex(vector.challenge))
        expect(encodeCertified(parseCertified(certified))).toEqual(certified)
        expect(parseCertified(certified).body).toEqual(hex(vector.body))
      })
    }
    for (const vector of bad) {
      it(`bad: ${vector.what}: ${vector.fault}`, async () => {
        await expect(statement.verify(hex(vector.certified))).rejects.toEqual(new CertificateFault(vector.fault as CertificateFaultCode))
      })
    }
  })
}

it('the vector of a blank', async () => {
  const { city, index, key, key65, message, signature, periodKey } = blank
  expect(blankMessage(city, blank.period, index, hex(key))).toEqual(hex(message))
  const certificate = { ...parsePeriod(hex(period.good[0].body)), key: hex(periodKey) }
  await expect(verifyBlank(certificate, { index, key: hex(key), signature: hex(signature) }, verify)).resolves.toEqual(hex(key65))
})

describe('the vectors of a refusal slip', () => {
  const dayOf = (moment: number) => new Date(moment * 1000).toISOString().slice(0, 10)
  const read = (slip: string) => verifyRefusal(parseRoot(refusal.root), hex(slip), verify, dayOf)
  for (const { what, body, slip } of refusal.good as { what: string; body: string; slip: string }[]) {
    it(`good: ${what}`, async () => {
      expect(refusal.tag).toBe(refusalTag)
      expect(encodeRefusal(parseRefusal(hex(body)))).toEqual(hex(body))
      expect(await read(slip)).toEqual({ ...parseRefusal(hex(body)), alias: '14' })
    })
  }
  for (const { what, slip, fault } of refusal.bad as { what: string; slip: string; fault: CertificateFaultCode }[]) {
    it(`bad: ${what}: ${fault}`, async () => {
      await expect(read(slip)).rejects.toEqual(new CertificateFault(fault))
    })
  }
})
