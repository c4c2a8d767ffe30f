// A legal request holds everything on disk that could end, at once: so nothing may end anywhere but in one file, and nothing but that file may ask whether it is
// held. What else asked could start something because of a hold, and a hold starts nothing.
import { sourcesOf, withFile, withoutComments } from './world.mjs'

export const name = 'endings'
export const says = 'on disk things end in one place, which a hold stops; nothing else knows of a hold'

const deletes = /\bdeleteFrom\(|\bdelete\s+from\b|\btruncate\b|\bdrop\s+(table|column|index)\b|\b(rm|rmdir|unlink|ftruncate)(Sync)?\(/i
/** Where the rows of tables end; copies in memory; the lock of a server that has stopped. */
const mayDelete = ['server/holds/endings.ts', 'server/memory-files/memory-files.ts', 'server/store/lock.ts']
/** The one that ends, the one that wires it, and counsel's own screens. */
const asks = /\bmayEnd\b|\.holding\(/
const mayAsk = /^server\/(holds\/|legal\/|start\.ts$)/

export function check(world) {
  const found = []
  for (const [path, source] of sourcesOf(world, 'server')) {
    const code = withoutComments(source)
    if (!mayDelete.includes(path) && deletes.test(code))
      found.push(`${path}: deletes beside server/holds/endings.ts, where a hold would not stop it`)
    if (!mayAsk.test(path) && asks.test(code)) found.push(`${path}: asks whether something is held`)
  }
  return found
}

export const planted = {
  'rows that end beside the hold': world =>
    withFile(world, 'server/events/peek.ts', `export const peek = tx => tx.deleteFrom('events').execute()`),
  'the same in SQL': world => withFile(world, 'server/staff/peek.ts', 'export const peek = db => sql`DELETE FROM staff`.execute(db)'),
  'a file that is removed': world => withFile(world, 'server/statement/peek.ts', `rmSync(path, { force: true })`),
  'a thing that does more while it is held': world =>
    withFile(world, 'server/ready/peek.ts', `if (!endings.mayEnd()) writeFileSync(path, places)`),
  'a line that knows of a hold': world => withFile(world, 'server/relay/peek.ts', `if (legal.holding()) keep(cell)`),
}
