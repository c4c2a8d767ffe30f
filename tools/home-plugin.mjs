// Writes the first page into resident/index.html at build: it must read completely without JavaScript. In English there, so that a language costs only
// itself; in every language in resident/languages.html, which only a browser without scripts is led to.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readCity } from './city-plugin.mjs'
import { spokenNamespaces } from './languages.mjs'
import { offeredIn, readMessages } from './texts-plugin.mjs'

/** What the last whole run of goals 12 and 13 found, as it is committed; empty before the first. */
export const readMeasured = (file = join(import.meta.dirname, '../docs/measured/accessibility.json')) =>
  existsSync(file) ? readFileSync(file, 'utf8') : ''

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
        .replace('<!--accessibility-->', () => statement.renderStatement(texts, city, measured ? JSON.parse(measured) : null, reviewed))
    },
  }
}
