import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { refsFor } from './caretaker.ts'
import { differences, inWords } from './diff.ts'
import { enough } from './enough.ts'
import { RulesFault } from './faults.ts'
import { enoughLines } from './guide.ts'
import { markAnswer, markFor, markPapers } from './mark.ts'
import { parseRules } from './rules.ts'

// biome-ignore lint/suspicious/noExplicitAny: tests break files in ways their types forbid
type Loose = any
const read = (name: string) => JSON.parse(readFileSync(new URL(`../cities/chicago/${name}`, import.meta.url), 'utf8')) as Loose
const rules = parseRules(read('rules.json'))
const broken = (change: (file: Loose) => void): string => {
  const file = read('rules.json')
  change(file)
  try {
    parseRules(file)
    return 'none'
  } catch (fault) {
    if (fault instanceof RulesFault) return `${fault.code} at ${fault.place}`
    throw fault
  }
}

describe('the veteran mark', () => {
  it('is of adults, and a child has no answer about it', () => {
    expect(markFor(rules, 'adult')?.id).toBe('veteran')
    expect(markAnswer(rules, 'kid', ['birth_certificate'])).toBeNull()
    expect(markPapers(rules, 'kid')).toEqual([])
  })

  it('is asked of nobody: no list of papers, no mend and no guide of the card names what shows it', () => {
    const own = markPapers(rules, 'adult')
    expect(own).toEqual(['discharge_paper', 'veteran_card'])
    const named = [
      ...refsFor(rules, 'adult'),
      ...enough(rules, 'adult', []).mends.flat(),
      ...enoughLines(rules, 'adult')
        .flat()
        .flatMap(one => one.refs),
    ]
    expect(named.filter(ref => own.includes(ref))).toEqual([])
  })

  it('changes nothing about the card, and is missing without making it less', () => {
    expect(enough(rules, 'adult', ['passport', 'utility_bill', 'discharge_paper'])).toEqual(
      enough(rules, 'adult', ['passport', 'utility_bill']),
    )
    expect(markAnswer(rules, 'adult', ['passport', 'utility_bill'])).toEqual({
      met: false,
      show: [],
      mends: [['discharge_paper'], ['veteran_card']],
    })
    expect(markAnswer(rules, 'adult', ['veteran_card', 'discharge_paper'])).toEqual({ met: true, show: ['discharge_paper'], mends: [] })
  })

  it('may rest on a paper that shows the card something too, whatever one paper may serve', () => {
    const one = { ...rules, onePaperServes: { ...rules.onePaperServes, value: 'one' as const } }
    const both = { ...one, papers: one.papers.map(p => (p.id === 'veteran_card' ? { ...p, gives: { photo: 1, veteran: 1 } } : p)) }
    const papers = ['veteran_card', 'birth_certificate', 'utility_bill']
    expect(enough(both, 'adult', papers).enough).toBe(true)
    expect(markAnswer(both, 'adult', papers)).toMatchObject({ met: true, show: ['veteran_card'] })
  })

  it.each<[string, (file: Loose) => void]>([
    ['malformed at marks.0.id', r => (r.marks[0].id = 'hero')],
    ['malformed at marks', r => (r.marks = [])],
    ['doubled at marks', r => r.marks.push(r.marks[0])],
    ['doubled at marks.0.for', r => r.marks[0].for.push('adult')],
    ['unknown_reference at marks.0.for', r => (r.marks[0].for = ['giant'])],
    ['unknown_reference at papers.15.gives', r => (r.marks[0].wants = { proof: 'medal' })],
    ['contradiction at marks.0.wants.all.1', r => (r.marks[0].wants = { all: [{ proof: 'veteran' }, { proof: 'photo' }] })],
    [
      'contradiction at marks.0.wants.any.1',
      r => (r.marks[0].wants = { any: [{ proof: 'veteran' }, { caretaker: 'adult', needs: ['photo'] }] }),
    ],
    ['points_unreachable at marks.0.wants', r => (r.marks[0].wants = { proof: 'veteran', points: 3 })],
    ['unsourced at marks.0', r => (r.marks[0].source = [])],
    ['idle at papers.15.for', r => r.papers[15].for.push('young')],
  ])('refuses: %s', (expected, change) => {
    expect(broken(change)).toBe(expected)
  })

  it('stands in a difference as something a card can show, with what it wants', () => {
    const before = read('earlier/2026-2.json')
    const saying = {
      city: (key: string) => read('texts/en.json')[key] ?? key,
      text: (id: string, values = {}) => `${id} ${Object.values(values).join(' ')}`.trim(),
      ids: true,
    }
    const found = differences(before, rules).filter(one => one.list === 'marks')
    expect(found.map(one => inWords(one, saying))).toEqual(['versions.new versions.list.choices Veteran mark'])
    const harder = { ...rules, marks: rules.marks!.map(mark => ({ ...mark, wants: { proof: 'veteran', points: 2 } })) }
    const changed = differences(rules, harder).map(one => inWords(one, saying))
    expect(changed).toHaveLength(1)
    expect(changed[0]).toContain('versions.value.points Veteran mark 2')
  })
})
