// `virtual:test-cards`: the eight practice cards of the verifier, sealed at build, relative to the build date.
import { join } from 'node:path'
import { readCity } from './city-plugin.mjs'

export function testCardsPlugin({ runnerImport, cityValues }) {
  const id = 'virtual:test-cards'
  return {
    name: 'latchkey-test-cards',
    resolveId: source => (source === id ? '\0' + id : undefined),
    async load(source) {
      if (source !== '\0' + id) return
      const { module } = await runnerImport(join(import.meta.dirname, '../try/test-cards/make-test-cards.ts'))
      const cards = await module.makeTestCards({ city: readCity(cityValues.directory), builtAt: cityValues.builtAt })
      return `export const testCards = ${JSON.stringify(cards)}`
    },
  }
}
