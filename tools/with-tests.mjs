// Runs a TypeScript program of the tests (journeys, drill, goals, bench) with what it needs in place: node tools/with-tests.mjs FILE [args].
import { spawn } from 'node:child_process'
import { install } from './install.mjs'
import { prepareTests } from './prepare-tests.mjs'

install()
// What only one of them needs is not installed for the others.
prepareTests({ nginx: process.argv[2] === 'bench/run.ts' })
const child = spawn(process.execPath, ['--import', 'tsx', ...process.argv.slice(2)], { stdio: 'inherit' })
process.on('SIGINT', () => {})
process.on('SIGTERM', () => child.kill('SIGTERM'))
child.on('exit', code => process.exit(code ?? 1))
