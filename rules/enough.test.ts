import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { enough, metNeeds, mostMends, showThese } from './enough.ts'
import { refusal } from './refusal.ts'
import { type Need, needs, type Paper, parseRules, type Rules } from './rules.ts'

const chicago = parseRules(JSON.parse(readFileSync(new URL('../cities/chicago/rules.json', import.meta.url), 'utf8')))

/** The rule itself, said a second time and as simply as it can be: try every way to hand papers to needs. */
function judge(serves: 'many' | 'one', wanted: readonly Need[], papers: readonly Paper[]): boolean {
  const [first, ...rest] = wanted
  if (first === undefined) return true
  return papers.some(p => p.gives.includes(first) && judge(serves, rest, serves === 'one' ? papers.filter(other => other !== p) : papers))
}

function* subsets<T>(all: readonly T[]): Generator<T[]> {
  for (let bits = 0; bits < 2 ** all.length; bits++) yield all.filter((_, i) => bits & (1 << i))
}

const anyRules = fc
  .record({
    value: fc.constantFrom('many' as const, 'one' as const),
    wanted: fc.subarray([...needs], { minLength: 1 }),
    gives: fc.array(fc.subarray([...needs], { minLength: 1 }), { minLength: 1, maxLength: 7 }),
  })
  .map(({ value, wanted, gives }): Rules => {
    const papers = gives.map((given, i): Paper => ({ ...chicago.papers[0]!, id: `paper_${i}`, for: ['adult'], gives: given }))
    return { ...chicago, onePaperServes: { ...chicago.onePaperServes, value }, kinds: [{ ...chicago.kinds[0]!, needs: wanted }], papers }
  })
const anyCase = anyRules.chain(rules => fc.record({ rules: fc.constant(rules), held: fc.subarray(rules.papers) }))

describe('enough', () => {
  it('agrees with a judge that tries every way, on any rules and any papers', () => {
    fc.assert(
      fc.property(anyCase, ({ rules, held }) => {
        const answer = enough(
          rules,
          'adult',
          held.map(p => p.id),
        )
        const wanted = rules.kinds[0]!.needs
        expect(answer.enough).toBe(judge(rules.onePaperServes.value, wanted, held))
        expect(answer.needs.every(n => n.met)).toBe(answer.enough)
        expect(
          judge(
            rules.onePaperServes.value,
            answer.needs.filter(n => n.met).map(n => n.need),
            held,
          ),
        ).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it('offers exactly the smallest mends: each makes it enough, no proper part does, none smaller exists', () => {
    fc.assert(
      fc.property(anyCase, ({ rules, held }) => {
        const wanted = rules.kinds[0]!.needs
        const fair = (papers: readonly Paper[]) => judge(rules.onePaperServes.value, wanted, papers)
        const { mends, enough: done } = enough(
          rules,
          'adult',
          held.map(p => p.id),
        )
        if (done) {
          expect(mends).toEqual([])
          return
        }
        const others = rules.papers.filter(p => !held.includes(p))
        const working = [...subsets(others)].filter(set => fair([...held, ...set]))
        const smallest = Math.min(...working.map(set => set.length))
        const expected = working.filter(set => set.length === smallest).map(set => set.map(p => p.id).join())
        expect(mends.length).toBe(Math.min(expected.length, mostMends))
        expect(new Set(mends.map(m => m.join())).size).toBe(mends.length)
        for (const mend of mends) {
          expect(expected).toContain(mend.join())
          const papers = rules.papers.filter(p => mend.includes(p.id))
          for (const part of subsets(papers)) expect(fair([...held, ...part])).toBe(part.length === papers.length)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('does not depend on the order or repetition of what was tapped', () => {
    fc.assert(
      fc.property(anyCase, fc.func(fc.integer()), ({ rules, held }, mix) => {
        const ids = held.map(p => p.id)
        const shuffled = [...ids, ...ids].sort((a, b) => mix(a, b))
        expect(enough(rules, 'adult', shuffled)).toEqual(enough(rules, 'adult', ids))
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
    expect(alone.mends.every(m => m.length === 1 && chicago.papers.find(p => p.id === m[0])!.gives.includes('lives_here'))).toBe(true)
  })

  it('asks to show no more than is needed', () => {
    fc.assert(
      fc.property(anyCase, ({ rules, held }) => {
        const wanted = rules.kinds[0]!.needs
        const shown = rules.papers.filter(p =>
          showThese(
            rules,
            'adult',
            held.map(h => h.id),
          ).includes(p.id),
        )
        expect(shown.every(p => held.includes(p))).toBe(true)
        const working = [...subsets(held)].filter(set => judge(rules.onePaperServes.value, wanted, set))
        expect(shown.length).toBe(working.length === 0 ? 0 : Math.min(...working.map(set => set.length)))
        if (working.length > 0) expect(judge(rules.onePaperServes.value, wanted, shown)).toBe(true)
      }),
    )
    expect(showThese(chicago, 'adult', ['lease', 'birth_certificate', 'passport', 'utility_bill'])).toEqual(['passport', 'utility_bill'])
  })

  it('names what it does not know, without repeating it', () => {
    expect(() => enough(chicago, 'adult', ['library_card'])).toThrow('unknown_paper at papers')
    expect(() => enough(chicago, 'child', [])).toThrow('unknown_kind at kind')
  })
})

describe('refusal', () => {
  it('picks the unticked needs, and each mend meets all of them', () => {
    fc.assert(
      fc.property(anyRules, fc.record({ photo: fc.boolean(), birth_date: fc.boolean(), lives_here: fc.boolean() }), (rules, ticks) => {
        const wanted = rules.kinds[0]!.needs
        const { unmet, mends } = refusal(rules, ticks)
        expect(unmet).toEqual(wanted.filter(n => !ticks[n]))
        for (const mend of mends) {
          const papers = rules.papers.filter(p => mend.includes(p.id))
          expect(metNeeds(rules, unmet, papers).size).toBe(unmet.length)
          expect(judge(rules.onePaperServes.value, unmet, papers)).toBe(true)
          for (let i = 0; i < papers.length; i++) expect(judge(rules.onePaperServes.value, unmet, papers.toSpliced(i, 1))).toBe(false)
        }
        if (mends.length === 0 && unmet.length > 0) expect(judge(rules.onePaperServes.value, unmet, rules.papers)).toBe(false)
      }),
    )
  })

  it('counts a tick that was never set as not ticked', () => {
    expect(refusal(chicago, {}).unmet).toEqual(['photo', 'birth_date', 'lives_here'])
    expect(refusal(chicago, { photo: true, birth_date: true, lives_here: true })).toEqual({ unmet: [], mends: [] })
  })
})
