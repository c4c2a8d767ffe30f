// `npm run schedule`: which declared columns and times of keeping differ from server/schedule/approved.json; `-- --write` writes the next version of it.
// A release that differs needs a schedule: a city does not start it before that version is approved and entered.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { approved, nextSchedule, scheduleDifferences } from '../server/schedule/approved.ts'
import { onDisk } from '../server/store/tables.ts'
import { top } from './build.mjs'

const differences = scheduleDifferences()
for (const line of differences) console.log(`needs schedule: ${line}`)
if (process.argv.includes('--write')) {
  const next = nextSchedule(onDisk, approved)
  const kept = Object.entries(next.kept).map(
    ([name, one]) =>
      `    ${JSON.stringify(name)}: ${JSON.stringify(one)
        .replaceAll(/([{:,])/g, '$1 ')
        .replace('}', ' }')}`,
  )
  const columns = next.columns.map(column => `    ${JSON.stringify(column)}`)
  writeFileSync(
    join(top, 'server/schedule/approved.json'),
    `{
  "version": ${next.version},
  "status": ${JSON.stringify(next.status)},
  "kept": {
${kept.join(',\n')}
  },
  "columns": [
${columns.join(',\n')}
  ]
}
`,
  )
  console.log(`server/schedule/approved.json is version ${next.version}, ${next.status}`)
} else {
  console.log(`schedule: version ${approved.version}, ${approved.status}, ${differences.length} differences`)
  process.exit(differences.length === 0 ? 0 : 1)
}
