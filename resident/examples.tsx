/**
 * Every screen of the visit, the card and the backup sheet in its states, with invented people (ui/example-pages.tsx); the screens before a visit stand in
 * examples-before.tsx. Never part of the product. One file though long: it is one list.
 */
import '@latchkey/ui/all.css'
import { faces } from 'virtual:example-faces'
import { makeCancelCode } from '@latchkey/card/cancel-code.ts'
import { makeDigests } from '@latchkey/card/digests.ts'
import { type Facts, noLines, type Pictures } from '@latchkey/card/facts.ts'
import { makeSalts } from '@latchkey/card/salts.ts'
import { encodeSealed, type SealedCard } from '@latchkey/card/sealed.ts'
import { channelFaults } from '@latchkey/channel/faults.ts'
import { type Example, type Examples, openExamples } from '@latchkey/ui/example-pages.tsx'
import { type LanguageCode, languages } from '@latchkey/ui/language.ts'
import { Screen } from '@latchkey/ui/screen.tsx'
import { speakBeside } from '@latchkey/ui/second-language.ts'
import { base64, base64urlnopad, utf8 } from '@scure/base'
import type { ComponentChildren } from 'preact'
import { BackupPage } from './backup/backup-page.tsx'
import { ErasedPage, KnownPage } from './backup/known-page.tsx'
import { CancelPage, CancelScreen } from './card/cancel-page.tsx'
import { MyCardPage } from './card/my-card-page.tsx'
import { cityTexts, names, practice, rules } from './city.ts'
import { OtherCounter } from './counter/other-counter.tsx'
import { Around } from './examples-around.tsx'
import { beforePages, borrowed } from './examples-before.tsx'
import { bookingPages } from './examples-booking.tsx'
import './later-texts.ts'
import { type Draft, emptyDraft } from './papers/draft-store.ts'
import { FixFacts } from './papers/facts.tsx'
import { PhotoStore } from './photos/photo-store.ts'
import { PhotosPage } from './photos/photos-page.tsx'
import { ScreenPaper } from './photos/screen-paper.tsx'
import { SlipPage } from './refusal/slip-page.tsx'
import type { ChangedFact } from './visit/proposal.ts'
import type { VisitState } from './visit/state.ts'
import { VisitPage } from './visit/visit-page.tsx'
import { type World, WorldProvider } from './world.ts'

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))
const nothing = () => {}
const soon = async () => {}

async function jpeg(width: number, height: number, paint: (pen: CanvasRenderingContext2D) => void): Promise<Uint8Array> {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  paint(canvas.getContext('2d')!)
  const blob = await new Promise<Blob | null>(done => canvas.toBlob(done, 'image/jpeg', 0.8))
  return new Uint8Array(await blob!.arrayBuffer())
}

/** An invented paper on a dark table, and an invented face: shapes only. */
function paintPaper(title: string) {
  return (pen: CanvasRenderingContext2D) => {
    pen.fillStyle = '#3b3530'
    pen.fillRect(0, 0, 640, 480)
    pen.fillStyle = '#f3efe4'
    pen.fillRect(70, 60, 500, 360)
    pen.fillStyle = '#222'
    pen.font = '700 34px serif'
    pen.fillText(title, 100, 120)
    pen.fillStyle = '#8a8f94'
    pen.fillRect(100, 150, 130, 170)
    for (let at = 0; at < 7; at++) pen.fillRect(260, 160 + at * 32, 250 - (at % 3) * 60, 10)
  }
}
function paintFace(pen: CanvasRenderingContext2D) {
  pen.fillStyle = '#d9dcd6'
  pen.fillRect(0, 0, 480, 640)
  pen.fillStyle = '#274b6d'
  pen.beginPath()
  pen.ellipse(240, 660, 210, 190, 0, 0, 7)
  pen.fill()
  pen.fillStyle = '#35624f'
  pen.beginPath()
  pen.ellipse(240, 300, 150, 190, 0, 0, 7)
  pen.fill()
  pen.fillStyle = '#c68d5f'
  pen.beginPath()
  pen.ellipse(240, 310, 105, 140, 0, 0, 7)
  pen.fill()
}

