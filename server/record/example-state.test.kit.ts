/** A record with something on every page, for tests and for looking at every screen. Nobody's: never built into anything. */
import type { StatedRequest } from '@latchkey/wire/legal.ts'
import { Settings, type Way } from '../settings/settings.ts'
import type { RecordPorts, RecordState } from './record-state.ts'

const law = { citation: 'Example ordinance 1', text: 'Papers are looked at and not kept.', date: '2026-01-01', settledBy: 'Counsel' }
const usual = { open: true, notice: null, to: null, authority: null, next: null, pause: null }

export const exampleWays: Way[] = [
  { ...usual, way: 'phone', site: '', authority: law, next: { open: false, notice: 1, to: null, at: 1_796_169_600 } },
  { ...usual, way: 'counter', site: 'main_office' },
  { ...usual, way: 'counter', site: 'north_office', open: false, notice: 53, authority: law },
  { ...usual, way: 'event', site: 'library_day', open: false, notice: 61, to: 'north_office', authority: law },
]

export const exampleRequests: StatedRequest[] = [
  {
    received: '2026-10-05',
    instrument: 'records_request',
    issuer: 'press',
    binding: true,
    answerBy: '2026-10-13',
    decision: 'nothing_held',
    outcome: 'nothing_given',
    closed: '2026-10-08',
  },
  {
    received: '2026-11-20',
    instrument: 'administrative_subpoena',
    issuer: 'federal_agency',
    binding: false,
    answerBy: null,
    decision: null,
    outcome: null,
    closed: null,
  },
]

export const examplePorts: RecordPorts = {
  requests: () => ({ asOf: '2026-11-28', release: 'two_people', requests: exampleRequests }),
  drill: () => ({ build: 'cd'.repeat(32), day: '2026-11-27', people: 40, searched: 21, traces: 0, planted: 14, caught: 14 }),
  schedule: () => ({ version: 3, entered: '2026-11-01', status: 'unconfirmed' }),
  log: () => ({ entries: 672 }),
  quarter: true,
}

export function exampleState(change: Partial<RecordState> = {}): RecordState {
  const ground = { practice: true, laws: { phone: null, counter: null }, today: () => '2026-11-28' }
  return {
    offered: ['es', 'ar'],
    reviewed: [],
    cityName: 'Testville',
    cityTexts: { en: { 'site.main_office': 'Main office', 'site.north_office': 'North office', 'site.library_day': 'Library day' } },
    siteTexts: {},
    practice: true,
    settings: new Settings(exampleWays, ground, '2026-1'),
    history: [
      { day: '2026-11-27', did: 'way_opened', way: 'phone', site: '' },
      { day: '2026-11-28', did: 'way_closed', way: 'counter', site: 'north_office' },
      { day: '2026-11-28', did: 'way_moved', way: 'event', site: 'library_day' },
      { day: '2026-11-28', did: 'way_ordered', way: 'phone', site: '' },
    ],
    fingerprint: 'ab'.repeat(32),
    otherRecords: [],
    memoryFiles: true,
    versions: [],
    today: '2026-11-28',
    zone: 'America/Chicago',
    ports: examplePorts,
    ...change,
  }
}
