/** What a statement says beside the store: of the city's file, of the release, of the last drill, of legal requests that may be stated. */
import { rootFingerprint } from '@latchkey/certificates/root.ts'
import type { DrillReport } from '@latchkey/wire/drill-report.ts'
import type { StatedRequests } from '@latchkey/wire/legal.ts'
import type { City } from '../city/read-city.ts'
import { dayOf } from '../clock/day.ts'
import type { Live } from './live-store.ts'
import type { Release, StatementFacts } from './statement.ts'

export interface FactsPorts {
  city: City
  practice: boolean
  memoryFiles: boolean
  release: Release | null
  drill(): DrillReport | null
  /** Of the legal requests only those whose existence may be stated. @param day of the city */
  stated(day: string): StatedRequests
}

export const factsOf =
  ({ city, practice, memoryFiles, release, drill, stated }: FactsPorts) =>
  (now: number, live: Live): StatementFacts => {
    const { root, names, texts } = city
    const language = names.workingLanguage
    const said = (key: string) => texts[language]?.[key] ?? texts.en?.[key] ?? key
    return {
      city: root.city,
      cityName: texts[language]?.['name.city'] ?? names.city,
      practice,
      fingerprint: rootFingerprint(root),
      now,
      language,
      live,
      memoryFiles,
      release,
      drill: drill(),
      otherRecords: names.otherRecords.map(({ id, known }) => ({ says: said(`other.${id}`), note: said(`other.${id}.note`), known })),
      legal: stated(dayOf(now, names.timeZone)),
    }
  }
