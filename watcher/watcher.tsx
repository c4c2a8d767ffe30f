/** Three screens: which city, reading, what was found. While the page is open it looks again after every entry. */
import { verifyEd25519 } from '@latchkey/record/ed25519.ts'
import { type Look, look } from '@latchkey/record/watch.ts'
import { encodeWatched, parseWatched, type Watched } from '@latchkey/record/watched.ts'
import { useText } from '@latchkey/ui/language.ts'
import { PageShell } from '@latchkey/ui/page-shell.tsx'
import { useEffect, useRef, useState } from 'preact/hooks'
import { createGet } from './ask.ts'
import { FoundScreen } from './found-screen.tsx'
import { LookingScreen } from './looking-screen.tsx'
import { StartScreen } from './start-screen.tsx'

type Shown = { at: 'start' } | { at: 'looking' } | { at: 'found'; look: Look; first: boolean }

/** Seconds after an entry is due, so that a clock that is a little behind does not ask before it is there. */
const grace = 20

export function Watcher({ own, practice }: { own: string; practice: boolean }) {
  const text = useText()
  const [shown, show] = useState<Shown>({ at: 'start' })
  const [origin, setOrigin] = useState(own)
  const [before, keep] = useState<Watched | null>(null)
  const run = useRef(0)

  const start = async (city: string, seen: Watched | null, quiet = false) => {
    const mine = ++run.current
    setOrigin(city)
    keep(seen)
    if (!quiet) show({ at: 'looking' })
    const found = await look({
      get: createGet(city),
      verify: verifyEd25519,
      now: Math.floor(Date.now() / 1000),
      before: seen,
      pages: true,
    })
    if (mine !== run.current) return
    keep(found.watched)
    show({ at: 'found', look: found, first: seen === null })
  }

  // Again after the next entry: what was a change of this hour is then published, or is not.
  useEffect(() => {
    if (shown.at !== 'found' || shown.look.newest === null) return
    const { at, every } = shown.look.newest
    const due = Math.max(at + every + grace - Date.now() / 1000, grace)
    const timer = setTimeout(() => void start(origin, before, true), due * 1000)
    return () => clearTimeout(timer)
  }, [shown])

  return (
    <PageShell product={text('watch.title')} home="/record/watch/" practice={practice}>
      {shown.at === 'start' && (
        <StartScreen origin={origin} before={before} onOpen={file => keep(parseWatched(file))} onLook={city => void start(city, before)} />
      )}
      {shown.at === 'looking' && <LookingScreen />}
      {shown.at === 'found' && (
        <FoundScreen
          look={shown.look}
          first={shown.first}
          origin={origin}
          file={before === null ? null : encodeWatched(before)}
          onAgain={() => void start(origin, before)}
          onOther={() => {
            run.current++
            keep(null)
            show({ at: 'start' })
          }}
        />
      )}
    </PageShell>
  )
}
