import { busy } from '@latchkey/ui/example-now.ts'
import { expect, it } from 'vitest'
import { leftWords } from './ways-left.tsx'

const snow = [{ site: 'main_office', notice: 53, to: null }]

it('names the ways that are left while phone visits are closed, and says when there is none', () => {
  expect(leftWords({ ...busy, open: false })).toEqual(['sites.counter.open'])
  expect(leftWords({ ...busy, open: false, event: true })).toEqual(['sites.counter.open', 'sites.event.open'])
  expect(leftWords({ ...busy, open: false, counter: false })).toEqual(['sites.none'])
})

it('says that counters are closed, or that one place is not as usual; nothing when all is', () => {
  expect(leftWords({ ...busy, counter: false, changed: snow })).toEqual(['sites.counter.closed', 'sites.phone.open'])
  expect(leftWords({ ...busy, changed: snow })).toEqual(['sites.changed'])
  expect(leftWords({ ...busy, counter: false })).toEqual([])
})

it('says what is ordered for today: when phone visits close or open, and that a place will be different; of what comes after closing nothing', () => {
  const order = (site: string | null, open: boolean, at = busy.at + 3600) => ({ site, open, at, notice: null, to: null })
  expect(leftWords({ ...busy, ordered: [order(null, false)] })).toEqual(['sites.phone.closes'])
  expect(leftWords({ ...busy, ordered: [order(null, false), order('main_office', false)] })).toEqual([
    'sites.phone.closes',
    'sites.changed',
  ])
  expect(leftWords({ ...busy, counter: false, changed: snow, ordered: [order(null, false)] })).toEqual([
    'sites.counter.closed',
    'sites.phone.closes',
  ])
  expect(leftWords({ ...busy, open: false, ordered: [order(null, true)] })).toEqual(['sites.phone.opens', 'sites.counter.open'])
  expect(leftWords({ ...busy, ordered: [order(null, false, busy.closes + 1), order('main_office', false, busy.closes + 1)] })).toEqual([])
})
