/**
 * Every screen of the desk in its states, for looking and for axe; the last part of the address picks one: examples.html#face. The case is
 * an example without a phone, the papers are drawn here. A language is set with ?ar. One file though long: it is one list.
 */
import { noLines } from '@latchkey/card/facts.ts'
import '@latchkey/ui/all.css'
import './desk.css'
import { rules as cityRules, names, texts } from 'virtual:city'
import type { Root } from '@latchkey/certificates/root.ts'
import type { Answers } from '@latchkey/channel/messages.ts'
import type { CityNames, CityTexts } from '@latchkey/cities/city.ts'
import { parseRules } from '@latchkey/rules/rules.ts'
import { isLanguage, setLanguage, startLanguage } from '@latchkey/ui/language.ts'
import { PageShell } from '@latchkey/ui/page-shell.tsx'
import { clock } from '@latchkey/ui/platform.ts'
import { base64 } from '@scure/base'
import { type ComponentChildren, render } from 'preact'
import { useEffect, useMemo, useState } from 'preact/hooks'
import type { Server } from './ask-server.ts'
import { City } from './city.ts'
import { DarkScreen } from './dark-screen.tsx'
import { CloseDay, DayClosed } from './day/close-day.tsx'
import { DayContext } from './day/day.ts'
import { OpenDay } from './day/open-day.tsx'
import { noOpening } from './day/opening.ts'
import { createExampleCase, type ExampleCase, nothingShown } from './examples-case.ts'
import { printPages } from './examples-print.tsx'
import { InHandTask } from './in-hand/in-hand-task.tsx'
import { MailLabel } from './mail/mail-label.tsx'
import { Open } from './open/open.tsx'
import { browserPrinter } from './print/browser-printer.ts'
import { noLists } from './print/own-lists.ts'
import type { Printer } from './print/printer.ts'
import { ReplaceTask } from './replace/replace-task.tsx'
import type { SecondScreen } from './second/second-screen.ts'
import { ClerkAct } from './settings/clerk-act.tsx'
import { PeriodAct } from './settings/period-act.tsx'
import { RootAct } from './settings/root-act.tsx'
import { Settings } from './settings/settings.tsx'
import { WayAct } from './settings/way-act.tsx'
import type { TaskProps } from './task.ts'
import { CaseScreen } from './visit/case-screen.tsx'
import { decodePage } from './visit/decode.ts'
import { HeldPictures } from './visit/held-pictures.ts'
import { makePictures } from './visit/pictures.ts'
import { createSitting, type Sitting } from './visit/sitting.ts'
import type { CaseScreen as Somewhere } from './visit/state.ts'
import { Barred } from './waiting/barred.tsx'
import type { DeskLine } from './waiting/desk-line.ts'
import { Line, Resting } from './waiting/line.tsx'

const rules = parseRules(cityRules)
const root: Root = {
  city: 'chicago/practice',
  practice: true,
  threshold: 2,
  rpId: 'localhost',
  origins: ['http://localhost'],
  administrators: ['a', 'b', 'c'].map((alias, at) => ({ alias, credentialId: new Uint8Array([at]), publicKey: new Uint8Array(65) })),
}
const nowhere = () => {}

const answers: Answers = {
  language: 'es',
  kind: 'adult',
  name: 'María del Carmen Ibáñez Quiñones',
  nameLatin: null,
  birthDate: '1988-04-09',
  address: '2140 S Example St Apt 3\nChicago IL 60608',
  gender: null,
  emergencyContact: null,
  lines: noLines,
  papers: ['passport', 'lease'],
}

