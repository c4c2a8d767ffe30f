/** The last drill of this software, from the file that it left. Believed only when it names the software that this server runs; otherwise there is none. */
import { readFileSync } from 'node:fs'
import { type DrillReport, drillReport } from '@latchkey/wire/drill-report.ts'
import { parseText } from '@latchkey/wire/edge.ts'

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
