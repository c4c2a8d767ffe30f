/**
 * `npm run goals`: measures product §6's goals in real browsers against a real server, on the old phone. One JSON line a goal; exit status 0
 * when all are met. `npm run goals -- 1 10` measures these only.
 */
process.env.PW_EXPERIMENTAL_SERVICE_WORKER_NETWORK_EVENTS = '1'
const { Journey } = await import('../journey.ts')
const { tell } = await import('./goal.ts')
const { openWorld } = await import('./world.ts')
const { openStudio } = await import('../camera/studio.ts')

const all = [1, 2, 3, 4, 6, 8, 10, 14]
const wanted = process.argv.slice(2).map(Number)
const wants = (...goals: number[]) => wanted.length === 0 || goals.some(goal => wanted.includes(goal))
const met = new Map<number, boolean>()
const say = (goal: import('./goal.ts').Goal) => {
  met.set(goal.goal, goal.met)
  console.log(JSON.stringify(goal))
}

// Journeys tell their steps on the output, which here belongs to the goals.
const run = new Journey('goals', null)
const log = console.log
try {
  const world = await openWorld(run)
  if (wants(1)) say(await (await import('./first-page.ts')).firstPage(run, world.line.address))
  if (wants(2, 3, 4, 6, 8, 10, 14)) {
    const studio = await openStudio()
    run.later(() => studio.close())
    const refused = wants(10, 14)
    const { wholeVisit } = await import('./whole-visit.ts')
    const visit = wants(2, 3, 4, 6, 10, 14) ? await wholeVisit(run, world, studio) : null
    for (const goal of visit?.goals ?? []) if (goal.goal !== 14) say(goal)
    if (wants(8)) say(await (await import('./place.ts')).placeNeverLost(run, world))
    if (visit && refused) {
      const { scans } = await import('./scans.ts')
      const { goal, personalOnRefusal } = await scans(run, world, studio, visit)
      say(goal)
      for (const one of visit.goals.filter(one => one.goal === 14)) {
        const value = { ...(one.value as Record<string, unknown>), refusedScanShows: personalOnRefusal }
        say({ ...one, value, met: one.met && personalOnRefusal === 0 })
      }
    }
  }
} catch (cause) {
  console.log = console.error
  await run.broke(cause)
  console.log = log
} finally {
  await run.tidy()
}
const missed = all.filter(goal => wants(goal) && met.get(goal) !== true)
tell(missed.length === 0 ? 'every goal is met' : `not met or not measured: ${missed.join(', ')}`)
process.exit(missed.length === 0 ? 0 : 1)
