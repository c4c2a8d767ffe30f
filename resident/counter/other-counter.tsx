/** A desk's code, or a link, met a phone that has a number or a visit: its person is asked before either is lost. */
import { Button } from '@latchkey/ui/button.tsx'
import { useText } from '@latchkey/ui/language.ts'
import { Notice } from '@latchkey/ui/notice.tsx'
import { Screen } from '@latchkey/ui/screen.tsx'
import { Spinner } from '@latchkey/ui/spinner.tsx'
import { useEffect, useState } from 'preact/hooks'
import { useLive } from '../use-live.ts'
import { useWorld } from '../world.ts'
import { changeCounter, isOwnPlace, type PlaceAnswer } from './change-counter.ts'

/** Where what this phone has goes on. */
const goesOn = { none: 'home', asking: 'number', waiting: 'number', claiming: 'number', ready: 'visit', counter: 'counter' } as const

/** @param first what was answered already; only the pages of examples begin there */
export function OtherCounter({ place, first = null }: { place: Uint8Array; first?: PlaceAnswer | null }) {
  const world = useWorld()
  const text = useText()
  useLive(world.turn)
  const [own, setOwn] = useState<boolean | null>(null)
  const [asking, setAsking] = useState(false)
  const [answer, setAnswer] = useState(first)
  const turn = world.turn.state
  const keep = () => world.way.restart({ at: goesOn[turn.at] })
  useEffect(() => {
    void isOwnPlace(world.things, place).then(setOwn)
  }, [])
  useEffect(() => {
    if (own) keep()
  }, [own])

  async function change() {
    setAsking(true)
    const heard = await changeCounter(world, place)
    if (heard === 'room') return world.way.restart({ at: 'counter' })
    setAsking(false)
    setAnswer(heard)
  }

  if (own !== false) return <Spinner>{text('number.loading')}</Spinner>
  const n = 'number' in turn ? turn.number?.n : undefined
  const numbered = n !== undefined
  const no = (
    <Button kind={answer === null || answer === 'silent' ? 'quiet' : 'main'} id="other-keep" onPress={keep}>
      {text(numbered ? 'door.other.keep.number' : 'door.other.keep.visit')}
    </Button>
  )
  if (answer === 'gone' || answer === 'taken') {
    return (
      <Screen
        at={`other_counter-${answer}`}
        title={text(answer === 'gone' ? 'door.other.gone' : 'door.other.taken')}
        lead={text(numbered ? 'door.other.kept.number' : 'door.other.kept.visit')}
        actions={no}
      />
    )
  }
  return (
    <Screen
      at="other_counter"
      title={text('door.other.title')}
      lead={numbered ? text('door.other.number', { n }) : text('door.other.visit')}
      actions={
        !asking && (
          <>
            <Button kind="main" id="other-go" onPress={() => void change()}>
              {text('door.other.go')}
            </Button>
            {no}
          </>
        )
      }
    >
      {asking ? (
        <Spinner>{text('door.other.asking')}</Spinner>
      ) : answer === 'silent' ? (
        <Notice tone="warn">{text('door.other.silent')}</Notice>
      ) : (
        <Notice tone="info">{text('door.other.only')}</Notice>
      )}
    </Screen>
  )
}
