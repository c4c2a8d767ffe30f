// A text missing in one language is a page that falls silent for somebody. A language that is begun has what it has whole, with English's arguments; one that
// was offered stays offered; every id used exists.
import { faultsOf, languageCodes, readBy, spokenNamespaces } from '../languages.mjs'
import { isTest, withFile } from './world.mjs'

export const name = 'texts'
export const says =
  'every language that is offered has every text, with the same arguments, every id used exists, the guide for translators names every file, and no language stands in an address'

/** Whoever translates is told of each file. */
const guide = 'docs/guides/translating.md'
/** Complete once; a file that goes missing would take the language away from whoever reads it. */
const promised = ['en', 'es', 'ar']

export function check(world) {
  const read = (code, namespace) => {
    const source = world.files.get(`ui/languages/${code}/${namespace}.json`)
    return source === undefined ? null : JSON.parse(source)
  }
  const listed = [...spokenNamespaces, ...readBy.staff]
  const found = []
  const english = {}
  for (const [path] of world.files) {
    const [, code, namespace] = /^ui\/languages\/([^/]+)\/([^/]+)\.json$/.exec(path) ?? []
    if (code === undefined) continue
    if (!languageCodes.includes(code)) found.push(`${path}: cities/languages.json does not name this language`)
    if (!listed.includes(namespace)) found.push(`${path}: tools/languages.mjs does not say who reads it`)
    const own = read(code, namespace)
    if (code === 'en') Object.assign(english, own)
    for (const id of Object.keys(own)) if (id.split('.')[0] !== namespace) found.push(`${path}: ${id} belongs to another file`)
    for (const fault of faultsOf({ english: read('en', namespace) ?? {}, own })) found.push(`${path}: ${fault}`)
  }
  const told = world.files.get(guide) ?? ''
  for (const namespace of listed)
    if (!told.includes(`\`${namespace}\``) && !told.includes(`/${namespace}.json`)) found.push(`${guide}: does not name ${namespace}`)
  for (const code of promised) {
    for (const namespace of spokenNamespaces) if (!read(code, namespace)) found.push(`${code}: ${namespace}.json is missing`)
  }
  for (const [path, source] of world.files) {
    if (!/\.tsx?$/.test(path) || isTest(path) || /^(server|drill|e2e)\//.test(path)) continue
    for (const [, id] of source.matchAll(/(?:\btext|\bt)\(\s*'([a-z]+\.[A-Za-z0-9_.]+)'/g)) {
      if (listed.includes(id.split('.')[0]) && !(id in english)) found.push(`${path}: ${id} does not exist`)
    }
  }
  for (const path of world.built.keys()) {
    if (languageCodes.some(code => new RegExp(`(^|[/.-])${code}([/.-]|$)`).test(path.replace(/-[\w-]{8}(?=\.\w+$)/, ''))))
      found.push(`${path}: its address says a language`)
  }
  return found
}

export const planted = {
  'a text missing in Arabic': world => withFile(world, 'ui/languages/en/shell.json', '{"shell.planted":"Hello"}'),
  'a language goes missing': world => {
    const files = new Map(world.files)
    files.delete('ui/languages/es/home.json')
    return { ...world, files }
  },
  'a file that translators are not told of': world => withFile(world, guide, (world.files.get(guide) ?? '').replace(' `booking`', '')),
  'another placeholder in Spanish': world =>
    ['en', 'es', 'ar'].reduce(
      (w, l) => withFile(w, `ui/languages/${l}/home.json`, `{"home.planted":"${l === 'es' ? '{nombre}' : '{name}'}"}`),
      world,
    ),
  'an address that says a language': world => ({ ...world, built: new Map(world.built).set('www/a/words-pl.js', '') }),
}
