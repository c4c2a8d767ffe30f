/** The second screen: blank with the city's name until the desk shows something. What stood there is emptied when something else comes. */
import type { CityNames } from '@latchkey/cities/city.ts'
import { directionOf, languages, textIn } from '@latchkey/ui/language.ts'
import { Mark } from '@latchkey/ui/mark.tsx'
import { PracticeStripe } from '@latchkey/ui/page-shell.tsx'
import { useEffect, useRef, useState } from 'preact/hooks'
import { ResidentPanel } from './resident-panel.tsx'
import { type Answered, emptyShown, hello, port as portWord, type Shown } from './shown.ts'
import { createWatch } from './watch.ts'

const nothing: Shown = { show: 'nothing' }

/** @param desk the window that opened this one; null when somebody opened it by hand, and then it stays blank */
export function SecondPage(props: { names: CityNames; practice: boolean; desk: Window | null }) {
  const { shown, answer } = useDesk(props.desk)
  return (
    <main class="second" data-show={shown.show}>
      {props.practice && <PracticeStripe />}
      {shown.show === 'nothing' ? (
        <div class="second-blank">
          <Mark />
          <h1>{props.names.city}</h1>
          {languages.map(code => (
            <p key={code} lang={code} dir={directionOf(code)}>
              {textIn(code)('second.blank')}
            </p>
          ))}
        </div>
      ) : (
        <ResidentPanel key={shown.show === 'card' ? shown.round : shown.show} shown={shown} onAnswer={answer} />
      )}
    </main>
  )
}

function useDesk(desk: Window | null): { shown: Shown; answer(answer: Answered): void } {
  const [shown, setShown] = useState<Shown>(nothing)
  const port = useRef<MessagePort | null>(null)
  const before = useRef<Shown>(nothing)
  const become = (next: Shown) => {
    const old = before.current
    before.current = next
    setShown(next)
    // After the plates are gone from the page.
    setTimeout(() => emptyShown(old))
  }
  useEffect(() => {
    if (!desk) return
    const watch = createWatch({ clock: () => performance.now(), become, say: word => port.current?.postMessage(word) })
    const hear = (event: MessageEvent) => {
      const [given] = event.ports
      if (event.origin !== location.origin || event.source !== desk || event.data !== portWord || !given) return
      port.current?.close()
      port.current = given
      given.onmessage = ({ data }) => watch.hear(data)
    }
    window.addEventListener('message', hear)
    desk.postMessage(hello, location.origin)
    const look = setInterval(() => watch.look(desk.closed), 500)
    return () => {
      window.removeEventListener('message', hear)
      clearInterval(look)
      port.current?.close()
    }
  }, [desk])
  return { shown, answer: said => port.current?.postMessage(said) }
}
