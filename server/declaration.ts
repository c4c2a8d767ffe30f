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

export type DiskDeclaration = Said & { where: 'disk'; table: Table }
export type MemoryDeclaration = Said & {
  where: 'memory'
  /** True when a copy lies on the memory file system, so that it outlives a killed process (never a power cut). */
  copy: boolean
}
export type Declaration = DiskDeclaration | MemoryDeclaration

/** The two laws most things rest on. Another city writes its own; none is confirmed by a city's counsel yet. */
export const programLaw = "The city's ID ordinance (Chicago: Municipal Code ch. 2-176). Unconfirmed."
export const recordsLaw = 'The Local Records Act and its retention schedule (Illinois: 50 ILCS 205). Unconfirmed.'
/** For what lives in memory only and is gone by night. */
export const notKeptLaw = 'Looked at and not kept, as at an in-person visit (Chicago: Municipal Code ch. 2-176). Unconfirmed.'
