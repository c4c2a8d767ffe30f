import { describe, expect, it } from 'vitest'
import { nextPhoto, photoPlan } from './photo-plan.ts'

const rules = {
  papers: [
    { id: 'passport', sides: 1 },
    { id: 'lease', sides: 2 },
  ],
} as unknown as Parameters<typeof photoPlan>[0]

describe('photoPlan', () => {
  it('asks for every side of every chosen paper, then the card photo', () => {
    expect(photoPlan(rules, ['lease', 'passport']).map(p => `${p.purpose} ${p.paper} ${p.side}`)).toEqual([
      'paper lease 1',
      'paper lease 2',
      'paper passport 1',
      'portrait null 0',
    ])
  })

  it('leaves out doubled and unknown papers', () => {
    expect(photoPlan(rules, ['passport', 'passport', 'library_card'])).toHaveLength(2)
  })
})

describe('nextPhoto', () => {
  const plan = photoPlan(rules, ['lease', 'passport'])
  it('goes on after the present one, then back to what was left out', () => {
    expect(nextPhoto(plan, [], 1)).toEqual(plan[1])
    expect(nextPhoto(plan, [plan[1]!, plan[2]!, plan[3]!], 1)).toEqual(plan[0])
    expect(nextPhoto(plan, plan)).toBeNull()
  })
})
