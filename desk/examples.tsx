import '@latchkey/ui/all.css'
import './desk.css'
import './visit/case.css'
import './settings/settings.css'
import './legal/legal.css'
import { rules as cityRules, names, texts } from 'virtual:city'
import { earlier } from 'virtual:city/earlier'
import type { Root } from '@latchkey/certificates/root.ts'
import { type CityNames, type CityTexts, cityText } from '@latchkey/cities/city.ts'
import { parseRules } from '@latchkey/rules/rules.ts'
import { type Examples, openExamples } from '@latchkey/ui/example-pages.tsx'
import { staffLanguages, useLanguage, useText } from '@latchkey/ui/language.ts'
import { PageShell } from '@latchkey/ui/page-shell.tsx'
import { clock } from '@latchkey/ui/platform.ts'
import type { Slots } from '@latchkey/wire/booking.ts'
import { encodeBookingCode } from '@latchkey/wire/booking-code.ts'
import { toText } from '@latchkey/wire/edge.ts'
import { handInCells } from '@latchkey/wire/hand-in.ts'
import type { State, WayState } from '@latchkey/wire/settings.ts'
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { Server } from './ask-server.ts'
import { BlockTask } from './block/block-task.tsx'
import { City } from './city.ts'
import { BookedForm } from './counter/booked-form.tsx'
import { CounterTask } from './counter/counter-task.tsx'
import { DarkScreen } from './dark-screen.tsx'
import { CloseDay, DayClosed } from './day/close-day.tsx'
import { DayContext } from './day/day.ts'
import { HandInWhere } from './day/hand-in-where.tsx'
import { OpenDay } from './day/open-day.tsx'
import { noOpening } from './day/opening.ts'
import { noTally } from './day/tally.ts'
import { boardPages } from './examples-board.tsx'
import { counterPages } from './examples-counter.tsx'
import { legalPages } from './examples-legal.tsx'
import { printPages } from './examples-print.tsx'
import { secondPages } from './examples-second.tsx'
import { noSecond, visitPages } from './examples-visit.tsx'
import { type InHandStep, InHandTask } from './in-hand/in-hand-task.tsx'
import { MailLabel } from './mail/mail-label.tsx'
import { Open } from './open/open.tsx'
import { noLists } from './print/own-lists.ts'
import type { Printer } from './print/printer.ts'
import { ReplaceTask } from './replace/replace-task.tsx'
import { ClerkAct } from './settings/clerk-act.tsx'
import { PeriodAct } from './settings/period-act.tsx'
import { RootAct } from './settings/root-act.tsx'
import { Settings } from './settings/settings.tsx'
import { SitesList } from './settings/sites-list.tsx'
import { WayAct } from './settings/way-act.tsx'
import { SlipTask } from './slip/slip-task.tsx'
import type { TaskProps } from './task.ts'
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

