/** The administrator's page: five acts, each a statement signed by administrators' keys. There is no log-in and nothing to stay logged in to. */
import { Button } from '@latchkey/ui/button.tsx'
import { useText } from '@latchkey/ui/language.ts'
import { ErrorPanel, Notice } from '@latchkey/ui/notice.tsx'
import { Screen } from '@latchkey/ui/screen.tsx'
import { Spinner } from '@latchkey/ui/spinner.tsx'
import { Tile, Tiles } from '@latchkey/ui/tile.tsx'
import type { State, WayState } from '@latchkey/wire/settings.ts'
import { useEffect, useState } from 'preact/hooks'
import type { Server } from '../ask-server.ts'
import { useCity } from '../city.ts'
import type { PasskeyProvider } from '../passkey-provider.ts'
import { ClerkAct } from './clerk-act.tsx'
import { PeriodAct } from './period-act.tsx'
import { RootAct } from './root-act.tsx'
import { SitesList } from './sites-list.tsx'
import { Standing } from './standing.tsx'
import { WayAct } from './way-act.tsx'

export interface SettingsProps {
  server: Server
  passkeys: PasskeyProvider
  /** Back to the desk; absent while the city has no root, because nothing else works then. */
  onLeave: (() => void) | undefined
}

export interface ActProps {
  server: Server
  passkeys: PasskeyProvider
  state: State
  /** The server has it: the state is asked again. `said` is shown on the list. */
  onDone(said: string): void
  onBack(): void
}

type Act = 'root' | 'clerk' | 'period' | 'way' | 'sites'

/** What is still missing comes first: without clerks and blanks an open way in leads nowhere. */
const orderOf = (state: State | null): Act[] =>
  state && (state.clerks.length === 0 || state.periods.length === 0)
    ? ['clerk', 'period', 'way', 'sites', 'root']
    : ['way', 'sites', 'clerk', 'period', 'root']

export function Settings({ server, passkeys, onLeave }: SettingsProps) {
  const text = useText()
  const { root } = useCity()
  const [state, setState] = useState<State | null>(null)
  const [unreachable, setUnreachable] = useState(false)
  const [act, setAct] = useState<Act | null>(root === null ? 'root' : null)
  const [said, setSaid] = useState<string | null>(null)
  /** The sites that were picked of the list of offices and events. */
  const [picked, setPicked] = useState<WayState[] | null>(null)

  async function look() {
    setUnreachable(false)
    try {
      setState(await server.state())
    } catch {
      setUnreachable(true)
    }
  }
  useEffect(() => void look(), [])

  const phone = state?.ways.find(({ way }) => way === 'phone')
  // Whoever was told that somebody else was quicker looks at how things stand now.
  const back = () => {
    setAct(null)
    setPicked(null)
    if (state) void look()
  }
  const acts = state && {
    server,
    passkeys,
    state,
    onBack: back,
    onDone(what: string) {
      setSaid(what)
      back()
    },
  }

  if (act === 'root') return <RootAct passkeys={passkeys} onBack={root === null ? undefined : back} />
  if (acts && root && act === 'clerk') return <ClerkAct {...acts} />
  if (acts && root && act === 'period') return <PeriodAct {...acts} />
  if (acts && root && act === 'way' && phone) return <WayAct {...acts} ways={[phone]} />
  if (acts && root && act === 'sites' && picked) return <WayAct {...acts} ways={picked} />
  if (acts && root && act === 'sites') return <SitesList state={acts.state} onPick={setPicked} onBack={back} />

  const ready = state !== null && root !== null
  return (
    <Screen at="settings" title={text('settings.title')} lead={text('settings.lead')} onBack={onLeave}>
      {said && <Notice tone="good" role="status" id="said" title={said} />}
      {unreachable && (
        <ErrorPanel
          what={text('desk.open.unreachable')}
          next={text('settings.unreachable.next')}
          actions={<Button onPress={() => void look()}>{text('shell.try_again')}</Button>}
        />
      )}
      {state === null && !unreachable && <Spinner>{text('shell.busy')}</Spinner>}
      {state && <Standing state={state} />}
      <Tiles legend={text('settings.acts')}>
        {orderOf(state).map(one => (
          <Tile
            key={one}
            kind="go"
            id={`act-${one}`}
            label={text(one === 'way' ? (phone?.open && !phone.paused ? 'settings.way.close' : 'settings.way.open') : `settings.${one}`)}
            hint={text(`settings.${one}.hint`)}
            disabled={one !== 'root' && !ready}
            onPress={() => {
              setSaid(null)
              setAct(one)
            }}
          />
        ))}
      </Tiles>
    </Screen>
  )
}
