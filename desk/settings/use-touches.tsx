/** Settings: the row of administrators with a button each, and the hook that gives `certify` its passkeys. */
import type { Passkey } from '@latchkey/certificates/passkey.ts'
import type { Root } from '@latchkey/certificates/root.ts'
import { Button } from '@latchkey/ui/button.tsx'
import { useText } from '@latchkey/ui/language.ts'
import { ErrorPanel } from '@latchkey/ui/notice.tsx'
import { useEffect, useReducer, useRef, useState } from 'preact/hooks'
import type { PasskeyProvider } from '../passkey-provider.ts'
import { createTouches, type Touches } from './touches.ts'

export interface UseTouches {
  /** Null until `ask`. */
  touches: Touches | null
  /** Begins: the answer goes to `certify`. */
  ask(threshold: number): Passkey[]
  end(): void
}

export function useTouches(root: Root | null, passkeys: PasskeyProvider): UseTouches {
  const [, draw] = useReducer((n: number) => n + 1, 0)
  const touches = useRef<Touches | null>(null)
  useEffect(() => () => touches.current?.cancel(), [])
  return {
    touches: touches.current,
    ask(threshold) {
      touches.current = createTouches({
        threshold,
        administrators: root?.administrators ?? [],
        of: ({ credentialId, publicKey }) => passkeys.of({ credentialId, publicKey, rpId: root?.rpId ?? '' }),
        changed: () => draw(0),
      })
      draw(0)
      return touches.current.passkeys
    },
    end() {
      touches.current = null
      draw(0)
    },
  }
}

/** *Two administrators touch their keys.* */
export function TouchRow(props: { root: Root; touches: Touches; threshold: number; onCancel(): void }) {
  const { root, touches, threshold, onCancel } = props
  const text = useText()
  const [busy, setBusy] = useState<string | null>(null)
  const [missed, setMissed] = useState(false)
  const aliases = [...new Set(root.administrators.map(one => one.alias))]
  const left = threshold - touches.touched.length

  async function touch(alias: string) {
    setBusy(alias)
    setMissed(false)
    try {
      await touches.touch(alias)
    } catch {
      setMissed(true)
    } finally {
      setBusy(null)
    }
  }
  return (
    <section class="touch-row" aria-label={text('settings.touch.title')}>
      <p aria-live="polite">
        <strong>{left > 0 ? text('settings.touch.left', { count: left }) : text('settings.touch.done')}</strong>
      </p>
      {missed && <ErrorPanel what={text('desk.open.not_touched')} next={text('settings.touch.missed')} />}
      <div class="buttons">
        {aliases.map(alias => {
          const touched = touches.touched.includes(alias)
          return (
            <Button
              key={alias}
              kind={touched ? 'quiet' : 'main'}
              id={`touch-${alias}`}
              // Until the statement is ready to be signed there is nothing to touch for.
              disabled={touched || !touches.waiting}
              busy={busy !== null}
              onPress={() => void touch(alias)}
            >
              {text(touched ? 'settings.touch.touched' : 'settings.touch.now', { alias })}
            </Button>
          )
        })}
        <Button onPress={onCancel}>{text('shell.cancel')}</Button>
      </div>
    </section>
  )
}
