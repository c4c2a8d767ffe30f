/** The screens of a case in their states, for examples.tsx. The case is an example without a phone, the papers are drawn here. */
import { rules as cityRules } from 'virtual:city'
import { noLines } from '@latchkey/card/facts.ts'
import type { Answers } from '@latchkey/channel/messages.ts'
import { parseRules } from '@latchkey/rules/rules.ts'
import { clock } from '@latchkey/ui/platform.ts'
import { base64 } from '@scure/base'
import { useEffect, useState } from 'preact/hooks'
import { createExampleCase, type ExampleCase, exampleSaid, nothingShown } from './examples-case.ts'
import { drawnPicture } from './examples-drawn.ts'
import { browserPrinter } from './print/browser-printer.ts'
import type { SecondScreen } from './second/second-screen.ts'
import type { CounterRoom } from './visit/case.ts'
import { CaseScreen } from './visit/case-screen.tsx'
import { decodePage } from './visit/decode.ts'
import { HeldPictures } from './visit/held-pictures.ts'
import { makePictures } from './visit/pictures.ts'
import { createSitting, type Sitting } from './visit/sitting.ts'
import type { CaseScreen as Somewhere } from './visit/state.ts'

const rules = parseRules(cityRules)
const city = 'chicago/practice'
const nowhere = () => {}

export const answers: Answers = {
  language: 'es',
  kind: 'adult',
  name: 'María del Carmen Ibáñez Quiñones',
  nameLatin: null,
  birthDate: '1988-04-09',
  address: '2140 S Example St Apt 3\nChicago IL 60608',
  gender: null,
  emergencyContact: null,
  veteran: false,
  lines: noLines,
  papers: ['passport', 'lease'],
}

export const noSecond: SecondScreen = { here: false, subscribe: () => nowhere, open: nowhere, show: nowhere, hide: nowhere, answered: null }

export type Build = (open: ExampleCase, sitting: Sitting) => void | Promise<void>

/** A case at a desk, from its first screen or after what `build` does. At a counter it has a room of its own. */
export function Case({ at, build, room = null }: { at?: Somewhere; build?: Build; room?: CounterRoom | null }) {
  const [sitting, setSitting] = useState<Sitting | null>(null)
  useEffect(() => {
    const open = createExampleCase(rules, at ?? { at: 'papers', again: false, ...nothingShown(answers) }, room)
    const made = createSitting({
      case: open,
      rules,
      pictures: new HeldPictures(decodePage),
      today: () => '2026-11-28',
      onClosed: nowhere,
      onNext: nowhere,
    })
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
        supervisor
        supervisors={async () => []}
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
const onScreen: Build = open => {
  open.page({ purpose: 'paper', paper: 'passport', picture: drawnPicture('passport'), looked: true })
  open.page({ purpose: 'paper', paper: 'utility_bill', picture: drawnPicture('lease'), looked: true, screen: true })
}
export const enough: Build = open => {
  open.page({ purpose: 'paper', paper: 'passport', picture: drawnPicture('passport'), looked: true })
  open.page({ purpose: 'paper', paper: 'lease', picture: drawnPicture('lease'), looked: true })
  open.page({ purpose: 'portrait', paper: null, picture: drawnPicture('face') })
  open.page({ purpose: 'turned', paper: null, picture: drawnPicture('turned') })
}

/** A card's facts and pictures, made from the drawn portrait by the very code that makes a real card's. */
async function card() {
  const { portrait, face, print } = await makePictures(drawnPicture('face'), city)
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

export function Card({
  at,
  more = {},
  key,
  room = null,
}: {
  at: 'checking' | 'touch' | 'sealing' | 'handing' | 'handed'
  more?: object
  key?: string
  room?: CounterRoom | null
}) {
  return (
    <Case
      key={key}
      room={room}
      build={async (open, sitting) => {
        await enough(open, sitting)
        if (room) open.put({ where: 'typed' })
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
        const says = await makePictures(page, city).then(
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

export const visitPages = {
  pictures: () => (
    <>
      <h1>Pictures</h1>
      <Made />
    </>
  ),
  joining: () => <Case at={{ at: 'joining' }} />,
  called: () => <Case at={{ at: 'called' }} />,
  empty: () => <Case />,
  papers: () => <Case build={passport} />,
  lease: () => <Case build={both} />,
  on_screen: () => <Case build={onScreen} />,
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
          veteran: false,
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
  decide_mark: () => (
    <Case
      build={async (open, sitting) => {
        await enough(open, sitting)
        open.put({
          answers: { ...answers, veteran: true },
          mark: { met: true, show: ['discharge_paper'], mends: [] },
        } as unknown as Somewhere)
        sitting.do('same')
      }}
    />
  ),
  decide_no_mark: () => (
    <Case
      build={async (open, sitting) => {
        await enough(open, sitting)
        const mends = [['discharge_paper'], ['veteran_card']]
        open.put({ answers: { ...answers, veteran: true }, mark: { met: false, show: [], mends } } as unknown as Somewhere)
        sitting.do('same')
      }}
    />
  ),
  decide_fee: () => (
    <Case
      build={async (open, sitting) => {
        await enough(open, sitting)
        sitting.do('same')
        open.put({ fee: { cents: 2500, waiver: true, settled: false } } as unknown as Somewhere)
        open.samePerson(true)
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
  refused: () => <Case at={{ at: 'refused', unmet: ['lives_here'], mends: [['lease']], slip: null, second: 'none', said: exampleSaid }} />,
  closed: () => <Case at={{ at: 'closed', why: 'goodbye', outcome: 'card' }} />,
  stopped: () => <Case at={{ at: 'closed', why: 'resident_stopped', outcome: 'none' }} />,
}
