import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyRulesLike } from './any-case.test.kit.ts'
import { enough, metNeeds, mostMends, servedBy, showThese, takenFor } from './enough.ts'
import { everyPaper, judge, judgeMends, type RuleFile, subsetsOf } from './judge.test.kit.ts'
import { refusal } from './refusal.ts'
import { parseRules, type Rules } from './rules.ts'
import type { Need } from './wants.ts'

const chicago = parseRules(JSON.parse(readFileSync(new URL('../cities/chicago/rules.json', import.meta.url), 'utf8')))
const fileOf = (rules: Rules) => rules as RuleFile
const hands = (refs: readonly string[]) => refs.map(paper => ({ paper }))
const needsOf = (rules: Rules, kind: string) => rules.kinds.find(one => one.id === kind)!.needs.map(row => row.need)
const anyCase = anyRulesLike(chicago).chain(rules =>
  fc.record({ rules: fc.constant(rules), held: fc.subarray(everyPaper(fileOf(rules), 'child')) }),
)

/** A city with two kinds of rules side by side: three points of who you are; and one primary or two secondary papers. */
function pointsCity(): Rules {
  const row = { status: 'unconfirmed' as const, source: [], note: '-' }
  const paper = (id: string, gives: Record<string, number>) => ({ ...chicago.papers[0]!, id, for: ['points', 'either'], gives })
  return {
    ...chicago,
    kinds: [
      { ...chicago.kinds[0]!, id: 'points', needs: [{ need: 'who_you_are', wants: { proof: 'identity', points: 3 }, ...row }] },
      {
        ...chicago.kinds[0]!,
        id: 'either',
        needs: [{ need: 'who_you_are', wants: { any: [{ proof: 'primary' }, { proof: 'secondary', points: 2 }] }, ...row }],
      },
    ],
    papers: [
      paper('passport', { identity: 3, primary: 1 }),
      paper('old_passport', { identity: 2, secondary: 1 }),
      paper('license', { identity: 2, secondary: 1 }),
      paper('benefits_card', { identity: 1, secondary: 1 }),
    ],
  }
}

