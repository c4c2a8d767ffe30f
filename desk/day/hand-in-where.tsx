/** Desk, at closing: where it stood today. Picking hands in what it counted, and the screen says what that is before. */
import { isLanguage, languageNames, useLanguage, useText } from '@latchkey/ui/language.ts'
import { handInCells } from '@latchkey/wire/hand-in.ts'
import { Pick } from '../board/pick.tsx'
import { useCity, useCityText } from '../city.ts'
import { type Tally, tensOf } from './tally.ts'

/** Ids of the city's places: each has a name among its texts. */
export const placesIn = (texts: Record<string, string>): string[] =>
  Object.keys(texts).flatMap(key => /^site\.([a-z][a-z0-9_]*)$/.exec(key)?.[1] ?? [])

export interface HandInWhereProps {
  tally: Tally
  /** The place, or null for none of them. */
  onPick(site: string | null): void
  onBack(): void
}

export function HandInWhere({ tally, onPick, onBack }: HandInWhereProps) {
  const text = useText()
  const say = useCityText()
  const { texts, site } = useCity()
  // The place this desk was told is the first answer.
  const ids = placesIn(texts.en ?? {}).sort((a, b) => Number(b === site) - Number(a === site))
  const places = ids.map(id => ({ id, label: say(`site.${id}`), onPick: () => onPick(id) }))
  const answers = [...places, { id: 'none', label: text('day.hand_in.none'), onPick: () => onPick(null) }]
  return (
    <Pick at="hand-in" title={text('day.hand_in.title')} lead={text('day.hand_in.lead')} answers={answers} dark={false} onBack={onBack}>
      <HandedIn tally={tally} />
    </Pick>
  )
}

/** Everything that goes out, in words. */
function HandedIn({ tally }: { tally: Tally }) {
  const text = useText()
  const { code } = useLanguage()
  const number = new Intl.NumberFormat(code === 'ar' ? 'ar-u-nu-latn' : code)
  const tens = tensOf(tally)
  const rows = handInCells.flatMap((name, at) => (tens[at]! > 0 ? [{ name, count: tens[at]! * 10 }] : []))
  const nameOf = (name: string) => {
    const [way, cell] = name.split('.') as [string, string]
    if (way === 'languages') return text('day.hand_in.language', { language: isLanguage(cell) ? languageNames[cell] : cell })
    if (way === 'second_looks_here') return text('day.hand_in.second', { from: Number(cell) })
    return cell === 'doubt' ? text('day.hand_in.doubt') : text('day.hand_in.unmet', { need: text(`desk.need.${cell}`) })
  }
  return (
    <section class="day-handed" aria-label={text('day.hand_in.what')}>
      <h2>{text('day.hand_in.what')}</h2>
      {rows.length === 0 ? (
        <p>{text('day.hand_in.nothing')}</p>
      ) : (
        <>
          <dl>
            {rows.map(({ name, count }) => (
              <div key={name}>
                <dt>{nameOf(name)}</dt>
                <dd>{number.format(count)}</dd>
              </div>
            ))}
          </dl>
          <p class="desk-quiet">{text('day.hand_in.rounded')}</p>
        </>
      )}
    </section>
  )
}
