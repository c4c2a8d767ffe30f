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