/** A flat face on a wall, as JPEG. */
function drawnPicture(kind: 'passport' | 'lease' | 'bank' | 'face' | 'turned'): Uint8Array {
  const canvas = document.createElement('canvas')
  const [width, height] = kind === 'face' || kind === 'turned' ? [900, 1200] : kind === 'lease' ? [1000, 1300] : [1250, 880]
  canvas.width = width
  canvas.height = height
  const pen = canvas.getContext('2d')!
  const face = (x: number, y: number, size: number, shift: number) => {
    pen.save()
    pen.translate(x, y)
    pen.scale(size, size)
    pen.fillStyle = '#d5dce1'
    pen.fillRect(0, 0, 300, 400)
    pen.fillStyle = '#a23b3b'
    pen.beginPath()
    pen.ellipse(150, 420, 140, 110, 0, 0, 7)
    pen.fill()
    pen.fillStyle = '#d9a47c'
    pen.fillRect(120, 250, 60, 80)
    pen.beginPath()
    pen.ellipse(150, 190, 82, 108, 0, 0, 7)
    pen.fill()
    pen.fillStyle = '#2a1a12'
    pen.beginPath()
    pen.ellipse(150, 120, 96, 66, 0, Math.PI, 0)
    pen.fill()
    for (const side of [-1, 1]) {
      pen.beginPath()
      pen.ellipse(150 + shift + side * 33, 185, 9, 7, 0, 0, 7)
      pen.fill()
    }
    pen.fillRect(148 + shift * 1.4, 190, 6, 36)
    pen.fillStyle = '#8c3a3a'
    pen.fillRect(124 + shift, 250, 52, 9)
    pen.restore()
  }
  pen.fillStyle = '#6b5a48'
  pen.fillRect(0, 0, width, height)
  if (kind === 'face' || kind === 'turned') face(0, 0, 3, kind === 'turned' ? 24 : 0)
  else {
    pen.fillStyle = kind === 'bank' ? '#27496d' : '#f2ecdd'
    pen.fillRect(40, 40, width - 80, height - 80)
    pen.fillStyle = kind === 'bank' ? '#fff' : '#222'
    pen.font = '600 44px sans-serif'
    pen.fillText(kind === 'lease' ? 'LEASE (SPECIMEN)' : kind === 'bank' ? 'A BANK (SPECIMEN)' : 'PASSPORT (SPECIMEN)', 90, 120)
    pen.font = '32px sans-serif'
    const lines =
      kind === 'passport'
        ? ['IBÁÑEZ QUIÑONES', 'MARÍA DEL CARMEN', '09 APR 1988', '01 JAN 2030']
        : [
            'Tenant: María del Carmen Ibáñez Quiñones',
            '2140 S Example St Apt 3, Chicago',
            'From 1 March 2026',
            'Rent to be paid on the first day of each month.',
          ]
    for (const [at, line] of lines.entries()) pen.fillText(line, kind === 'passport' ? 480 : 90, 220 + at * 74)
    if (kind === 'passport') face(90, 180, 1.15, 0)
    if (kind === 'lease') for (let at = 0; at < 14; at++) pen.fillRect(90, 560 + at * 44, 600 + ((at * 97) % 220), 8)
  }
  return base64.decode(canvas.toDataURL('image/jpeg', 0.8).split(',')[1]!)
}

const noSecond: SecondScreen = { here: false, subscribe: () => nowhere, open: nowhere, show: nowhere, hide: nowhere, answered: null }

type Build = (open: ExampleCase, sitting: Sitting) => void | Promise<void>

function Case({ at, build }: { at?: Somewhere; build?: Build }) {
  const [sitting, setSitting] = useState<Sitting | null>(null)
  useEffect(() => {
    const open = createExampleCase(rules, at ?? { at: 'papers', again: false, ...nothingShown(answers) })
    const made = createSitting({ case: open, rules, pictures: new HeldPictures(decodePage), onClosed: nowhere, onNext: nowhere })
    void Promise.resolve(build?.(open, made)).then(() => setSitting(made))
    return () => made.stop()
  }, [])
  return (
    sitting && (
      <CaseScreen
        sitting={sitting}
        dark={false}
        newer={false}
        technicalEnd={2_100_000_000}
        ready={3}
        second={noSecond}
        printing={{ printer: browserPrinter, onTally: nowhere }}
        party
        onBreak={nowhere}
      />
    )
  )
}

const passport: Build = open => open.page({ purpose: 'paper', paper: 'passport', picture: drawnPicture('passport') })
const both: Build = open => {
  open.page({ purpose: 'paper', paper: 'passport', picture: drawnPicture('passport'), looked: true })
  open.page({ purpose: 'paper', paper: 'lease', picture: drawnPicture('lease') })
}
const enough: Build = open => {
  open.page({ purpose: 'paper', paper: 'passport', picture: drawnPicture('passport'), looked: true })
  open.page({ purpose: 'paper', paper: 'lease', picture: drawnPicture('lease'), looked: true })
  open.page({ purpose: 'portrait', paper: null, picture: drawnPicture('face') })
  open.page({ purpose: 'turned', paper: null, picture: drawnPicture('turned') })
}

/** A card's facts and pictures, made from the drawn portrait by the very code that makes a real card's. */
async function card() {
  const { portrait, face, print } = await makePictures(drawnPicture('face'), root.city)
  const facts = {
    name: answers.name,
    name_latin: null,
    birth_date: answers.birthDate,
    portrait,
    ends: '2031-11-23',
    address: answers.address,
    gender: null,
    emergency_contact: null,
    lines: noLines,
  }
  return { facts, pictures: { face, print } }
}