describe('enough', () => {
  it('agrees with a judge that tries every way, on any rules and any papers', () => {
    fc.assert(
      fc.property(anyCase, ({ rules, held }) => {
        const answer = enough(rules, 'child', held)
        expect(answer.enough).toBe(judge(fileOf(rules), 'child', hands(held)))
        expect(answer.needs.every(n => n.met)).toBe(answer.enough)
        const met = answer.needs.filter(n => n.met).map(n => n.need)
        expect(judge(fileOf(rules), 'child', hands(held), met)).toBe(true)
        // As many as can be: no larger set of needs is met at once.
        const larger = [...subsetsOf(needsOf(rules, 'child'), met.length + 1)]
        expect(larger.some(set => judge(fileOf(rules), 'child', hands(held), set))).toBe(false)
      }),
      { numRuns: 500 },
    )
  })

  it('offers exactly the smallest mends: each makes it enough, no proper part does, none smaller exists', () => {
    fc.assert(
      fc.property(anyCase, ({ rules, held }) => {
        const { mends } = enough(rules, 'child', held)
        const expected = judgeMends(fileOf(rules), 'child', hands(held)).map(set => set.join())
        expect(mends.length).toBe(Math.min(expected.length, mostMends))
        expect(new Set(mends.map(m => m.join())).size).toBe(mends.length)
        for (const mend of mends) {
          expect(expected).toContain(mend.join())
          for (let size = 0; size < mend.length; size++)
            for (const part of subsetsOf(mend, size)) expect(judge(fileOf(rules), 'child', hands([...held, ...part]))).toBe(false)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('does not depend on the order or repetition of what was tapped', () => {
    fc.assert(
      fc.property(anyCase, fc.func(fc.integer()), ({ rules, held }, mix) => {
        const shuffled = [...held, ...held].sort((a, b) => mix(a, b))
        expect(enough(rules, 'child', shuffled)).toEqual(enough(rules, 'child', held))
      }),
    )
  })

  it('answers for Chicago: a passport and a lease are enough, a passport alone wants any one proof of living here', () => {
    expect(enough(chicago, 'adult', ['lease', 'passport']).enough).toBe(true)
    const alone = enough(chicago, 'adult', ['passport'])
    expect(alone.needs.map(n => [n.need, n.met])).toEqual([
      ['photo', true],
      ['birth_date', true],
      ['lives_here', false],
    ])
    expect(alone.mends[0]).toEqual(['utility_bill'])
    expect(alone.mends.every(m => m.length === 1 && servedBy(chicago, 'adult', m[0]!).includes('lives_here'))).toBe(true)
  })

  it('counts points: three of who you are, in any sum; and one of these or two of those', () => {
    const city = pointsCity()
    const is = (kind: string, ...papers: string[]) => enough(city, kind, papers).enough
    expect([is('points', 'passport'), is('points', 'old_passport'), is('points', 'old_passport', 'benefits_card')]).toEqual([
      true,
      false,
      true,
    ])
    expect(enough(city, 'points', ['benefits_card']).mends).toEqual([['passport'], ['old_passport'], ['license']])
    expect([is('either', 'passport'), is('either', 'license'), is('either', 'license', 'benefits_card')]).toEqual([true, false, true])
  })

  it('lets one paper serve two needs or not, as the city says for all proofs or for a pair', () => {
    const serves = (value: 'many' | 'one', but?: [string, string][]) => ({
      ...chicago,
      onePaperServes: { ...chicago.onePaperServes, value, but },
    })
    const papers = ['passport', 'lease']
    expect(enough(serves('many'), 'adult', papers).enough).toBe(true)
    expect(enough(serves('one'), 'adult', papers).enough).toBe(false)
    expect(enough(serves('one', [['photo', 'birth_date']]), 'adult', papers).enough).toBe(true)
    expect(enough(serves('many', [['birth_date', 'photo']]), 'adult', papers).enough).toBe(false)
    expect(enough(serves('one'), 'adult', [...papers, 'birth_certificate']).enough).toBe(true)
  })

  it('says why a paper in hand does not count, and offers a better one of it', () => {
    const answer = enough(chicago, 'adult', [{ paper: 'state_id', daysPastEnd: 1 }, 'lease'])
    expect(answer.ignored).toEqual([{ paper: 'state_id', why: 'expired' }])
    expect(answer.mends).toContainEqual(['state_id'])
    expect(enough(chicago, 'adult', [{ paper: 'state_id', daysPastEnd: 0 }, 'lease']).enough).toBe(true)
    expect(enough(chicago, 'adult', [{ paper: 'passport', daysPastEnd: 4000 }, 'lease']).enough).toBe(true)
    const strict = (more: Partial<Rules['papers'][number]>) => ({
      ...chicago,
      papers: chicago.papers.map(paper => (paper.id === 'lease' ? { ...paper, ...more } : paper)),
    })
    const lease = (rules: Rules, hand: object) => enough(rules, 'adult', ['passport', { paper: 'lease', ...hand }]).ignored[0]?.why ?? null
    expect([lease(strict({ maxAgeDays: 60 }), { daysOld: 60 }), lease(strict({ maxAgeDays: 60 }), { daysOld: 61 })]).toEqual([
      null,
      'too_old',
    ])
    expect(lease(strict({ forms: ['original', 'certified'] }), { form: 'screen' })).toBe('form')
    expect(lease(strict({ forms: ['original', 'screen'] }), { form: 'screen' })).toBe(null)
    expect([lease(chicago, { nameOf: 'spouse' }), lease(strict({ nameOf: ['spouse'] }), { nameOf: 'spouse' })]).toEqual(['name', null])
    expect(lease(strict({ expiredOk: 1826 }), { daysPastEnd: 1826 })).toBe(null)
    expect(lease(strict({ expiredOk: 1826 }), { daysPastEnd: 1827 })).toBe('expired')
  })

  it('counts the papers of a caretaker for the caretaker alone', () => {
    const carer = ['caretaker.passport', 'caretaker.utility_bill']
    expect(enough(chicago, 'young', ['passport', 'caretaker_form', 'birth_certificate', ...carer]).enough).toBe(true)
    expect(enough(chicago, 'young', ['caretaker_form', 'birth_certificate', ...carer]).needs.map(n => n.met)).toEqual([false, true, true])
    expect(enough(chicago, 'young', ['passport', 'caretaker_form', 'birth_certificate', 'caretaker.passport']).enough).toBe(false)
    expect(enough(chicago, 'kid', ['birth_certificate', 'caretaker.passport', 'caretaker.lease']).enough).toBe(true)
    expect(enough(chicago, 'kid', ['birth_certificate', 'caretaker.lease']).enough).toBe(false)
  })

  it('asks to show no more than is needed', () => {
    fc.assert(
      fc.property(anyCase, ({ rules, held }) => {
        const shown = showThese(rules, 'child', held)
        expect(shown.every(ref => held.includes(ref))).toBe(true)
        if (!judge(fileOf(rules), 'child', hands(held))) {
          expect(shown).toEqual([])
          return
        }
        expect(judge(fileOf(rules), 'child', hands(shown))).toBe(true)
        for (let size = 0; size < shown.length; size++)
          for (const fewer of subsetsOf(held, size)) expect(judge(fileOf(rules), 'child', hands(fewer))).toBe(false)
      }),
    )
    expect(showThese(chicago, 'adult', ['lease', 'birth_certificate', 'passport', 'utility_bill'])).toEqual(['passport', 'utility_bill'])
  })

  it('names what it does not know, without repeating it', () => {
    expect(() => enough(chicago, 'adult', ['library_card'])).toThrow('unknown_paper at papers')
    expect(() => enough(chicago, 'adult', ['caretaker.passport'])).toThrow('unknown_paper at papers')
    expect(() => enough(chicago, 'giant', [])).toThrow('unknown_kind at kind')
  })
})

describe('what papers are taken for', () => {
  it('names papers in hand alone, and meets with them what it says', () => {
    fc.assert(
      fc.property(anyCase, ({ rules, held }) => {
        const taken = takenFor(rules, 'child', held)
        const refs = taken.map(one => one.paper)
        expect(refs.every(ref => held.includes(ref))).toBe(true)
        const needs = [...new Set(taken.flatMap(one => one.needs))]
        expect(judge(fileOf(rules), 'child', hands(refs), needs)).toBe(true)
        expect([...metNeeds(rules, 'child', held)].sort()).toEqual([...needs].sort())
      }),
    )
  })
})

describe('refusal', () => {
  it('picks the unticked needs, and each mend meets all of them', () => {
    fc.assert(
      fc.property(
        anyRulesLike(chicago),
        fc.dictionary(fc.constantFrom('photo', 'birth_date', 'lives_here', 'who_you_are'), fc.boolean()),
        (rules, ticks) => {
          const { unmet, mends } = refusal(rules, ticks as Partial<Record<Need, boolean>>, 'child')
          expect(unmet).toEqual(needsOf(rules, 'child').filter(need => !ticks[need]))
          for (const mend of mends) {
            expect(judge(fileOf(rules), 'child', hands(mend), unmet)).toBe(true)
            for (const part of subsetsOf(mend, mend.length - 1)) expect(judge(fileOf(rules), 'child', hands(part), unmet)).toBe(false)
          }
          if (mends.length === 0 && unmet.length > 0)
            expect(judge(fileOf(rules), 'child', hands(everyPaper(fileOf(rules), 'child')), unmet)).toBe(false)
        },
      ),
    )
  })

  it('counts a tick that was never set as not ticked', () => {
    expect(refusal(chicago, {}).unmet).toEqual(['photo', 'birth_date', 'lives_here'])
    expect(refusal(chicago, { photo: true, birth_date: true, lives_here: true })).toEqual({ unmet: [], mends: [] })
  })
})
