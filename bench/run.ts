/**
 * `npm run bench`: every measure beside its control in the same run, one JSON line each; exit status 0 when all are met. `npm run bench -- relay now`
 * measures these only. docs/bench.md says how.
 */
import { BenchRun } from './bench-run.ts'
import { cancelledList } from './cancelled-list.ts'
import { idleSocket } from './idle-socket.ts'
import { lineOf, type Measured, tell } from './measure.ts'
import { now } from './now.ts'
import { number } from './number.ts'
import { cores, stayOn } from './process.ts'
import { relay } from './relay.ts'
import { seal } from './seal.ts'

const all: Record<string, (run: BenchRun) => Promise<Measured>> = {
  relay,
  'idle-socket': idleSocket,
  number,
  now,
  seal,
  'cancelled-list': cancelledList,
}

const wanted = process.argv.slice(2)
const unknown = wanted.find(name => !(name in all))
if (unknown !== undefined) {
  console.error(`There is no measure of that name. These are there: ${Object.keys(all).join(', ')}`)
  process.exit(2)
}
stayOn(cores.load, process.pid)
let missed = 0
for (const [name, measure] of Object.entries(all)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  const run = new BenchRun()
  try {
    const measured = await measure(run)
    if (!measured.met) missed++
    console.log(lineOf(measured))
  } catch (problem) {
    missed++
    tell(`${name} broke: ${problem instanceof Error ? problem.stack : problem}`)
  } finally {
    await run.tidy()
  }
}
process.exit(missed === 0 ? 0 : 1)
