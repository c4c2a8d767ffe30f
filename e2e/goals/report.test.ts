import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { top } from '../../tools/build.mjs'
import { parseReport, readReport } from './report.ts'

const folder = join(top, 'docs/goals')
const kept = existsSync(folder) ? readdirSync(folder) : []
const report = { goal: 5, build: '0'.repeat(64), day: '2026-11-29', met: true, measured: {} }

describe('the reports of goals', () => {
  it.each(kept)('%s is one, of the goal it is named for', name => {
    const goal = Number(/^goal-(\d+)\.json$/.exec(name)?.[1])
    expect(readReport(goal).goal).toBe(goal)
  })

  it.each([
    { ...report, build: 'today' },
    { ...report, day: '29 Nov' },
    { ...report, met: 'yes' },
    { ...report, measured: null },
    { ...report, note: 'good' },
    { goal: 5 },
  ])('refuses %j', broken => expect(() => parseReport(JSON.stringify(broken))).toThrow(/a report has/))

  it('reads one', () => expect(parseReport(JSON.stringify(report))).toEqual(report))
})
