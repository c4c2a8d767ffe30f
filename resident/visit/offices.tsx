import { useText } from '@latchkey/ui/language.ts'
import { Panel } from '@latchkey/ui/panel.tsx'
import { useCityWords } from '../use-city-words.ts'
import { useWorld } from '../world.ts'

/** The counters of this city. Nothing at all where the city has named none: no address is invented. */
export function Offices() {
  const { names } = useWorld()
  const say = useCityWords()
  const text = useText()
  if (names.offices.length === 0) return null
  return (
    <Panel title={text('visit.offices')} tone="soft">
      <ul>
        {names.offices.map(office => (
          <li key={office.id}>
            <strong>{say(`office.${office.id}`)}</strong> {say(`office.${office.id}.note`)}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

/** Who helps for free when no papers fit (cities/<city>/names.json). */
export function HelpPlaces() {
  const { names } = useWorld()
  const say = useCityWords()
  return (
    <ul class="visit-help">
      {names.help.map(place => (
        <li key={place.id}>
          <strong>{say(`help.${place.id}`)}.</strong> {say(`help.${place.id}.note`)}
        </li>
      ))}
    </ul>
  )
}
