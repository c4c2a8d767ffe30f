import { languages } from '@latchkey/ui/language.ts'
import type { Now } from '@latchkey/wire/waiting.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cityTexts } from '../city.ts'
import { firstSentence, footAt, shownTogether, wallSays } from './says.ts'

const now: Now = {
  at: 1_790_000_000,
  day: '2026-09-21',
  open: true,
  counter: true,
  event: false,
  changed: [],
  ordered: [],
  desks: true,
  notice: null,
  serving: 407,
  given: 419,
  since: '2026-09-21',
  before: 0,
  apart: [],
  gives: 'today',
  pace: 60,
  spread: 20,
  line: 0,
  planned: false,
  closes: 1_790_020_000,
  lastCall: 1_790_019_760,
  opens: 1_790_060_000,
}

describe('the wall', () => {
  it('shows the number that was called, and how many wait', () => {
    expect(wallSays(now, 'online')).toEqual({ serving: 407, foot: [{ at: 'waiting', count: 12 }] })
    expect(wallSays({ ...now, desks: false }, 'online').foot).toEqual([{ at: 'no_desk' }])
    expect(wallSays({ ...now, desks: false, gives: 'none' }, 'online').foot).toEqual([{ at: 'no_desk' }])
  })

  it('says when today is full, and does not count who waits for tomorrow', () => {
    const full: Now = { ...now, gives: 'tomorrow', apart: [410, 419] }
    expect(wallSays(full, 'online').foot).toEqual([{ at: 'full' }, { at: 'waiting', count: 2 }])
    expect(wallSays({ ...full, gives: 'none' }, 'online').foot).toContainEqual({ at: 'full' })
  })

  it('keeps the last number when the network is away, and says since when it is old; nothing else is claimed then', () => {
    for (const state of ['offline', 'broken'] as const)
      expect(wallSays({ ...now, desks: false, open: false, notice: 1 }, state)).toEqual({
        serving: 407,
        foot: [{ at: 'stale', since: now.at }],
      })
  })

  it('shows no number before it heard one', () => {
    expect(wallSays(null, null)).toEqual({ serving: null, foot: [] })
    expect(wallSays(null, 'offline')).toEqual({ serving: null, foot: [{ at: 'unheard' }] })
  })

  it('goes on serving when one way in is closed, and says which', () => {
    const closed = { ...now, open: false, notice: 2, opens: null }
    expect(wallSays(closed, 'online')).toEqual({
      serving: 407,
      foot: [
        { at: 'notice', notice: 2 },
        { at: 'waiting', count: 12 },
      ],
    })
    expect(wallSays({ ...now, counter: false, changed: [{ site: 'hall', notice: 53, to: null }] }, 'online').foot).toEqual([
      { at: 'counters' },
      { at: 'waiting', count: 12 },
    ])
    // At night no administrator closed anything.
    expect(wallSays({ ...now, open: false, counter: false }, 'online')).toEqual({
      serving: 'closed',
      foot: [{ at: 'opens', opens: now.opens }],
    })
    expect(wallSays({ ...closed, counter: false }, 'online')).toEqual({ serving: 'closed', foot: [] })
  })
})

describe('languages on the wall', () => {
  it('stand together when there are three', () => {
    for (let turn = 0; turn < 9; turn++) expect(shownTogether(['en', 'es', 'ar'], turn)).toEqual(['en', 'es', 'ar'])
  })

  it('each come to the foot and to the words above it in every round, with every line', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 3 }), (speak, says) => {
        const codes = Array.from({ length: speak }, (_, at) => `l${at}`)
        const lines = Array.from({ length: says }, (_, at) => `f${at}`)
        const together = new Set<string>()
        const foot = new Set<string>()
        for (let turn = 0; turn < speak * says + 12; turn++) {
          for (const code of shownTogether(codes, turn)) together.add(code)
          const shown = footAt(codes, lines, turn)!
          foot.add(`${shown.language} ${shown.line}`)
        }
        expect([together.size, foot.size]).toEqual([speak, speak * says])
      }),
    )
    expect(footAt(languages, [], 4)).toBeNull()
  })

  it('say of a notice what concerns the lobby', () => {
    expect(firstSentence('Phone visits are closed now. Your answers are safe on this phone.')).toBe('Phone visits are closed now.')
    expect(firstSentence('Without an end')).toBe('Without an end')
    for (const texts of Object.values(cityTexts)) {
      for (const notice of [1, 2, 3]) {
        const whole = texts[`notice.${notice}`]!
        expect(whole.startsWith(firstSentence(whole)) && firstSentence(whole).length < whole.length / 2).toBe(true)
      }
    }
  })
})
