// `npm run texts`: what is there of each language, how long, how hard to read, and who has reviewed it. Fails on a missing text, on other ICU arguments, and on
// English for residents, verifiers or the public record that is too hard. A file that is not there yet is work to come, not a fault: its language is not offered.
// `-- --reviewed es home` notes that a native speaker has checked a part.
// `-- --record` prints the English of the record's things, which stands in server/*/declaration.ts, for translators.
import {
  cityDirectories,
  faultsOf,
  isReady,
  isReadyForStaff,
  languageCodes,
  languageTable,
  partsOf,
  readBy,
  readings,
} from './languages.mjs'
import { gradeOf } from './reading-grade.mjs'
import { isReviewed, noteReview } from './review.mjs'

if (process.argv.includes('--record')) {
  const { declarations } = await import('../server/record/declarations.ts')
  console.log(
    JSON.stringify(
      Object.fromEntries(
        declarations.map(({ name, purpose, kept, readBy: reads, writtenBy, law, fields }) => [
          name,
          { fields, purpose, kept, readBy: reads, writtenBy, law },
        ]),
      ),
      null,
      2,
    ),
  )
  process.exit(0)
}

const reviewed = process.argv.indexOf('--reviewed')
if (reviewed > 0) {
  const [code, ...name] = process.argv.slice(reviewed + 1)
  const part = partsOf(code).find(({ part, own }) => part === name.join(' ') && own !== null)
  if (!part || faultsOf(part).length > 0) throw new Error('there is no such part, or it is not complete')
  noteReview(code, part, new Date().toISOString().slice(0, 10))
  process.exit(0)
}

const limit = { worst: 6, median: 4 }
let failed = 0
const fail = line => {
  failed += 1
  console.log(`  FAILED ${line}`)
}
const median = numbers => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0
const graded = part => readBy.resident.includes(part) || readBy.verifier.includes(part) || part === 'record' || part.startsWith('city ')

console.log('English, by the grade it takes to read (residents, verifiers and the public record: none above 6, median 4 or lower)')
const all = []
for (const { part, english } of partsOf('en')) {
  const grades = Object.entries(english).map(([id, message]) => ({ id, grade: Math.max(...readings(message).map(gradeOf)) }))
  const worst = Math.max(...grades.map(({ grade }) => grade))
  const line = `  ${part.padEnd(14)} ${String(grades.length).padStart(4)} texts, median ${median(grades.map(({ grade }) => grade)).toFixed(1)}, hardest ${worst.toFixed(1)}`
  console.log(graded(part) ? line : `${line} (no limit: ${readBy.staff.includes(part) ? 'staff' : 'public'})`)
  if (!graded(part)) continue
  all.push(...grades)
  for (const { id, grade } of grades) if (grade > limit.worst) fail(`${id} is grade ${grade.toFixed(1)}: ${english[id]}`)
}
const middle = median(all.map(({ grade }) => grade))
console.log(`  all of these   ${String(all.length).padStart(4)} texts, median ${middle.toFixed(1)}`)
if (middle > limit.median) fail(`the median is above ${limit.median}`)

for (const code of languageCodes.slice(1)) {
  const parts = partsOf(code)
  const absent = parts.filter(({ own, staff }) => own === null && !staff).map(({ part }) => part)
  const ofAll = parts.filter(({ part }) => !part.startsWith('city '))
  const where = cityDirectories().filter(city => isReady(partsOf(code, [city])))
  const names = where.map(city => city.split('/').at(-1)).join(', ')
  const staff = isReadyForStaff(ofAll) ? 'to staff too' : 'not to staff'
  console.log(`\n${code} ${languageTable[code].name}: ${where.length > 0 ? `offered in ${names}, ${staff}` : 'not ready, not offered'}`)
  const read = parts.filter(part => isReviewed(code, part)).map(({ part }) => part)
  console.log(`  reviewed by a native speaker: ${read.length === 0 ? 'nothing' : `${read.length} of ${parts.length}: ${read.join(', ')}`}`)
  if (absent.length > 0) console.log(`  not there yet: ${absent.join(', ')}`)
  for (const part of parts.filter(({ own }) => own !== null)) {
    for (const fault of faultsOf(part)) fail(`${code} ${part.part}: ${fault}`)
    const ratios = Object.keys(part.english)
      .filter(id => part.own[id] && part.english[id].length >= 12)
      .map(id => ({ id, ratio: part.own[id].length / part.english[id].length }))
    const usual = median(ratios.map(({ ratio }) => ratio))
    const odd = ratios.filter(({ ratio }) => ratio > usual * 2.2 || ratio < usual / 2.2)
    console.log(
      `  ${part.part.padEnd(14)} ${String(Object.keys(part.own).length).padStart(4)} texts, ${usual.toFixed(2)} of the English length${odd.length > 0 ? `; look at ${odd.map(({ id, ratio }) => `${id} (${ratio.toFixed(1)})`).join(', ')}` : ''}`,
    )
  }
}
console.log(failed === 0 ? '\nno faults' : `\n${failed} faults`)
process.exit(failed === 0 ? 0 : 1)
