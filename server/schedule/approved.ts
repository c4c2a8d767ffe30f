/**
 * The retention schedule that this release was made for: the columns and how long each thing is kept, with a version (approved.json, made by
 * `npm run schedule -- --write`). Where declarations say anything else the release needs another version, and a guard is red.
 */
import type { DiskDeclaration } from '../declaration.ts'
import { sha256 } from '../platform.ts'
import { declaredColumns } from '../store/inventory.ts'
import { onDisk } from '../store/tables.ts'
import approvedFile from './approved.json'
import { type KeptList, keptListOf, sayKept } from './kept-for.ts'

export interface Approved {
  version: number
  /** Nobody has approved it before a records authority has said so to the city. */
  status: 'unconfirmed' | 'approved'
  kept: KeptList
  columns: string[]
}

export const approved = approvedFile as Approved

/** Of the columns in any order. */
export const hashOf = (columns: readonly string[]): string =>
  Buffer.from(sha256(new TextEncoder().encode([...columns].sort().join('\n')))).toString('hex')

/** @returns what declarations hold or keep otherwise than the file says, each as one phrase; none when the release is as approved */
export function scheduleDifferences(declarations: DiskDeclaration[] = onDisk, file: Approved = approved): string[] {
  const declared = declaredColumns(declarations)
  const kept = keptListOf(declarations)
  const names = [...new Set([...Object.keys(kept), ...Object.keys(file.kept)])].sort()
  return [
    ...declared.filter(column => !file.columns.includes(column)).map(column => `new column: ${column}`),
    ...file.columns.filter(column => !declared.includes(column)).map(column => `column gone: ${column}`),
    ...names.flatMap(name => {
      const [before, now] = [file.kept[name], kept[name]].map(one => (one ? sayKept(one) : 'not at all'))
      return before === now ? [] : [`kept otherwise: ${name}, ${now} instead of ${before}`]
    }),
  ]
}

/** The file for what is declared now: the same version if nothing differs, else the next, which nobody has approved. */
export function nextSchedule(declarations: DiskDeclaration[], file: Approved): Approved {
  if (scheduleDifferences(declarations, file).length === 0) return file
  const kept = keptListOf(declarations.toSorted((a, b) => (a.name < b.name ? -1 : 1)))
  return { version: file.version + 1, status: 'unconfirmed', kept, columns: declaredColumns(declarations).sort() }
}
