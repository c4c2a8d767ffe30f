// The versions of a city's rules as the public record says them: computed at build, because the server does not read rules.
import { join } from 'node:path'
import { readCity, readEarlier } from './city-plugin.mjs'
import { readNamespace } from './languages.mjs'

/** How a difference is said in a language (rules/diff.ts). @param {Record<string, Record<string, string>>} texts of the city */
export function sayingIn(code, texts) {
  const words = readNamespace(code, 'versions') ?? readNamespace('en', 'versions')
  return {
    ids: code === 'en',
    city: key => texts[code]?.[key] ?? key,
    text: (id, values = {}) => (words[id] ?? id).replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole)),
  }
}

/** What the public record says of each version: its day, and what is different from the one before, in each language. */
export async function versionsAt({ directory, runnerImport, top, codes }) {
  const load = async path => (await runnerImport(join(top, path))).module
  const [{ versionsOf }, { inWords }] = [await load('rules/versions.ts'), await load('rules/diff.ts')]
  const { rules, texts } = readCity(directory, codes)
  return versionsOf(rules, readEarlier(directory)).map(({ differences, ...version }) => ({
    ...version,
    says: differences && Object.fromEntries(codes.map(code => [code, differences.map(one => inWords(one, sayingIn(code, texts)))])),
  }))
}
