/**
 * What a thing that the server holds says about itself (DESIGN §4). Each thing has one folder, and its declaration lies at the top of it.
 * The tables are made from these, the live database is compared with them both ways, and *What we hold* is written from them.
 */

/** The column types this server uses; the word is PostgreSQL's own in information_schema. */
export type ColumnType = 'text' | 'integer' | 'bigint' | 'boolean' | 'bytea' | 'jsonb'

export interface Table {
  name: string
  columns: Record<string, { type: ColumnType; nullable?: true }>
  /** Columns that name a row; empty for a plain list. */
  key: string[]
}

interface Said {
  /** The glossary's word. */
  name: string
  /** Each field in words. */
  fields: string[]
  purpose: string
  law: string
  kept: string
  readBy: string
  writtenBy: string
}

/** From what a number of days is counted: the row was written, its slot has passed, its period is over, the last card that rests on it has ended. */
export type KeptAfter = 'written' | 'slot' | 'period' | 'last_card'

/**
 * How long something on disk is kept, so that a program can compare two of them (the words are `kept`). `schedule`: as many years as the city's approved
 * retention schedule says, and then only by a disposal that was asked for and approved (server/disposals/).
 */
export type KeptFor = { for: 'good' } | { for: 'days'; days: number; after: KeptAfter } | { for: 'schedule' }

/** Its kept-for can end: a legal request holds it (server/holds/). */
export const isDeletable = ({ keptFor }: { keptFor: KeptFor }): boolean => keptFor.for !== 'good'

/** The longest that something in memory lives, by name (DESIGN §4). */
export type Life = 'five_minutes' | 'hour' | 'visit' | 'desk_key' | 'day' | 'slot' | 'pool' | 'quarter'

export type DiskDeclaration = Said & { where: 'disk'; table: Table; keptFor: KeptFor }
export type MemoryDeclaration = Said & {
  where: 'memory'
  /** True when a copy lies on the memory file system, so that it outlives a killed process (never a power cut). */
  copy: boolean
  life: Life
}
/** On the city's machine and in no table: what the database, the operator and the service keep. `endedBy`: who ends it, and so whom counsel has to tell. */
export type MachineDeclaration = Said & { where: 'machine'; keptFor: KeptFor | null; endedBy: string }
/** A thing that has a folder under server/. */
export type Declaration = DiskDeclaration | MemoryDeclaration

/** The two laws most things rest on. Another city writes its own; none is confirmed by a city's counsel yet. */
export const programLaw = "The city's ID ordinance (Chicago: Municipal Code ch. 2-176). Unconfirmed."
export const recordsLaw = 'The Local Records Act and its retention schedule (Illinois: 50 ILCS 205). Unconfirmed.'
/** For what lives in memory only and is gone by night. */
export const notKeptLaw = 'Looked at and not kept, as at an in-person visit (Chicago: Municipal Code ch. 2-176). Unconfirmed.'
