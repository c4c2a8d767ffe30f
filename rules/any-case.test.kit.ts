/** Cases nobody wrote: people of every kind with any papers in any state, and rule files that no city has. */
import fc from 'fast-check'
import { everyPaper, type Hand, markOnly, type RuleFile } from './judge.test.kit.ts'
import type { Rules } from './rules.ts'

export interface AnyCase {
  kind: string
  hands: Hand[]
}

/** A paper in some state; most often as it should be. */
const handOf = (paper: string): fc.Arbitrary<Hand> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constant<Hand>({ paper }) },
    {
      weight: 1,
      arbitrary: fc.record<Hand>(
        {
          paper: fc.constant(paper),
          daysPastEnd: fc.constantFrom(-400, 0, 1, 30, 365, 1095, 1096, 1825, 1826, 4000),
          daysOld: fc.constantFrom(0, 15, 30, 31, 60, 61, 90, 91, 400),
          form: fc.constantFrom('original', 'certified', 'copy', 'screen'),
          nameOf: fc.constantFrom('spouse', 'parent', 'child', 'caretaker'),
        },
        { requiredKeys: ['paper'] },
      ),
    },
  )

/** For somebody who wants the mark: none, some or all of what shows it, in any state. */
export const anyMarkHands = (file: RuleFile, kind: string): fc.Arbitrary<Hand[]> =>
  fc.tuple(...markOnly(file, kind).map(ref => fc.oneof(handOf(ref), fc.constant(null)))).map(hands => hands.filter(hand => hand !== null))

/** Somebody of a city, of every kind alike; with few papers and with many. */
export const anyCaseOf = (file: RuleFile): fc.Arbitrary<AnyCase> =>
  fc
    .tuple(fc.constantFrom(...file.kinds.map(kind => kind.id)), fc.constantFrom(1, 3, 6, 9))
    .chain(([kind, ofTen]) =>
      fc
        .tuple(
          ...everyPaper(file, kind).map(ref =>
            fc.oneof({ weight: ofTen, arbitrary: handOf(ref) }, { weight: 10 - ofTen, arbitrary: fc.constant(null) }),
          ),
        )
        .map(hands => ({ kind, hands: hands.filter(hand => hand !== null) })),
    )

const proofs = ['photo', 'birth_date', 'lives_here', 'primary', 'secondary'] as const
const needIds = ['photo', 'birth_date', 'lives_here', 'who_you_are'] as const

type Wants = Rules['kinds'][number]['needs'][number]['wants']
const leaf = fc.record({ proof: fc.constantFrom(...proofs), points: fc.constantFrom(1, 1, 1, 2, 3) })
const group = (inner: fc.Arbitrary<Wants>): fc.Arbitrary<Wants> =>
  fc.oneof(
    fc.array(inner, { minLength: 2, maxLength: 3 }).map(all => ({ all })),
    fc.array(inner, { minLength: 2, maxLength: 3 }).map(any => ({ any })),
  )
const anyWants: fc.Arbitrary<Wants> = fc.oneof(
  { weight: 3, arbitrary: leaf },
  { weight: 1, arbitrary: group(fc.oneof({ weight: 3, arbitrary: leaf as fc.Arbitrary<Wants> }, { weight: 1, arbitrary: group(leaf) })) },
)
const withCaretaker = (wants: Wants): Wants => ({ any: [wants, { caretaker: 'adult', needs: ['photo'] }] })

/** A small rule file like no city's: any wants, points and sharing, an adult and a child whose caretaker may show papers. */
export const anyRulesLike = (base: Rules): fc.Arbitrary<Rules> =>
  fc
    .record({
      value: fc.constantFrom('many' as const, 'one' as const),
      but: fc.uniqueArray(fc.subarray([...proofs], { minLength: 2, maxLength: 2 }), { maxLength: 2, selector: pair => pair.join() }),
      wanted: fc.uniqueArray(fc.tuple(fc.constantFrom(...needIds), anyWants), { minLength: 1, maxLength: 3, selector: ([need]) => need }),
      gives: fc.array(fc.dictionary(fc.constantFrom(...proofs), fc.constantFrom(1, 1, 2), { minKeys: 1, maxKeys: 3 }), {
        minLength: 1,
        maxLength: 5,
      }),
    })
    .map(({ value, but, wanted, gives }) => {
      const row = { status: 'unconfirmed' as const, source: [], note: 'made up' }
      const adult = [{ need: 'photo' as const, wants: { proof: 'photo' } as Wants, ...row }]
      const others = wanted.map(([need, wants], at) => ({ need, wants: at === 0 ? withCaretaker(wants) : wants, ...row }))
      const papers = gives.map((given, at) => ({
        ...base.papers[0]!,
        id: `paper_${at}`,
        for: at % 3 === 2 ? ['child', 'adult'] : ['child'],
        gives: given,
      }))
      const kinds = [
        { ...base.kinds[0]!, id: 'child', needs: others },
        { ...base.kinds[0]!, id: 'adult', needs: adult },
      ]
      return { ...base, onePaperServes: { ...base.onePaperServes, value, but: but as [string, string][] }, kinds, papers }
    })
