/** D1 Open: who sits here, and one touch of their key. */

import type { Passkey } from '@latchkey/certificates/passkey.ts'
import { Button } from '@latchkey/ui/button.tsx'
import { ChoiceField } from '@latchkey/ui/field.tsx'
import { useText } from '@latchkey/ui/language.ts'
import { ErrorPanel, Notice } from '@latchkey/ui/notice.tsx'
import { PasskeyFault } from '@latchkey/ui/passkey.ts'
import { clock, generateP256, verify } from '@latchkey/ui/platform.ts'
import { Screen } from '@latchkey/ui/screen.tsx'
import { Spinner } from '@latchkey/ui/spinner.tsx'
import { useEffect, useState } from 'preact/hooks'
import type { Server } from '../ask-server.ts'
import { useCity } from '../city.ts'
import type { PasskeyProvider } from '../passkey-provider.ts'
import { useKeys } from '../use-keys.ts'
import { type DeskKey, type Seat, seatsOf, signIn } from './sign-in.ts'

export interface OpenProps {
  server: Server
  passkeys: PasskeyProvider
  /** True when passkeys are the browser's: then nobody knows who has a key here until it is touched. */
  inBrowser: boolean
  dark: boolean
  /** Why the clerk is here again: the key ran out, the server refused the desk. */
  why: 'first' | 'key_ran_out' | 'not_certified'
  onOpen(key: DeskKey, passkey: Passkey): void
  onSettings(): void
  /** To counsel's desk. */
  onLegal(): void
}

type Ready = { seat: Seat; passkey: Passkey }[]

export function Open(props: OpenProps) {
  const { server, passkeys, inBrowser, dark, why, onOpen, onSettings, onLegal } = props
  const text = useText()
  const city = useCity()
  const root = city.root
  const [ready, setReady] = useState<Ready | null>(null)
  const [alias, setAlias] = useState<string | null>(null)
  const [touching, setTouching] = useState(false)
  const [trouble, setTrouble] = useState<'unreachable' | 'not_touched' | 'no_passkeys' | null>(null)

  async function look() {
    if (!root) return
    setTrouble(null)
    try {
      const { clerks } = await server.state()
      const seats = await seatsOf(root, clerks, clock(), verify)
      const found = seats.flatMap(seat => {
        const passkey = passkeys.of({ ...seat.clerk, rpId: root.rpId })
        return passkey ? [{ seat, passkey }] : []
      })
      setReady(found)
      setAlias(found.length === 1 ? found[0]!.seat.clerk.alias : null)
    } catch {
      setTrouble('unreachable')
    }
  }
  useEffect(() => void look(), [])

  const chosen = ready?.find(one => one.seat.clerk.alias === alias) ?? null

  async function touch() {
    if (!root || !chosen || touching) return
    setTouching(true)
    setTrouble(null)
    try {
      onOpen(await signIn({ root, ...chosen, now: clock(), generate: generateP256 }), chosen.passkey)
    } catch (fault) {
      setTrouble(fault instanceof PasskeyFault && fault.code === 'no_passkeys' ? 'no_passkeys' : 'not_touched')
    } finally {
      setTouching(false)
    }
  }
  useKeys(dark ? null : 'open', { action: () => void touch() })

  return (
    <Screen at="open" title={text('desk.open.title')} keepFocus={why === 'first'}>
      {why !== 'first' && (
        <Notice tone="warn" role="status">
          {text(why === 'key_ran_out' ? 'desk.open.key_ran_out' : 'desk.open.not_certified')}
        </Notice>
      )}
      {trouble === 'unreachable' && (
        <ErrorPanel
          what={text('desk.open.unreachable')}
          next={text('desk.open.unreachable.next')}
          actions={<Button onPress={() => void look()}>{text('shell.try_again')}</Button>}
        />
      )}
      {trouble === 'not_touched' && <ErrorPanel what={text('desk.open.not_touched')} next={text('desk.open.not_touched.next')} />}
      {trouble === 'no_passkeys' && <ErrorPanel what={text('desk.open.no_passkeys')} next={text('desk.open.no_passkeys.next')} />}
      {ready === null && trouble === null && <Spinner>{text('shell.busy')}</Spinner>}
      {ready?.length === 0 && (
        <Notice tone="info" title={text('desk.open.nobody')} id="open-nobody">
          {text('desk.open.nobody.next')}
        </Notice>
      )}
      {root?.practice && inBrowser && (
        <Notice tone="info" title={text('desk.open.practice')}>
          <a href="/try">{text('desk.open.practice.next')}</a>
        </Notice>
      )}
      {ready !== null && ready.length > 0 && (
        <>
          {ready.length === 1 ? (
            <p class="desk-lead">{text('desk.open.you', { alias: ready[0]!.seat.clerk.alias })}</p>
          ) : (
            <ChoiceField
              name="seat"
              label={text('desk.open.who')}
              choices={ready.map(({ seat: { clerk } }) => ({ value: clerk.alias, label: text('desk.clerk', { alias: clerk.alias }) }))}
              value={alias}
              onInput={setAlias}
            />
          )}
          <div class="buttons">
            <Button kind="main" hotkey="K" id="touch" busy={touching} disabled={!chosen} onPress={() => void touch()}>
              {text(touching ? 'desk.touch.now' : 'desk.touch')}
            </Button>
          </div>
          <p class="desk-quiet">{text('desk.open.key')}</p>
        </>
      )}
      <p class="desk-quiet">
        {text('desk.open.rules', { version: city.rules.version })}{' '}
        <Button kind="link" id="to-settings" onPress={onSettings}>
          {text('desk.settings')}
        </Button>{' '}
        <Button kind="link" id="to-legal" onPress={onLegal}>
          {text('legal.go')}
        </Button>
      </p>
    </Screen>
  )
}
