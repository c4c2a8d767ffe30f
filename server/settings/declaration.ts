import type { Authority } from '@latchkey/wire/settings.ts'
import { type DiskDeclaration, recordsLaw } from '../declaration.ts'

/** One row a way in and site. */
export interface SettingsTable {
  way: string
  /** Empty for phone visits, which have no site. */
  site: string
  open: boolean
  notice: number | null
  moved_to: string | null
  authority: Authority | null
  next_open: boolean | null
  next_notice: number | null
  next_moved_to: string | null
  next_at: string | null
  paused_on: string | null
  paused_notice: number | null
  rules_version: string
}

export const settings: DiskDeclaration = {
  name: 'settings',
  where: 'disk',
  table: {
    name: 'settings',
    columns: {
      way: { type: 'text' },
      site: { type: 'text' },
      open: { type: 'boolean' },
      notice: { type: 'integer', nullable: true },
      moved_to: { type: 'text', nullable: true },
      authority: { type: 'jsonb', nullable: true },
      next_open: { type: 'boolean', nullable: true },
      next_notice: { type: 'integer', nullable: true },
      next_moved_to: { type: 'text', nullable: true },
      next_at: { type: 'bigint', nullable: true },
      paused_on: { type: 'text', nullable: true },
      paused_notice: { type: 'integer', nullable: true },
      rules_version: { type: 'text' },
    },
    key: ['way', 'site'],
  },
  fields: [
    'way in, and at which site',
    'open or closed, and where it moved',
    'notice shown on every page',
    'legal authority: citation, text, date, who settled it',
    'a change ordered for later: open or closed, notice, where it moves, moment',
    'closed for a day by a supervisor: which day, and the notice',
    'rules version',
  ],
  purpose: 'Know which ways in are open, what every page says, and which law lets a way in keep nothing.',
  law: recordsLaw,
  kept: 'per the retention schedule of program settings',
  keptFor: { for: 'schedule' },
  readBy: 'everyone',
  writtenBy:
    'administrators; supervisors, for the rest of a day; the clock, when a change ordered for later is due or such a day has ended',
}