const way = (way: WayState['way'], site: string, open: boolean): WayState => ({
  way,
  site,
  open,
  notice: null,
  to: null,
  next: null,
  paused: false,
  authority: null,
  standing: toText(new Uint8Array(8)),
})
const state: State = {
  city: 'chicago',
  practice: true,
  poolKey: '',
  listKey: '',
  poolSize: 256,
  clerks: ['7', '14'].map(alias => ({ alias, role: 'clerk', from: 0, to: clock() + 9_000_000, certified: '' })),
  periods: [],
  ways: [
    way('phone', '', true),
    way('counter', 'main_office', true),
    way('counter', 'north_office', true),
    way('event', 'library_day', true),
  ],
}
const later = { open: false, notice: 2, to: null, at: clock() + 20_000 }
const openPhone = way('phone', '', true)
const [snow, moved] = [
  { ...way('counter', 'main_office', false), notice: 53 },
  { ...way('event', 'library_day', false), notice: 61, to: 'north_office' },
]
const winter = { ...state, ways: [openPhone, snow, { ...way('counter', 'north_office', false), notice: 53 }, moved] }
const paused: State = { ...state, ways: state.ways.map((one, n) => ({ ...one, paused: n < 2 })) }
const closedWay: State = { ...state, practice: false, ways: state.ways.map(one => ({ ...one, open: false })) }
const server = (answer: State | null): Server => ({
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
  slots: async () => slots,
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
const tally = { ...noTally, stock: 213, ribbon: 80, printed: 84, spoiled: 3, refused: 12, secondLooks: 4, visits: 96 }

/** A day with two languages and a need that came often. */
const handed = {
  ...tally,
  cells: handInCells.map(cell => ({ 'languages.es': 41, 'languages.en': 38, 'unmet.lives_here': 12 })[cell as string] ?? 0),
}

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
  second: 0,
  quotaLeft: 118,
  nobody: false,
  lost: false,
  newer: false,
  dark: false,
  supervises: false,
  opened: true,
  rightsOpen: 0,
  onNext: nowhere,
  onTask: nowhere,
  onBreak: nowhere,
  onReload: nowhere,
  left: null,
  onSeen: nowhere,
  line: 'all' as const,
  messages: [],
  onRead: nowhere,
}

const manyCodes = Array.from({ length: 8 }, (_, seat) =>
  encodeBookingCode({ day: 41, row: 1, time: 38, seat, round: 0, people: 1, mac: new Uint8Array(5).fill(seat * 29) }),
)
const tenAm = Date.parse('2026-12-01T16:00:00Z') / 1000
const slots: Slots = {
  at: tenAm - 86_400,
  sites: [{ id: 'main_office', names: { en: 'Main office' } }],
  rows: [{ row: 1, site: 'main_office', way: 'counter', kind: 'plain', minutes: 30 }],
  days: [{ row: 1, day: '2026-12-01', starts: [tenAm, tenAm + 1800], free: '12' }],
}
const bookedCode = encodeBookingCode({ day: 40, row: 1, time: 36, seat: 7, round: 0, people: 3, mac: new Uint8Array(5).fill(0x5a) })
const said = [
  { id: 3, phrase: 1, site: 'north_office', station: null },
  { id: 2, phrase: 6, site: null, station: null },
]

const slip = { city: 'chicago', unmet: ['photo', 'lives_here'], rules: rules.version, day: '2026-11-28', alias: '14' }
const sure = (trouble: 'code_refused' | null) => ({
  at: 'sure' as const,
  reason: 'lost' as const,
  by: { code: '' },
  spending: false,
  trouble,
})
const found = (already: 'cancelled' | null) =>
  ({
    at: 'found',
    found: { card: { period: 11 }, already },
    touching: false,
    trouble: already ? null : 'not_touched',
  }) as unknown as InHandStep

const pages: Examples = {
  ...visitPages,
  open: () => (
    <Open
      server={server({ ...state, clerks: [] })}
      passkeys={passkeys}
      inBrowser
      dark={false}
      why="key_ran_out"
      onOpen={nowhere}
      onSettings={nowhere}
      onLegal={nowhere}
    />
  ),
  unreachable: () => (
    <Open
      server={server(null)}
      passkeys={passkeys}
      inBrowser={false}
      dark={false}
      why="first"
      onOpen={nowhere}
      onSettings={nowhere}
      onLegal={nowhere}
    />
  ),
  line: () => <Line {...line} />,
  supervisor: () => <Line {...line} supervises />,
  not_opened: () => <Line {...line} opened={false} rightsOpen={2} />,
  left: () => <Line {...line} opened={false} left="open" />,
  nobody: () => <Line {...line} ready={0} waiting={0} nobody />,
  closed_way: () => <Line {...line} open={false} quotaLeft={0} newer lost />,
  line_supervisor: () => <Line {...line} second={1} supervises />,
  line_here_closed: () => <Line {...line} counter={false} />,
  line_moved: () => <Line {...line} line="counter" messages={said} />,
  resting: () => <Resting dark={false} onBack={nowhere} />,
  opening: () => <Task of={OpenDay} />,
  closing: () => <Task of={CloseDay} />,
  hand_in: () => <HandInWhere tally={handed} onPick={nowhere} onBack={nowhere} />,
  hand_in_nothing: () => <HandInWhere tally={noTally} onPick={nowhere} onBack={nowhere} />,
  day_closed: () => <DayClosed />,
  replace: () => <Task of={ReplaceTask} />,
  replace_open: () => <Task of={ReplaceTask} right />,
  replace_code: () => <Task of={props => <ReplaceTask {...props} first={{ at: 'code', reason: 'lost', no: 'mixed' }} />} />,
  replace_sure: () => <Task of={props => <ReplaceTask {...props} first={sure(null)} />} />,
  replace_sure_refused: () => <Task of={props => <ReplaceTask {...props} first={sure('code_refused')} />} />,
  in_hand: () => <Task of={InHandTask} />,
  in_hand_no: () => <Task of={props => <InHandTask {...props} first={{ at: 'scan', no: 'unreadable' }} />} />,
  in_hand_found: () => <Task of={props => <InHandTask {...props} first={found(null)} />} />,
  in_hand_already: () => <Task of={props => <InHandTask {...props} first={found('cancelled')} />} />,
  in_hand_ended: () => <Task of={props => <InHandTask {...props} first={{ at: 'ended', endsAt: clock() + 3600 }} />} />,
  block: () => <Task of={props => <BlockTask {...props} first={{ slots }} />} />,
  block_full: () => <Task of={props => <BlockTask {...props} first={{ slots, trouble: 'booking_full' }} />} />,
  block_codes: () => <Task of={props => <BlockTask {...props} first={{ slots, codes: manyCodes }} />} />,
  counter_start: () => <Task of={props => <CounterTask {...props} second={noSecond} trouble={null} />} />,
  counter_booked: () => <BookedForm first="" dark={false} opening={false} trouble={null} onOpen={nowhere} onBack={nowhere} />,
  counter_booked_party: () => (
    <BookedForm first={bookedCode} dark={false} opening={false} trouble={null} onOpen={nowhere} onBack={nowhere} />
  ),
  counter_booked_wrong: () => (
    <BookedForm
      first={`${bookedCode.slice(0, 15)}${bookedCode.endsWith('0') ? '1' : '0'}`}
      dark={false}
      opening={false}
      trouble={null}
      onOpen={nowhere}
      onBack={nowhere}
    />
  ),
  counter_start_booked_used: () => <Task of={props => <CounterTask {...props} second={noSecond} trouble="booking_used" />} />,
  counter_start_no: () => <Task of={props => <CounterTask {...props} second={noSecond} trouble="not_ours" />} />,
  slip_scan: () => <Task of={SlipTask} />,
  slip_scan_no: () => <Task of={props => <SlipTask {...props} first={{ no: 'not_ours' }} />} />,
  slip_read: () => <Task of={props => <SlipTask {...props} first={{ slip }} />} />,
  mail: () => <MailLabel printer={printer} onDone={nowhere} />,
  mail_failed: () => <MailLabel printer={printer} onDone={nowhere} first="failed" />,
  mail_asking: () => <MailLabel printer={printer} onDone={nowhere} first="asking" />,
  mail_printed: () => <MailLabel printer={printer} onDone={nowhere} first="printed" />,
  barred: () => <Barred fault="no_desk" lost={false} onAgain={nowhere} />,
  dark: () => <DarkScreen />,
  ...boardPages,
  ...legalPages,
  ...counterPages,
  ...printPages,
  ...secondPages,
  settings: () => <Settings server={server(state)} passkeys={passkeys} onLeave={nowhere} />,
  settings_empty: () => <Settings server={server({ ...closedWay, clerks: [] })} passkeys={passkeys} onLeave={nowhere} />,
  settings_lost: () => <Settings server={server(null)} passkeys={passkeys} onLeave={nowhere} />,
  root: () => <RootAct passkeys={passkeys} onBack={nowhere} />,
  clerk: () => <ClerkAct {...act} />,
  period: () => <PeriodAct {...act} />,
  way_close: () => <WayAct {...act} ways={[openPhone]} />,
  way_close_ordered: () => <WayAct {...act} ways={[{ ...openPhone, next: later }]} />,
  way_open: () => <WayAct {...act} state={closedWay} ways={closedWay.ways.slice(0, 1)} />,
  settings_paused: () => <Settings server={server(paused)} passkeys={passkeys} onLeave={nowhere} />,
  settings_winter: () => <Settings server={server(winter)} passkeys={passkeys} onLeave={nowhere} />,
  sites: () => <SitesList state={state} onPick={nowhere} onBack={nowhere} />,
  sites_winter: () => <SitesList state={winter} onPick={nowhere} onBack={nowhere} />,
  site_close: () => <WayAct {...act} ways={state.ways.slice(3)} />,
  sites_close_all: () => <WayAct {...act} ways={state.ways.slice(1, 3)} />,
  site_open: () => <WayAct {...act} state={winter} ways={[moved]} />,
}

const city = { root, rules, earlier: earlier.map(parseRules), texts: texts as CityTexts, names: names as CityNames, site: 'main_office' }
const alone = /^(settings|root|clerk|period|way_|dark$)/

function Around({ name, children }: { name: string; children: ComponentChildren }) {
  const text = useText()
  const { code } = useLanguage()
  return (
    <City.Provider value={city}>
      <PageShell
        among={staffLanguages}
        product={text('desk.product', { card: cityText(city.texts, code, 'name.card') })}
        practice
        wide
        header={<span class="desk-alias">{text('desk.clerk', { alias: '14' })}</span>}
      >
        {alone.test(name) ? children : <div class="desk">{children}</div>}
      </PageShell>
    </City.Provider>
  )
}

await openExamples(pages, (name, shown) => (name.startsWith('second_') ? shown : <Around name={name}>{shown}</Around>), staffLanguages)
