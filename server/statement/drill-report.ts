/** The last drill of this software, from the file that it left. Believed only when it names the software that this server runs; otherwise there is none. */
import { readFileSync } from 'node:fs'
import { type DrillReport, drillReport } from '@latchkey/wire/drill-report.ts'
import { parseText } from '@latchkey/wire/edge.ts'
import type { DrillFound } from '../record/record-state.ts'

/** @param software of the running release; null: it runs without one */
export function readDrillReport(path: string, software: string | null): DrillReport | null {
  if (software === null) return null
  try {
    const report = parseText(drillReport, readFileSync(path, 'utf8'))
    return report.software === software ? report : null
  } catch {
    return null
  }
}

/** What `/record/drill` shows. A run in which somebody was not seen to arrive, or too little was searched, shows nothing either way: there it counts as none. */
export function foundBy({ green, software, day, arrived, artefacts, traces, planted, found }: DrillReport): DrillFound | null {
  if (!green && traces === 0 && found === planted) return null
  return { build: software, day, people: arrived, searched: artefacts, traces, planted, caught: found }
}
