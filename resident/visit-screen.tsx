import { Button } from '@latchkey/ui/button.tsx'
import { useText } from '@latchkey/ui/language.ts'
import { ErrorPanel } from '@latchkey/ui/notice.tsx'
import { Spinner } from '@latchkey/ui/spinner.tsx'
import { useEffect, useState } from 'preact/hooks'
import { FixFacts } from './papers/facts.tsx'
import { papersToShow } from './papers/facts-form.ts'
import type { VisitState } from './visit/state.ts'
import type { Visit } from './visit/visit.ts'
import { VisitPage } from './visit/visit-page.tsx'
import { useWorld } from './world.ts'

/** As at a counter: a number is for at most so many cards. */
const mostCards = 4

/** R9 to R14: joins the running visit, or starts it, and draws its state. */
export function VisitScreen(props: {
  /** Told what the stop button in the head of the page does; null when there is nothing to stop. */ onStop: (
    ask: (() => void) | null,
  ) => void
}) {
  const world = useWorld()
  const text = useText()
  const [visit, setVisit] = useState<Visit | null>(null)
  const [state, setState] = useState<VisitState | null>(null)
  const [stopAsked, setStopAsked] = useState(false)
  const [tries, setTries] = useState(0)
  const [failed, setFailed] = useState(false)
  const stoppable = state !== null && state.at !== 'over' && state.at !== 'sealed'

  useEffect(() => {
    let gone = false
    let forget = () => {}
    setFailed(false)
    const join = (found: Visit | null) => {
      if (gone) return
      if (!found) {
        if (world.draft.asksAgain) return world.way.replace({ at: 'papers' })
        // Without a place there is a number to take; with one, something on R5 is missing.
        world.way.replace({ at: { ready: 'facts' as const, counter: 'counter' as const }[world.turn.state.at as string] ?? 'number' })
        return
      }
      setVisit(found)
      setState(found.state)
      forget = found.subscribe(setState)
    }
    world.openVisit().then(join, () => gone || setFailed(true))
    const back = () => {
      if (document.visibilityState === 'visible')
        world.openVisit().then(
          found => found?.reconnect(),
          () => {},
        )
    }
    document.addEventListener('visibilitychange', back)
    window.addEventListener('online', back)
    return () => {
      gone = true
      forget()
      document.removeEventListener('visibilitychange', back)
      window.removeEventListener('online', back)
    }
  }, [tries])
  // At a counter nobody is called: who went on from *Ready* is ready.
  useEffect(() => {
    if (state?.at === 'called' && world.turn.state.at === 'counter') visit?.ready()
  }, [state?.at])
  useEffect(() => {
    props.onStop(stoppable ? () => setStopAsked(true) : null)
    return () => props.onStop(null)
  }, [stoppable])

  if (failed) {
    return (
      <ErrorPanel
        what={text('number.load_failed')}
        actions={
          <Button kind="main" onPress={() => setTries(tries + 1)}>
            {text('shell.try_again')}
          </Button>
        }
      />
    )
  }
  if (!visit || !state) return <Spinner>{text('number.loading')}</Spinner>
  const leave = (at: 'home' | 'number' | 'my_card' | 'known') => {
    void world.closeVisit().then(() => world.way.restart({ at }))
  }
  return (
    <VisitPage
      state={state}
      visit={visit}
      papers={world.draft.draft ? papersToShow(world.rules, world.draft.draft) : []}
      fixForm={does => <FixFacts {...does} />}
      stopAsked={stopAsked}
      onStopAsked={setStopAsked}
      onPhotos={() => world.way.go({ at: 'photos' })}
      onCard={() => leave('my_card')}
      onKnown={() => leave('known')}
      onErase={() => {
        void world.things.eraseAll().then(() => world.way.restart({ at: 'erased' }))
      }}
      onNumber={() => {
        // After a refusal the missing paper is tapped, and the way leads on to *Come back now*.
        const again = state.at === 'refused' || (state.at === 'over' && state.outcome === 'refused')
        void world.closeVisit().then(async () => {
          const counter = world.turn.state.at === 'counter'
          if (state.at === 'barred') await world.turn.drop()
          world.way.restart(again || counter ? { at: 'home' } : { at: 'number' })
          if (again) world.way.go({ at: 'papers' })
        })
      }}
      onMore={
        world.turn.state.at === 'ready' && (world.draft.draft?.card ?? 1) < mostCards
          ? () =>
              void world.anotherCard().then(() => {
                world.way.restart({ at: 'home' })
                world.way.go({ at: 'who' })
              })
          : undefined
      }
      onHome={() => leave('home')}
    />
  )
}
