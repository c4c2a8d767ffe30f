/** A resident and a clerk who act as people would: each thing once, when its screen stands there. What they had to do twice is counted. */
import type { CaseState } from '@latchkey/desk/visit/state.ts'
import type { VisitState } from '@latchkey/resident/visit/state.ts'
import type { Visit } from '@latchkey/resident/visit/visit.ts'
import type { Evening } from './memory-city.ts'

export const photos = [
  { purpose: 'paper', paper: 'passport' },
  { purpose: 'portrait', paper: null },
] as const

export interface Done {
  ready: number
  photos: number
  yes: number
  approvals: number
  touches: number
}

export interface People {
  done: Done
  /** Every screen the resident and the clerk saw, in order, without repeats. */
  seen: { resident: VisitState['at'][]; clerk: CaseState['at'][] }
  stop(): void
}

const noteScreen = <T>(list: T[], at: T) => list.at(-1) !== at && list.push(at)

export function people(evening: Evening): People {
  const done: Done = { ready: 0, photos: 0, yes: 0, approvals: 0, touches: 0 }
  const seen: People['seen'] = { resident: [], clerk: [] }
  let over = false
  let watched: Visit | null = null
  let stopWatching = () => {}
  /** Photos taken by this page that are on their way or there: the resident does not take them again. */
  let taken = new Set<string>()
  let answered: VisitState | null = null
  let touched: object | null = null
  let approved = false
  let called = false

  function resident(visit: Visit) {
    const { state } = visit
    noteScreen(seen.resident, state.at)
    if (state === answered || state.connection !== 'open') return
    answered = state
    if (state.at === 'called') {
      done.ready++
      visit.ready()
    } else if (state.at === 'showing' && state.sending === null) {
      for (const { purpose, paper } of photos) {
        const name = `${purpose} ${paper}`
        if (taken.has(name) || state.pages.some(page => page.purpose === purpose && page.paper === paper)) continue
        taken.add(name)
        done.photos++
        visit.showPage(new Uint8Array(1000).fill(done.photos), purpose, paper).catch(() => undefined)
        // One photo at a time, as a person takes them.
        break
      }
    } else if (state.at === 'card') {
      done.yes++
      void visit.agree()
    }
  }

  function clerk() {
    const { state: line } = evening.line
    if (line.at === 'line') {
      if (line.ready > 0 && !called) {
        called = true
        evening.line.next()
      }
      if (line.ready === 0) called = false
      return
    }
    if (line.at !== 'visit' || line.connection !== 'open') return
    const { case: open } = line
    const { state } = open
    noteScreen(seen.clerk, state.at)
    if (state.at === 'papers' && state.pages.length >= photos.length) {
      for (const need of ['photo', 'birth_date', 'lives_here'] as const) if (state.ticks[need] !== true) return void open.tick(need, true)
      if (state.samePerson !== true) return open.samePerson(true)
      if (state.bar.enough && state.bar.waitsFor.length === 0 && !approved) {
        approved = true
        done.approvals++
        void open.approve().catch(() => (approved = false))
      }
    } else if (state.at === 'touch' && touched !== state) {
      touched = state
      done.touches++
      void open.approve()
    }
  }

  const step = () => {
    if (over) return
    if (watched !== evening.visit) {
      stopWatching()
      watched = evening.visit
      taken = new Set()
      answered = null
      stopWatching = watched.subscribe(() => noteScreen(seen.resident, evening.visit.state.at))
    }
    resident(evening.visit)
    clerk()
    setTimeout(step, 0)
  }
  step()
  return {
    done,
    seen,
    stop() {
      over = true
      stopWatching()
    },
  }
}
