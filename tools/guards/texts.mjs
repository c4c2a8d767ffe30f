// A text missing in one language is a page that falls silent for somebody. Ids, placeholders and uses are the same in all.
import { compileMessage } from '@lingui/message-utils/compileMessage'
import { isTest, withFile } from './world.mjs'

export const name = 'texts'
export const says = 'every text exists in every language, with the same placeholders, and every id used exists'

const languages = ['en', 'es', 'ar']
const placeholders = message => {
  const names = new Set()
  const walk = parts => {
    for (const part of parts) {
      if (Array.isArray(part)) {
        names.add(part[0])
        for (const option of Object.values(part[2] ?? {})) if (Array.isArray(option)) walk(option)
      }
    }
  }
  const compiled = compileMessage(message)
  if (Array.isArray(compiled)) walk(compiled)
  return [...names].sort().join(' ')
}

const load = (world, language) =>
  Object.assign(
    {},
    ...[...world.files].filter(([path]) => path.startsWith(`ui/languages/${language}/`)).map(([, source]) => JSON.parse(source)),
  )

export function check(world) {
  const [en, ...others] = languages.map(language => load(world, language))
  const found = Object.keys(en).length === 0 ? ['there are no English texts'] : []
  others.forEach((texts, at) => {
    const language = languages[at + 1]
    for (const id of Object.keys(en)) {
      if (!texts[id]?.trim()) found.push(`${language}: ${id} is missing`)
      else if (placeholders(texts[id]) !== placeholders(en[id])) found.push(`${language}: ${id} has other placeholders`)
    }
    for (const id of Object.keys(texts)) if (!(id in en)) found.push(`${language}: ${id} has no English text`)
  })
  const namespaces = new Set(Object.keys(en).map(id => id.split('.')[0]))
  for (const [path, source] of world.files) {
    if (!/\.tsx?$/.test(path) || isTest(path) || /^(server|drill|e2e)\//.test(path)) continue
    for (const [, id] of source.matchAll(/(?:\btext|\bt)\(\s*'([a-z]+\.[A-Za-z0-9_.]+)'/g)) {
      if (namespaces.has(id.split('.')[0]) && !(id in en)) found.push(`${path}: ${id} does not exist`)
    }
  }
  return found
}

export const planted = {
  'a text missing in Arabic': world => withFile(world, 'ui/languages/en/planted.json', '{"planted.hello":"Hello"}'),
  'another placeholder in Spanish': world =>
    languages.reduce(
      (w, l) => withFile(w, `ui/languages/${l}/planted.json`, `{"planted.hello":"${l === 'es' ? '{nombre}' : '{name}'}"}`),
      world,
    ),
}
