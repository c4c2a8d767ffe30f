import { readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import languageTable from '@latchkey/cities/languages.json'
import { heldNow as heldNowSchema, holdings as holdingsSchema } from '@latchkey/wire/record.ts'
import { setupI18n } from '@lingui/core'
import { compileMessage } from '@lingui/message-utils/compileMessage'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { machineHoldings } from '../machine/machine-holdings.ts'
import { get, startTestServer, type TestServer } from '../running-server.test.kit.ts'
import { declarations } from './declarations.ts'
import { recordTexts } from './record-texts.ts'
import { say } from './say.ts'

const server = dirname(dirname(fileURLToPath(import.meta.url)))
let test: TestServer
beforeAll(async () => void (test = await startTestServer()), 60_000)
afterAll(() => test.end())

describe('the inventory', () => {
  it('lists every folder that declares a thing, and every thing has its folder', () => {
    const folders = readdirSync(server).filter(name => {
      const path = join(server, name)
      return statSync(path).isDirectory() && readdirSync(path).includes('declaration.ts')
    })
    expect(declarations.map(({ name }) => name).sort()).toEqual(folders.sort())
  })
  it('is served as declared, and live counts name the same things', async () => {
    const held = v.parse(holdingsSchema, (await get(test.server, '/record/holdings')).body)
    expect(held.holdings.filter(one => one.where !== 'machine').map(one => one.name)).toEqual(declarations.map(one => one.name))
    expect(held.holdings.filter(one => one.where === 'machine').map(one => one.name)).toEqual(machineHoldings.map(one => one.name))
    const now = v.parse(heldNowSchema, (await get(test.server, '/practice/now')).body)
    expect(now.held.map(one => [one.name, one.where])).toEqual(declarations.map(one => [one.name, one.where]))
    // A thing that nobody counts would say nothing.
    expect(now.held.filter(one => one.says === '')).toEqual([])
  })
})

describe('the words of the record', () => {
  const languages = Object.keys(recordTexts) as (keyof typeof recordTexts)[]
  it.each(languages.filter(code => code !== 'en'))('in %s say the same of every thing, field by field', language => {
    const texts = recordTexts[language]
    const { things: _none, ...english } = recordTexts.en
    for (const [group, words] of Object.entries(english))
      expect([group, keysOf(texts[group as keyof typeof english])]).toEqual([group, keysOf(words)])
    const everything = [...declarations, ...machineHoldings]
    expect(Object.keys(texts.titles).sort()).toEqual(everything.map(one => one.name).sort())
    expect(Object.keys(texts.things ?? {}).sort()).toEqual(everything.map(one => one.name).sort())
    for (const { name } of machineHoldings) expect(texts.things?.[name]?.endedBy).toBeTruthy()
    for (const { name, fields } of everything) expect([name, texts.things?.[name]?.fields.length]).toEqual([name, fields.length])
  })
  it.each(languages)('in %s take their numbers as another reader of the same messages does', language => {
    const { locale } = languageTable[language]
    const messages = Object.values(recordTexts[language].requests).concat(Object.values(recordTexts[language].front))
    const counted = messages.filter(message => message.includes('plural'))
    expect(counted).toHaveLength(2)
    for (const message of counted) {
      const i18n = setupI18n({ locale, messages: { [locale]: { counted: compileMessage(message) } } })
      for (const count of [0, 1, 2, 3, 5, 11, 12, 21, 22, 25, 100, 101, 103, 1001, 1_000_000])
        expect(say(message, locale, { count, day: 'D' })).toBe(i18n._('counted', { count, day: 'D' }))
    }
  })
})

const keysOf = (words: object): unknown =>
  Object.entries(words)
    .map(([key, inner]) => (typeof inner === 'string' ? key : [key, keysOf(inner)]))
    .sort()