function Card({ at, more = {}, key }: { at: 'checking' | 'touch' | 'sealing' | 'handing' | 'handed'; more?: object; key?: string }) {
  return (
    <Case
      key={key}
      build={async (open, sitting) => {
        await enough(open, sitting)
        open.put({ at, ...(await card()), ...more } as Somewhere)
      }}
    />
  )
}

/** What makePictures makes of easy and of hard portraits: bytes of each, for looking and for a check. */
function Made() {
  const [rows, setRows] = useState<{ name: string; says: string }[]>([])
  useEffect(() => {
    void (async () => {
      for (const name of ['face', 'flat', 'noise', 'wide'] as const) {
        const canvas = document.createElement('canvas')
        canvas.width = name === 'wide' ? 1600 : 900
        canvas.height = name === 'wide' ? 500 : 1200
        const pen = canvas.getContext('2d')!
        pen.fillStyle = '#b9c4cc'
        pen.fillRect(0, 0, canvas.width, canvas.height)
        if (name === 'noise') {
          const noise = pen.getImageData(0, 0, canvas.width, canvas.height)
          for (let at = 0; at < noise.data.length; at++) noise.data[at] = (at * 2654435761) >>> 24
          pen.putImageData(noise, 0, 0)
        }
        const page = name === 'face' ? drawnPicture('face') : base64.decode(canvas.toDataURL('image/jpeg', 0.5).split(',')[1]!)
        const begun = performance.now()
        const says = await makePictures(page, root.city).then(
          made => `portrait ${made.portrait.length} face ${made.face.length} print ${made.print.length}`,
          fault => `fault ${fault.code}`,
        )
        setRows(now => [...now, { name, says: `${says} ms ${Math.round(performance.now() - begun)}` }])
      }
    })()
  }, [])
  return (
    <ul id="made" aria-label="Pictures" data-rows={rows.length}>
      {rows.map(row => (
        <li key={row.name}>
          {row.name}: {row.says}
        </li>
      ))}
    </ul>
  )
}

const state = {
  city: 'chicago',
  practice: true,
  poolKey: '',
  listKey: '',
  poolSize: 256,
  clerks: ['7', '14'].map(alias => ({ alias, role: 'clerk', from: 0, to: clock() + 9_000_000, certified: '' })),
  periods: [],
  ways: [{ way: 'phone' as const, open: true, authority: null }],
}
const closedWay = { ...state, practice: false, ways: [{ way: 'phone' as const, open: false, authority: null }] }
const server = (answer: typeof state | null): Server => ({
  state: async () => {
    if (!answer) throw new Error('no answer')
    return answer
  },
  nonce: async () => new Uint8Array(16),
  send: async () => {},
  sendPeriod: async () => {},
  period: async () => new Uint8Array(),
  periods: async () => [],
  list: async () => '',
  now: async () => {
    throw new Error('not here')
  },
})
const passkeys = {
  create: async () => ({
    credentialId: new Uint8Array([9]),
    publicKey: new Uint8Array(65),
    assert: async () => Promise.reject(new Error()),
  }),
  of: () => null,
}
const act = { server: server(state), passkeys, state, onDone: nowhere, onBack: nowhere }
const printer: Printer = { by: 'browser', print: async () => {}, purge: async () => 'cannot' }
const tally = { stock: 213, ribbon: 80, printed: 84, spoiled: 3 }

/** A task of the day beside a line that answers nothing. */
function Task({ of: Doing, right = false }: { of: (props: TaskProps) => ComponentChildren; right?: boolean }) {
  const [opening, setOpening] = useState(noOpening)
  const open = (at: number) => ({ right: new Uint8Array(16), at, reason: 'lost' as const, sheet: true })
  const day = {
    alias: '7',
    opening,
    setOpening,
    rights: right ? [open(clock() - 4000), open(clock() - 600)] : [],
    addRight: nowhere,
    dropRight: nowhere,
    setPrinter: nowhere,
    openSecond: nowhere,
    closeDay: nowhere,
  }
  const still = { state: { at: 'line', connection: 'open' }, signOut: nowhere } as unknown as DeskLine
  const passkey = { credentialId: new Uint8Array(1), publicKey: new Uint8Array(65), assert: async () => Promise.reject(new Error()) }
  return (
    <DayContext.Provider value={day}>
      <Doing line={still} passkey={passkey} printer={printer} own={noLists} tally={tally} onTally={nowhere} dark={false} onDone={nowhere} />
    </DayContext.Provider>
  )
}
const line = {
  waiting: 12,
  ready: 3,
  open: true,
  counter: true,
  quotaLeft: 118,
  nobody: false,
  lost: false,
  newer: false,
  dark: false,
  opened: true,
  rightsOpen: 0,
  onNext: nowhere,
  onTask: nowhere,
  onBreak: nowhere,
  onReload: nowhere,
  left: null,
  onSeen: nowhere,
}

