// `npm run statement -- --city NAME --data DIR [--out DIR]`: the statement of holdings of a city's store, as JSON and PDF. With DATABASE_URL it may be made beside a
// running server; the embedded store belongs to its server while that runs, and then counsel's desk makes it. Exit status 1, naming the column, when one is undeclared.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { install } from './install.mjs'

install()
const known = ['--city', '--data', '--out', '--drill-report']
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
const [city, data] = [value('city'), value('data')]
if (!city || !data) {
  console.error('Say which city and where its data lies: npm run statement -- --city NAME --data DIR')
  process.exit(2)
}
const directory = cityDirectory(city)
if (!existsSync(join(directory, 'root.json'))) {
  console.error('There is no such city, or it has no root yet: it needs a folder with rules.json and root.json.')
  process.exit(2)
}
const { out } = await buildCity({ city })
const child = spawn(process.execPath, [join(out, 'server.js'), '--statement', '--directory', directory, ...process.argv.slice(2)], {
  stdio: 'inherit',
  cwd: top,
})
process.on('SIGINT', () => {})
child.on('exit', code => process.exit(code ?? 1))
