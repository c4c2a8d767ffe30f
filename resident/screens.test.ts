import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createWay, type HistoryPort, type Screen } from './screens.ts'

/** A browser's history: entries, a place in them, and popstate some time after `go`. */
function browserHistory(start: unknown[] = [null], at = 0) {
  const entries = [...start]
  let pop: (state: unknown) => void = () => {}
  const history: HistoryPort = {
    get state() {
      return entries[at]
    },
    pushState(state) {
      entries.length = at + 1
      entries.push(state)
      at++
    },
    replaceState(state) {
      entries[at] = state
    },
    go(delta) {
      if (at + delta < 0 || at + delta >= entries.length) return
      at += delta
      pop(entries[at])
    },
    listen(listener) {
      pop = listener
      return () => {
        pop = () => {}
      }
    },
  }
  return { history, entries }
}

function start(first: Screen = { at: 'home' }, from?: { start: unknown[]; at: number }) {
  const browser = browserHistory(from?.start, from?.at)
  const seen: string[] = []
  const way = createWay(browser.history, first, screen => seen.push(screen.at))
  return { ...browser, way, seen }
}

describe('createWay', () => {
  it('goes on and back, and the browser’s own buttons do the same', () => {
    const { way, history } = start()
    way.go({ at: 'who' })
    way.go({ at: 'papers' })
    expect(way.screen.at).toBe('papers')
    history.go(-1)
    expect(way.screen.at).toBe('who')
    history.go(1)
    expect(way.screen.at).toBe('papers')
    way.back()
    way.back()
    expect(way.screen.at).toBe('home')
    expect(way.canBack).toBe(false)
  })

  it('does not come back to a screen whose place was taken', () => {
    const { way } = start()
    way.go({ at: 'number' })
    way.replace({ at: 'visit' })
    way.go({ at: 'photos' })
    way.back()
    expect(way.screen.at).toBe('visit')
    way.back()
    expect(way.screen.at).toBe('home')
  })

  it('after a reload leads every step whose screen is gone to the first screen', () => {
    const { way, history } = start({ at: 'number' }, { start: [{ step: 0 }, { step: 1 }, { step: 2 }], at: 2 })
    expect(way.screen.at).toBe('number')
    expect(way.canBack).toBe(false)
    history.go(-1)
    expect(way.screen.at).toBe('number')
    history.go(1)
    expect(way.screen.at).toBe('number')
  })

  it('forgets the way there when it starts again', () => {
    const { way, history } = start()
    way.go({ at: 'visit' })
    way.restart({ at: 'home' })
    history.go(-1)
    expect(way.screen.at).toBe('home')
  })

  it('takes any state a browser holds and never leaves more than a step number in it', () => {
    fc.assert(
      fc.property(
        fc.anything(),
        fc.array(
          fc.oneof(fc.constantFrom('who', 'papers', 'number', 'visit', 'known'), fc.constantFrom('<back', '<pop', '<again', '<instead')),
        ),
        (state, moves) => {
          const { way, entries, history } = start({ at: 'home' }, { start: [state], at: 0 })
          for (const move of moves) {
            if (move === '<back') way.back()
            else if (move === '<pop') history.go(-1)
            else if (move === '<again') way.restart()
            else if (move === '<instead') way.replace({ at: 'facts' })
            else way.go({ at: move as 'who' })
            expect(way.screen.at).toMatch(/^(home|who|papers|number|visit|known|facts)$/)
          }
          for (const entry of entries) expect(JSON.stringify(entry)).toMatch(/^\{"step":\d+\}$/)
        },
      ),
    )
  })
})
