/** The resident's page: one address, screens by what is known, everything else in the modules beside this file. */
import '@latchkey/ui/all.css'
import type { Socket } from '@latchkey/channel/socket.ts'
import { cityText } from '@latchkey/cities/city.ts'
import { Button } from '@latchkey/ui/button.tsx'
import { type CameraSource, openCamera } from '@latchkey/ui/camera.ts'
import { createKept } from '@latchkey/ui/kept.ts'
import { both, startLanguage, textIn, useLanguage, useText } from '@latchkey/ui/language.ts'
import { startLooking } from '@latchkey/ui/look.ts'
import { Notice } from '@latchkey/ui/notice.tsx'
import { PageShell } from '@latchkey/ui/page-shell.tsx'
import { clock, random } from '@latchkey/ui/platform.ts'
import { renew } from '@latchkey/ui/renew.ts'
import { dayIn } from '@latchkey/ui/wait.ts'
import type { ComponentChildren } from 'preact'
import { render } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { cityTexts, names, practice, rules } from './city.ts'
import { takeDoor } from './counter/door.ts'
import { Home } from './home/home.tsx'
import { createKeptThings } from './kept-things.ts'
import { lazyScreen } from './lazy-screen.tsx'
import { createDraftStore } from './papers/draft-store.ts'
import { Who } from './papers/who-screens.tsx'
import { PhotoStore } from './photos/photo-store.ts'
import { browserHistory, createWay, type HistoryPort, type Screen } from './screens.ts'
import { useLive } from './use-live.ts'
import { createVisitKeeper } from './visit-keeper.ts'
import { createAlarm } from './waiting/alarm.ts'
import { createLooks } from './waiting/looks.ts'
import { holdTab, type LockPort } from './waiting/one-tab.ts'
import { createTurn } from './waiting/turn.ts'
import { type World, WorldProvider } from './world.ts'

export interface ResidentOptions {
  /** The one cache of everything this phone keeps. Practice residents each have their own. */
  cacheName?: string
  /** Name of the lock that keeps a second tab out. */
  lockName?: string
  fetch?: typeof globalThis.fetch
  /** Opens /relay/phone. */
  openSocket?: () => Socket
  camera?: CameraSource
  onPrint?: () => void
  /** The browser's history; in a frame of /try a double, so that *back* moves the frame alone. */
  history?: HistoryPort
  locks?: LockPort | undefined
  /** Told every screen that is gone to. */
  onScreen?: (screen: Screen) => void
  /** Begins with an empty phone: a practice resident of /try has no yesterday. */
  fresh?: boolean
}

export interface MountedResident {
  /** The same world the screens see: a practice resident drives it. */
  world: World
  unmount(): void
}

/** Code of a later screen, with the words of all later screens. */
const later = async <T,>(code: Promise<T>): Promise<T> =>
  (await Promise.all([code, import('./later-texts.ts').then(words => words.laterTexts)]))[0]
let papers: typeof import('./paper-screens.tsx') | undefined
/** R3 and R4, and what stands behind a notice. A page fetches them unasked (main.tsx). */
export const paperScreens = async () => (papers = await later(import('./paper-screens.tsx')))
const TapPapers = lazyScreen(() => paperScreens().then(module => module.TapPapers))
const Elsewhere = lazyScreen(() => paperScreens().then(module => module.Elsewhere))
const Ages = lazyScreen(() => paperScreens().then(module => module.Ages))
const Answer = lazyScreen(() => paperScreens().then(module => module.Answer))
const Where = lazyScreen(() => paperScreens().then(module => module.Where))
const Facts = lazyScreen(() => later(import('./papers/facts.tsx')).then(module => module.Facts))
const NumberScreen = lazyScreen(() => later(import('./waiting/number.tsx')).then(module => module.NumberScreen))
const Photos = lazyScreen(() => later(import('./photos/prepare-photos.tsx')).then(module => module.PreparePhotos))
const VisitScreen = lazyScreen(() => later(import('./visit-screen.tsx')).then(module => module.VisitScreen))
const CounterPage = lazyScreen(() => later(import('./counter/counter-page.tsx')).then(module => module.CounterPage))
const OtherCounter = lazyScreen(() => later(import('./counter/other-counter.tsx')).then(module => module.OtherCounter))
const FormPage = lazyScreen(() => later(import('./papers/form-page.tsx')).then(module => module.FormPage))
const HelperScreens = lazyScreen(() => later(import('./beside/helper-screens.tsx')).then(module => module.HelperScreens))
const CardScreens = lazyScreen(() => later(import('./card-screens.tsx')).then(module => module.CardScreens))

