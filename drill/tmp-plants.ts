import { mkdtempSync } from 'node:fs'
import { plantNames, runPlant } from './plants.ts'
const home = mkdtempSync('/tmp/latchkey-plants-')
for (const name of plantNames) { const t = Date.now(); console.log(await runPlant(name, home).catch(e => String(e).slice(0, 1500)), (Date.now() - t) / 1000) }
