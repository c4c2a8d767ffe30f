/** Settings: which office or event an act is for; or every counter at once. */
import { formatDay, formatTime } from '@latchkey/ui/format.ts'
import { useLanguage, useText } from '@latchkey/ui/language.ts'
import { Screen } from '@latchkey/ui/screen.tsx'
import { Tile, Tiles } from '@latchkey/ui/tile.tsx'
import type { State, WayState } from '@latchkey/wire/settings.ts'
import { dayIn, useCity } from '../city.ts'
import { siteName, standsAs } from './way-name.ts'

export function SitesList({ state, onPick, onBack }: { state: State; onPick(sites: WayState[]): void; onBack(): void }) {
  const text = useText()
  const { code } = useLanguage()
  const { names, texts } = useCity()
  const sites = state.ways.filter(({ way }) => way !== 'phone')
  const counters = sites.filter(({ way }) => way === 'counter')
  const groups = [counters.filter(way => isOpen(way)), counters.filter(way => !isOpen(way))].filter(group => group.length > 1)
  const when = (seconds: number) => `${formatDay(code, dayIn(names.timeZone, seconds))}, ${formatTime(code, seconds, names.timeZone)}`
  const hint = (way: WayState) =>
    [standsAs({ text, texts, code }, way), way.next && text('settings.sites.later', { when: when(way.next.at) })].filter(Boolean).join(' ')
  return (
    <Screen at="act-sites" title={text('settings.sites.title')} lead={text('settings.sites.lead')} onBack={onBack}>
      <Tiles legend={text('settings.sites')}>
        {sites.map(way => (
          <Tile
            key={way.site}
            kind="go"
            id={`site-${way.site}`}
            label={siteName({ texts, code }, way.site)}
            hint={hint(way)}
            onPress={() => onPick([way])}
          />
        ))}
      </Tiles>
      {groups.length > 0 && (
        <Tiles legend={text('settings.sites.every')}>
          {groups.map(group => (
            <Tile
              key={String(isOpen(group[0]))}
              kind="go"
              id={isOpen(group[0]) ? 'sites-close' : 'sites-open'}
              label={text(isOpen(group[0]) ? 'settings.sites.close_all' : 'settings.sites.open_all')}
              hint={text('settings.sites.all.hint', { count: group.length })}
              onPress={() => onPick(group)}
            />
          ))}
        </Tiles>
      )}
    </Screen>
  )
}

/** What a supervisor has closed for today opens by the same act as what an administrator has closed. */
const isOpen = (way: Pick<WayState, 'open' | 'paused'> | undefined): boolean => way?.open === true && !way.paused
