import { readFileSync } from 'node:fs'
import { encodeRefusalCode } from '@latchkey/card/refusal-code.ts'
import { parseRoot } from '@latchkey/certificates/root.ts'
import { verify } from '@latchkey/ui/platform.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readSlip } from './read-slip.ts'

const vectors = JSON.parse(readFileSync(new URL('../../certificates/vectors/refusal.json', import.meta.url), 'utf8'))
const codeOf = (slip: string) => encodeRefusalCode(Uint8Array.from(Buffer.from(slip, 'hex')))
const dayOf = (moment: number) => new Date(moment * 1000).toISOString().slice(0, 10)
const read = (text: string) => readSlip(text, parseRoot(vectors.root), verify, dayOf)

test('a slip of this city says what was missing; a changed one, another city’s and a late one are not ours', async () => {
  expect(await read(codeOf(vectors.good[0].slip))).toMatchObject({
    slip: { unmet: ['photo', 'lives_here'], alias: '14', day: '2026-11-18' },
  })
  for (const { slip } of vectors.bad) expect(await read(codeOf(slip))).toEqual({ no: 'not_ours' })
})

test('whatever else is held before the camera has an answer', async () => {
  for (const text of ['LK1:ABC', 'LK1N:C20261128', 'HTTPS://EXAMPLE.INVALID', '']) expect(await read(text)).toEqual({ no: 'other' })
  await fc.assert(fc.asyncProperty(fc.string(), async tail => void expect(await read(`LK1R:${tail}`)).toEqual({ no: 'not_ours' })))
})
