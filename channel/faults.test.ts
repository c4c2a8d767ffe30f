import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ChannelFault, channelFaults, faultCodeOf } from './faults.ts'
import { framesOfDesk, framesOfPhone } from './message-bytes.ts'

const page = readFileSync(new URL('../docs/protocol/visit.md', import.meta.url), 'utf8')

test('docs/protocol/visit.md names every fault, and no other', () => {
  const table = page.slice(page.indexOf('## Faults'))
  const named = [...table.matchAll(/^\| ([a-z_, ]+) \| /gm)].flatMap(([, codes]) => codes!.split(', ')).filter(code => code !== 'code')
  expect(named.sort()).toEqual(Object.keys(channelFaults).sort())
})

test('docs/protocol/visit.md gives the numbers that messages have', () => {
  const numbers = Object.fromEntries(
    [...page.matchAll(/^\| ([a-z]+) \| (\d+) \| \[/gm)].map(([, name, code]) => [`${name} ${Number(code) < 64}`, Number(code)]),
  )
  for (const kind of ['thanks', 'goodbye', 'stop', 'wait'] as const) expect(framesOfPhone({ kind })[0]!.kind).toBe(numbers[`${kind} true`])
  for (const kind of ['goodbye', 'stopped'] as const) expect(framesOfDesk({ kind })[0]!.kind).toBe(numbers[`${kind} false`])
  expect(framesOfPhone({ kind: 'typed', text: 'x' })[0]!.kind).toBe(numbers['typed true'])
  expect(framesOfDesk({ kind: 'typed', text: 'x' })[0]!.kind).toBe(numbers['typed false'])
})

test('a fault says its code and nothing of what was thrown', () => {
  expect(new ChannelFault('nonce').message).toBe('nonce')
  expect(faultCodeOf(new ChannelFault('nonce'), 'malformed')).toBe('nonce')
  expect(faultCodeOf(new Error('Maria'), 'malformed')).toBe('malformed')
})
