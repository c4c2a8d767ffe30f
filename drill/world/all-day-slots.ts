/** A drill runs at any hour: its city offers a time every quarter of an hour, at a counter and by phone, and has released all of them. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

interface Plan {
  rows: { way: string; kind: string }[]
}

/** @param directory an own copy of a city; of its rows the first plain one of each way stays, with its number and its place */
export function offerAllDay(directory: string): void {
  const path = join(directory, 'slots.json')
  const plan = JSON.parse(readFileSync(path, 'utf8')) as Plan
  const rows = ['counter', 'phone'].map(way => {
    const row = plan.rows.find(one => one.way === way && one.kind === 'plain')
    if (!row) throw new Error('the city offers no times')
    return { ...row, weekdays: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00', minutes: 15, seats: 64 }
  })
  const release = { days: 2, walkIns: 0, helpers: 0, draws: ['00:00'] }
  writeFileSync(path, JSON.stringify({ ...plan, rows, release }))
}