const phoneSocket = (): Socket => {
  const address = new URL('/relay/phone', location.href)
  address.protocol = address.protocol === 'http:' ? 'ws:' : 'wss:'
  return new WebSocket(address) as Socket
}

/** Draws the resident's page into `element`, in place of what stands there. Resolves when the first screen is drawn. */
export async function mountResident(element: HTMLElement, options: ResidentOptions = {}): Promise<MountedResident> {
  // Before anything is drawn or waited for: what stands behind # leaves the address bar. A frame has an address of its own.
  const place = options.history ? null : takeDoor(window)
  const ask = options.fetch ?? globalThis.fetch.bind(globalThis)
  const kept = createKept(options.cacheName)
  if (options.fresh) await kept.eraseAll()
  const things = createKeptThings(kept, ask)
  const listeners = new Set<() => void>()
  const redraw = () => {
    for (const listener of listeners) listener()
  }
  const today = () => looks.now?.day ?? dayIn(names.timeZone, clock())
  const draft = createDraftStore(
    things,
    today,
    rules.version,
    rules.kinds.map(kind => kind.id),
  )
  const turn = createTurn({ things, fetch: ask, random, visible: () => document.visibilityState === 'visible' })
  const looks = createLooks(startLooking, {
    fetch: ask,
    ahead: () => turn.ahead(),
    heard: now => void turn.heard(now),
  })
  const photos = new PhotoStore()
  const openSocket = options.openSocket ?? phoneSocket

  await startLanguage({ kept })
  await things.endDay(dayIn(names.timeZone, clock()))
  await Promise.all([draft.load(), turn.start()])
  // Anybody can make a link like the code of a desk: what this phone has is not given up before its person was asked.
  const arrive = async (found: Uint8Array): Promise<Screen> => {
    if (turn.state.at !== 'none' || (await things.known()).includes('visit')) return { at: 'other_counter', place: found }
    await turn.enter(found, today())
    return { at: 'counter' }
  }

  const at = { none: 'home', asking: 'home', claiming: 'number', waiting: 'number', ready: 'visit', counter: 'counter' } as const
  const history = options.history ?? browserHistory()
  // The page erased everything and began anew (beside/give-back-page.tsx).
  const erased = (history.state as { erased?: unknown } | null)?.erased
  const first: Screen = place ? await arrive(place) : { at: erased ? 'erased' : at[turn.state.at] }
  // A page that begins in the middle was loaded again: photos of before were in the page only.
  const returned = first.at !== 'home' && !erased
  photos.lost = returned
  /** A server with newer pages may say what this one cannot read, and then nobody here would hear their call. Not while anything is done that only this page knows. */
  const renewUnreadable = (at: Screen['at']) => {
    const isIdle = (at === 'home' || at === 'number') && photos.all.length === 0
    if (looks.state === 'broken' && isIdle && !options.history) void renew()
  }
  const way = createWay(history, first, screen => {
    redraw()
    options.onScreen?.(screen)
    renewUnreadable(screen.at)
  })
  looks.subscribe(() => renewUnreadable(way.screen.at))
  options.onScreen?.(first)
  const keeper = createVisitKeeper({
    rules,
    kept,
    things,
    draft,
    turn,
    photos,
    openSocket,
    today,
    dayOf: moment => dayIn(names.timeZone, moment),
  })
  const world: World = {
    practice,
    rules,
    names,
    cityTexts,
    kept,
    // What a screen erases is also gone from the page's memory, or the next letter typed would bring it back.
    things: {
      ...things,
      eraseAnswers: () => draft.erase(),
      eraseTurn: () => turn.drop(),
      async eraseAll() {
        await keeper.close()
        photos.clear()
        world.help?.end()
        await draft.erase()
        await turn.drop()
        return things.eraseAll()
      },
    },
    draft,
    help: null,
    photos,
    way,
    turn,
    looks,
    alarm: createAlarm(),
    openVisit: () => keeper.open(),
    anotherCard: () => keeper.another(),
    visiting: () => keeper.running,
    closeVisit: () => keeper.close(),
    fetch: ask,
    openSocket,
    camera: options.camera ?? openCamera,
    print: options.onPrint ?? (() => window.print()),
    clock,
    today,
  }

  if (await kept.get('helper').catch(() => null))
    await later(import('./beside/help.ts')).then(
      ({ startHelper }) => startHelper(world),
      () => {},
    )

  const seen = () => {
    if (document.visibilityState === 'visible') looks.look()
  }
  document.addEventListener('visibilitychange', seen)
  // A page that is put away must not sit in the browser's memory with somebody's papers in it.
  const away = () => photos.clear()
  window.addEventListener('pagehide', away)
  // The code scanned into a page that is already open.
  const entered = () => {
    const found = options.history ? null : takeDoor(window)
    if (found) void arrive(found).then(way.restart)
  }
  window.addEventListener('hashchange', entered)

  let here: boolean | null = null
  const tab = holdTab(options.lockName ?? 'latchkey-resident', 'locks' in options ? options.locks : navigator.locks, now => {
    if (here === now) return
    // The other tab may have gone on: what it kept is read again before this one goes on.
    const again = here !== null && now
    here = now
    if (!now) {
      looks.stop()
      void keeper.close()
      redraw()
      return
    }
    const go = () => {
      looks.start()
      redraw()
    }
    if (again) void Promise.all([draft.load(), turn.start()]).then(go)
    else go()
  })

  const page = document.createElement('div')
  render(
    <WorldProvider value={world}>
      <Resident
        source={{
          subscribe(listener) {
            listeners.add(listener)
            return () => void listeners.delete(listener)
          },
        }}
        world={world}
        returned={returned}
        isHere={() => here !== false}
        take={() => tab.take()}
      />
    </WorldProvider>,
    page,
  )
  element.replaceChildren(page)
  return {
    world,
    unmount() {
      looks.stop()
      tab.leave()
      void keeper.close()
      photos.clear()
      world.alarm.disarm()
      way.end()
      window.removeEventListener('pagehide', away)
      window.removeEventListener('hashchange', entered)
      document.removeEventListener('visibilitychange', seen)
      render(null, page)
      page.remove()
    },
  }
}

