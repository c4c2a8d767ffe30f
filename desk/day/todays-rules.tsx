/**
 * Desk: the version of the rules, the day it starts, and in words what is different from the one before. A desk remembers nothing, so it cannot know which
 * version it last opened with: what is new this week lies open, what is older or long unfolds.
 */
import { inWords } from '@latchkey/rules/diff.ts'
import { addDays } from '@latchkey/rules/ends.ts'
import { hasStarted, versionsOf } from '@latchkey/rules/versions.ts'
import { formatDay } from '@latchkey/ui/format.ts'
import { useLanguage, useText } from '@latchkey/ui/language.ts'
import { clock } from '@latchkey/ui/platform.ts'
import { dayIn, useCity, useCityText } from '../city.ts'

const isNewFor = 7
/** More would push the ten ticks out of view. */
const mostOpen = 6

export function TodaysRules() {
  const text = useText()
  const city = useCityText()
  const { code } = useLanguage()
  const { rules, earlier, names } = useCity()
  const today = dayIn(names.timeZone, clock())
  const { version, day, id, differences } = versionsOf(rules, earlier)[0]!
  const saying = { city, text, ids: code === 'en' }
  return (
    <>
      <p>
        {text('day.open.rules.changed', { version, day: formatDay(code, day) })} {city(`change.${id}`)}
        {!hasStarted(rules, today) && ` ${text('day.open.rules.later')}`}
      </p>
      {differences && differences.length > 0 && (
        <details class="day-rules" open={addDays(day, isNewFor) > today && differences.length <= mostOpen}>
          <summary>{text('day.open.rules.different', { count: differences.length })}</summary>
          <ul>
            {differences.map(one => (
              <li key={`${one.list} ${one.id} ${one.field}`}>{inWords(one, saying)}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}
