import { drillReport } from '@latchkey/wire/drill-report.ts'
import * as v from 'valibot'
import { expect, it } from 'vitest'
import { Report } from './report.ts'

it('what a server may tell of a run is numbers: no trace, no name of an artefact, no text of a canary', () => {
  const report = new Report()
  report.add({ artefact: 'dump of Maria', bytes: 4096, traces: ['resident 3: name, utf-8'], beacon: true, phantoms: 0 }, 10)
  report.add({ artefact: 'dump of Maria', bytes: 2048, traces: [], beacon: false, phantoms: 0 }, 10)
  report.plants.push({ name: 'name in a log', caught: true, why: 'Maria' }, { name: 'kept request', caught: false, why: '' })
  const told = report.told('ab'.repeat(32), '2026-11-29', 300)
  expect(v.parse(drillReport, told)).toEqual(told)
  expect(told).toMatchObject({ green: false, artefacts: 1, sweeps: 2, kib: 6, traces: 1, planted: 2, found: 1, problems: 1 })
  expect(JSON.stringify(told)).not.toMatch(/Maria|resident|utf-8|log/)
})
