/** What the pages of the record are made from: the city's own words and settings, and what others hold and may show. */
import type { StatedRequests } from '@latchkey/wire/legal.ts'
import type { BuiltWith } from '../city/built-with.ts'
import type { Settings } from '../settings/settings.ts'
import type { WayHistory } from '../staff-history/staff-history.ts'

/** What the drill found, of the very build that runs. */
export interface DrillFound {
  /** Hash of the build, hex. */
  build: string
  /** The day it ran, YYYY-MM-DD. */
  day: string
  /** Invented residents who were seen to arrive. */
  people: number
  /** Kinds of artefacts that were searched. */
  searched: number
  traces: number
  planted: number
  caught: number
}

/** What others hold and the record shows. Read anew for each answer, out of memory. */
export interface RecordPorts {
  /** Those whose existence may be stated: no number, gap or place of any other is in it. */
  requests(): StatedRequests
  /** Null: there is no report of the build that runs. */
  drill(): DrillFound | null
  /** The retention schedule in force, the day it was entered, and whether a records authority has approved it. */
  schedule(): { version: number; entered: string; status: 'unconfirmed' | 'approved' } | null
  /** How many entries the log of the public record has; null: this server has none. */
  log(): { entries: number } | null
  /** Is there a page of the quarter? */
  quarter: boolean
}

/** Until somebody holds them. */
export const emptyPorts = (today: () => string): RecordPorts => ({
  requests: () => ({ asOf: today(), release: 'two_people', requests: [] }),
  drill: () => null,
  schedule: () => null,
  log: () => null,
  quarter: false,
})

export interface RecordState {
  /** Languages that the pages of this build offer; English is always there. */
  offered: readonly string[]
  /** Of these, the ones that a native speaker has checked whole. */
  reviewed: readonly string[]
  /** As it stands on the card; each language may write it otherwise. */
  cityName: string
  /** The city's texts by language: `name.city`, `notice.<number>`, `other.<id>` and `.note`. */
  cityTexts: Record<string, Record<string, string>>
  /** Words of the list of sites, by language: how a notice of a site reads. */
  siteTexts: Record<string, Record<string, string>>
  practice: boolean
  /** Each way in, and the law that lets it keep nothing. */
  settings: Settings
  /** Each change of a way in, in the order of the store. */
  history: readonly WayHistory[]
  fingerprint: string
  /** What else the city keeps of a visit, as its own file declares it; `known: false` is marked as nobody's word yet. */
  otherRecords: readonly { id: string; known: boolean }[]
  /** Whether the copy of the day's state lies on a memory file system. */
  memoryFiles: boolean
  /** Of the rules, newest first. */
  versions: BuiltWith['versions']
  /** The city's day, YYYY-MM-DD: a version may be built before it starts. */
  today: string
  /** The city's time zone. */
  zone: string
  ports: RecordPorts
}
