import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyRulesLike } from './any-case.test.kit.ts'
import { enoughLines, type Line, rowsOf } from './guide.ts'
import { everyPaper, judge, judgeMends, type RuleFile, subsetsOf } from './judge.test.kit.ts'
import { parseRules } from './rules.ts'

const cities = readdirSync(new URL('../cities', import.meta.url), { withFileTypes: true }).filter(entry => entry.isDirectory())
const files = cities
  .map(({ name }) => ({ name, path: new URL(`../cities/${name}/rules.json`, import.meta.url) }))
  .flatMap(({ name, path }) => {
    try {
      return [{ name, file: JSON.parse(readFileSync(path, 'utf8')) }]
    } catch {
      return []
    }
  })
const people = files.flatMap(({ name, file }) => parseRules(file).kinds.map(kind => ({ city: name, kind: kind.id, file })))

/** Every set that a line stands for. */
const setsOf = (line: Line): string[][] =>
  line.reduce<string[][]>((sets, part) => sets.flatMap(set => [...subsetsOf(part.refs, part.count)].map(some => [...set, ...some])), [[]])
const named = (sets: string[][]) => sets.map(set => [...set].sort().join(' ')).sort()
const enough = (file: RuleFile, kind: string, refs: readonly string[]) =>
  judge(
    file,
    kind,
    refs.map(paper => ({ paper })),
  )
const isSmallest = (file: RuleFile, kind: string, set: string[]) =>
  enough(file, kind, set) &&
  set.every(
    ref =>
      !enough(
        file,
        kind,
        set.filter(one => one !== ref),
      ),
  )

describe.each(people)('the guide of $city, $kind', ({ file, kind }) => {
  const rules = parseRules(file)
  const sets = enoughLines(rules, kind).flatMap(setsOf)

  it('names sets that are enough and have none too many, each once', () => {
    expect(sets.filter(set => !isSmallest(file, kind, set))).toEqual([])
    expect(new Set(named(sets)).size).toBe(sets.length)
  })
  it('names every such set', () => {
    // Every choice of up to three papers is tried; larger ones where few are on the list. What is beyond that is tried below.
    const all = everyPaper(file, kind)
    const size = all.length > 20 ? 3 : Math.max(...sets.map(set => set.length))
    const smallest = Array.from({ length: size }, (_, at) => [...subsetsOf(all, at + 1)]).flat()
    expect(named(sets.filter(set => set.length <= size))).toEqual(named(smallest.filter(set => isSmallest(file, kind, set))))
  })
  it('begins with the sets of the fewest papers, which are what the answer on a phone offers somebody who has nothing', () => {
    const fewest = Math.min(...sets.map(set => set.length))
    expect(named(sets.filter(set => set.length === fewest))).toEqual(named(judgeMends(file, kind, [])))
  })
  it('is the whole truth: papers are enough if and only if one of its sets is among them', () => {
    fc.assert(
      fc.property(fc.subarray(everyPaper(file, kind)), hand => {
        expect(sets.some(set => set.every(ref => hand.includes(ref)))).toBe(enough(file, kind, hand))
      }),
      { numRuns: 100 },
    )
  })
})

it('holds for rules that no city has', () => {
  const base = parseRules(files.find(({ name }) => name === 'chicago')!.file)
  fc.assert(
    fc.property(anyRulesLike(base), rules => {
      const file = rules as unknown as RuleFile
      const all = everyPaper(file, 'child')
      const smallest = Array.from({ length: all.length + 1 }, (_, size) => [...subsetsOf(all, size)]).flat()
      const sets = enoughLines(rules, 'child').flatMap(setsOf)
      expect(named(sets)).toEqual(named(smallest.filter(set => isSmallest(file, 'child', set))))
    }),
    { numRuns: 60 },
  )
})

it('tells ages apart as a table of fees or ends does', () => {
  const rows = [
    { from: 65, cents: 15 },
    { from: 0, cents: 15 },
    { from: 18, cents: 25 },
  ]
  const kind = (from: number, to: number | null) => ({ from, to }) as Parameters<typeof rowsOf>[1]
  const ages = (from: number, to: number | null) => rowsOf(rows, kind(from, to)).map(one => [one.from, one.to, one.row.cents])
  expect(ages(18, null)).toEqual([
    [18, 64, 25],
    [65, null, 15],
  ])
  expect(ages(0, 17)).toEqual([[0, 17, 15]])
  expect(ages(14, 21)).toEqual([
    [14, 17, 15],
    [18, 21, 25],
  ])
})
