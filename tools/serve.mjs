// `npm run serve -- --city NAME --data DIR [--port N] [--tls DIR] [--make-root] [--schedule VERSION] [--disposal SERIES:DAY:STATE]`: a city outside practice.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { install } from './install.mjs'

install()
// Nothing else is passed on: `--practice` would serve a rehearsal's root without asking about law and machine.
const known = ['--city', '--data', '--port', '--tls', '--host', '--make-root', '--schedule', '--disposal']
const unknown = process.argv.slice(2).find(argument => argument.startsWith('-') && !known.includes(argument))
if (unknown) {
  console.error(`There is no option ${unknown}. These are there: ${known.join(' ')}`)
  process.exit(2)
}
const { buildCity, cityDirectory, top } = await import('./build.mjs')
const value = name => {
  const at = process.argv.indexOf(`--${name}`)
  return at > 0 ? process.argv[at + 1] : undefined
}
const city = value('city')
const data = value('data')
const makeRoot = process.argv.includes('--make-root')
if (!city || (!data && !makeRoot)) {
  console.error('Say which city and where its data lies: npm run serve -- --city NAME --data DIR')
  process.exit(2)
}
const directory = cityDirectory(city)
if (!existsSync(join(directory, 'rules.json'))) {
  console.error('There is no such city: it needs a folder with rules.json (cities/README.md says how to make one).')
  process.exit(2)
}
if (!existsSync(join(directory, 'root.json')) && !makeRoot) {
  console.error('This city has no root yet. Run it once with --make-root, make the root on the page it opens, and save it as root.json.')
  process.exit(2)
}
if (existsSync(join(directory, 'root.json')) && makeRoot) {
  console.error('This city has a root already. Another one would be another city: move root.json away first, if that is what you want.')
  process.exit(2)
}
const { out } = await buildCity({ city })
const server = spawn(process.execPath, [join(out, 'server.js'), '--directory', directory, ...process.argv.slice(2)], {
  stdio: 'inherit',
  cwd: top,
})
process.on('SIGINT', () => {})
process.on('SIGTERM', () => server.kill('SIGTERM'))
server.on('exit', code => process.exit(code ?? 1))
