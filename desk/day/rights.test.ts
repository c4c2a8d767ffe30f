import { expect, test } from 'vitest'
import { type OpenRight, rightOf, withoutRight, withRight } from './rights.ts'

const right = (fill: number): OpenRight => ({
  right: new Uint8Array(16).fill(fill),
  at: 1_795_000_000 + fill,
  reason: 'lost',
  sheet: false,
})

test('one that goes home for papers keeps their right while another’s is given and used', () => {
  const [first, second] = [right(1), right(2)]
  const both = withRight(withRight([], first), second)
  expect(both).toEqual([first, second])
  expect(rightOf(both, { right: second.right }, true)).toBe(second)
  expect(withoutRight(both, second)).toEqual([first])
  expect(rightOf([first], { right: first.right }, true)).toBe(first)
})

test('a case by number, or a visit by phone after a counter room, spends nobody’s right', () => {
  const rights = [right(1)]
  expect(rightOf(rights, { number: { way: 'counter', day: '2026-11-23', n: 7, mac: '' } }, true)).toBe(null)
  expect(rightOf(rights, { right: rights[0]!.right }, false)).toBe(null)
  expect(rightOf(rights, null, true)).toBe(null)
})
