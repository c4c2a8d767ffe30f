import { expect, it } from 'vitest'
import { decider, decisions, invent, makeRoster, type Outcome, readRoster } from './roster.ts'

it('the quick drill has everyone: each outcome, and children of whom one is refused', () => {
  const roster = makeRoster(16)
  expect(new Set(roster.map(({ outcome }) => outcome))).toEqual(new Set(Object.keys(decisions)))
  expect(roster.filter(({ kind }) => kind === 'kid').map(({ outcome }) => outcome)).toEqual(['approved', 'refused'])
})

it('desks ask one after the other, and nobody is approved whom nobody expected', () => {
  const [back, once] = [invent(1, 'returned'), invent(2, 'refused')]
  const decide = decider([back, once])
  expect([decide(back.name), decide(once.name), decide(back.name), decide(once.name), decide('nobody')]).toEqual([
    'refuse',
    'refuse',
    'approve',
    'refuse',
    'refuse',
  ])
})

it('a residents file says how it goes, in our words', () => {
  const person = (outcome: string) => JSON.stringify([{ name: 'Zoraida Quintanilla', birthDate: '1951-03-07', outcome }])
  for (const outcome of Object.keys(decisions) as Outcome[]) expect(readRoster(person(outcome), 1)[0]).toMatchObject({ outcome })
  expect(() => readRoster(person('toString'), 1)).toThrow('outcome must be one of')
})
