/** The last whole measurement of a goal, kept beside the documents: `docs/goals/goal-N.json`, one file a goal. The accessibility statement reads them. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sourcesHash, top } from '../../tools/build.mjs'
import type { Goal } from './goal.ts'

export interface Report {
  goal: number
  /** Of the sources it was measured on, as `tools/build.mjs` hashes them: 64 hex digits. */
  build: string
  /** YYYY-MM-DD, UTC. */
  day: string
  met: boolean
  measured: Record<string, unknown>
}

const folder = join(top, 'docs/goals')
const pathOf = (goal: number) => join(folder, `goal-${goal}.json`)

/** Writes what was measured, met or not: a goal that is missed again says so. */
export function keepReport({ goal, met, value }: Pick<Goal, 'goal' | 'met' | 'value'>) {
  const build = sourcesHash(join(top, 'cities/chicago'))
  const day = new Date().toISOString().slice(0, 10)
  const report: Report = { goal, build, day, met, measured: typeof value === 'number' ? { value } : value }
  mkdirSync(folder, { recursive: true })
  writeFileSync(pathOf(goal), `${JSON.stringify(report, null, 2)}\n`)
}

/** @throws Error naming what is wrong */
export function parseReport(text: string): Report {
  const { goal, build, day, met, measured, ...more } = JSON.parse(text) as Report
  const fine =
    Number.isInteger(goal) &&
    /^[0-9a-f]{64}$/.test(build) &&
    /^\d{4}-\d\d-\d\d$/.test(day) &&
    typeof met === 'boolean' &&
    typeof measured === 'object' &&
    measured !== null
  if (!fine || Object.keys(more).length > 0) throw new Error('a report has goal, build, day, met, measured and nothing else')
  return { goal, build, day, met, measured }
}

/** @throws Error when this goal was never measured whole, or its report is no report */
export function readReport(goal: number): Report {
  const report = parseReport(readFileSync(pathOf(goal), 'utf8'))
  if (report.goal !== goal) throw new Error(`the report of goal ${goal} is of another`)
  return report
}
