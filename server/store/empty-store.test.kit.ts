/** An embedded store with nothing in it. Making one takes ten seconds of a core, so it is made once and copied. Never built into anything. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'

const top = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** @param to the data directory of a server that has not started yet */
export async function emptyStore(to: string): Promise<void> {
  const kept = join(top, '.cache', 'empty-store-0.5.16')
  if (!existsSync(kept)) {
    mkdirSync(dirname(kept), { recursive: true })
    const made = mkdtempSync(kept + '-')
    const store = await PGlite.create(join(made, 'store'))
    await store.close()
    try {
      renameSync(join(made, 'store'), kept)
    } catch {
      // Another test made it meanwhile.
    }
    rmSync(made, { recursive: true, force: true })
  }
  cpSync(kept, join(to, 'store'), { recursive: true })
}