function sealedExample(person: 'amal' | 'rosa', facts: Omit<Facts, 'portrait'>, portrait: Uint8Array): SealedCard {
  const whole: Facts = { ...facts, portrait }
  const pictures: Pictures = { face: base64.decode(faces[person].face), print: base64.decode(faces[person].print) }
  const salts = makeSalts({ sp: random(32), sd: random(32), th: random(32) })
  const { disclosures } = makeDigests(whole, pictures, salts)
  const json = (value: unknown) => base64urlnopad.encode(utf8.decode(JSON.stringify(value)))
  return {
    city: 'chicago/practice',
    period: 11,
    facts: whole,
    pictures,
    salts,
    disclosures,
    jwt: `${json({ typ: 'dc+sd-jwt' })}.${json({ exp: 2_114_380_799 })}.${base64urlnopad.encode(new Uint8Array(64).fill(1))}`,
    blank: { index: 424_242, key: Uint8Array.of(2, ...random(32)), signature: random(64) },
    compactCard: random(64),
    compactSheet: random(64),
    cancelCode: makeCancelCode(new Uint8Array(32).fill(3), 'chicago/practice', 11, 424_242),
  }
}

/** The example that is drawn now. */
let asked = ''

async function main() {
  const portrait = (await jpeg(300, 400, pen => {
    pen.scale(300 / 480, 400 / 640)
    paintFace(pen)
  })) as Uint8Array
  const en = {
    name: 'Amal Haddad Nasser-Vidal',
    name_latin: null,
    birth_date: '1987-03-09',
    ends: '2031-11-23',
    address: '4821 N Winthrop Ave, Apt 3R\nChicago, IL 60640',
    gender: 'F' as const,
    emergency_contact: 'Omar Haddad\n(312) 555-0142',
    veteran: null,
    lines: noLines,
  }
  const sealed = sealedExample('amal', en, portrait)
  let photos = new PhotoStore()
  const paper = async (id: string, side: number, title: string) =>
    photos.put({ purpose: 'paper', paper: id, side, picture: await jpeg(640, 480, paintPaper(title)) })
  const fill = async () => {
    await paper('consular_id', 1, 'CONSULAR ID')
    await paper('consular_id', 2, 'BACK SIDE')
    await paper('lease', 1, 'LEASE')
    await paper('lease', 2, 'SIGNED PAGE')
    photos.put({ purpose: 'portrait', paper: null, side: 0, picture: await jpeg(480, 640, paintFace) })
  }

  const screenFile = (bytes: Uint8Array) => (
    <Screen at="screen-paper" title="Electric bill">
      <ScreenPaper file={new File([bytes as Uint8Array<ArrayBuffer>], 'bill')} onPage={nothing} onPick={nothing} onBack={nothing} />
    </Screen>
  )
  const keptCard = new Map<string, unknown>([['card', encodeSealed(sealed)]])
  const keptEmpty = new Map<string, unknown>()
  const keptOf = (map: Map<string, unknown>) =>
    ({
      get: async (key: string) => map.get(key) ?? null,
      put: async (key: string, value: unknown) => void map.set(key, value),
      erase: async (key: string) => void map.delete(key),
      list: async () => [...map.keys()],
      eraseAll: async () => map.clear(),
      lasting: async () => true,
    }) as World['kept']

  const camera: World['camera'] = async ({ facing }) => {
    const canvas = document.createElement('canvas')
    canvas.width = 960
    canvas.height = 720
    const pen = canvas.getContext('2d')!
    const timer = setInterval(() => {
      pen.setTransform(1, 0, 0, 1, 0, 0)
      if (facing === 'user') {
        pen.fillStyle = '#d9dcd6'
        pen.fillRect(0, 0, 960, 720)
        pen.setTransform(1, 0, 0, 1, 240, 60)
        paintFace(pen)
      } else {
        pen.scale(1.5, 1.5)
        paintPaper('CONSULAR ID')(pen)
      }
    }, 60)
    return { stream: canvas.captureStream(15), stop: () => clearInterval(timer) }
  }
  const world = (kept: Map<string, unknown>, known: string[] = []) =>
    ({
      practice,
      rules,
      names,
      cityTexts,
      help: asked.startsWith('borrowed') ? borrowed : null,
      kept: keptOf(kept),
      things: {
        slip: async () => (asked === 'slip_bad' ? new Uint8Array(4) : null),
        known: async () => known,
        place: async () => null,
        eraseAll: async () => true,
        eraseAnswers: soon,
        eraseTurn: soon,
      },
      photos,
      camera,
      fetch: async () => new Response('{}', { status: 503 }),
      looks: { now: asked === 'line_closes' ? { at: 1000, closes: 1400 } : null, subscribe: () => nothing },
      draft: { draft: fixing[asked] ?? null, subscribe: () => nothing, change: nothing },
      turn: {
        state: asked.startsWith('other_counter')
          ? { at: 'ready', number: { n: 433 }, alarm: false }
          : { at: 'none', trouble: null, comeback: asked.startsWith('refused') },
        subscribe: () => nothing,
      },
      today: () => '2026-11-28',
      print: () => window.print(),
      clock: () => Math.floor(Date.now() / 1000),
    }) as unknown as World

  const fixing: Record<string, Draft> = {
    fix: { ...emptyDraft('2026-11-28'), name: 'Suharto', birth: { year: '1961', month: '', day: '', unknown: 'month' } },
    fix_lines: {
      ...emptyDraft('2026-11-28'),
      name: 'ሰላም ታደሰ ገብረ ማርያም',
      nameLatin: 'Selam Tadesse Gebremariam',
      birth: { year: '1987', month: '3', day: '', unknown: 'day' },
      lines: { library: '2 1182 0451 9934', transit: '', pharmacy: null },
    },
  }

  const page = (state: Partial<VisitState> & { at: VisitState['at'] }, more: { papers?: string[]; stopAsked?: boolean } = {}) => (
    <VisitPage
      state={{ connection: 'open', clerk: 'here', ...state } as VisitState}
      visit={{
        ready: nothing,
        showPage: soon,
        showAgain: soon,
        answer: soon,
        wait: soon,

        askSecond: soon,
        agree: soon,
        fix: soon,
        save: soon,
        goodbye: soon,
        stop: soon,
        reconnect: nothing,
      }}
      papers={more.papers ?? ['consular_id', 'lease']}
      fixForm={({ back }) => (
        <button type="button" onClick={back}>
          R5
        </button>
      )}
      stopAsked={more.stopAsked ?? false}
      onStopAsked={nothing}
      onPhotos={nothing}
      onCard={nothing}
      onKnown={nothing}
      onErase={nothing}
      onNumber={nothing}
      onHome={nothing}
    />
  )
  const noteEs = { from: 'clerk' as const, text: 'The street on the lease is Winthrop, right?' }
  const noteAr = { from: 'resident' as const, text: 'نعم، شارع وينثروب' }
  const showing = (ask: { id: string; paper: string | null } | null, more: object = {}) =>
    page({
      at: 'showing',
      desk: '14',
      ask: ask && { phrase: rules.phrases.find(phrase => phrase.id === ask.id)!.number, paper: ask.paper },
      looking: false,
      ticks: { photo: true, birth_date: true, lives_here: false },
      pages: [],
      sending: null,
      again: false,
      held: [],
      notes: [],
      ...more,
    })
  const card = (facts: Facts, changed: ChangedFact[] = []) => page({ at: 'card', desk: '14', facts, pictures: sealed.pictures, changed })
  const arabic: Facts = {
    ...sealed.facts,
    name: 'ليلى حدّاد النصر',
    name_latin: 'Layla Haddad Alnasr',
    address: null,
    gender: null,
    emergency_contact: null,
    lines: noLines,
    ends: null,
  }
  const refused = {
    at: 'refused' as const,
    desk: '14',
    unmet: ['lives_here'],
    rules: rules.version,
    slip: new Uint8Array(64),
    second: 'offered' as const,
  }
  const singles = [['utility_bill'], ['lease'], ['shelter_letter'], ['service_letter'], ['care_of_letter'], ['bank_statement']]
  const cancel = (state: Parameters<typeof CancelScreen>[0]['state']) => (
    <CancelScreen state={state} onCode={nothing} onAgain={nothing} onBack={nothing} />
  )

  const states: Record<string, () => ComponentChildren | Promise<ComponentChildren>> = {
    photos: () => <PhotosPage papers={['consular_id', 'lease']} returned={false} onDone={nothing} />,
    photos_returned: () => <PhotosPage papers={['consular_id']} returned onDone={nothing} />,
    photos_face: async () => <PhotosPage papers={[]} returned={false} onDone={nothing} />,
    photos_list: async () => {
      await fill()
      return <PhotosPage papers={['consular_id', 'lease']} returned={false} onDone={nothing} />
    },
    screen_page: async () => screenFile(await jpeg(640, 820, paintPaper('ELECTRIC BILL'))),
    screen_fault: () => screenFile(new TextEncoder().encode('<html>')),
    other_counter: () => <OtherCounter place={random(32)} />,
    other_counter_gone: () => <OtherCounter place={random(32)} first="gone" />,
    other_counter_silent: () => <OtherCounter place={random(32)} first="silent" />,
    slip_none: () => <SlipPage onBack={nothing} />,
    slip_bad: () => <SlipPage onBack={nothing} />,
    joining: () => page({ at: 'joining' }),
    line: () => page({ at: 'line', ahead: 2, left: null, second: false }),
    line_closes: () => page({ at: 'line', ahead: 3, left: null, second: false }),
    line_left: async () => {
      await fill()
      return page({ at: 'line', ahead: 0, left: '14', second: false })
    },
    called: () => page({ at: 'called', desk: '14', again: false }),
    called_again: async () => {
      await fill()
      return page({ at: 'called', desk: '7', again: true })
    },
    ask_front: async () => {
      await fill()
      return showing({ id: 'front', paper: 'consular_id' })
    },
    ask_back_none: () => showing({ id: 'back', paper: 'consular_id' }, { notes: [noteEs, noteAr] }),
    ask_lost: () => {
      photos.lost = true
      return showing({ id: 'front', paper: 'lease' })
    },
    ask_glare: () => showing({ id: 'glare', paper: 'lease' }, { pages: [{ number: 1, purpose: 'paper', paper: 'lease', side: 1 }] }),
    ask_other: () => showing({ id: 'other_paper', paper: 'lease' }, { pages: [{ number: 1, purpose: 'paper', paper: 'lease', side: 1 }] }),
    ask_face: () => showing({ id: 'turn_head', paper: null }),
    ask_portrait: () => showing({ id: 'card_photo', paper: null }),
    spelling: () => showing({ id: 'check_spelling', paper: null }),
    sending: () => showing({ id: 'front', paper: 'lease' }, { sending: { number: 2, percent: 40 } }),
    looking: () => showing(null, { looking: true, notes: [noteEs] }),
    again: async () => {
      await fill()
      return showing(null, {
        again: true,
        held: [
          { number: 1, purpose: 'paper', paper: 'consular_id', side: 1 },
          { number: 2, purpose: 'portrait', paper: null, side: 0 },
        ],
      })
    },
    offline: () => page({ at: 'called', desk: '14', again: false, connection: 'lost' }),
    clerk_away: () => showing({ id: 'back', paper: 'consular_id' }, { clerk: 'away' }),
    stop: () => page({ at: 'called', desk: '14', again: false }, { stopAsked: true }),
    check: () => card(sealed.facts),
    check_arabic: () => card(arabic),
    check_changed: () => card({ ...sealed.facts, name: 'Amal Haddad Nasser Vidal' }, ['name']),
    check_mark: () => card({ ...sealed.facts, veteran: true }),
    check_no_mark: () => card(sealed.facts, ['veteran']),
    check_lines: () =>
      card(
        {
          ...sealed.facts,
          name: 'ሰላም ታደሰ',
          name_latin: 'Selam Tadesse',
          birth_date: '1987-03',
          lines: { library: '2 1182 0451 9934', transit: '0167 4417 2290 1', pharmacy: null },
        },
        ['birth_date', 'transit', 'pharmacy'],
      ),
    fix: () => <FixFacts send={nothing} back={nothing} />,
    fix_lines: () => <FixFacts send={nothing} back={nothing} />,
    correcting: () => page({ at: 'correcting', desk: '14' }),
    making: () => page({ at: 'making', desk: '14' }),
    sealed: () => page({ at: 'sealed', desk: '14', sealed, saved: false }),
    sealed_saved: () => page({ at: 'sealed', desk: '14', sealed, saved: true }),
    refused: () => page({ ...refused, mends: singles }),
    refused_two: () =>
      page({
        ...refused,
        unmet: ['photo', 'lives_here'],
        mends: [
          ['state_id', 'lease'],
          ['passport', 'utility_bill'],
        ],
      }),
    borrowed_sealed: () => page({ at: 'sealed', desk: '14', sealed, saved: false }),
    borrowed_over: () => page({ at: 'over', why: 'goodbye', outcome: 'card' }),
    refused_none: () => page({ ...refused, mends: [] }),
    over_card: () => page({ at: 'over', why: 'goodbye', outcome: 'card' }),
    over_ended: () => page({ at: 'over', why: 'ended_by_clerk', outcome: 'none' }),
    over_stopped: () => page({ at: 'over', why: 'stopped', outcome: 'none' }),
    ...Object.fromEntries(
      (
        [
          'place_in_use',
          'place_unknown',
          'closed',
          'broken',
          'card_unreadable',
          'seal_wrong',
          ...Object.keys(channelFaults).slice(0, 20),
        ] as const
      )
        .filter((trouble, at) => at < 6 || ['chain', 'version', 'stalled', 'expired'].includes(trouble))
        .map(trouble => [`barred_${trouble}`, () => page({ at: 'barred', trouble: trouble as 'broken' })]),
    ),
    my_card: () => <MyCardPage onBackup={nothing} onCancel={nothing} onBack={nothing} />,
    my_card_none: () => <MyCardPage onBackup={nothing} onCancel={nothing} onBack={nothing} />,
    cancel: () => <CancelPage onBack={nothing} />,
    cancel_heard: () => cancel({ at: 'heard', endsAt: Math.floor(Date.now() / 1000) + 1200, list: 'not_listed' }),
    cancel_late: () => cancel({ at: 'heard', endsAt: Math.floor(Date.now() / 1000) - 120, list: 'not_listed' }),
    cancel_listed: () => cancel({ at: 'listed', status: 'cancelled' }),
    cancel_offline: () => cancel({ at: 'refused', trouble: 'offline' }),
    backup: () => <BackupPage onBack={nothing} />,
    known: async () => {
      await fill()
      return <KnownPage visiting={false} onBack={nothing} onErased={nothing} />
    },
    known_visit: () => <KnownPage visiting onBack={nothing} onErased={nothing} />,
    known_none: () => <KnownPage visiting={false} onBack={nothing} onErased={nothing} />,
    erased: () => <ErasedPage onHome={nothing} />,
  }

  const knownIn = (name: string) =>
    name === 'known_none'
      ? []
      : name === 'known'
        ? ['answers', 'booking', 'card', 'language']
        : ['answers', 'number', 'place', 'visit', 'language']
  const inVisit = Object.entries(states).map(([name, draw]): [string, Examples[string]] => [
    name,
    {
      async draw() {
        asked = name
        photos = new PhotoStore()
        const shown = await draw()
        return (
          <WorldProvider value={world(/none|over_/.test(name) ? keptEmpty : keptCard, knownIn(name))}>
            <Around onStop={/^(my_|cancel|backup|known|erased|photos|over)/.test(name) ? undefined : nothing}>{shown}</Around>
          </WorldProvider>
        )
      },
    },
  ])
  await openExamples(withHelpers({ ...beforePages, ...bookingPages, ...Object.fromEntries(inVisit) }), (_, shown) => shown)
}

/** Screens of consequence once more, with a helper's language beneath the page's: English under each of the others, and one from right to left under English. */
const helped =
  'home who papers_some answer_missing answer_enough where facts number number_called line called ask_front spelling check sealed refused over_card my_card stop'
const fromRight = 'papers_some number ask_front refused'

function withHelpers(all: Examples): Examples {
  const of = (name: string): Example => {
    const found = all[name]!
    return typeof found === 'function' ? { draw: found } : found
  }
  const spoken = (name: string, second: LanguageCode | null, more: Partial<Example> = {}): Example => ({
    ...of(name),
    ...more,
    async draw() {
      await speakBeside(second)
      return of(name).draw()
    },
  })
  const twice = (names: string, second: LanguageCode, first: readonly LanguageCode[]) =>
    names.split(' ').map((name): [string, Example] => [`${name}_over_${second}`, spoken(name, second, { languages: first })])
  return Object.fromEntries([
    ...Object.keys(all).map((name): [string, Example] => [name, spoken(name, null)]),
    ...twice(
      helped,
      'en',
      languages.filter(code => code !== 'en'),
    ),
    ...twice(fromRight, 'ar', ['en', 'ur']),
  ])
}

void main()
