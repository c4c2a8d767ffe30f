import { inflateSync } from 'node:zlib'
import { checkCode } from '@latchkey/card/check.ts'
import { verifyList } from '@latchkey/card/status-list.ts'
import { verifyPeriod } from '@latchkey/certificates/period-certificate.ts'
import { parseRoot } from '@latchkey/certificates/root.ts'
import { verify } from '@latchkey/ui/platform.ts'
import { describe, expect, it } from 'vitest'
import { makeTestCards } from './make-test-cards.ts'

const wanted = {
  valid: 'yes',
  no_face: 'yes',
  expired: 'expired',
  cancelled: 'cancelled',
  changed: 'changed',
  unknown_issuer: 'unknown_issuer',
  practice: 'practice',
  other_code: 'other_code',
}

describe('the eight test cards', async () => {
  const builtAt = Math.floor(Date.now() / 1000)
  const deck = await makeTestCards({ builtAt })
  const root = parseRoot(deck.root)
  const certified = new Uint8Array(Buffer.from(deck.periods[0]!.certified, 'base64url'))
  const period = await verifyPeriod(root, certified, verify)
  const list = await verifyList(deck.periods[0]!.list, {
    listKey: period.listKey,
    listAddress: period.listAddress,
    now: builtAt,
    inflate: bytes => Uint8Array.from(inflateSync(bytes)),
    verify,
  })
  const look = (text: string) =>
    checkCode(text, { root, periods: [period], lists: new Map([[period.period, list]]), now: builtAt, builtAt: builtAt - 1, verify })

  it.each(deck.cards)('$kind', async ({ kind, text }) => {
    const answer = await look(text)
    expect(answer.answer === 'no' ? answer.why : answer.answer).toBe(wanted[kind])
    if (answer.answer === 'yes') expect(answer.face === null).toBe(kind === 'no_face')
  })

  it('are eight', () => expect(deck.cards.map(card => card.kind).sort()).toEqual(Object.keys(wanted).sort()))
})
