import { existsSync, readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyCaseOf } from './any-case.test.kit.ts'
import { judge, judgeMark, type RuleFile } from './judge.test.kit.ts'
import { parseRules, type Rules } from './rules.ts'
import { sameAnswer, sameMark } from './same-answer.test.kit.ts'

const cities = new URL('../cities/', import.meta.url)
const withRules = readdirSync(cities).filter(name => existsSync(new URL(`${name}/rules.json`, cities)))
const rulesOf = (city: string) => parseRules(JSON.parse(readFileSync(new URL(`${city}/rules.json`, cities), 'utf8')))

describe.each(withRules)('goal 5, a fixed sample of %s', city => {
  const rules = rulesOf(city)

  it('phone, desk and a naive reader of the rules agree, and mends mend', () => {
    const found = sameAnswer(rules, 80, 5)
    expect(found).toMatchObject({ cases: 80, kinds: rules.kinds.length, disagree: [], badMends: [] })
    expect(found.enough / found.cases).toBeGreaterThanOrEqual(0.3)
    expect(found.enough / found.cases).toBeLessThanOrEqual(0.7)
  })

  const marked = (rules.marks ?? []).flatMap(mark => mark.for)
  it.runIf(marked.length > 0)('and of whoever wants the veteran mark they say one thing too, beside a card that is as it was', () => {
    for (const kind of marked) {
      const found = sameMark(rules, kind, 120, 5)
      expect(found).toMatchObject({ wishes: 120, disagree: [] })
      expect(found.met).toBeGreaterThan(20)
      expect(found.met).toBeLessThan(120)
      const nobody = { ...rules, papers: rules.papers.map(paper => ({ ...paper, gives: { photo: 1 } })) }
      expect(
        judgeMark(
          nobody as RuleFile,
          kind,
          rules.papers.map(({ id }) => ({ paper: id })),
        ),
      ).toBe(false)
    }
  })

  it('is read by somebody: another rule is noticed', () => {
    const looser = {
      ...rules,
      papers: rules.papers.map(paper => ({ ...paper, expiredOk: true as const, maxAgeDays: null, nameOf: ['spouse' as const] })),
    }
    const cases = fc.sample(anyCaseOf(rules as RuleFile), { numRuns: 200, seed: 5 })
    const enoughBy = (file: Rules) => cases.filter(({ kind, hands }) => judge(file as RuleFile, kind, hands)).length
    expect(enoughBy(looser)).toBeGreaterThan(enoughBy(rules))
  })
})
