// Runs the steps of `npm run check` and `npm test` and counts what passed. A step's output is shown only when it fails.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { setPriority } from 'node:os'
import { join } from 'node:path'
import { top } from './build.mjs'
import { inFolder, lightFolder } from './lanes.mjs'

export class Tally {
  passed = 0
  failed = 0

  /**
   * Runs one command; `count` reads how many passed and failed from what it left. Without it the step counts as one. `behind`: it takes what the
   * others leave of the cores. `again`: a failure does not count yet, this is called instead, and whoever gave it runs the step once more.
   */
  async step(name, command, args, { count, env, behind, again } = {}) {
    const started = Date.now()
    const { code, output } = await run(command, args, env, behind)
    const counted = count?.(output)
    const passed = counted?.passed ?? (code === 0 ? 1 : 0)
    const failed = counted?.failed ?? (code === 0 ? 0 : 1)
    const well = code === 0 && failed === 0
    const once = !well && again !== undefined
    if (!once) {
      this.passed += passed
      this.failed += failed + (code !== 0 && failed === 0 ? 1 : 0)
    }
    const seconds = Math.round((Date.now() - started) / 1000)
    console.log(`${well ? 'ok    ' : once ? 'AGAIN ' : 'FAILED'} ${name} (${seconds} s${counted ? `, ${passed} passed` : ''})`)
    if (!well) console.log(output.slice(-20_000))
    if (once) again()
  }

  async fast() {
    const types = async (...projects) => {
      for (const project of projects)
        await this.step(`types: ${project}`, join(top, 'node_modules/.bin/tsc'), ['-p', `tsconfig.${project}.json`])
    }
    // Two at a time: each of these uses one core. The unit tests use both.
    await Promise.all([
      types('pure', 'node', 'test'),
      (async () => {
        await types('browser')
        await this.step('lint', join(top, 'node_modules/.bin/biome'), ['check', '--diagnostic-level=error', '.'])
        await this.step('guards', process.execPath, ['--import', 'tsx', 'tools/guards/run.mjs'], { count: closingLine })
      })(),
    ])
    const report = join(top, '.cache/vitest.json')
    mkdirSync(join(top, '.cache'), { recursive: true })
    rmSync(report, { force: true })
    const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
    const count = () => {
      if (!existsSync(report)) return { passed: 0, failed: 1 }
      const { numPassedTests, numFailedTests, numFailedTestSuites } = JSON.parse(readFileSync(report, 'utf8'))
      return { passed: numPassedTests, failed: numFailedTests || numFailedTestSuites }
    }
    await inFolder(lightFolder(), env => this.step('unit tests', join(top, 'node_modules/.bin/vitest'), args, { count, env }))
  }

  end() {
    console.log(`${this.passed} passed, ${this.failed} failed`)
    return this.failed === 0 && this.passed > 0 ? 0 : 1
  }
}

/** Reads `N passed, N failed` from the last lines of a step. */
export function closingLine(output) {
  const found = [...output.matchAll(/(\d+) passed, (\d+) failed/g)].at(-1)
  return found ? { passed: Number(found[1]), failed: Number(found[2]) } : undefined
}

/** Reads the drill's last line: each clean artefact, caught plant and arrived canary has passed. */
export function drillLine(output) {
  const found = /drill quick: (\d+) traces, (\d+)\/(\d+) planted found, (\d+) artefacts, (\d+) canaries arrived/.exec(output)
  if (!found) return undefined
  const [traces, caught, planted, artefacts, arrived] = found.slice(1).map(Number)
  return { passed: caught + artefacts + arrived, failed: traces + planted - caught }
}

function run(command, args, env, behind = false) {
  return new Promise(done => {
    const child = spawn(command, args, { cwd: top, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
    if (behind && child.pid) setPriority(child.pid, 10)
    let output = ''
    child.stdout.on('data', data => (output += data))
    child.stderr.on('data', data => (output += data))
    child.on('error', error => done({ code: 1, output: String(error) }))
    child.on('close', code => done({ code: code ?? 1, output }))
  })
}
