// Compiles ICU texts at build, so that no parser travels to the phone. `virtual:texts` holds every language of the namespaces
// an app names: one bundle for all languages, because a language in a URL would be a trait in a proxy's log.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compileMessage } from '@lingui/message-utils/compileMessage'

export const languages = ['en', 'es', 'ar']

export function readTexts(directory, namespaces) {
  return Object.fromEntries(
    languages.map(language => {
      const files = readdirSync(join(directory, language)).filter(
        file => file.endsWith('.json') && (!namespaces || namespaces.includes(file.slice(0, -5))),
      )
      return [language, Object.assign({}, ...files.sort().map(file => JSON.parse(readFileSync(join(directory, language, file), 'utf8'))))]
    }),
  )
}

const compiled = texts =>
  Object.fromEntries(
    Object.entries(texts).map(([language, messages]) => [
      language,
      Object.fromEntries(
        Object.entries(messages).map(([id, message]) => {
          const parts = compileMessage(message)
          return [id, parts.length === 1 && typeof parts[0] === 'string' ? parts[0] : parts]
        }),
      ),
    ]),
  )

/** @param later namespaces of `virtual:texts/later`: texts that come with the code of later screens, so that the first page stays light */
export function textsPlugin({ directory, namespaces, later }) {
  const ids = {
    'virtual:texts': () => readTexts(directory, namespaces),
    'virtual:texts/later': () => (later ? readTexts(directory, later) : {}),
  }
  return {
    name: 'latchkey-texts',
    resolveId: source => (source in ids ? '\0' + source : undefined),
    load(source) {
      const read = source.startsWith('\0') && ids[source.slice(1)]
      if (read) return `export const texts = ${JSON.stringify(compiled(read()))}`
    },
  }
}
