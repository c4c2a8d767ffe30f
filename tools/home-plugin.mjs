// Writes the first page into resident/index.html at build: it must read completely without JavaScript. In English there, so that a language costs only
// itself; in every language in resident/languages.html, which only a browser without scripts is led to.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readCity } from './city-plugin.mjs'
import { spokenNamespaces } from './languages.mjs'
import { offeredIn, readMessages } from './texts-plugin.mjs'

/** What the last whole run of goals 12 and 13 found, as it is committed (e2e/goals/report.ts); null before the first, or while the two are of different builds. */
export function readMeasured(folder = join(import.meta.dirname, '../docs/goals')) {
  const [words, eyes] = [12, 13].map(goal => {
    const file = join(folder, `goal-${goal}.json`)
    return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null
  })
  if (!words || !eyes || words.build !== eyes.build) return null
  const { screens, languages, looks, misfits } = words.measured
  const { violations, keyboard } = eyes.measured
  return {
    day: eyes.day,
    build: eyes.build.slice(0, 16),
    screens,
    languages,
    looks: looks + eyes.measured.looks,
    violations,
    misfits,
    unreached: keyboard,
  }
}

export function homePlugin({ runnerImport, directory, ui }) {
  return {
    name: 'latchkey-home',
    async transformIndexHtml(html) {
      const { module } = await runnerImport(join(import.meta.dirname, '../resident/home/page.ts'))
      const { module: statement } = await runnerImport(join(import.meta.dirname, '../resident/statement/statement.ts'))
      const measured = readMeasured()
      const { offered, reviewed } = offeredIn(directory, ui)
      const texts = Object.fromEntries(offered.map(code => [code, readMessages(ui, code, spokenNamespaces)]))
      const city = readCity(directory)
      return html
        .replace('<!--home-->', () => module.renderHome(texts, city))
        .replace('<!--languages-->', () => module.renderLanguages(texts, city, reviewed))
        .replace('<!--accessibility-->', () => statement.renderStatement(texts, city, measured, reviewed))
    },
  }
}
