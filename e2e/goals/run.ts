/**
 * `npm run goals`: measures product §6's goals in real browsers against a real server, on the old phone. One JSON line a goal; exit status 0
 * when all are met. `npm run goals -- 1 10` measures these only.
 */
import { openStudio } from '../camera/studio.ts'
import { Journey } from '../journey.ts'
import { closedAtOnce } from './closed-at-once.ts'
import { asksLittle, everyKind, findsOut, withEveryKind } from './every-kind.ts'
import { firstPage } from './first-page.ts'
import { type Goal, tell } from './goal.ts'
import { honestWaiting } from './honest-waiting.ts'
import { placeNeverLost } from './place.ts'
import { plasticScans } from './plastic.ts'
import { printOnly } from './print-only.ts'
import { keepReport } from './report.ts'
import { phoneAndDeskAgree } from './same-answer.ts'
import { scans } from './scans.ts'
import { wholeVisit } from './whole-visit.ts'
import { wordsAndEyes } from './words-and-eyes.ts'
import { openWorld } from './world.ts'

const all = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]
const withoutWorld = [5, 9, 11, 12, 13, 15]
/** Whole grids: what was seen last is committed with the hash of its build. */
const reported = [3, 4, 5, 12, 13]
const wanted = process.argv.slice(2).map(Number)
const wants = (...goals: number[]) => wanted.length === 0 || goals.some(goal => wanted.includes(goal))
const met = new Map<number, boolean>()
const say = (goal: Goal) => {
  met.set(goal.goal, goal.met)
  if (reported.includes(goal.goal)) keepReport(goal)
  console.log(JSON.stringify(goal))
}

/**
 * One measurement with people of its own, who are gone afterwards. One that breaks leaves the others standing; its goals count as not met.
 * Journeys tell on the output, which is the goals' here.
 */
async function measured<T>(what: string, measure: (run: Journey) => Promise<T>): Promise<T | null> {
  const run = new Journey(what, null)
  try {
    return await measure(run)
  } catch (cause) {
    const log = console.log
    console.log = console.error
    await run.broke(cause)
    console.log = log
    return null
  } finally {
    await run.tidy()
  }
}

const everyScreen = async (run: Journey) => {
  const { goals } = await wordsAndEyes(run, { words: wants(12), eyes: wants(13) })
  for (const goal of goals) say(goal)
}
if (wants(9)) await measured('goal 9', async () => say(await honestWaiting()))
if (wants(11)) await measured('goal 11', async run => say(await plasticScans(run)))
// The two long walks side by side: no speed is measured in either.
await Promise.all([wants(5) && phoneAndDeskAgree(measured).then(say), wants(12, 13) && measured('goals 12, 13', everyScreen)])
if (wants(15)) await measured('goal 15', async run => say(await closedAtOnce(run)))
const needWorld = all.some(goal => !withoutWorld.includes(goal) && wants(goal))
if (needWorld)
  await measured('goals', async run => {
    const world = await openWorld(run)
    if (wants(1)) await measured('goal 1', async run => say(await firstPage(run, world.line.address)))
    if (wants(2, 3, 4, 6, 10, 14)) {
      const studio = await openStudio()
      run.later(() => studio.close())
      const visit = await measured('goals 2, 3, 4, 6, 14', run => wholeVisit(run, world, studio))
      const kinds = visit && wants(3, 4) ? await everyKind(measured) : {}
      for (const goal of visit?.goals ?? []) {
        if (!wants(goal.goal) || goal.goal === 14) continue
        if (goal.goal === 3) say(withEveryKind(goal, kinds, findsOut(kinds)))
        else if (goal.goal === 4) say(withEveryKind(goal, kinds, asksLittle(kinds)))
        else say(goal)
      }
      const scanned = visit && wants(10, 14) ? await measured('goals 10, 14', run => scans(run, world, studio, visit)) : null
      if (scanned && wants(10)) say(scanned.goal)
      const leaves = visit?.goals.find(one => one.goal === 14)
      if (leaves && scanned && wants(14)) {
        const { personalOnRefusal } = scanned
        const value = { ...(leaves.value as Record<string, unknown>), refusedScanShows: personalOnRefusal }
        say({ ...leaves, value, met: leaves.met && personalOnRefusal === 0 })
      }
    }
    if (wants(7)) await measured('goal 7', async run => say(await printOnly(run, world)))
    if (wants(8)) await measured('goal 8', async run => say(await placeNeverLost(run, world)))
  })
const missed = all.filter(goal => wants(goal) && met.get(goal) !== true)
tell(missed.length === 0 ? 'every goal is met' : `not met or not measured: ${missed.join(', ')}`)
process.exit(missed.length === 0 ? 0 : 1)
