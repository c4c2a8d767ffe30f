import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RulesFault, rulesFaults } from './faults.ts'
import { parseRules } from './rules.ts'

// biome-ignore lint/suspicious/noExplicitAny: tests break the file in ways its type forbids
type Loose = any
const file = () => JSON.parse(readFileSync(new URL('../cities/chicago/rules.json', import.meta.url), 'utf8')) as Loose
const faultOf = (json: unknown): RulesFault => {
  try {
    parseRules(json)
  } catch (error) {
    if (error instanceof RulesFault) return error
    throw error
  }
  throw new Error('it was accepted')
}
const broken = (change: (rules: Loose) => void) => {
  const rules = file()
  change(rules)
  const { code, place } = faultOf(rules)
  return `${code} at ${place}`
}

/** Papers of adults of which each need has one, and photo and birth date the same. */
const fewPapers = (r: Loose) =>
  r.papers.filter((p: Loose) => ['passport', 'utility_bill', 'guardian_paper', 'caretaker_form'].includes(p.id))
/** Five proofs of nine points each: a hundred thousand sums. */
function manySums(r: Loose) {
  const proofs = ['a', 'b', 'c', 'd', 'e']
  return {
    kinds: r.kinds.map((kind: Loose, at: number) =>
      at > 0
        ? kind
        : {
            ...kind,
            needs: [
              ...kind.needs.slice(0, 2),
              { ...kind.needs[2], wants: { any: [{ proof: 'lives_here' }, ...proofs.map(proof => ({ proof, points: 9 }))] } },
            ],
          },
    ),
    papers: [...r.papers, ...proofs.map(proof => ({ ...r.papers[0], id: `paper_${proof}`, for: ['adult'], gives: { [proof]: 9 } }))],
  }
}

