/** The verifier (DESIGN §5.6): one page, no account, no server; scan, answer, list. It keeps nothing of a card and tells nobody. */
import '@latchkey/ui/all.css'
import './verifier.css'
import { builtAt, names as builtNames, root as rootJson } from 'virtual:city'
import { type Answer, checkCode, type No } from '@latchkey/card/check.ts'
import { isRefusalCode } from '@latchkey/card/refusal-code.ts'
import { parseRoot } from '@latchkey/certificates/root.ts'
import { type CameraSource, openCamera } from '@latchkey/ui/camera.ts'
import { inflate } from '@latchkey/ui/inflate.ts'
import { createKept } from '@latchkey/ui/kept.ts'
import { startLanguage, useText } from '@latchkey/ui/language.ts'
import { PageShell } from '@latchkey/ui/page-shell.tsx'
import { clock, verify } from '@latchkey/ui/platform.ts'
import { render } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { AnswerScreen } from './answer/answer-screen.tsx'
import { refusalAnswer } from './answer/refusal-answer.ts'
import { HomeScreen } from './home-screen.tsx'
import { type Holding, load, type Ports, refresh } from './list/refresh.ts'
import { createStore } from './list/store.ts'
import { listenToHandScanner } from './scan/hand-scanner.ts'
import { ScanScreen } from './scan/scan-screen.tsx'
import { TestsScreen } from './test-cards/tests-screen.tsx'

export interface VerifierOptions {
  camera?: CameraSource
  /** Where public files are kept; the tour uses its own. */
  cacheName?: string
  clock?: () => number
}

type Shown = { at: 'home' } | { at: 'scan' } | { at: 'answer'; answer: Answer; test: boolean } | { at: 'tests' }

const days = new Intl.DateTimeFormat('en-CA', {
  timeZone: (builtNames as { timeZone: string }).timeZone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})
/** The city's day of a moment, wherever this phone is. */
const dayOf = (moment: number) => days.format(moment * 1000)

/** An answer with a name and a face on it goes away by itself. Seconds. */
const shownFor = 30
const hour = 3_600_000
/** What a hand scanner typed may be read in two ways; these say that it was perhaps the wrong one. The seal alone makes any of them a yes. */
const maybeMisread: ReadonlySet<No> = new Set(['other_code', 'unreadable', 'changed'])

export function mountVerifier(element: HTMLElement, options: VerifierOptions = {}): () => void {
  const root = parseRoot(rootJson)
  const ports: Ports = {
    root,
    verify,
    inflate,
    clock: options.clock ?? clock,
    fetch: (...asked) => fetch(...asked),
    store: createStore(options.cacheName ?? 'latchkey-check'),
  }
  void startLanguage({ kept: createKept(`${options.cacheName ?? 'latchkey'}-language`) }).then(() =>
    render(<Verifier ports={ports} camera={options.camera ?? openCamera} />, element),
  )
  return () => render(null, element)
}

function Verifier({ ports, camera }: { ports: Ports; camera: CameraSource }) {
  const text = useText()
  const [shown, show] = useState<Shown>({ at: 'home' })
  const [holding, hold] = useState<Holding>({ periods: [], lists: new Map() })
  const [reached, setReached] = useState(true)
  const holdingNow = useRef(holding)
  holdingNow.current = holding

  useEffect(() => {
    const look = async () => {
      const found = await refresh(ports)
      hold(found.holding)
      setReached(found.reached)
    }
    void load(ports).then(hold).then(look)
    const rhythm = setInterval(look, hour)
    const online = () => void look()
    addEventListener('online', online)
    return () => {
      clearInterval(rhythm)
      removeEventListener('online', online)
    }
  }, [])

  useEffect(() => {
    if (shown.at !== 'answer') return
    const away = setTimeout(() => show({ at: 'home' }), shownFor * 1000)
    const hide = () => document.visibilityState === 'hidden' && show({ at: 'home' })
    document.addEventListener('visibilitychange', hide)
    return () => {
      clearTimeout(away)
      document.removeEventListener('visibilitychange', hide)
    }
  }, [shown])

  const check = async (...readings: string[]) => {
    const { periods, lists } = holdingNow.current
    const answers: Answer[] = []
    for (const code of readings) {
      const answer = await answerOf(code, periods, lists)
      answers.push(answer)
      if (answer.answer !== 'no' || !maybeMisread.has(answer.why)) return show({ at: 'answer', answer, test: false })
    }
    if (answers[0]) show({ at: 'answer', answer: answers[0], test: false })
  }
  useEffect(() => listenToHandScanner(readings => void check(...readings)), [])
  const answerOf = async (code: string, periods: Holding['periods'], lists: Holding['lists']): Promise<Answer> => {
    if (isRefusalCode(code)) return refusalAnswer(code, ports.root, ports.verify, dayOf)
    return checkCode(code, { root: ports.root, periods, lists, now: ports.clock(), builtAt, verify: ports.verify })
  }

  return (
    <PageShell
      product={text('check.title')}
      home="/check/"
      practice={ports.root.practice}
      listen
      heard={shown.at}
      offline={!reached && !navigator.onLine && text('check.offlineNow')}
    >
      {shown.at === 'home' && <HomeScreen holding={holding} onScan={() => show({ at: 'scan' })} onTests={() => show({ at: 'tests' })} />}
      {shown.at === 'scan' && <ScanScreen camera={camera} onCode={code => check(code)} onBack={() => show({ at: 'home' })} />}
      {shown.at === 'answer' && (
        <AnswerScreen
          answer={shown.answer}
          test={shown.test}
          onAgain={() => show(shown.test ? { at: 'tests' } : { at: 'scan' })}
          onDone={() => show({ at: 'home' })}
        />
      )}
      {shown.at === 'tests' && (
        <TestsScreen
          verify={ports.verify}
          onAnswer={answer => show({ at: 'answer', answer, test: true })}
          onBack={() => show({ at: 'home' })}
        />
      )}
    </PageShell>
  )
}