const pages: Record<string, () => ComponentChildren> = {
  pictures: () => (
    <>
      <h1>Pictures</h1>
      <Made />
    </>
  ),
  open: () => (
    <Open
      server={server({ ...state, clerks: [] })}
      passkeys={passkeys}
      inBrowser
      dark={false}
      why="key_ran_out"
      onOpen={nowhere}
      onSettings={nowhere}
    />
  ),
  unreachable: () => (
    <Open server={server(null)} passkeys={passkeys} inBrowser={false} dark={false} why="first" onOpen={nowhere} onSettings={nowhere} />
  ),
  line: () => <Line {...line} />,
  not_opened: () => <Line {...line} opened={false} rightsOpen={2} />,
  nobody: () => <Line {...line} ready={0} waiting={0} nobody />,
  closed_way: () => <Line {...line} open={false} quotaLeft={0} newer lost />,
  resting: () => <Resting dark={false} onBack={nowhere} />,
  opening: () => <Task of={OpenDay} />,
  closing: () => <Task of={CloseDay} />,
  day_closed: () => <DayClosed />,
  replace: () => <Task of={ReplaceTask} />,
  replace_open: () => <Task of={ReplaceTask} right />,
  in_hand: () => <Task of={InHandTask} />,
  mail: () => <MailLabel printer={printer} onDone={nowhere} />,
  barred: () => <Barred fault="no_desk" lost={false} onAgain={nowhere} />,
  dark: () => <DarkScreen />,
  joining: () => <Case at={{ at: 'joining' }} />,
  called: () => <Case at={{ at: 'called' }} />,
  empty: () => <Case />,
  papers: () => <Case build={passport} />,
  lease: () => <Case build={both} />,
  enough: () => <Case build={enough} />,
  compare: () => (
    <Case
      build={(open, sitting) => {
        void both(open, sitting)
        sitting.do('compare')
      }}
    />
  ),
  phrases: () => (
    <Case
      build={(open, sitting) => {
        void passport(open, sitting)
        open.put({
          ...nothingShown(answers),
          ...open.state,
          at: 'papers',
          again: true,
          notes: [{ from: 'resident', text: 'No encuentro la otra página. ¿Un momento?' }],
          waiting: true,
        })
        sitting.do('more_phrases')
      }}
    />
  ),
  arabic: () => (
    <Case
      at={{
        at: 'papers',
        again: false,
        ...nothingShown({
          ...answers,
          language: 'ar',
          name: 'أمل عبد الرحمن الخطيب',
          nameLatin: 'Amal Abdulrahman Al-Khatib',
          gender: 'F',
          emergencyContact: 'Samir 312 555 0143',
        }),
      }}
      build={passport}
    />
  ),
  correct: () => (
    <Case
      at={{
        at: 'papers',
        again: false,
        ...nothingShown({
          ...answers,
          language: 'ar',
          name: 'أمل عبد الرحمن الخطيب',
          nameLatin: null,
          birthDate: '1987-03',
          lines: { library: '2 1182 0451 9934', transit: null, pharmacy: 'Rx 4417-2290' },
        }),
      }}
      build={async (open, sitting) => {
        await passport(open, sitting)
        sitting.do('facts')
      }}
    />
  ),
  long: () => (
    <Case
      at={{
        at: 'papers',
        again: false,
        ...nothingShown({
          ...answers,
          name: 'Wolfeschlegelsteinhausenbergerdorff Maximiliana Apollonia Theodosia Alexandrina Emmanuela van der Bruggenhoeve-Montenegro',
        }),
      }}
      build={passport}
    />
  ),
  offline: () => (
    <Case
      build={(open, sitting) => {
        void both(open, sitting)
        open.put({ phone: { here: false, since: clock() - 40 } })
      }}
    />
  ),
  offline_long: () => (
    <Case
      build={(open, sitting) => {
        void both(open, sitting)
        open.put({ phone: { here: false, since: clock() - 134 }, connection: 'lost' })
      }}
    />
  ),
  end: () => (
    <Case
      build={(open, sitting) => {
        void both(open, sitting)
        sitting.do('end')
      }}
    />
  ),
  hand_over: () => (
    <Case
      build={(open, sitting) => {
        void both(open, sitting)
        sitting.do('hand_over')
      }}
    />
  ),
  looks_false: () => (
    <Case
      build={(open, sitting) => {
        void both(open, sitting)
        sitting.do('looks_false')
      }}
    />
  ),
  facts: () => (
    <Case
      build={(open, sitting) => {
        void both(open, sitting)
        sitting.do('facts')
      }}
    />
  ),
  type: () => (
    <Case
      build={(open, sitting) => {
        void both(open, sitting)
        sitting.do('type')
      }}
    />
  ),
  face: () => (
    <Case
      build={(open, sitting) => {
        void enough(open, sitting)
        sitting.do('face')
      }}
    />
  ),
  decide: () => (
    <Case
      build={(open, sitting) => {
        void enough(open, sitting)
        sitting.do('same')
      }}
    />
  ),
  decide_waits: () => (
    <Case
      build={(open, sitting) => {
        void enough(open, sitting)
        sitting.do('decide')
      }}
    />
  ),
  refuse: () => (
    <Case
      build={(open, sitting) => {
        void both(open, sitting)
        sitting.do('decide')
      }}
    />
  ),
  checking: () => <Card key="checking" at="checking" />,
  fixed: () => (
    <Case
      build={async (open, sitting) => {
        await enough(open, sitting)
        open.put({
          ...(open.state as object),
          at: 'fixed',
          changes: [
            { field: 'name', was: 'María del Carmen Ibañez Quiñones', is: answers.name },
            { field: 'birthDate', was: '1988-09-04', is: '1988-04-09' },
            { field: 'address', was: '2140 S Example St', is: null },
            { field: 'library', was: null, is: '2 1182 0451 9934' },
          ],
        } as Somewhere)
      }}
    />
  ),
  touch: () => <Card key="touch" at="touch" more={{ trouble: null }} />,
  trouble: () => <Card key="trouble" at="touch" more={{ trouble: 'no_blanks' }} />,
  sealing: () => <Card key="sealing" at="sealing" />,
  handed: () => <Card key="handed" at="handed" />,
  refused: () => (
    <Case
      at={{
        at: 'refused',
        unmet: ['lives_here'],
        mends: [['lease']],
        slip: null,
        said: { city: 'chicago/practice', rules: rules.version, day: '2026-11-23', unmet: ['lives_here'], alias: '14' },
      }}
    />
  ),
  closed: () => <Case at={{ at: 'closed', why: 'goodbye', outcome: 'card' }} />,
  stopped: () => <Case at={{ at: 'closed', why: 'resident_stopped', outcome: 'none' }} />,
  ...printPages,
  settings: () => <Settings server={server(state)} passkeys={passkeys} onLeave={nowhere} />,
  settings_empty: () => <Settings server={server({ ...closedWay, clerks: [] })} passkeys={passkeys} onLeave={nowhere} />,
  settings_lost: () => <Settings server={server(null)} passkeys={passkeys} onLeave={nowhere} />,
  root: () => <RootAct passkeys={passkeys} onBack={nowhere} />,
  clerk: () => <ClerkAct {...act} />,
  period: () => <PeriodAct {...act} />,
  way_close: () => <WayAct {...act} />,
  way_open: () => <WayAct {...act} state={closedWay} />,
}

function Examples() {
  const [at, setAt] = useState(location.hash.slice(1))
  useEffect(() => {
    const follow = () => setAt(location.hash.slice(1))
    window.addEventListener('hashchange', follow)
    return () => window.removeEventListener('hashchange', follow)
  }, [])
  const city = useMemo(() => ({ root, rules, texts: texts as CityTexts, names: names as CityNames }), [])
  const page = pages[at]
  return (
    <City.Provider value={city}>
      <PageShell product={`${(names as CityNames).card.en}: desk`} practice wide header={<span class="desk-alias">Clerk 14</span>}>
        {page ? (
          at.startsWith('settings') || ['root', 'clerk', 'period', 'way_close', 'way_open', 'dark'].includes(at) ? (
            page()
          ) : (
            <div class="desk" key={at}>
              {page()}
            </div>
          )
        ) : (
          <ul>
            {Object.keys(pages).map(name => (
              <li key={name}>
                <a href={`#${name}`}>{name}</a>
              </li>
            ))}
          </ul>
        )}
      </PageShell>
    </City.Provider>
  )
}

await startLanguage()
const wanted = location.search.slice(1)
if (isLanguage(wanted)) setLanguage(wanted)
render(<Examples />, document.getElementById('app')!)
