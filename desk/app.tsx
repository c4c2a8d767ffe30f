/**
 * The desk: D1 Open, D2 Line, one case at a time, and the administrator's page behind #settings. Everything in page memory only. One file though long: which
 * screen follows which, and what each leaves behind when it goes, is only seen when they stand together.
 */
import '@latchkey/ui/all.css'
import './desk.css'
import './visit/case.css'
import './settings/settings.css'
import type { Passkey } from '@latchkey/certificates/passkey.ts'
import type { Root } from '@latchkey/certificates/root.ts'
import type { Socket } from '@latchkey/channel/socket.ts'
import { type CityNames, type CityTexts, cityText } from '@latchkey/cities/city.ts'
import type { Rules } from '@latchkey/rules/rules.ts'
import { staffLanguages, startLanguage, useLanguage, useText } from '@latchkey/ui/language.ts'
import { Notice } from '@latchkey/ui/notice.tsx'
import { PageShell } from '@latchkey/ui/page-shell.tsx'
import { clock, generateP256, random, verify } from '@latchkey/ui/platform.ts'
import { render } from 'preact'
import { useEffect, useMemo, useReducer, useRef, useState } from 'preact/hooks'
import { type Fetch, type Server, serverOf } from './ask-server.ts'
import { BlockTask } from './block/block-task.tsx'
import { BoardTask } from './board/board-task.tsx'
import { SaidByOthers } from './board/said.tsx'
import { deskName } from './board/words.ts'
import { City, type DeskCity, dayIn } from './city.ts'
import { CounterTask } from './counter/counter-task.tsx'
import { type StartTrouble, troubleOf } from './counter/start-trouble.ts'
import { DarkScreen } from './dark-screen.tsx'
import { CloseDay, DayClosed } from './day/close-day.tsx'
import { DayContext } from './day/day.ts'
import { OpenDay } from './day/open-day.tsx'
import { countLookHere, countRefused, countSecondLook, countUnmet, countVisit, newTally } from './day/tally.ts'
import { useDayState } from './day/use-day-state.ts'
import { InHandTask } from './in-hand/in-hand-task.tsx'
import { LegalPage } from './legal/legal-page.tsx'
import { isNewer } from './newer.ts'
import { Open, type OpenProps } from './open/open.tsx'
import { type DeskKey, seatsOf } from './open/sign-in.ts'
import { browserPasskeys, type PasskeyProvider } from './passkey-provider.ts'
import { periodNow, technicalEndOf } from './period-now.ts'
import { browserPrinter } from './print/browser-printer.ts'
import { useOwnLists } from './print/own-lists.ts'
import { PrintTask } from './print/print-task.tsx'
import type { Printer } from './print/printer.ts'
import { ReplaceTask } from './replace/replace-task.tsx'
import { browserWindows, createSecondScreen, type SecondScreen } from './second/second-screen.ts'
import { Settings } from './settings/settings.tsx'
import { siteName } from './settings/way-name.ts'
import { SlipTask } from './slip/slip-task.tsx'
import type { Task } from './task.ts'
import { endEncoder } from './visit/avif-in-worker.ts'
import { CaseScreen } from './visit/case-screen.tsx'
import { decodePage } from './visit/decode.ts'
import { HeldPictures } from './visit/held-pictures.ts'
import { makePictures } from './visit/pictures.ts'
import { createSitting, type Sitting } from './visit/sitting.ts'
import { useDark } from './visit/use-dark.ts'
import { Barred } from './waiting/barred.tsx'
import { createDeskLine, type DeskLine } from './waiting/desk-line.ts'
import { Line, Resting } from './waiting/line.tsx'

export interface DeskOptions {
  /** 'browser': navigator.credentials. In practice `try/` brings a software one. */
  passkey: 'browser' | PasskeyProvider
  /** Where a supervisor's key comes from who decides at another clerk's desk; those of `passkey` if left out. */
  supervisorKeys?: PasskeyProvider
  /** The root this page was built with; null while the city has none and makes it on the settings page. */
  root: Root | null
  rules: Rules
  /** Rules of earlier versions: the opening says what is different. */
  earlier?: readonly Rules[]
  texts: CityTexts
  names: CityNames
  fetch?: Fetch
  /** The site this desk stands at, if its address says so. */
  site?: string | null
  /** Opens /relay/desk. */
  openSocket?: () => Socket
  /** Where cards are printed; the browser's own dialog if left out. */
  printer?: Printer
  /** The line of a desk that has signed in: the tour's practice clerk works it while the screens show what happens. */
  onLine?: (line: DeskLine) => void
}

