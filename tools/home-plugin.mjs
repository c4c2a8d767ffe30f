// Writes the first page into resident/index.html at build: it must read completely without JavaScript, in every language.
import { join } from 'node:path'
import { readCity } from './city-plugin.mjs'

export function homePlugin({ runnerImport, directory, texts }) {
  return {
    name: 'latchkey-home',
    async transformIndexHtml(html) {
      const { module } = await runnerImport(join(import.meta.dirname, '../resident/home/page.ts'))
      return html.replace('<!--home-->', () => module.renderHome(texts, readCity(directory)))
    },
  }
}
