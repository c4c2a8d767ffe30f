/**
 * Compiles ICU texts at build, so that no parser travels to the phone. A page whose build has `words` carries English alone; every other language is a file of
 * its own that the page asks for (tools/words.mjs). The other pages, which stand in offices or are for practice, carry every language.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compileMessage } from '@lingui/message-utils/compileMessage'
import { isReady, isReadyForStaff, languageCodes, partsOf, readBy, readNamespace, spokenNamespaces } from './languages.mjs'
import { isAllReviewed } from './review.mjs'

/** Of this process: a build asks a dozen times, and each answer reads and parses every text. */
const asked = new Map()

/** What the pages of a city may offer: complete, and named by its rules. @param {string} city its directory @returns {{ offered: string[], staff: string[], reviewed: string[] }} */
export function offeredIn(city, ui) {
  const what = JSON.stringify([city, ui])
  if (!asked.has(what)) asked.set(what, weigh(city, ui))
  return asked.get(what)
}

function weigh(city, ui) {
  const named = JSON.parse(readFileSync(join(city, 'rules.json'), 'utf8')).languages
  const all = languageCodes.map(code => ({ code, parts: partsOf(code, [city], ui) }))
  const offered = all.filter(({ code, parts }) => code === 'en' || (named.includes(code) && isReady(parts)))
  const codes = those => those.map(({ code }) => code)
  return {
    offered: codes(offered),
    staff: codes(offered.filter(({ code, parts }) => code === 'en' || isReadyForStaff(parts))),
    reviewed: codes(offered.filter(({ code, parts }) => isAllReviewed(code, parts))),
  }
}

/** @returns {Record<string, string>} messages of these namespaces as they are written; those a language does not have are left out */
export const readMessages = (directory, code, namespaces) =>
  Object.assign({}, ...namespaces.map(name => readNamespace(code, name, directory) ?? {}))

export const compiled = messages =>
  Object.fromEntries(
    Object.entries(messages).map(([id, message]) => {
      const parts = compileMessage(message)
      return [id, parts.length === 1 && typeof parts[0] === 'string' ? parts[0] : parts]
    }),
  )

/**
 * @param options.namespaces those of the page; all if left out @param options.later namespaces of `virtual:texts/later`: they come with the code of later screens
 * @param options.city whose rules and texts decide which languages are offered @param options.words addresses of the languages' files, where the page has such
 */
export function textsPlugin({
  directory,
  namespaces = [...spokenNamespaces, ...readBy.staff],
  later = [],
  city = join(import.meta.dirname, '../cities/chicago'),
  words = null,
}) {
  const languages = offeredIn(city, directory)
  const carried = words ? ['en'] : languages.offered
  const texts = names =>
    `export const texts = ${JSON.stringify(Object.fromEntries(carried.map(code => [code, compiled(readMessages(directory, code, names))])))}`
  const modules = {
    'virtual:languages': () =>
      Object.entries({ ...languages, words })
        .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)}`)
        .join('\n'),
    'virtual:texts': () => texts(namespaces),
    'virtual:texts/later': () => texts(later),
  }
  return {
    name: 'latchkey-texts',
    resolveId: source => (source in modules ? '\0' + source : undefined),
    load: source => (source.startsWith('\0') ? modules[source.slice(1)]?.() : undefined),
  }
}

/** A city's own sentences in one language; empty without the file. */
export const readCityTexts = (city, code) => {
  const file = join(city, `texts/${code}.json`)
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
}
