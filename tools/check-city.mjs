// Reads a city's rules, texts and worked cases before anything is built with them. Also `npm run rules -- [CITY …] [--since FILE] [--preview] [--language CODE]`, for
// whoever edits them: faults in sentences with a way to mend each, how much of the rules the cases decide, what changed since an earlier version, and what
// residents will read.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { install } from './install.mjs'

/** @param {{ directory: string, runnerImport: typeof import('vite').runnerImport, top: string }} options */
export async function checkCityAt({ directory, runnerImport, top }) {
  const load = async path => (await runnerImport(join(top, path))).module
  const [{ checkCity }, { textKeys }, cases, { checkWhere }] = [
    await load('rules/check-city.ts'),
    await load('cities/city.ts'),
    await load('rules/cases.ts'),
    await load('rules/where.ts'),
  ]
  const json = name => {
    if (!existsSync(join(directory, name))) throw new Error(`${name} is missing in the city's folder`)
    return JSON.parse(readFileSync(join(directory, name), 'utf8'))
  }
  const rules = json('rules.json')
  const languages = readdirSync(join(directory, 'texts')).filter(name => name.endsWith('.json'))
  const texts = Object.fromEntries(languages.map(name => [name.slice(0, -'.json'.length), json(`texts/${name}`)]))
  const files = { rules, cases: json('cases.json'), texts }
  const findings = [...checkCity(files, textKeys), ...checkWhere(rules, json('where.json'))]
  const places = findings.length === 0 ? cases.coverage(rules, files.cases) : []
  return { rules, texts, findings, cases: files.cases.length, places }
}

/** @throws Error with a line for each finding: such a city is not built, so its version never starts */
export async function refuseBrokenCity(options) {
  const { findings } = await checkCityAt(options)
  if (findings.length > 0) throw new Error(`these rules cannot start:\n${findings.map(asLine).join('\n')}`)
}

const asLine = ({ code, place, says, mend }) => `  ${place}\n    ${says} (${code})\n    ${mend}`

async function main() {
  install()
  const { runnerImport } = await import('vite')
  const { cityDirectory, top } = await import('./build.mjs')
  const { readEarlier } = await import('./city-plugin.mjs')
  const { sayingIn } = await import('./versions.mjs')
  const words = process.argv.slice(2)
  const after = flag => (words.includes(flag) ? words.splice(words.indexOf(flag), 2)[1] : undefined)
  const [since, code = 'en'] = [after('--since'), after('--language')]
  const preview = words.includes('--preview') && words.splice(words.indexOf('--preview'), 1).length > 0
  const all = readdirSync(join(top, 'cities')).filter(name => existsSync(join(top, 'cities', name, 'rules.json')))
  let broken = 0
  for (const city of words.length > 0 ? words : all) {
    const directory = cityDirectory(city)
    const { rules, texts, findings, cases, places } = await checkCityAt({ directory, runnerImport, top })
    broken += findings.length
    console.log(`${city} ${rules.version}, from ${rules.changes?.[0]?.day}: ${cases} cases`)
    for (const finding of findings) console.log(asLine(finding))
    if (findings.length > 0) continue
    console.log(`  every case comes out as written; ${places.length} of ${places.length} places of the rules decided both ways`)
    const before = since ? JSON.parse(readFileSync(since, 'utf8')) : readEarlier(directory)[0]
    if (preview) {
      const { previewOf } = await import('./preview-rules.mjs')
      for (const line of await previewOf({ rules, texts, code, runnerImport, top })) console.log(`  ${line}`)
    }
    if (!before) continue
    const { differences, inWords } = (await runnerImport(join(top, 'rules/diff.ts'))).module
    console.log(`  since ${before.version}:`)
    const lines = differences(before, rules).map(one => inWords(one, sayingIn('en', texts)))
    for (const line of lines.length > 0 ? lines : ['nothing that decides anything']) console.log(`    ${line}`)
  }
  process.exit(broken > 0 ? 1 : 0)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main()
