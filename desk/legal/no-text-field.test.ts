/** Counsel's screens have no field that takes a text: what cannot be typed cannot be kept, asked for or lost. The journey lists what a browser really shows. */
import { readdirSync, readFileSync } from 'node:fs'
import { issuers } from '@latchkey/law/lists.ts'
import { expect, test } from 'vitest'

const here = new URL('.', import.meta.url)
const sources = readdirSync(here)
  .filter(name => /\.tsx?$/.test(name) && !name.endsWith('.test.ts'))
  .map(name => [name, readFileSync(new URL(name, here), 'utf8')] as const)

/** What could take a text, in the words of this code. */
const takesText = /<input|<textarea|contenteditable|TextField|DateField|type="(?:text|search|file|date|number)"|\bprompt\(/i

test('no screen has a field for a text, a date that is typed, or a file', () => {
  expect(sources.length).toBeGreaterThan(12)
  expect(sources.filter(([, source]) => takesText.test(source)).map(([name]) => name)).toEqual([])
  // Planted: the check sees one.
  expect(takesText.test('<TextField id="note" />')).toBe(true)
})

test('of the design system’s fields only the one whose answers are given comes here', () => {
  const fields = sources.flatMap(([, source]) =>
    [...source.matchAll(/import \{([^}]*)\} from '@latchkey\/ui\/field\.tsx'/g)].map(([, names]) => names?.trim()),
  )
  expect(new Set(fields)).toEqual(new Set(['ChoiceField']))
})

test('nothing branches on who asks: not here, not on the server, not in the law', () => {
  const server = new URL('../../server/legal/', import.meta.url)
  const law = new URL('../../law/', import.meta.url)
  const all = [here, server, law].flatMap(folder =>
    readdirSync(folder)
      .filter(name => /\.tsx?$/.test(name) && !name.includes('.test') && name !== 'lists.ts')
      .map(name => [`${folder.pathname}${name}`, readFileSync(new URL(name, folder), 'utf8')] as const),
  )
  const quoted = (source: string) => issuers.filter(one => new RegExp(`['"\`]${one}['"\`]`).test(source))
  // `court` and `police` and the like as a value of code: a ground and a column are called court, and neither is an issuer.
  const found = all.flatMap(([path, source]) =>
    quoted(source)
      .filter(one => one !== 'court')
      .map(one => `${path}: ${one}`),
  )
  expect(found).toEqual([])
  expect(all.flatMap(([path, source]) => (/issuer\s*(?:===|!==|==|\?|&&)|switch\s*\(\s*\w*\.?issuer/.test(source) ? [path] : []))).toEqual(
    [],
  )
})
