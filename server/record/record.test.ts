import { readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { heldNow as heldNowSchema, holdings as holdingsSchema } from '@latchkey/wire/record.ts'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { machineHoldings } from '../machine/machine-holdings.ts'
import { get, startTestServer, type TestServer } from '../running-server.test.kit.ts'
import { Settings, type Way } from '../settings/settings.ts'
import { declarations } from './declarations.ts'
import { renderRecord } from './record-page.ts'
import { recordTexts } from './record-texts.ts'

const server = dirname(dirname(fileURLToPath(import.meta.url)))
let test: TestServer
beforeAll(async () => void (test = await startTestServer()), 60_000)
afterAll(() => test.end())

const ways = (phone: Partial<Way>) =>
  new Settings(
    [{ way: 'phone', site: '', open: true, notice: null, to: null, authority: null, next: null, pause: null, ...phone }],
    { practice: false, laws: { phone: null, counter: null }, today: () => '2026-11-23' },
    '',
  )

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

describe('the record page', () => {
  it.each(Object.keys(recordTexts).filter(code => code !== 'en') as (keyof typeof recordTexts)[])(
    'in %s says the same of every thing, field by field',
    language => {
      const texts = recordTexts[language]
      const english = recordTexts.en
      expect(Object.keys(texts.page).sort()).toEqual(Object.keys(english.page).sort())
      expect(Object.keys(texts.titles).sort()).toEqual(declarations.map(one => one.name).sort())
      expect(Object.keys(texts.things ?? {}).sort()).toEqual(declarations.map(one => one.name).sort())
      expect(texts.notProtected).toHaveLength(english.notProtected.length)
      for (const { name, fields } of declarations) expect([name, texts.things?.[name]?.fields.length]).toEqual([name, fields.length])
    },
  )
  it('reads without script in every language, each in its direction, and says where no native speaker has checked it', async () => {
    const answer = await fetch(`${test.server.address}/record`)
    const html = await answer.text()
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'none'")
    expect(html).not.toMatch(/<script|style=|\son\w+=/i)
    for (const part of ['<main id="en" lang="en" dir="ltr">', '<main id="es" lang="es" dir="ltr">', '<main id="ar" lang="ar" dir="rtl">'])
      expect(html).toContain(part)
    expect(html).toContain(recordTexts.es.page.unreviewed)
    expect(html).not.toContain(recordTexts.en.page.unreviewed)
    expect(html).toContain('Practice city. Nothing here is real.')
    expect((await fetch(`${test.server.address}/record/record.css`)).headers.get('content-type')).toContain('text/css')
  })
  it('never takes a text for markup', () => {
    const authority = { citation: '<script>', text: '"&\'', date: '2026-11-01', settledBy: '<b>' }
    const html = renderRecord({
      offered: [],
      reviewed: [],
      cityName: '<i>',
      cityTexts: { en: { 'name.city': '<i>', 'other.mail': '<u>', 'other.mail.note': '</dl>"' } },
      practice: false,
      settings: ways({ authority }),
      history: [{ day: '2026-11-20', did: 'way_closed', way: 'counter', site: '<i>' }],
      fingerprint: 'abcd',
      otherRecords: [{ id: 'mail', known: false }],
      memoryFiles: true,
      versions: [{ version: '<s>', day: '2026-11-01', id: 'first', says: { en: ['<q>'] } }],
      today: '2026-11-23',
    })
    expect(html).not.toMatch(/<s>|<q>|<script|<b>|<i>|<u>|<\/dl>"/)
    expect(html).toContain('&lt;script&gt;')
  })
  it('shows each version of the rules, its day and what is different, and says which has not begun', () => {
    const html = renderRecord({
      offered: ['es'],
      reviewed: [],
      cityName: 'Testville',
      cityTexts: { en: { 'change.next': 'Leases count.' }, es: { 'change.next': 'Valen los contratos.' } },
      practice: true,
      settings: ways({}),
      history: [],
      fingerprint: 'abcd',
      otherRecords: [],
      memoryFiles: true,
      today: '2026-11-23',
      versions: [
        { version: '2026-2', day: '2026-12-01', id: 'next', says: { en: ['New. Paper: a lease.'], es: ['Nuevo. Papel: un contrato.'] } },
        { version: '2026-1', day: '2026-11-01', id: 'first', says: null },
      ],
    })
    const part = (code: string) => new RegExp(`<main id="${code}"[^]*?</main>`).exec(html)?.[0] ?? ''
    expect(part('es')).toContain('1 de diciembre de 2026')
    expect(part('es')).toContain('<p>Valen los contratos.</p>\n<ul><li>Nuevo. Papel: un contrato.</li></ul>')
    expect(part('en').split(recordTexts.en.page.versionLater)).toHaveLength(2)
    // The first has none before it: nothing to be sorry for.
    expect(part('en')).not.toContain(recordTexts.en.page.versionUnknown)
  })
  it('shows what else the city keeps of a visit, in the reader’s language, and says where nobody has confirmed it', () => {
    const state = {
      offered: ['es'],
      reviewed: ['es'],
      cityName: 'Testville',
      cityTexts: {
        en: {
          'other.cameras': 'Cameras',
          'other.cameras.note': 'In the lobby.',
          'other.mail': 'E-mail',
          'other.mail.note': 'In the lobby.',
        },
        es: { 'other.cameras': 'Cámaras' },
      },
      practice: true,
      settings: ways({}),
      history: [],
      fingerprint: 'abcd',
      memoryFiles: true,
      versions: [],
      today: '2026-11-23',
    }
    const html = renderRecord({
      ...state,
      otherRecords: [
        { id: 'cameras', known: false },
        { id: 'mail', known: true },
      ],
    })
    const part = (code: string) => new RegExp(`<main id="${code}"[^]*?</main>`).exec(html)?.[0] ?? ''
    expect(part('es')).toContain('<dt>Cámaras</dt><dd>In the lobby. <em>La ciudad no lo ha confirmado.</em></dd>')
    expect(part('en')).toContain('<dt>E-mail</dt><dd>In the lobby.</dd>')
    // Offered, and checked by a native speaker: no line that says otherwise.
    expect([part('fr'), html.includes(recordTexts.es.page.unreviewed)]).toEqual(['', false])
    // A city that declares nothing gets no empty heading; the sentence above it still says that there are such records.
    expect(renderRecord({ ...state, otherRecords: [] })).not.toContain(recordTexts.en.page.other)
  })
})
