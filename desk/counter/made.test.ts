import { expect, test } from 'vitest'
import type { CaseState } from '../visit/state.ts'
import { madeOf, madeOfLeft } from './made-line.tsx'

const at = (state: object) => ({ connection: 'open', phone: { here: false, since: 0 }, where: 'typed', ...state }) as CaseState

test('whatever broke, the clerk reads one word about the card, and none while nothing was asked for', () => {
  expect(madeOf(at({ at: 'papers' }))).toBe(null)
  expect(madeOf(at({ at: 'touch', trouble: null }))).toBe(null)
  expect(madeOf(at({ at: 'touch', trouble: 'touch_refused' }))).toBe('not_made')
  expect(madeOf(at({ at: 'touch', trouble: null, connection: 'lost' }))).toBe('not_made')
  expect(madeOf(at({ at: 'sealing' }))).toBe(null)
  expect(madeOf(at({ at: 'sealing', connection: 'lost' }))).toBe('not_made')
  expect(madeOf(at({ at: 'handed' }))).toBe('made')
  expect(madeOf(at({ at: 'closed', why: 'room_lost', outcome: 'none' }))).toBe('not_made')
  expect(madeOf(at({ at: 'closed', why: 'room_lost', outcome: 'again' }))).toBe('make_again')
  expect(madeOf(at({ at: 'closed', why: 'ended', outcome: 'none' }))).toBe(null)
  expect(madeOfLeft('open')).toBe('not_made')
  expect(madeOfLeft('sealed')).toBe('make_again')
})
