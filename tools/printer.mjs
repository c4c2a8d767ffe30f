// `npm run printer -- --city X --printer ipp://…`: builds the city and starts its print helper. In practice the desk is on this computer.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { install } from './install.mjs'

install()
const { buildCity } = await import('./build.mjs')
const given = process.argv.slice(2)
const at = given.indexOf('--city')
const city = at >= 0 ? given.splice(at, 2)[1] : 'chicago'
if (!given.includes('--origin')) given.push('--origin', 'http://localhost:4400')
const { out } = await buildCity({ city })
const helper = spawn(process.execPath, [join(out, 'printer.js'), ...given], { stdio: 'inherit' })
process.on('SIGINT', () => {})
process.on('SIGTERM', () => helper.kill('SIGTERM'))
helper.on('exit', code => process.exit(code ?? 1))
