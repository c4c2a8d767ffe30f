import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runPlant } from './plants.ts'
const home = mkdtempSync(join(tmpdir(), 'lk-plants-'))
for (const name of process.argv.slice(2)) { const t = Date.now(); console.log(name, await runPlant(name as never, home), Math.round((Date.now() - t) / 1000)) }
process.exit(0)
