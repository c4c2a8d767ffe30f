/** R1 while scripts run: the same words as the page without them, and the buttons. */
import './home.css'
import { Button } from '@latchkey/ui/button.tsx'
import { useLanguage, useText } from '@latchkey/ui/language.ts'
import { Notice } from '@latchkey/ui/notice.tsx'
import { Screen } from '@latchkey/ui/screen.tsx'
import { waitOf, waitWords } from '@latchkey/ui/wait.ts'
import { useEffect, useState } from 'preact/hooks'
import type { KnownThing } from '../kept-things.ts'
import { useCityTime } from '../use-city-time.ts'
import { useCityWords } from '../use-city-words.ts'
import { useLive } from '../use-live.ts'
import { useWorld } from '../world.ts'
import { homeLead, homeTitle, homeWords } from './home-words.ts'

const placeOf = { ready: 'visit', counter: 'counter', waiting: 'number', claiming: 'number' } as const

export function Home(props: {
  /** The first drawing leaves the focus where the browser put it. */ keepFocus: boolean
  onNumber: () => void
}) {
  const world = useWorld()
  const text = useText()
  const { code } = useLanguage()
  useLive(world.turn)
  useLive(world.looks)
  const time = useCityTime()
  const [known, setKnown] = useState<readonly KnownThing[]>([])
  useEffect(() => {
    void world.things.known().then(things => setKnown(things.filter(thing => thing !== 'language')))
  }, [])
  const { now } = world.looks
  const turn = world.turn.state
  const words = { text, language: code, rules: world.rules, say: useCityWords() }
  const mine = turn.at === 'waiting' || turn.at === 'claiming' || turn.at === 'ready' || turn.at === 'counter'
  const comeback = turn.at === 'none' && turn.comeback
  // Nothing is promised before the server has said that a desk is open; then the button says how long.
  const next = now?.open && now.desks && now.gives !== 'none' ? now : null
  const check = (
    <Button kind={mine || comeback ? 'quiet' : 'main'} id="home-check" onPress={() => world.way.go({ at: 'who' })}>
      {text('home.check')}
    </Button>
  )
  return (
    <Screen at="home" title={homeTitle(words)} lead={homeLead(words)} keepFocus={props.keepFocus}>
      <div class="buttons home-buttons">
        {mine && (
          <Button kind="main" id="home-mine" onPress={() => world.way.go({ at: placeOf[turn.at] })}>
            {turn.at === 'ready' || turn.at === 'counter' ? text('home.my_visit') : text('home.my_number', { n: turn.number.n })}
          </Button>
        )}
        {comeback && (
          <Button kind="main" id="home-comeback" onPress={() => world.way.go({ at: 'number' })}>
            {text('comeback.title')}
          </Button>
        )}
        {check}
        {!mine && !comeback && next && (
          <Button id="home-number" onPress={props.onNumber}>
            {next.gives === 'today'
              ? text('home.number.wait', { wait: waitWords(text, waitOf(next)) })
              : text('number.take.tomorrow', { opens: time(next.opens!) })}
          </Button>
        )}
        <Button id="home-book" onPress={() => world.way.go({ at: 'book' })}>
          {text('home.book')}
        </Button>
        <Button id="home-card" onPress={() => world.way.go({ at: 'my_card' })}>
          {text('home.have_card')}
        </Button>
        {known.includes('slip') && (
          <Button id="home-slip" onPress={() => world.way.go({ at: 'slip' })}>
            {text('comeback.slip')}
          </Button>
        )}
        {known.length > 0 && (
          <Button kind="link" id="home-known" onPress={() => world.way.go({ at: 'known' })}>
            {text('home.known')}
          </Button>
        )}
      </div>
      {now?.open && !now.desks && (
        <Notice id="no-desk" title={text('home.no_desk')}>
          {world.practice && (
            <p>
              {text('home.try')} <a href="/try">{text('home.try.go')}</a>
            </p>
          )}
        </Notice>
      )}
      {homeWords(words)}
    </Screen>
  )
}
