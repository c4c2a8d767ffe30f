// `npm start`: installs, builds and opens the practice city. Options: --port N, --city NAME, --data DIR, --fresh.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { install } from './install.mjs'

install()
const { buildCity, cityDirectory } = await import('./build.mjs')
const at = process.argv.indexOf('--city')
const city = at > 0 ? process.argv[at + 1] : 'chicago'
const { out } = await buildCity({ city })
const launcher = spawn(process.execPath, [join(out, 'launcher.js'), '--directory', cityDirectory(city), ...process.argv.slice(2)], {
  stdio: 'inherit',
})
// Ctrl-C reaches the launcher through the terminal; a plain kill of this process is passed on. Both wait for a clean stop.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => launcher.kill('SIGTERM'))
launcher.on('exit', code => process.exit(code ?? 1))
