import { readFileSync } from 'node:fs'
import { encodeRefusalCode } from '@latchkey/card/refusal-code.ts'
import { parseRoot } from '@latchkey/certificates/root.ts'
import { verify } from '@latchkey/ui/platform.ts'
import { expect, test } from 'vitest'
import { refusalAnswer } from './refusal-answer.ts'

const vectors = JSON.parse(readFileSync(new URL('../../certificates/vectors/refusal.json', import.meta.url), 'utf8'))
const answer = (text: string) =>
  refusalAnswer(text, parseRoot(vectors.root), verify, moment => new Date(moment * 1000).toISOString().slice(0, 10))

test('says what a slip is and nothing of what stands on it; one that does not hold was changed', async () => {
  const code = (slip: string) => encodeRefusalCode(Uint8Array.from(Buffer.from(slip, 'hex')))
  for (const { slip } of vectors.good) expect(await answer(code(slip))).toEqual({ answer: 'no', why: 'refusal_slip' })
  for (const { slip } of vectors.bad) expect(await answer(code(slip))).toEqual({ answer: 'no', why: 'changed' })
  for (const text of ['LK1R:', 'LK1R:abc', 'LK1R:AAAA']) expect(await answer(text)).toEqual({ answer: 'no', why: 'changed' })
})