describe('parseRules', () => {
  it('reads the rules of Chicago and leaves nothing out', () => {
    expect(parseRules(file())).toEqual(file())
  })

  it.each<[string, (rules: Loose) => void]>([
    ['malformed at papers.0.gives', r => (r.papers[0].gives = {})],
    ['malformed at papers.0.gives.photo', r => (r.papers[0].gives.photo = 10)],
    ['malformed at papers.0.expiredOk', r => (r.papers[0].expiredOk = 'two years')],
    ['malformed at papers.0.forms.0', r => (r.papers[0].forms = ['fax'])],
    ['malformed at kinds.0.needs.0.wants', r => (r.kinds[0].needs[0].wants = { none: [] })],
    ['malformed at papers.2.colour', r => (r.papers[2].colour = 'red')],
    ['malformed at kinds.0.from', r => (r.kinds[0].from = '18')],
    ['malformed at version', r => (r.version = 'newest')],
    ['malformed at plan.closes', r => (r.plan.closes = '24:00')],
    ['malformed at ways.phone.authority', r => (r.ways.phone.authority = 'the mayor said so')],
    ['doubled at papers', r => r.papers.push(r.papers[0])],
    ['doubled at papers.0.for', r => r.papers[0].for.push('adult')],
    ['doubled at kinds.0.needs', r => r.kinds[0].needs.push(r.kinds[0].needs[0])],
    ['doubled at fees', r => r.fees.push(r.fees[0])],
    ['doubled at phrases', r => (r.phrases[1].number = 1)],
    ['doubled at phrases', r => (r.phrases[1].id = 'glare')],
    ['unknown_reference at phrases', r => (r.phrases = r.phrases.filter((p: Loose) => p.wants !== 'caretaker'))],
    ['doubled at notices', r => (r.notices[1].number = 1)],
    ['doubled at reasons', r => r.reasons.push({ id: 'again', need: 'photo' })],
    ['unknown_reference at papers.1.for', r => (r.papers[1].for = ['giant'])],
    ['unknown_reference at reasons', r => r.reasons.pop()],
    ['unknown_reference at papers.0.source', r => (r.papers[0].source = ['HEARSAY'])],
    ['unknown_reference at kinds.2.needs.1.need', r => r.needs.pop()],
    ['unknown_reference at papers.0.gives', r => (r.papers[0].gives = { born_here: 1 })],
    ['unknown_reference at kinds.1.needs.2.wants.any.1.all.2.caretaker', r => (r.kinds[1].needs[2].wants.any[1].all[2].caretaker = 'aunt')],
    ['unknown_reference at kinds.2.needs.2.wants.any.1.needs', r => (r.kinds[2].needs[2].wants.any[1].needs = ['relationship'])],
    ['unknown_reference at onePaperServes.but.0', r => (r.onePaperServes.but = [['photo', 'eye_colour']])],
    [
      'unknown_reference at supervisorLook.0.kind',
      r => (r.supervisorLook = [{ kind: 'giant', paper: null, status: 'unconfirmed', source: [], note: '-' }]),
    ],
    ['unsourced at kinds.0.needs.0', r => (r.kinds[0].needs[0].source = [])],
    ['unsourced at papers.0', r => (r.papers[0].source = [])],
    ['unsourced at onePaperServes', r => (r.onePaperServes.note = null)],
    ['unsourced at uses.not.0', r => (r.uses.not[0].source = [])],
    ['points_unreachable at kinds.0.needs.2.wants', r => (r.papers = r.papers.filter((p: Loose) => !p.gives.lives_here))],
    ['points_unreachable at kinds.0.needs.0.wants', r => (r.kinds[0].needs[0].wants.points = 9)],
    [
      'unreachable at kinds.0.needs',
      r => Object.assign(r, { onePaperServes: { ...r.onePaperServes, value: 'one' }, papers: [...fewPapers(r)] }),
    ],
    ['contradiction at validity.0.years', r => (r.validity[0].years = 11)],
    ['contradiction at kinds.1.to', r => (r.kinds[1].to = 13)],
    ['contradiction at uses.not.0', r => (r.uses.not[0].id = 'police')],
    ['contradiction at onePaperServes.but.0', r => (r.onePaperServes.but = [['photo', 'photo']])],
    ['contradiction at changes.1.day', r => (r.changes[1].day = '2027-01-01')],
    ['caretaker_cycle at kinds.0.needs.0.wants.caretaker', r => (r.kinds[0].needs[0].wants = { caretaker: 'adult', needs: ['photo'] })],
    ['caretaker_cycle at kinds.0.needs.2.wants.caretaker', r => (r.kinds[0].needs[2].wants = { caretaker: 'kid', needs: ['lives_here'] })],
    ['idle at papers.13.for', r => r.papers[13].for.push('adult')],
    ['too_large at kinds.0.needs', r => Object.assign(r, manySums(r))],
    ['malformed at replace', r => r.replace.pop()],
    ['malformed at replace.0.again.0', r => (r.replace[0].again = ['police_report'])],
    ['doubled at replace', r => (r.replace[1].id = 'lost')],
    ['doubled at replace.3.again', r => r.replace[3].again.push('photo')],
    ['unknown_reference at changes.0.version', r => (r.version = '2026-9')],
    ['doubled at changes', r => (r.changes[1].version = r.version)],
    ['unsourced at mail', r => (r.mail.note = null)],
    ['unreachable at kinds.0.from', r => (r.validity = r.validity.filter((row: Loose) => row.from > 18))],
  ])('refuses: %s', (expected, change) => {
    expect(broken(change)).toBe(expected)
  })

  it('answers any value and any broken file with a fault of its own list, and never with what it found', () => {
    const paths = (value: unknown, path: (string | number)[] = []): (string | number)[][] =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([key, inner]) => [[...path, key], ...paths(inner, [...path, key])])
        : []
    const all = paths(file())
    const canary = 'zz-canary-zz'
    fc.assert(
      fc.property(fc.nat(all.length - 1), fc.constantFrom<unknown>(canary, -1, null, [], { [canary]: 1 }, undefined), (at, value) => {
        const rules = file()
        const path = all[at]!
        const holder = path.slice(0, -1).reduce((inner: Loose, key) => inner[key], rules)
        holder[path.at(-1)!] = value
        try {
          parseRules(rules)
        } catch (error) {
          expect(error).toBeInstanceOf(RulesFault)
          expect(Object.keys(rulesFaults)).toContain((error as RulesFault).code)
          if (value === canary) expect((error as RulesFault).message).not.toContain(canary)
        }
      }),
      { numRuns: 400 },
    )
    fc.assert(
      fc.property(fc.anything(), value => {
        expect(faultOf(value)).toBeInstanceOf(RulesFault)
      }),
    )
  })
})
