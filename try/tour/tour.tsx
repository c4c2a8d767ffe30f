/** The five-minute tour: a phone and a desk side by side, and between them, live, what the server holds right now. */
import '@latchkey/ui/all.css'
import './tour.css'
import { Button } from '@latchkey/ui/button.tsx'
import { useText } from '@latchkey/ui/language.ts'
import { PageShell } from '@latchkey/ui/page-shell.tsx'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Specimen } from '../specimens/picture.ts'
import { CloseAndOpen } from './close-and-open.tsx'
import type { ToFrame, ToTour } from './frames.ts'
import { HeldNowStrip } from './held-now-strip.tsx'
import { SeizeTheServer } from './seize-the-server.tsx'

type Door = 'resident' | 'clerk' | 'check'
const doors: Door[] = ['resident', 'clerk', 'check']
const specimens: (Specimen | 'mine')[] = ['passport', 'lease', 'bank_card', 'mine']

export function Tour() {
  const text = useText()
  const [door, setDoor] = useState<Door | null>(null)
  const [quick, setQuick] = useState(false)
  const [before, setBefore] = useState<Specimen | 'mine'>('passport')
  const [desk, setDesk] = useState('')
  const phone = useRef<HTMLIFrameElement>(null)
  const deskFrame = useRef<HTMLIFrameElement>(null)

  useEffect(() => {
    const hear = (event: MessageEvent) => {
      const message = event.data as ToTour
      if (event.origin !== location.origin) return
      if (message.from === 'desk') setDesk(message.at)
    }
    addEventListener('message', hear)
    return () => removeEventListener('message', hear)
  }, [])

  const say = (message: ToFrame) => {
    for (const frame of [phone.current, deskFrame.current]) frame?.contentWindow?.postMessage(message, location.origin)
  }
  const enter = (next: Door) => {
    setDoor(next)
    setDesk('')
  }

  return (
    <PageShell product={text('try.product')} home="/try" practice wide>
      <div class="tour" data-screen={`try-${door ?? 'start'}`}>
        <header class="tour-head">
          <h1>{text(door ? `try.door.${door}` : 'try.title')}</h1>
          <p>{text(door ? `try.lead.${door}` : 'try.lead')}</p>
          <nav class="tour-doors" aria-label={text('try.doors')}>
            {doors.map(one => (
              <Button key={one} kind={door === null && one === 'resident' ? 'main' : 'quiet'} id={`door-${one}`} onPress={() => enter(one)}>
                {text(`try.door.${one}`)}
              </Button>
            ))}
            {door && door !== 'check' && (
              <Button
                kind="link"
                onPress={() => {
                  setQuick(!quick)
                  say({ to: 'pace', quick: !quick })
                }}
              >
                {text(quick ? 'try.slower' : 'try.faster')}
              </Button>
            )}
          </nav>
        </header>

        {door === 'check' ? (
          <section class="tour-check" aria-label={text('try.door.check')}>
            <iframe class="tour-verifier" src="/try/check/" title={text('try.verifier')} allow="camera" />
          </section>
        ) : (
          <div class="tour-stage">
            <figure class="tour-phone">
              <figcaption>{text('try.phone')}</figcaption>
              <div class="tour-phone-body">
                {door ? (
                  <iframe
                    key={door}
                    ref={phone}
                    src={door === 'resident' ? '/try/phone/#you' : '/try/phone/#robots'}
                    title={text('try.phone')}
                    allow="camera"
                  />
                ) : (
                  <p class="tour-rest">{text('try.phoneRest')}</p>
                )}
              </div>
              {door === 'resident' && (
                <fieldset class="tour-specimens">
                  <legend>{text('try.specimens')}</legend>
                  {specimens.map(shows => (
                    <button
                      key={shows}
                      type="button"
                      aria-pressed={before === shows}
                      onClick={() => {
                        setBefore(shows)
                        say({ to: 'camera', shows })
                      }}
                    >
                      {text(`try.specimen.${shows}`)}
                    </button>
                  ))}
                </fieldset>
              )}
            </figure>

            <HeldNowStrip />

            <figure class="tour-desk">
              <figcaption>
                {text('try.desk')}
                {desk === 'visit' && <span class="tour-live">{text('try.inVisit')}</span>}
              </figcaption>
              {door ? (
                <iframe
                  key={door}
                  ref={deskFrame}
                  src={door === 'resident' ? '/try/desk/#robot' : '/try/desk/#you'}
                  title={text('try.desk')}
                  allow="publickey-credentials-get *"
                  // The visitor who is the clerk works by keys, and keys go where the focus is.
                  onLoad={() => door === 'clerk' && deskFrame.current?.contentWindow?.focus()}
                />
              ) : (
                <p class="tour-rest">{text('try.deskRest')}</p>
              )}
            </figure>
          </div>
        )}

        <div class="tour-acts">
          <CloseAndOpen />
          <SeizeTheServer />
        </div>
      </div>
    </PageShell>
  )
}
