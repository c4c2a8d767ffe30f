/** Now serving, for the far end of a lobby. The number is at least a quarter, words a twelfth, of the screen's height. */

import { cityText } from '@latchkey/cities/city.ts'
import { formatNumber, formatTime } from '@latchkey/ui/format.ts'
import { directionOf, type LanguageCode, languages, textIn } from '@latchkey/ui/language.ts'
import type { LookState } from '@latchkey/ui/look.ts'
import type { Now } from '@latchkey/wire/waiting.ts'
import { useEffect, useState } from 'preact/hooks'
import { cityTexts, names, practice } from '../city.ts'
import { useLine } from '../use-line.ts'
import { OneLine } from './one-line.tsx'
import { type Foot, firstSentence, footAt, shownTogether, wallSays } from './says.ts'

/** Long enough to be read twice. Seconds. */
const turnLasts = 6
/** What a lobby in portrait cannot hold beside every language's words. */
const long: ReadonlySet<Foot['at']> = new Set(['stale', 'notice', 'counters', 'no_desk', 'full'])

export function WallPage() {
  const [turn, setTurn] = useState(0)
  const { now, state } = useLine(
    () => 0,
    () => true,
  )
  // News is on the wall when it is heard, and not when its turn comes.
  const lines = wallSays(now, state)
    .foot.map(({ at }) => at)
    .join()
  useEffect(() => {
    setTurn(0)
    const turning = setInterval(() => setTurn(turn => turn + 1), turnLasts * 1000)
    return () => clearInterval(turning)
  }, [lines])
  return <Wall now={now} state={state} turn={turn} />
}

/** What stands on the wall at one of its turns. */
export function Wall({ now, state, turn }: { now: Now | null; state: LookState | null; turn: number }) {
  const { serving, foot } = wallSays(now, state)
  const shown = footAt(languages, foot, turn)
  const speaks = shown?.language ?? (languages[turn % languages.length] as LanguageCode)
  const fresh = state === 'online'
  return (
    <div class={`wall${shown && long.has(shown.line.at) ? ' wall-long' : ''}`} data-fresh={fresh} data-screen="wall">
      {practice && (
        <header class="wall-practice">
          <OneLine lang={speaks} dir={directionOf(speaks)}>
            {practiceWords(speaks)}
          </OneLine>
        </header>
      )}
      <main class="wall-serving" aria-live="polite">
        <h1 class="wall-words">
          {shownTogether(languages, turn).map(code => (
            <OneLine key={code} class={`wall-word${code === speaks ? ' wall-speaks' : ''}`} lang={code} dir={directionOf(code)}>
              {servingWords(code, serving === 'closed')}
            </OneLine>
          ))}
        </h1>
        {serving !== 'closed' && (
          <OneLine class={`wall-n${serving ? '' : ' wall-none'}`} id="wall-n">
            {serving || '–'}
          </OneLine>
        )}
      </main>
      {shown && (
        <p class={`wall-foot wall-foot-${shown.line.at}`} id="wall-foot" lang={shown.language} dir={directionOf(shown.language)}>
          <span class="wall-foot-words">{footWords(shown.line, shown.language)}</span>
        </p>
      )}
    </div>
  )
}

function practiceWords(code: LanguageCode): string {
  const text = textIn(code)
  return text('lobby.wall.practice')
}

function servingWords(code: LanguageCode, closed: boolean): string {
  const text = textIn(code)
  return closed ? text('lobby.wall.closed') : text('lobby.wall.serving')
}

function footWords(foot: Foot, code: LanguageCode): string {
  const text = textIn(code)
  const time = (seconds: number) => formatTime(code, seconds, names.timeZone)
  switch (foot.at) {
    case 'unheard':
      return text('lobby.wall.unheard')
    case 'stale':
      return text('lobby.wall.stale', { time: time(foot.since) })
    case 'opens':
      return text('lobby.wall.opens', { opens: time(foot.opens) })
    case 'no_desk':
      return text('lobby.wall.no_desk')
    case 'waiting':
      return text('lobby.wall.waiting', { count: formatNumber(code, foot.count) })
    case 'counters':
      return text('sites.counter.closed')
    case 'full':
      return text('lobby.wall.full')
    case 'notice':
      return firstSentence(cityText(cityTexts, code, `notice.${foot.notice}`))
  }
}
