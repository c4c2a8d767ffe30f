import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyRulesLike } from './any-case.test.kit.ts'
import { hasCaretaker, isCaretakers, otherHands, ownLists, paperOf, refsFor } from './caretaker.ts'
import { enough } from './enough.ts'
import { judge, type RuleFile } from './judge.test.kit.ts'
import { parseRules } from './rules.ts'

const rules = parseRules(JSON.parse(readFileSync(new URL('../cities/chicago/rules.json', import.meta.url), 'utf8')))

describe('papers of two people', () => {
  it('a child shows papers, and so does whoever takes care of it', () => {
    expect(hasCaretaker(rules, 'kid')).toBe(true)
    const refs = refsFor(rules, 'kid')
    expect(refs).toContain('birth_certificate')
    expect(refs).toContain('caretaker.passport')
    // Of the caretaker a child needs a photo and where they live, never their date of birth.
    expect(refs).not.toContain('caretaker.birth_certificate')
  })

  it('an adult comes alone', () => {
    expect(hasCaretaker(rules, 'adult')).toBe(false)
    expect(refsFor(rules, 'adult').some(isCaretakers)).toBe(false)
    expect(ownLists(rules, 'adult').tie).toEqual([])
  })

  it('what ties a child to its caretaker is asked by itself; a birth certificate is in both lists', () => {
    expect(ownLists(rules, 'kid')).toEqual({
      alone: ['passport', 'birth_certificate', 'shelter_letter'],
      tie: ['birth_certificate', 'guardian_paper'],
    })
    expect(ownLists(rules, 'young').tie).toEqual(['birth_certificate', 'caretaker_form', 'guardian_paper'])
  })

  it('no list leaves out a paper that could decide, whatever the rules', () => {
    fc.assert(
      fc.property(anyRulesLike(rules), any => {
        const refs = refsFor(any, 'child')
        const { alone, tie } = ownLists(any, 'child')
        expect(new Set([...alone, ...tie])).toEqual(new Set(refs.filter(ref => !isCaretakers(ref))))
        const everything = enough(any, 'child', refs).enough
        expect(everything).toBe(
          judge(
            any as RuleFile,
            'child',
            refs.map(paper => ({ paper })),
          ),
        )
      }),
    )
  })

  it('a ref of nothing is nothing', () => {
    fc.assert(
      fc.property(fc.string(), ref => {
        expect(paperOf({ papers: rules.papers.slice(0, 1) }, `${ref} `)).toBe(null)
      }),
    )
    expect(otherHands('lease')).toBe('caretaker.lease')
    expect(otherHands('caretaker.lease')).toBe('lease')
  })
})
