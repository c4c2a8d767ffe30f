/**
 * What a statement says, as data: the same facts are always the same text. It knows of a legal request only what may be stated, and nothing of a hold, so that a
 * world with a sealed request and one without give the same bytes. Made from the declarations and the live store, compared column by column.
 */
import type { DrillReport } from '@latchkey/wire/drill-report.ts'
import type { StatedRequests } from '@latchkey/wire/legal.ts'
import type { DiskDeclaration, KeptFor, Life, MachineDeclaration, MemoryDeclaration } from '../declaration.ts'
import { machineHoldings } from '../machine/machine-holdings.ts'
import { declarations } from '../record/declarations.ts'
import { limitsBy } from '../record/not-protected-page.ts'
import { recordTexts } from '../record/record-texts.ts'
import { approved } from '../schedule/approved.ts'
import { Schedule } from '../schedule/schedule.ts'
import { canonicalJson, type Plain } from './canonical.ts'
import { type Live, StatementRefused } from './live-store.ts'
import { type Check, noPlace } from './no-place.ts'
import { type StatementLanguage, statementWords } from './words.ts'

/** The running release by its manifest; `software` as in wire/drill-report.ts. */
export interface Release {
  manifest: string
  files: number
  software: string
}

export interface StatementFacts {
  /** The city's word in every signed thing, its name, the fingerprint of its root. */
  city: string
  cityName: string
  practice: boolean
  fingerprint: string
  /** Seconds since 1970. */
  now: number
  language: StatementLanguage
  live: Live
  memoryFiles: boolean
  release: Release | null
  drill: DrillReport | null
  otherRecords: { says: string; note: string; known: boolean }[]
  /** Only those whose existence may be stated. */
  legal: StatedRequests
}

interface ThingSaid {
  name: string
  title: string
  fields: string[]
  purpose: string
  law: string
  kept: string
  readBy: string
  writtenBy: string
}

/** The statement as its JSON has it (docs/protocol/statement.md says each field). A type and not an interface: canonical JSON takes any plain value. */
export type Statement = {
  statement: 1
  language: StatementLanguage
  at: number
  city: { id: string; name: string; practice: boolean; root: string }
  /** Of the retention schedule: the version in force, since when, and whether a records authority has approved it. */
  schedule: { version: number; entered: string; status: 'unconfirmed' | 'approved' }
  disk: (ThingSaid & {
    keptFor: KeptFor
    table: string
    columns: { name: string; type: string; orNull: boolean }[]
    endedAtLeast?: number
  })[]
  memory: (ThingSaid & { copy: boolean; life: Life })[]
  /** What the city's machine keeps of this outside its tables. */
  machine: (ThingSaid & { endedBy: string })[]
  noPlace: { id: string; says: string; checks: Check[] }[]
  drill: DrillReport | null
  release: Release | null
  otherRecords: StatementFacts['otherRecords']
  legal: StatedRequests
  limits: string[]
}

/** The statement's JSON, canonical. @throws StatementRefused when a live column belongs to no declared thing */
export function writeStatement(facts: StatementFacts): string {
  const { live, language } = facts
  const onDisk = declarations.filter((one): one is DiskDeclaration => one.where === 'disk')
  const inMemory = declarations.filter((one): one is MemoryDeclaration => one.where === 'memory')
  const stray = live.columns.filter(({ table }) => !onDisk.some(one => one.table.name === table))
  if (stray.length > 0) throw new StatementRefused(stray.map(({ table, column }) => `not declared: ${table}.${column}`))
  const words = recordTexts[language]
  const { version, entered, kept } = live.schedule
  const schedule = new Schedule(version, entered, kept)
  const said = (one: DiskDeclaration | MemoryDeclaration | MachineDeclaration) => {
    const { fields, purpose, law, kept, readBy, writtenBy } = words.things?.[one.name] ?? one
    return { name: one.name, title: words.titles[one.name] ?? one.name, fields, purpose, law, kept, readBy, writtenBy }
  }
  const statement: Statement = {
    statement: 1,
    language,
    at: facts.now,
    city: { id: facts.city, name: facts.cityName, practice: facts.practice, root: facts.fingerprint },
    schedule: { version, entered, status: version === approved.version ? approved.status : 'unconfirmed' },
    disk: onDisk.map(one => ({
      ...said(one),
      keptFor: schedule.keptFor(one),
      table: one.table.name,
      columns: live.columns
        .filter(({ table }) => table === one.table.name)
        .map(({ column, type, orNull }) => ({ name: column, type, orNull })),
      ...(one.name === 'cancelled' ? { endedAtLeast: live.ended } : {}),
    })),
    memory: inMemory.map(one => ({ ...said(one), copy: one.copy && facts.memoryFiles, life: one.life })),
    machine: machineHoldings.map(one => ({ ...said(one), endedBy: one.endedBy })),
    noPlace: noPlace.map(({ id, checks }) => ({ id, says: statementWords[language][`noPlace.${id}`] ?? id, checks: [...checks] })),
    drill: facts.drill,
    release: facts.release,
    otherRecords: facts.otherRecords,
    legal: facts.legal,
    limits: Object.values(limitsBy).flatMap(ids => ids.map(id => words.limits[id])),
  }
  return canonicalJson(statement as unknown as Plain)
}