function Resident(props: {
  source: { subscribe(listener: () => void): () => void }
  world: World
  returned: boolean
  isHere: () => boolean
  take: () => void
}) {
  const { source, world, returned, isHere, take } = props
  const text = useText()
  const { code } = useLanguage()
  useLive(source)
  useLive(world.looks)
  useLive(world.turn)
  useLive(world.draft)
  const [moved, setMoved] = useState(false)
  const first = useRef(world.way.screen.at)
  const [stop, setStop] = useState<(() => void) | null>(null)
  const { screen } = world.way
  const { now } = world.looks
  const turn = world.turn.state
  // The next card of a party: the place waits for its papers, nobody calls.
  const nextCard = (world.draft.draft?.card ?? 1) > 1
  const called = (turn.at === 'ready' && !nextCard) || (turn.at === 'waiting' && turn.reached)

  useEffect(() => {
    // A page that comes back on its number has not moved yet: it says *Welcome back* until somebody does.
    if (screen.at !== first.current) setMoved(true)
  }, [screen.at])
  // From *Your number is 433* straight into the visit; from any other screen by the button that appears there.
  useEffect(() => {
    if (turn.at === 'ready' && screen.at === 'number' && world.draft.draft !== null) world.way.replace({ at: 'visit' })
  }, [turn.at, screen.at])
  useEffect(() => {
    if (!called || !turn.alarm) return
    world.alarm.ring()
    const title = document.title
    document.title = textIn(code)('number.called.tab')
    const quiet = () => {
      world.alarm.quiet()
      document.title = title
    }
    document.addEventListener('pointerdown', quiet, { once: true })
    document.addEventListener('keydown', quiet, { once: true })
    return () => {
      quiet()
      document.removeEventListener('pointerdown', quiet)
      document.removeEventListener('keydown', quiet)
    }
  }, [called])

  const inVisit = screen.at === 'visit'
  const later = !inVisit && now?.ordered.some(({ at }) => at <= now.closes)
  const notice = now && (!now.open || now.changed[0] || later) && (
    <>
      {!now.open && both(code => cityText(world.cityTexts, code, `notice.${now.notice ?? world.rules.notices[0]!.number}`))}
      {papers && <papers.WaysLeft now={now} link={!inVisit} />}
    </>
  )
  return (
    <PageShell
      product={cityText(cityTexts, code, 'name.card')}
      practice={practice}
      listen
      heard={screen.at}
      notice={notice}
      offline={world.looks.state === 'offline' && !inVisit && text(turn.at === 'none' ? 'shell.offline.no_place' : 'shell.offline')}
      onStop={inVisit && stop ? stop : undefined}
      more={{ words: textIn(code)('home.helper'), go: () => world.way.go({ at: 'helper' }) }}
    >
      {isHere() ? (
        <>
          {world.help && <world.help.Bar />}
          {called && !inVisit && screen.at !== 'number' && screen.at !== 'facts' && (
            <Notice
              tone="good"
              role="alert"
              title={text('number.called.title')}
              actions={
                <Button kind="main" id="called-go" onPress={() => world.way.go({ at: turn.at === 'ready' ? 'visit' : 'number' })}>
                  {text('number.called.here')}
                </Button>
              }
            />
          )}
          {world.draft.asksAgain && (
            <Notice
              tone="warn"
              id="rules-changed"
              title={text('papers.again.title')}
              actions={
                screen.at !== 'papers' && (
                  <Button id="papers-again" onPress={() => world.way.go({ at: 'papers' })}>
                    {text('papers.again.go')}
                  </Button>
                )
              }
            >
              {text('papers.again.text')}
            </Notice>
          )}
          {shown(screen)}
        </>
      ) : (
        <Elsewhere take={take} />
      )}
    </PageShell>
  )

  function shown(at: Screen): ComponentChildren {
    switch (at.at) {
      case 'home':
        return <Home keepFocus={!moved} onNumber={() => world.way.go({ at: world.draft.draft?.papers.length ? 'facts' : 'who' })} />
      case 'who':
        return <Who />
      case 'papers':
        return <TapPapers />
      case 'ages':
        return <Ages />
      case 'tie':
      case 'caretaker':
        return <TapPapers key={at.at} step={at.at} />
      case 'answer':
        return <Answer />
      case 'where':
        return <Where />
      case 'facts':
        return <Facts onDone={toNumber} />
      case 'number':
        return <NumberScreen returned={returned && !moved} />
      case 'counter':
        return <CounterPage />
      case 'other_counter':
        return <OtherCounter key={at.place} place={at.place} />
      case 'form':
        return <FormPage />
      case 'photos':
        return <Photos returned={returned} onDone={() => world.way.back()} />
      case 'visit':
        return <VisitScreen onStop={ask => setStop(() => ask)} />
      case 'helper':
      case 'give_back':
        return <HelperScreens at={at.at} />
      default:
        return <CardScreens screen={at} />
    }
  }

  /** R5 is answered: back to the number in hand, or take one. */
  function toNumber() {
    if (turn.at === 'ready') return world.way.replace({ at: 'visit' })
    if (turn.at === 'counter') return world.way.go({ at: 'counter' })
    if (turn.at === 'none' && !turn.comeback && (now === null || (now.open && now.desks))) void world.turn.take()
    world.way.go({ at: 'number' })
  }
}
