/** The screens before a visit in their states, for examples.tsx: papers, answers, the number, a phone at a counter. */
import { full, late, busy as open } from '@latchkey/ui/example-now.ts'
import type { Examples } from '@latchkey/ui/example-pages.tsx'
import type { Now } from '@latchkey/wire/waiting.ts'
import type { ComponentChildren } from 'preact'
import { GiveBackPage } from './beside/give-back-page.tsx'
import type { Help } from './beside/help.ts'
import { HelperBar } from './beside/helper-bar.tsx'
import { HelperPage } from './beside/helper-page.tsx'
import { cityTexts, names, practice, rules } from './city.ts'
import { CounterPage } from './counter/counter-page.tsx'
import { Elsewhere } from './elsewhere.tsx'
import { Around } from './examples-around.tsx'
import { Home } from './home/home.tsx'
import { Ages } from './papers/ages-screen.tsx'
import { createDraftStore, type Draft, emptyDraft } from './papers/draft-store.ts'
import { Facts } from './papers/facts.tsx'
import { FormPage } from './papers/form-page.tsx'
import { Answer, Where } from './papers/papers-screens.tsx'
import { TapPapers } from './papers/tap-screens.tsx'
import { Who } from './papers/who-screens.tsx'
import { NumberScreen } from './waiting/number.tsx'
import type { TurnState, TurnTrouble } from './waiting/turn.ts'
import { type World, WorldProvider } from './world.ts'

const nothing = () => {}
const { at, day } = open
/** A clerk has gone: the pace says that this number comes after the last call. */
const evening: Now = { ...open, at: at + 6 * 3600, pace: 600, opens: at + 23 * 3600 }
const tomorrow = (n: number) => ({ ...number(n), day: '2026-11-29' })
/** Every counter is closed by an administrator; phone visits are not. */
const snow: Now = { ...open, counter: false, changed: [{ site: 'main_office', notice: 53, to: null }] }
/** Phone visits are ordered to close today. */
const ends: Now = { ...open, ordered: [{ site: null, at: open.at + 4 * 3600, open: false, notice: rules.notices[0]!.number, to: null }] }
const closed: Now = { ...open, open: false, notice: rules.notices[0]!.number }
/** Of whoever sits beside a helper, whose phone it is. */
export const borrowed: Help = { language: null, borrowed: true, Bar: HelperBar, end: nothing }
const night: Now = { ...closed, opens: at + 23 * 3600 }

const adult: Draft = {
  ...emptyDraft(day),
  rules: rules.version,
  papers: ['consular_id', 'lease'],
  name: 'Amal Haddad Nasser-Vidal',
  birth: { year: '1987', month: '3', day: '9' },
}
const everything: Draft = {
  ...adult,
  name: 'ሰላም ታደሰ ገብረ ማርያም',
  nameLatin: 'Selam Tadesse Gebremariam',
  address: '4821 N Winthrop Ave, Apt 3R\nChicago, IL 60640',
  gender: 'F',
  emergencyContact: 'Omar Haddad\n(312) 555-0142',
  lines: { library: '2 1182 0451 9934', transit: '', pharmacy: null },
}
const veteran: Draft = { ...adult, veteran: true }
const proven: Draft = { ...veteran, papers: [...adult.papers, 'discharge_paper'] }
const child: Draft = { ...emptyDraft(day), rules: rules.version, kind: 'kid', whose: 'other', papers: ['birth_certificate'] }
const young: Draft = { ...emptyDraft(day), rules: rules.version, kind: 'young', whose: 'other', papers: ['passport'] }
const number = (n: number) => ({ way: 'phone' as const, day, n, mac: 'A'.repeat(22) })
const waiting = (more: object = {}): TurnState => ({
  at: 'waiting',
  number: number(433),
  reached: false,
  alarm: false,
  trouble: null,
  ...more,
})
const none: TurnState = { at: 'none', trouble: null, comeback: false }
const back = (trouble: TurnTrouble | null = null): TurnState => ({ at: 'none', trouble, comeback: true })

interface Before {
  screen: ComponentChildren
  draft?: Draft | null
  turn?: TurnState
  now?: Now | null
  known?: string[]
  lasting?: boolean
  press?: string
  notice?: string
  /** Stands behind the notice. */
  left?: Now
  offline?: string
  help?: Help
}

function worldOf({ draft = null, turn = none, now = open, known = [], lasting = true, help }: Before): World {
  const store = createDraftStore(
    { answers: async () => draft, keepAnswers: async () => {}, eraseAnswers: async () => {} } as unknown as World['things'],
    () => day,
    rules.version,
  )
  void store.load()
  return {
    practice,
    rules,
    names,
    cityTexts,
    draft: store,
    help: help ?? null,
    things: { known: async () => known, lasting: async () => lasting, slip: async () => null, comeback: async () => null },
    way: { screen: { at: 'home' }, canBack: true, go: nothing, replace: nothing, back: nothing, restart: nothing, end: nothing },
    turn: { state: turn, subscribe: () => nothing, take: async () => {}, setAlarm: nothing, drop: async () => {}, claim: async () => {} },
    looks: { now, state: 'online', subscribe: () => nothing, look: nothing },
    alarm: { arm: nothing, disarm: nothing, ring: nothing, quiet: nothing },
    print: nothing,
    clock: () => now?.at ?? at,
    today: () => day,
  } as unknown as World
}

const home = <Home keepFocus onNumber={nothing} />
const line = <NumberScreen returned={false} />
const facts = <Facts onDone={nothing} />

