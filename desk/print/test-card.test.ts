import { checkCode } from '@latchkey/card/check.ts'
import { specimenNow, specimenRoot, verify } from '@latchkey/card/vectors/specimen.ts'
import encodeQR from 'qr'
import { expect, test } from 'vitest'
import { testCode } from './test-card.ts'

test('the test card has squares as small as a card has, and nobody takes it for one', async () => {
  expect(encodeQR(testCode, 'raw', { ecc: 'low', encoding: 'alphanumeric', border: 1 })).toHaveLength(107)
  const root = specimenRoot('chicago')
  const checked = await checkCode(testCode, { root, periods: [], lists: new Map(), now: specimenNow, builtAt: 0, verify })
  expect(checked).toEqual({ answer: 'no', why: 'other_code' })
})
