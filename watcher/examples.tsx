/** The watcher's screens in their states (ui/example-pages.tsx), of a city that does not exist. */
import '@latchkey/ui/all.css'
import './watcher.css'
import { type Finding, type WatcherFaultCode, watcherFaults } from '@latchkey/record/findings.ts'
import type { Look } from '@latchkey/record/watch.ts'
import { type Examples, openExamples } from '@latchkey/ui/example-pages.tsx'
import { useText } from '@latchkey/ui/language.ts'
import { PageShell } from '@latchkey/ui/page-shell.tsx'
import type { ComponentChildren } from 'preact'
import { FoundScreen } from './found-screen.tsx'
import { LookingScreen } from './looking-screen.tsx'
import { StartScreen } from './start-screen.tsx'

const nothing = () => {}
const origin = 'https://city.example'
const file = JSON.stringify({ key: 'city.example/record+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k' })
const newest = { origin: 'city.example/record', size: 2213, at: 1_795_456_800, every: 3600, hours: 24, files: 9, witnesses: 2 }

function Around({ children }: { children: ComponentChildren }) {
  const text = useText()
  return (
    <PageShell product={text('watch.title')} home="/record/watch/" practice>
      {children}
    </PageShell>
  )
}

const Found = ({ findings = [], first = false, read = true }: { findings?: Finding[]; first?: boolean; read?: boolean }) => {
  const look: Look = { findings, watched: null, newest: read ? newest : null }
  return <FoundScreen look={look} first={first} origin={origin} file={read ? file : null} onAgain={nothing} onOther={nothing} />
}
const codes = Object.keys(watcherFaults) as WatcherFaultCode[]
/** What is known of the log is shown where a checkpoint could be believed. */
const read = (what: WatcherFaultCode) => /^(served|file|hour|cosignature)_/.test(what) && what !== 'hour_changed'

const examples: Examples = {
  watch: () => <StartScreen origin={origin} before={null} onOpen={nothing} onLook={nothing} />,
  watch_wrong_address: { draw: () => <StartScreen origin="city" before={null} onOpen={nothing} onLook={nothing} />, press: '#look' },
  watch_looking: () => <LookingScreen />,
  watch_well: () => <Found />,
  watch_first: () => <Found first />,
  watch_waiting: () => (
    <Found
      findings={[
        { what: 'served_ways', alarm: false, names: ['phone'] },
        {
          what: 'served_pages',
          alarm: false,
          names: ['a/index-KJ2OhCxq.js', 'index.html', 'sw.js', 'check/sw.js', 'desk/index.html', 'guide/index.html', 'host/index.html'],
        },
      ]}
    />
  ),
  ...Object.fromEntries(
    codes.map(what => [
      `watch_${what}`,
      () => <Found findings={[{ what, alarm: true, n: 2212, names: ['library.example/witness', 'rules.json'] }]} read={read(what)} />,
    ]),
  ),
}
await openExamples(examples, (_, shown) => <Around>{shown}</Around>)
