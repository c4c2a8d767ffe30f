/**
 * What a language is made of, and which are complete. A language needs every text that a resident, a verifier or the public reads: the namespaces below in
 * `ui/languages/<code>/`, the texts of each city, and the public record. A build offers only languages that have all of it, so that no page falls
 * silent for somebody in its middle; a language appears by itself when its last text is there.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compileMessage } from '@lingui/message-utils/compileMessage'

const top = dirname(dirname(fileURLToPath(import.meta.url)))
const json = path => JSON.parse(readFileSync(path, 'utf8'))

/** {code: {name, dir, locale}} of every language the pages can speak, English first. */
export const languageTable = json(join(top, 'cities/languages.json'))
export const languageCodes = Object.keys(languageTable)

/** Who reads which namespace. What only staff reads needs English alone. */
export const readBy = {
  resident: [
    'home',
    'shell',
    'papers',
    'kinds',
    'number',
    'turn',
    'comeback',
    'camera',
    'photos',
    'visit',
    'refusal',
    'card',
    'backup',
    'fault',
    'door',
    'beside',
    'booking',
    'second',
    'lobby',
    'guide',
    'sites',
    'feedback',
  ],
  verifier: ['check'],
  public: ['try', 'versions', 'accessibility', 'letter', 'host', 'watch'],
  staff: ['desk', 'settings', 'day', 'counter', 'print', 'slip', 'operators', 'board', 'legal', 'statement'],
}
export const spokenNamespaces = [...readBy.resident, ...readBy.verifier, ...readBy.public]

/** Of a city's texts only these are for the clerk: the desk's short name of a phrase. */
export const isStaffKey = id => /^phrase\.\d+\.key$/.test(id)
/** No phone shows what a version changed, or what other records there are: clerks read the one at opening, anybody both on the record. Places stand on a page of their own, and come with their list. */
export const isPhoneKey = id => !isStaffKey(id) && !/^(change|site|other)\./.test(id)

/** The ICU arguments of a message, for comparing. A language may count where English does not, and has plural forms of its own; a select's choices are code's. */
export function argumentsOf(message) {
  const found = new Set()
  const walk = parts => {
    if (!Array.isArray(parts)) return
    for (const part of parts) {
      if (!Array.isArray(part)) continue
      const [name, kind = '', options] = part
      found.add(kind === 'select' ? `${name} of ${Object.keys(options).sort()}` : name)
      if (options && typeof options === 'object') for (const option of Object.values(options)) walk(option)
    }
  }
  walk(compileMessage(message))
  return [...found].sort().join(' ')
}

/** A message without its arguments, once for each choice it has: what may stand on a screen. */
export function readings(message) {
  const parts = compileMessage(message)
  if (!Array.isArray(parts)) return [String(parts)]
  return parts.reduce(
    (all, part) => {
      if (typeof part === 'string') return all.map(text => text + part)
      const options = part[2] && typeof part[2] === 'object' ? Object.entries(part[2]).filter(([name]) => name !== 'offset') : []
      if (options.length === 0) return all
      return options.flatMap(([, option]) =>
        all.map(
          text =>
            text +
            [option]
              .flat()
              .filter(piece => typeof piece === 'string' && piece !== '#')
              .join(''),
        ),
      )
    },
    [''],
  )
}

/** Every message of a namespace, or null without the file. */
export function readNamespace(code, namespace, directory = join(top, 'ui/languages')) {
  const file = join(directory, code, `${namespace}.json`)
  return existsSync(file) ? json(file) : null
}

/** The public record's words of a language, or null without the file. */
export function readRecord(code) {
  const file = join(top, `server/record/texts/${code}.json`)
  return existsSync(file) ? json(file) : null
}

/** The words of the quarter's report, or null without the file. */
export function readQuarter(code) {
  const file = join(top, `server/counts/texts/${code}.json`)
  return existsSync(file) ? json(file) : null
}

/** Directories of the cities under cities/. */
export const cityDirectories = () =>
  readdirSync(join(top, 'cities'), { withFileTypes: true })
    .filter(entry => entry.isDirectory() && existsSync(join(top, 'cities', entry.name, 'rules.json')))
    .map(entry => join(top, 'cities', entry.name))

/** Texts of the record, flat: `page.title`, `notProtected.0`, `things.staff.fields.2`. */
export function flat(value, path = '') {
  if (typeof value === 'string') return { [path]: value }
  return Object.assign({}, ...Object.entries(value ?? {}).map(([key, inner]) => flat(inner, path ? `${path}.${key}` : key)))
}

/**
 * Everything a language must have, a part at a time. @param cities directories of the cities it should speak for
 * @returns {{ part: string, staff: boolean, english: Record<string, string>, own: Record<string, string> | null }[]} own: null without the file
 */
export function partsOf(code, cities = cityDirectories(), ui = join(top, 'ui/languages')) {
  const part = (name, staff, english, own, needed = () => true) => ({
    part: name,
    staff,
    english: Object.fromEntries(Object.entries(english ?? {}).filter(([id]) => needed(id))),
    own: own && Object.fromEntries(Object.entries(own).filter(([id]) => needed(id))),
  })
  const record = language => {
    const texts = readRecord(language)
    return texts && flat(texts)
  }
  // The English of `things` stands with each declaration in server/; what is there to translate is compared by record.test.ts.
  const isRecord = id => !id.startsWith('things.')
  return [
    ...spokenNamespaces.map(name => part(name, false, readNamespace('en', name, ui), readNamespace(code, name, ui))),
    ...readBy.staff.map(name => part(name, true, readNamespace('en', name, ui), readNamespace(code, name, ui))),
    ...cities.map(city => {
      const texts = language => (existsSync(join(city, `texts/${language}.json`)) ? json(join(city, `texts/${language}.json`)) : null)
      return part(`city ${city.split('/').at(-1)}`, false, texts('en'), texts(code), id => !isStaffKey(id))
    }),
    part('record', false, record('en'), record(code), isRecord),
    part('quarter', false, readQuarter('en'), readQuarter(code)),
  ]
}

/** What is wrong in a part: keys missing or left over, arguments that are not the English ones. Staff's parts may be absent, never half there. */
export function faultsOf({ english, own }) {
  if (own === null) return []
  return [
    ...Object.keys(english)
      .filter(id => !own[id]?.trim())
      .map(id => `${id} is missing`),
    ...Object.keys(own)
      .filter(id => !(id in english))
      .map(id => `${id} has no English text`),
    ...Object.keys(english)
      .filter(id => own[id]?.trim() && argumentsOf(own[id]) !== argumentsOf(english[id]))
      .map(id => `${id} has other arguments: ${argumentsOf(own[id])} for ${argumentsOf(english[id])}`),
  ]
}

/** Complete for everyone but staff. */
export const isReady = parts => parts.every(part => part.staff || (part.own !== null && faultsOf(part).length === 0))
/** Staff's screens too: then the desk offers it. */
export const isReadyForStaff = parts => isReady(parts) && parts.every(part => part.own !== null && faultsOf(part).length === 0)