const deskSocket = (): Socket =>
  new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/relay/desk`) as unknown as Socket

/** Draws the desk into `el`. The answer takes it away again, with everything it held. */
export function mountDesk(el: HTMLElement, options: DeskOptions): () => void {
  const page = el.closest('html') ?? document.documentElement
  // Nothing is remembered at a desk, not even a language: the next clerk's browser speaks for the next clerk.
  void startLanguage({ root: page, among: staffLanguages }).then(() => render(<Desk {...options} />, el))
  return () => render(null, el)
}

const tasks = {
  print: PrintTask,
  replace: ReplaceTask,
  in_hand: InHandTask,
  slip: SlipTask,
  block: BlockTask,
  open_day: OpenDay,
  close_day: CloseDay,
} satisfies Record<Exclude<Task, 'counter' | 'board'>, unknown>

const none: readonly Rules[] = []

interface Day {
  key: DeskKey
  passkey: Passkey
}

function Desk(options: DeskOptions) {
  const { root, rules, earlier = none, texts, names, site = null } = options
  const city = useMemo<DeskCity>(() => ({ root, rules, earlier, texts, names, site }), [root, rules, earlier, texts, names, site])
  const fetch = useMemo<Fetch>(() => options.fetch ?? ((...all) => globalThis.fetch(...all)), [options.fetch])
  const server = useMemo(() => serverOf(fetch), [fetch])
  const passkeys = options.passkey === 'browser' ? browserPasskeys : options.passkey
  const supervisorKeys = options.supervisorKeys ?? passkeys
  const [day, setDay] = useState<Day | null>(null)
  const [why, setWhy] = useState<OpenProps['why']>('first')
  const [done, setDone] = useState(false)
  const dark = useDark()
  const second = useMemo(() => createSecondScreen(browserWindows()), [])
  useEffect(() => second.hide(dark), [dark])
  useEffect(() => {
    // Its window outlives this page: a reload must leave nobody's card on it.
    const gone = () => second.hide(true)
    window.addEventListener('pagehide', gone)
    return () => window.removeEventListener('pagehide', gone)
  }, [second])
  const [settings, setSettings] = useState(root === null || location.hash === '#settings')
  const [legal, setLegal] = useState(root !== null && location.hash === '#legal')
  const newer = useNewer()
  const language = useLanguage()
  const text = useText()
  useEffect(() => {
    const follow = () => {
      setSettings(root === null || location.hash === '#settings')
      setLegal(root !== null && location.hash === '#legal')
    }
    window.addEventListener('hashchange', follow)
    return () => window.removeEventListener('hashchange', follow)
  }, [root])
  useEffect(() => {
    document.title = text('desk.tab')
  }, [language.code])

  const leave = () => (location.hash = site ?? '')
  const close = (reason: OpenProps['why'] | 'day') => {
    setDay(null)
    if (reason === 'day') setDone(true)
    else setWhy(reason)
  }

  return (
    <City.Provider value={city}>
      <PageShell
        among={staffLanguages}
        product={text('desk.product', { card: cityText(city.texts, language.code, 'name.card') })}
        practice={root?.practice ?? false}
        wide
        header={
          (day || site) && (
            <span class="desk-alias">
              {[
                day && deskName(text, { alias: day.key.alias, supervisor: day.key.supervises }),
                site && siteName({ texts, code: language.code }, site),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          )
        }
      >
        {settings && !day ? (
          <Settings server={server} passkeys={passkeys} onLeave={root === null ? undefined : leave} />
        ) : legal && !day ? (
          <>
            {dark && <DarkScreen />}
            <div hidden={dark}>
              <LegalPage server={server} fetch={fetch} passkeys={passkeys} dark={dark} onLeave={leave} />
            </div>
          </>
        ) : (
          <>
            {dark && <DarkScreen />}
            <div hidden={dark} class="desk">
              {done ? (
                <DayClosed />
              ) : day ? (
                <Sitter
                  {...options}
                  supervisorKeys={supervisorKeys}
                  second={second}
                  server={server}
                  day={day}
                  dark={dark}
                  newer={newer}
                  onClose={close}
                />
              ) : (
                <Open
                  server={server}
                  passkeys={passkeys}
                  inBrowser={options.passkey === 'browser'}
                  dark={dark}
                  why={why}
                  onOpen={(key, passkey) => setDay({ key, passkey })}
                  onSettings={() => (location.hash = 'settings')}
                  onLegal={() => (location.hash = 'legal')}
                />
              )}
            </div>
          </>
        )}
      </PageShell>
    </City.Provider>
  )
}

type SitterProps = DeskOptions & {
  supervisorKeys: PasskeyProvider
  second: SecondScreen
  server: Server
  day: Day
  dark: boolean
  newer: boolean
  onClose(reason: OpenProps['why'] | 'day'): void
}

/** A signed-in desk: the line, and the case that is open. */
function Sitter({
  second,
  server,
  day,
  dark,
  newer,
  onClose,
  root,
  rules,
  names,
  site = null,
  openSocket = deskSocket,
  onLine,
  printer = browserPrinter,
  supervisorKeys,
}: SitterProps) {
  const text = useText()
  const [round, setRound] = useState(0)
  const [expired, setExpired] = useState(false)
  const [, draw] = useReducer((n: number) => n + 1, 0)
  const sitting = useRef<Sitting | null>(null)
  const technicalEnd = useTechnicalEnd(server)
  const own = useOwnLists(server, root)
  const [task, setTask] = useState<Task | null>(null)
  const [tally, setTally] = useState(() => newTally(random))
  const [trouble, setTrouble] = useState<StartTrouble | null>(null)
  const toCounter = (met: StartTrouble | null) => {
    setTrouble(met)
    setTask('counter')
  }
  const line = useMemo<DeskLine>(
    () =>
      createDeskLine({
        root: root as Root,
        rules,
        alias: day.key.alias,
        supervises: day.key.supervises,
        clerkCertificate: day.key.clerkCertificate,
        deskCertificate: day.key.deskCertificate,
        deskSign: day.key.deskSign,
        passkey: day.passkey,
        makePictures: page => makePictures(page, (root as Root).city),
        forgottenKey: async () => (await generateP256()).publicKey65,
        period: number => server.period(number),
        today: () => dayIn(names.timeZone, clock()),
        random,
        clock,
        verify,
        openSocket,
        site,
      }),
    [round],
  )
  useEffect(() => {
    const stop = line.subscribe(() => draw(0))
    line.start()
    draw(0)
    onLine?.(line)
    const online = () => line.reconnect()
    window.addEventListener('online', online)
    const end = setTimeout(() => setExpired(true), Math.max(0, day.key.to - clock()) * 1000)
    return () => {
      stop()
      window.removeEventListener('online', online)
      clearTimeout(end)
      line.close()
      sitting.current?.stop()
      sitting.current = null
    }
  }, [line])

  const { state } = line
  // The last word goes out before the page lets go of its line.
  const today = useDayState(line, {
    alias: day.key.alias,
    printer,
    openSecond: () => second.open(),
    closeDay: () => setTimeout(() => onClose('day')),
  })
  const open = state.at === 'visit' ? state.case : null
  if (sitting.current && sitting.current.case !== open) {
    sitting.current.stop()
    sitting.current = null
  }
  if (open && !sitting.current) {
    sitting.current = createSitting({
      case: open,
      rules,
      pictures: new HeldPictures(decodePage),
      today: () => dayIn(names.timeZone, clock()),
      // The encoder's memory held a face.
      onClosed: endEncoder,
      clock,
      onVisit: language => setTally(now => countVisit(now, language)),
      onRefused: unmet => setTally(now => countUnmet(countRefused(now), unmet)),
      onSecondLook: minutes => setTally(now => (minutes === null ? countSecondLook(now) : countLookHere(countSecondLook(now), minutes))),
      // By way of the line's screen: if nobody is ready, that is where it says so. The goodbye goes out first.
      onNext: () =>
        void open.gone().then(() => {
          line.rest()
          if (open.counter) return toCounter(null)
          setTask(null)
          line.next()
        }),
      onParty: () => {
        const { by } = line
        const { shared } = open
        void open.gone().then(() => {
          line.rest()
          if (by) line.counter(by, shared).catch(fault => toCounter(troubleOf(fault)))
        })
      },
    })
  }
  const rest = () => line.signOut()
  const between = state.at !== 'visit' || state.case.state.at === 'closed'
  useEffect(() => {
    // An open case is finished first; the server says itself when it takes no more of this key.
    if (expired && between) onClose('key_ran_out')
  }, [expired, between])
  useEffect(() => {
    if (state.at === 'barred' && state.fault === 'not_signed_in') onClose('key_ran_out')
    if (state.at === 'barred' && state.fault === 'not_certified') onClose('not_certified')
  }, [state])

  const supervisors = async () => {
    const { clerks } = await server.state()
    const seats = await seatsOf(root as Root, clerks, clock(), verify)
    return seats.flatMap(({ clerk, certified }) => {
      const passkey =
        clerk.role === 'supervisor' && clerk.alias !== day.key.alias && supervisorKeys.of({ ...clerk, rpId: (root as Root).rpId })
      return passkey ? [{ alias: clerk.alias, clerkCertificate: certified, passkey }] : []
    })
  }
  const lost = state.connection === 'lost'
  if (state.at === 'visit' && sitting.current) {
    return (
      <>
        {!dark && <SaidByOthers line={state.line} messages={state.messages} />}
        <CaseScreen
          sitting={sitting.current}
          dark={dark}
          newer={newer}
          technicalEnd={technicalEnd}
          ready={state.ready}
          second={second}
          printing={{ printer: today.printer, onTally: setTally }}
          party={line.by !== null && ('number' in line.by || ('code' in line.by && line.by.people > 1))}
          onBreak={rest}
          supervisors={supervisors}
          supervisor={state.supervisor}
        />
      </>
    )
  }
  if (task === 'counter' && state.at === 'line') {
    const leave = () => {
      setTrouble(null)
      setTask(null)
    }
    return <CounterTask key={trouble} line={line} dark={dark} second={second} trouble={trouble} onDone={leave} />
  }
  if (task === 'board' && state.at === 'line') {
    return (
      <BoardTask
        line={line}
        alias={day.key.alias}
        passkey={day.passkey}
        server={server}
        lost={lost}
        dark={dark}
        onDone={() => setTask(null)}
      />
    )
  }
  if (task !== null && task !== 'counter' && task !== 'board' && state.at === 'line') {
    const Doing = tasks[task]
    return (
      <DayContext.Provider value={today}>
        {task === 'print' && today.opening.at !== 'open' && !dark && (
          <Notice tone="warn" role="status" id="not-set-up" title={text('day.line.not_opened')} />
        )}
        <Doing
          line={line}
          passkey={day.passkey}
          printer={today.printer}
          own={own}
          tally={tally}
          onTally={change => setTally(change)}
          dark={dark}
          onDone={() => setTask(null)}
        />
      </DayContext.Provider>
    )
  }
  if (dark) return null
  if (state.at === 'line') {
    return (
      <Line
        waiting={state.waiting}
        ready={state.ready}
        open={state.open}
        counter={state.counter}
        second={state.second}
        quotaLeft={state.quotaLeft}
        nobody={state.nobody}
        left={state.left}
        lost={lost}
        newer={newer}
        dark={dark}
        line={state.line}
        messages={state.messages}
        supervises={day.key.supervises}
        onRead={id => line.read(id)}
        opened={today.opening.at !== 'no'}
        rightsOpen={today.rights.length}
        onNext={() => line.next()}
        onTask={setTask}
        onBreak={rest}
        onReload={() => location.reload()}
        onSeen={() => line.seen()}
      />
    )
  }
  if (state.at === 'signed_out') return <Resting dark={dark} onBack={() => setRound(round + 1)} />
  return <Barred fault={state.at === 'barred' ? state.fault : null} lost={lost} onAgain={() => setRound(round + 1)} />
}

/** Whether the server now gives another page than this one: new rules or new software. Asked every five minutes. */
function useNewer(): boolean {
  const [newer, setNewer] = useState(false)
  useEffect(() => {
    let on = true
    const look = async () => {
      if (await isNewer(document, location.pathname)) on && setNewer(true)
    }
    const timer = setInterval(look, 300_000)
    return () => {
      on = false
      clearInterval(timer)
    }
  }, [])
  return newer
}

function useTechnicalEnd(server: Server): number {
  const [end, setEnd] = useState(() => technicalEndOf(periodNow(clock())))
  useEffect(() => {
    server.period(periodNow(clock())).then(
      bytes => setEnd(technicalEndOf(periodNow(clock()), bytes)),
      () => {},
    )
  }, [])
  return end
}
