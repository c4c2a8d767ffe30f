import { Button } from '@latchkey/ui/button.tsx'
import { useText } from '@latchkey/ui/language.ts'
import { parseText } from '@latchkey/wire/edge.ts'
import { now as nowSchema } from '@latchkey/wire/waiting.ts'
import { useEffect, useState } from 'preact/hooks'
import { setPracticeWay } from '../practice-root/practice-way.ts'

/** *Close phone visits*, as an administrator would: every page that is open says so within ten seconds; visits in progress go on. */
export function CloseAndOpen() {
  const text = useText()
  const [open, setOpen] = useState(true)
  const [busy, setBusy] = useState(false)
  useEffect(() => {
    void fetch('/now', { cache: 'no-store' })
      .then(async answer => setOpen(parseText(nowSchema, await answer.text()).open))
      .catch(() => {})
  }, [])
  const turn = async () => {
    setBusy(true)
    await setPracticeWay({ address: '', fetch: (...asked) => fetch(...asked) }, !open, open ? 1 : null).then(
      () => setOpen(!open),
      () => {},
    )
    setBusy(false)
  }
  return (
    <section class="tour-act">
      <h2>{text(open ? 'try.close' : 'try.open')}</h2>
      <p role="status">{text(open ? 'try.closeSays' : 'try.openSays')}</p>
      <Button onPress={() => void turn()} busy={busy} id="close-visits">
        {text(open ? 'try.close' : 'try.open')}
      </Button>
    </section>
  )
}
