import { expect, test } from 'vitest'
import { telling, wordOf } from './wire-watch.ts'

const words = (...said: (string | Uint8Array)[]) => new Set(said.map(one => `desk said ${wordOf(one)}`))
const cell = new Uint8Array(16_384)
const card = words('{"say":"next"}', '{"say":"return","room":"AAAAAAAAAAAAAAAAAAAAAA"}', '{"say":"lease"}', cell, '{"say":"goodbye"}')

test('another room and another moment tell nothing', () => {
  const other = words('{"say":"next"}', '{"say":"return","room":"BBBBBBBBBBBBBBBBBBBBBB"}', cell, '{"say":"goodbye"}')
  expect(telling(card, other)).toEqual([])
  expect(telling(card, words('{"say":"nobody"}', new Uint8Array(32)))).toEqual(['desk said the place'])
  expect(wordOf('{"say":"ready","ahead":3}')).toBe(wordOf('{"say":"ready","ahead":12}'))
})

test('whether a phone still hears that its room ended tells nothing; that a resident stopped does', () => {
  expect(telling(card, new Set(['phone heard {"say":"ended"}']))).toEqual([])
  for (const leak of [
    'phone heard {"say":"ended"} ',
    'phone heard {"say":"ended","why":"refused"}',
    'desk heard {"say":"ended"}',
    'phone said {"say":"stop"}',
  ])
    expect(telling(card, new Set([leak]))).toEqual([leak])
})

test('a word of its own tells, a kind of paper, a space more, a cell of another size', () => {
  for (const leak of ['{"say":"refused"}', '{"say":"goodbye","paper":"passport"}', '{"say":"goodbye"} ', new Uint8Array(16_000)])
    expect(telling(card, words('{"say":"next"}', leak))).not.toEqual([])
  expect(telling(words(cell, new Uint8Array(100)), words(cell))).not.toEqual([])
})
