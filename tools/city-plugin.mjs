// Gives every browser bundle the city it is built for: its root, rules, texts and names (DESIGN §5.1), as `virtual:city`; and how its
// card looks as `virtual:city/look` and where its papers come from as `virtual:city/where`, modules of their own so that they come with the code that
// draws them and not with the first page. The desk also gets the rules of earlier versions, `virtual:city/earlier`: it says at opening what is different.
// A page trusts the root it was built with and no other; that is why this is a build step and not a request.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isPhoneKey } from './languages.mjs'
import { offeredIn, readCityTexts } from './texts-plugin.mjs'

/** @param {string[]} codes of the languages whose texts are wanted */
export function readCity(directory, codes = offeredIn(directory).offered) {
  const json = name => JSON.parse(readFileSync(join(directory, name), 'utf8'))
  return {
    // Null until the administrators have made it: then only the page that makes it can be built.
    root: existsSync(join(directory, 'root.json')) ? json('root.json') : null,
    rules: json('rules.json'),
    names: json('names.json'),
    look: json('look.json'),
    where: json('where.json'),
    counterBooks: existsSync(join(directory, 'slots.json')) && json('slots.json').rows.some(({ way }) => way === 'counter'),
    texts: Object.fromEntries(codes.map(code => [code, readCityTexts(directory, code)])),
  }
}

/**
 * Rules without their notes, what is said of their unconfirmed fields, and the names and addresses of their sources: those are for who reads the published file, and no
 * screen of a phone shows one. They would be more than a twentieth of the first page. What is confirmed and what is not stays said.
 */
export const withoutNotes = rules => ({
  ...JSON.parse(JSON.stringify(rules), (key, value) =>
    key === 'note' && typeof value === 'string'
      ? '-'
      : key === 'unconfirmed'
        ? {}
        : key === 'source' && Array.isArray(value) && value.length > 0
          ? ['PUBLISHED']
          : value,
  ),
  sources: { PUBLISHED: '' },
})

/** The same of where papers come from: its rows name sources of the rules. */
export const whereWithoutNotes = where =>
  where.map(row => ({ ...row, note: row.note && '-', source: row.source.length > 0 ? ['PUBLISHED'] : row.source }))

/** Rule files of versions before this one, newest first, as they lie under `earlier/`. @returns {{ version: string }[]} */
export function readEarlier(directory) {
  const folder = join(directory, 'earlier')
  const names = existsSync(folder) ? readdirSync(folder).filter(name => name.endsWith('.json')) : []
  const order = name => name.slice(0, -'.json'.length).split('-').map(Number)
  names.sort((a, b) => order(b)[0] - order(a)[0] || order(b)[1] - order(a)[1])
  return names.map(name => JSON.parse(readFileSync(join(folder, name), 'utf8')))
}

/** @param notes false: the rules as `withoutNotes` gives them @param english true: the page fetches other languages (tools/words.mjs) */
export function cityPlugin({ directory, builtAt, build, notes = true, english = false }) {
  const ids = ['virtual:city', 'virtual:city/look', 'virtual:city/where', 'virtual:city/earlier']
  return {
    name: 'latchkey-city',
    resolveId: source => (ids.includes(source) ? '\0' + source : undefined),
    load(source) {
      if (!ids.includes(source.slice(1)) || source[0] !== '\0') return
      if (source.endsWith('/earlier')) return `export const earlier = ${JSON.stringify(readEarlier(directory).map(withoutNotes))}`
      const { look, where, ...city } = readCity(directory, english ? ['en'] : undefined)
      if (!notes) {
        city.rules = withoutNotes(city.rules)
        // Of other records the server's own pages tell.
        city.names = { ...city.names, otherRecords: [] }
        city.texts = Object.fromEntries(
          Object.entries(city.texts).map(([code, texts]) => [
            code,
            Object.fromEntries(Object.entries(texts).filter(([key]) => isPhoneKey(key))),
          ]),
        )
      }
      const apart = {
        look: { look },
        where: { where: notes ? where.map(row => ({ ...row, note: row.note && '-' })) : whereWithoutNotes(where) },
      }
      const values = apart[source.split('/')[1]] ?? { ...city, builtAt, build }
      return Object.entries(values)
        .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)}`)
        .join('\n')
    },
  }
}