const before: Record<string, Before> = {
  home: { screen: home },
  home_unseen: { screen: home, now: null },
  home_mine: { screen: home, turn: waiting(), known: ['number', 'answers'] },
  home_visit: { screen: home, turn: { at: 'ready', number: number(433), alarm: false }, known: ['place'] },
  home_no_desk: { screen: home, now: { ...open, desks: false } },
  home_tomorrow: { screen: home, now: late },
  home_full: { screen: home, now: full },
  home_closed: { screen: home, now: closed, notice: `notice.${rules.notices[0]!.number}`, left: closed },
  home_snow: { screen: home, now: snow, left: snow },
  home_ends: { screen: home, now: ends, left: ends },
  home_offline: { screen: home, offline: 'shell.offline.no_place' },
  who: { screen: <Who /> },
  who_next: { screen: <Who />, draft: { ...adult, card: 2 } },
  ages: { screen: <Ages /> },
  papers: { screen: <TapPapers /> },
  papers_some: { screen: <TapPapers />, draft: adult },
  papers_veteran: { screen: <TapPapers />, draft: proven },
  papers_again: { screen: <TapPapers />, draft: { ...adult, rules: 'older' } },
  papers_child: { screen: <TapPapers />, draft: child },
  tie: { screen: <TapPapers step="tie" />, draft: child },
  caretaker: { screen: <TapPapers step="caretaker" />, draft: { ...young, papers: ['birth_certificate', 'caretaker.passport'] } },
  answer_enough: { screen: <Answer />, draft: { ...adult, papers: ['passport', 'lease', 'consular_id', 'bank_statement'] } },
  answer_missing: { screen: <Answer />, draft: { ...adult, papers: ['consular_id'] } },
  answer_nothing: { screen: <Answer />, draft: { ...adult, papers: [] } },
  answer_veteran: { screen: <Answer />, draft: proven },
  answer_no_mark: { screen: <Answer />, draft: veteran },
  answer_child: { screen: <Answer />, draft: child },
  where: { screen: <Where />, draft: { ...adult, papers: [] } },
  where_child: { screen: <Where />, draft: child },
  facts: { screen: facts },
  facts_faults: { screen: facts, press: '#facts-next' },
  facts_whole: { screen: facts, draft: everything, lasting: false },
  facts_age: { screen: facts, draft: { ...child, name: 'Noor Haddad', birth: { year: '1987', month: '3', day: '9' } } },
  number_none: { screen: line },
  number_none_offline: { screen: line, turn: { ...none, trouble: 'offline' } },
  number_none_broken: { screen: line, turn: { ...none, trouble: 'broken' } },
  number_none_no_desk: { screen: line, now: { ...open, desks: false } },
  number_none_tomorrow: { screen: line, now: late },
  number_none_full: { screen: line, now: full },
  number_none_closed: { screen: line, now: closed },
  home_comeback: { screen: home, turn: back(), known: ['slip'] },
  number_comeback: { screen: line, draft: adult, turn: back() },
  number_comeback_used: { screen: line, draft: adult, turn: back('comeback_used') },
  number_asking: { screen: line, turn: { at: 'asking' } },
  number: { screen: line, draft: adult, turn: waiting() },
  number_alarm: { screen: line, turn: waiting({ alarm: true, trouble: 'offline' }), lasting: false, now: { ...open, planned: false } },
  number_late: { screen: line, draft: adult, turn: waiting(), now: { ...evening, serving: 100 } },
  number_tomorrow: { screen: line, draft: adult, turn: waiting({ number: tomorrow(552) }), now: late },
  number_night: { screen: line, draft: adult, turn: waiting(), now: night },
  number_drop: { screen: line, draft: adult, turn: waiting(), press: '#number-drop' },
  number_called: { screen: line, draft: adult, turn: waiting({ reached: true }) },
  number_called_closed: { screen: line, turn: waiting({ reached: true, trouble: 'closed' }) },
  number_claiming: { screen: line, draft: adult, turn: { at: 'claiming', number: number(433), alarm: false } },
  number_ready: { screen: line, draft: adult, turn: { at: 'ready', number: number(433), alarm: false } },
  number_ready_facts: { screen: line, turn: { at: 'ready', number: number(433), alarm: false } },
  counter_answers: { screen: <CounterPage />, turn: { at: 'counter' } },
  counter_ready: { screen: <CounterPage />, draft: adult, turn: { at: 'counter' } },
  form: { screen: <FormPage />, draft: everything },
  form_missing: { screen: <FormPage /> },
  helper: { screen: <HelperPage /> },
  helper_borrowed: { screen: <HelperPage />, help: { ...borrowed, language: 'en' } },
  helper_bar: {
    screen: (
      <>
        <HelperBar />
        <TapPapers />
      </>
    ),
    help: { ...borrowed, language: 'tl' },
  },
  give_back: { screen: <GiveBackPage />, known: ['answers', 'number', 'slip', 'language'], help: borrowed },
  give_back_card: { screen: <GiveBackPage />, known: ['card', 'language'], help: borrowed },
  elsewhere: { screen: <Elsewhere take={nothing} /> },
}

export const beforePages: Examples = Object.fromEntries(
  Object.entries(before).map(([name, one]) => [
    name,
    {
      ...(one.press === undefined ? {} : { press: one.press }),
      draw: () => (
        <WorldProvider value={worldOf(one)}>
          <Around notice={one.notice} offline={one.offline} left={one.left}>
            {one.screen}
          </Around>
        </WorldProvider>
      ),
    },
  ]),
)
