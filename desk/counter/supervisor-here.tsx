/** At a counter without a phone: a supervisor comes to this desk and looks again. Their key is touched now, and again for what they approve. */
import { Button } from '@latchkey/ui/button.tsx'
import { useText } from '@latchkey/ui/language.ts'
import { Notice } from '@latchkey/ui/notice.tsx'
import { random } from '@latchkey/ui/platform.ts'
import { useEffect, useState } from 'preact/hooks'
import type { Case, Supervisor } from '../visit/case.ts'

type Stand = 'idle' | 'busy' | 'nobody' | 'not_touched' | { choose: Supervisor[] }

export interface Calling {
  stand: Stand
  /** Asks who is there, and for the touch of the only one. */
  call(): Promise<void>
  touch(supervisor: Supervisor): Promise<void>
}

/**
 * @param open the case they come to
 * @param find supervisors of this city beside the clerk of this desk, whose keys may be at hand; rejects when the server does not answer
 * @param onHere one of them has touched their key
 */
export function useSupervisor(open: Case, find: (() => Promise<Supervisor[]>) | null, onHere: (supervisor: Supervisor) => void): Calling {
  const [stand, setStand] = useState<Stand>('idle')
  // The next case on this desk begins without anybody called.
  useEffect(() => setStand('idle'), [open])
  const touch = async (supervisor: Supervisor) => {
    setStand('busy')
    try {
      // What it signs is nothing: the touch shows that they are here, and their next one approves.
      await supervisor.passkey.assert(random(32))
    } catch {
      return setStand('not_touched')
    }
    setStand('idle')
    onHere(supervisor)
  }
  const call = async () => {
    if (!find || stand === 'busy') return
    setStand('busy')
    const found = await find().catch(() => [])
    if (found.length === 1) return touch(found[0]!)
    setStand(found.length === 0 ? 'nobody' : { choose: found })
  }
  return { stand, call, touch }
}

/** Stands beside the other buttons of its screen: a clerk's screen is no longer than it is. */
export function SupervisorHere({ stand, call, touch }: Calling) {
  const text = useText()
  if (typeof stand === 'object') {
    return (
      <>
        {stand.choose.map(one => (
          <Button key={one.alias} id={`supervisor-${one.alias}`} onPress={() => void touch(one)}>
            {text('desk.second.supervisor', { alias: one.alias })}
          </Button>
        ))}
      </>
    )
  }
  return (
    <>
      <Button hotkey="V" id="supervisor" busy={stand === 'busy'} onPress={() => void call()}>
        {text('desk.second.here.touch')}
      </Button>
      {stand === 'nobody' && <Notice tone="warn" id="no-supervisor" title={text('desk.second.here.nobody')} />}
      {stand === 'not_touched' && <Notice tone="warn" id="supervisor-not-touched" title={text('desk.open.not_touched')} />}
    </>
  )
}
