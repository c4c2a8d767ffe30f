// Writes the pages that are made to be printed (the guide, posters, the two letters) at build: complete, in every language, without a script.
import { join } from 'node:path'
import { readCity } from './city-plugin.mjs'
import { voicesOf } from './speak.mjs'

export function printsPlugin({ runnerImport, directory, ui }) {
  const load = async path => (await runnerImport(join(import.meta.dirname, '../resident', path))).module
  return {
    name: 'latchkey-prints',
    async transformIndexHtml(html) {
      const [{ renderGuide }, { renderPosters }, { renderLetter }, { renderHost }] = [
        await load('guide/guide-page.ts'),
        await load('posters/posters-page.ts'),
        await load('letter/letter-page.ts'),
        await load('letter/host-page.ts'),
      ]
      const voices = voicesOf(directory, ui)
      const city = readCity(directory)
      return html
        .replace('<!--guide-->', () => renderGuide(voices, city))
        .replace('<!--posters-->', () => renderPosters(voices, city))
        .replace('<!--letter-->', () => renderLetter(voices, city))
        .replace('<!--host-->', () => renderHost(voices, city))
    },
  }
}
