// Runs every guard on the tree, then on each planted violation, which it must catch: a guard never seen red guards nothing.
import * as bundles from './bundles.mjs'
import * as endings from './endings.mjs'
import * as faults from './faults.mjs'
import * as guides from './guides.mjs'
import * as inventory from './inventory.mjs'
import * as links from './links.mjs'
import * as pages from './pages.mjs'
import * as schedule from './schedule.mjs'
import * as texts from './texts.mjs'
import * as walls from './walls.mjs'
import { readWorld } from './world.mjs'

const world = await readWorld()
let passed = 0
let failed = 0
for (const guard of [walls, bundles, inventory, endings, schedule, faults, texts, links, pages, guides]) {
  const found = await guard.check(world)
  if (found.length === 0) passed++
  else failed++
  console.log(`${found.length === 0 ? 'ok    ' : 'FAILED'} ${guard.name}: ${guard.says}`)
  for (const line of found.slice(0, 20)) console.log(`       ${line}`)
  for (const [what, plant] of Object.entries(guard.planted)) {
    const before = new Set(found)
    const caught = (await guard.check(await plant(world))).some(line => !before.has(line))
    if (caught) passed++
    else failed++
    console.log(`${caught ? 'ok    ' : 'FAILED'} ${guard.name} catches: ${what}`)
  }
}
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
