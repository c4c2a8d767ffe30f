/** Settings: how things stand: the way in, the clerks, the quarters. */
import { periodOf } from '@latchkey/certificates/period.ts'
import { formatDay } from '@latchkey/ui/format.ts'
import { useLanguage, useText } from '@latchkey/ui/language.ts'
import { clock } from '@latchkey/ui/platform.ts'
import type { State } from '@latchkey/wire/settings.ts'
import { dayIn, useCity } from '../city.ts'
import { quarterName } from './quarter.ts'
import { siteName, standsAs } from './way-name.ts'

export function Standing({ state }: { state: State }) {
  const text = useText()
  const { code } = useLanguage()
  const { names, texts } = useCity()
  const now = clock()
  const way = state.ways.find(one => one.way === 'phone')
  const sites = state.ways.filter(one => one.way !== 'phone')
  const current = state.periods.find(one => one.period === periodOf(now))
  const day = (seconds: number) => formatDay(code, dayIn(names.timeZone, seconds))
  const clerks = state.clerks.filter(one => one.to >= now)
  return (
    <dl class="standing">
      <div>
        <dt>{text('settings.standing.way')}</dt>
        <dd id="standing-way" class={way?.open && !way.paused ? 'standing-good' : 'standing-low'}>
          {text(!way?.open ? 'settings.standing.closed' : way.paused ? 'board.way.paused' : 'settings.standing.open')}
          {way && way.authority === null && !state.practice && <span class="fine"> {text('settings.standing.no_authority')}</span>}
        </dd>
      </div>
      <div>
        <dt>{text('settings.standing.sites')}</dt>
        <dd id="standing-sites">
          <ul class="plain">
            {sites.map(one => (
              <li key={one.site} class={one.open && !one.paused ? 'standing-good' : 'standing-low'}>
                {siteName({ texts, code }, one.site)}: {standsAs({ text, texts, code }, one)}
              </li>
            ))}
          </ul>
        </dd>
      </div>
      <div>
        <dt>{text('settings.standing.clerks')}</dt>
        <dd id="standing-clerks">
          {clerks.length === 0 ? (
            text('settings.standing.no_clerks')
          ) : (
            <ul class="plain">
              {clerks.map(one => (
                <li key={one.alias}>
                  {text(`settings.role.${one.role}`)} {one.alias}{' '}
                  <span class="fine">{text('settings.standing.until', { day: day(one.to) })}</span>
                </li>
              ))}
            </ul>
          )}
        </dd>
      </div>
      <div>
        <dt>{text('settings.standing.blanks')}</dt>
        <dd id="standing-blanks" class={current && current.blanksLeft !== 'none' ? 'standing-good' : 'standing-low'}>
          {quarterName(periodOf(now))}: {text(`settings.blanks.${current?.blanksLeft ?? 'none'}`)}
          {state.periods
            .filter(one => one.period > periodOf(now))
            .map(one => (
              <span class="fine" key={one.period}>
                {' '}
                · {quarterName(one.period)}: {text(`settings.blanks.${one.blanksLeft}`)}
              </span>
            ))}
        </dd>
      </div>
    </dl>
  )
}
