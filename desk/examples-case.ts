/** For the page of examples and for tests: a case without a phone. It keeps the state a real case would and remembers what was done. */
import { refusal } from '@latchkey/rules/refusal.ts'
import type { Rules } from '@latchkey/rules/rules.ts'
import type { Case, CounterRoom } from './visit/case.ts'
import type { CaseScreen, CaseState, DeskPage, Shown } from './visit/state.ts'

export interface ExampleCase extends Case {
  readonly done: string[]
  /** Puts the case somewhere else, as a message from the phone or the server would. */
  put(screen: CaseScreen | Partial<Pick<CaseState, 'phone' | 'connection' | 'where'>>): void
  /** A page arrives. */
  page(page: Pick<DeskPage, 'purpose' | 'paper' | 'picture'> & { side?: number; looked?: boolean; screen?: boolean }): void
}

export const nothingShown = (answers: Shown['answers']): Shown => ({
  answers,
  pages: [],
  ticks: {},
  samePerson: null,
  sameCaretaker: null,
  bar: { enough: false, unmet: [], mends: [], waitsFor: [] },
  mark: null,
  fee: null,
  ask: null,
  waiting: false,
  notes: [],
})

/** What the slip of a refusal here would say. */
export const exampleSaid = { city: 'chicago/practice', rules: '2026-1', day: '2026-11-23', unmet: ['lives_here'], alias: '14' }

export function createExampleCase(rules: Rules, first: CaseScreen, counter: CounterRoom | null = null): ExampleCase {
  const listeners = new Set<(state: CaseState) => void>()
  const done: string[] = []
  let number = 0
  let state: CaseState = {
    ...first,
    first: null,
    phone: { here: true, since: 0 },
    connection: 'open',
    where: counter ? 'counter' : 'phone',
  }
  const set = (next: CaseState) => {
    state = next
    for (const listener of listeners) listener(state)
  }
  const shown = () => state as CaseState & Shown
  const change = (part: Partial<Shown>) => {
    const next = { ...shown(), ...part }
    const { unmet, mends } = refusal(rules, next.ticks, next.answers.kind)
    const waitsFor: Shown['bar']['waitsFor'] = []
    if (!next.pages.some(page => page.purpose === 'portrait')) waitsFor.push('portrait')
    if (next.samePerson === null) waitsFor.push('same_person')
    if (next.fee?.settled === false) waitsFor.push('fee')
    set({ ...next, bar: { enough: unmet.length === 0, unmet, mends, waitsFor } } as CaseState)
  }
  return {
    room: new Uint8Array(16),
    counter,
    roomLost: () => {},
    shared: [],
    done,
    get state() {
      return state
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async ask(phrase, paper = null) {
      done.push(`ask ${phrase} ${paper}`)
      change({ ask: { phrase, paper } })
    },
    async type(text) {
      done.push('type')
      change({ notes: [...shown().notes, { from: 'clerk', text }] })
    },
    async looking() {
      done.push('looking')
    },
    async tick(need, on) {
      done.push(`tick ${need} ${on}`)
      change({ ticks: { ...shown().ticks, [need]: on } })
    },
    looks(at, question, on) {
      change({ pages: shown().pages.map(page => (page.number === at ? { ...page, looks: { ...page.looks, [question]: on } } : page)) })
    },
    lay(paper, on) {
      done.push(`lay ${paper} ${on}`)
      const looks = { real: false, same_name: false, in_date: false }
      const rest = shown().pages.filter(page => page.paper !== paper)
      number += 1
      const laid: DeskPage = {
        number: 1000 + number,
        purpose: 'paper',
        paper,
        side: 1,
        screen: false,
        picture: new Uint8Array(0),
        looks,
        shared: false,
      }
      change({ pages: on ? [...rest, laid] : rest })
    },
    share(paper, on) {
      change({ pages: shown().pages.map(page => (page.paper === paper ? { ...page, shared: on } : page)) })
    },
    photo(picture) {
      done.push('photo')
      const looks = { real: false, same_name: false, in_date: false }
      number += 1
      const page: DeskPage = {
        number: 1000 + number,
        purpose: 'portrait',
        paper: null,
        side: 0,
        screen: false,
        picture,
        looks,
        shared: false,
      }
      change({ pages: [...shown().pages, page] })
    },
    typeIn(answers) {
      done.push('type in')
      set({ ...nothingShown(answers), at: 'papers', again: false, first: null, phone: state.phone, connection: 'open', where: 'typed' })
    },
    yes() {
      done.push('yes')
    },
    notRight() {
      done.push('not right')
    },
    toSupervisor() {
      done.push('to a supervisor')
    },
    lookAgain() {
      done.push('look again')
    },
    samePerson(yes) {
      done.push(`same ${yes}`)
      change({ samePerson: yes })
    },
    sameCaretaker(yes) {
      done.push(`same caretaker ${yes}`)
      change({ sameCaretaker: yes })
    },
    feeSettled(yes) {
      done.push(`fee ${yes}`)
      const { fee } = shown()
      change({ fee: fee && { ...fee, settled: yes } })
    },
    correct(changes) {
      done.push(`correct ${Object.keys(changes).join(' ')}`)
      change({ answers: { ...shown().answers, ...changes } })
    },
    async approve() {
      done.push('approve')
    },
    async refuse() {
      done.push('refuse')
      const { unmet, mends } = shown().bar
      set({
        at: 'refused',
        unmet,
        mends,
        slip: null,
        second: 'none',
        said: { ...exampleSaid, unmet },
        first: null,
        phone: state.phone,
        connection: state.connection,
        where: state.where,
      })
    },
    handOver() {
      done.push('hand over')
      set({ at: 'closed', why: 'handed_over', outcome: 'none', first: null, phone: state.phone, connection: 'open', where: state.where })
    },
    end() {
      done.push('end')
      set({
        at: 'closed',
        why: 'ended',
        outcome: state.at === 'handed' ? 'card' : 'none',
        first: null,
        phone: state.phone,
        connection: 'open',
        where: state.where,
      })
    },
    gone: async () => {},
    hearControl: () => false,
    hearCell() {},
    connection(now) {
      set({ ...state, connection: now })
    },
    put: screen => set({ ...state, ...screen } as CaseState),
    page({ purpose, paper, picture, side = paper === null ? 0 : 1, looked = false, screen = false }) {
      number += 1
      const looks = { real: looked, same_name: looked, in_date: looked }
      change({ pages: [...shown().pages, { number, purpose, paper, side, screen, picture, looks, shared: false }], ask: null })
    },
  }
}
