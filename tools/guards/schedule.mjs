// A release that holds a column more, or keeps something otherwise, needs another version of the retention schedule, and a city has to have that approved: here it
// is said before the release is made, at the city it would stop a start.
import { scheduleDifferences } from '../../server/schedule/approved.ts'
import { onDisk } from '../../server/store/tables.ts'

export const name = 'schedule'
export const says = 'what is declared and how long it is kept stands in server/schedule/approved.json (npm run schedule -- --write)'

export const check = world => scheduleDifferences(world.declarations ?? onDisk).map(line => `needs schedule: ${line}`)

const withEvents = change => world => ({ ...world, declarations: onDisk.map(one => (one.name === 'events' ? change(one) : one)) })

export const planted = {
  'a column more': withEvents(one => ({ ...one, table: { ...one.table, columns: { ...one.table.columns, site: { type: 'text' } } } })),
  'a column that may be empty now': withEvents(one => ({
    ...one,
    table: { ...one.table, columns: { ...one.table.columns, size: { type: 'integer', nullable: true } } },
  })),
  'a thing kept shorter': withEvents(one => ({ ...one, keptFor: { for: 'days', days: 1, after: 'written' } })),
  'a thing kept longer': withEvents(one => ({ ...one, keptFor: { for: 'good' } })),
  'a thing nobody declared': world => ({ ...world, declarations: onDisk.slice(1) }),
}
