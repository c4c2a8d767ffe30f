import { existsSync, readFileSync } from 'node:fs'
import { request } from 'node:http'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import languageTable from '@latchkey/cities/languages.json'
import { decisions, instruments, issuers, outcomes } from '@latchkey/law/lists.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../running-server.test.kit.ts'
import { unknowns } from './cannot-know-page.ts'
import { exampleRequests, exampleState } from './example-state.test.kit.ts'
import { limitsBy } from './not-protected-page.ts'
import { doorPaths } from './record-frame.ts'
import { RecordPages, recordPages, recordPaths, renderers } from './record-pages.ts'
import { emptyPorts, type RecordPorts, type RecordState } from './record-state.ts'
import { recordTexts } from './record-texts.ts'

const top = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const en = recordTexts.en
const part = (html: string, code: string) => new RegExp(`<main id="${code}"[^]*?</main>`).exec(html)?.[0] ?? ''
const asked = (change: Partial<RecordPorts>) => exampleState({ ports: { ...emptyPorts(() => '2026-11-28'), ...change } })

let test: TestServer
beforeAll(async () => void (test = await startTestServer()), 60_000)
afterAll(() => test.end())

/** fetch undoes compression; this does not. */
const ask = (path: string, encoding = '') =>
  new Promise<{ headers: Record<string, unknown>; bytes: Buffer }>(resolve => {
    request(test.server.address + path, { headers: { 'accept-encoding': encoding } }, answer => {
      const pieces: Buffer[] = []
      answer.on('data', piece => pieces.push(piece))
      answer.on('end', () => resolve({ headers: answer.headers, bytes: Buffer.concat(pieces) }))
    }).end()
  })

describe('the pages of the record', () => {
  it('read without script in every language, each in its direction, and say where no native speaker has checked them', async () => {
    for (const path of recordPaths) {
      const { headers, bytes } = await ask(path)
      const html = bytes.toString()
      expect(headers['content-type']).toBe('text/html; charset=utf-8')
      expect(headers['content-security-policy']).toContain("script-src 'none'")
      // Who reads it is nobody's business, and what it says now must not be read tomorrow.
      expect([headers['set-cookie'], headers['cache-control']]).toEqual([undefined, 'no-store'])
      expect(html).not.toMatch(/<script|style=|\son\w+=/i)
      for (const [code, { dir }] of Object.entries(languageTable)) expect(html).toContain(`<main id="${code}" lang="${code}" dir="${dir}">`)
      expect(html).toContain(recordTexts.es.page.unreviewed)
      expect(html).not.toContain(en.page.unreviewed)
      expect(part(html, 'en')).toContain('Practice city. Nothing here is real.')
    }
    expect((await ask('/record/record.css')).headers['content-type']).toContain('text/css')
  })
  it('come compressed, all of them small, and are the same bytes for everyone', async () => {
    for (const path of recordPaths) {
      const [plain, br, gz] = [await ask(path), await ask(path, 'gzip, br'), await ask(path, 'gzip')]
      expect([br.headers['content-encoding'], gz.headers['content-encoding'], br.headers.vary]).toEqual(['br', 'gzip', 'accept-encoding'])
      const same = [brotliDecompressSync(br.bytes), gunzipSync(gz.bytes), (await ask(`${path}/`)).bytes].map(bytes =>
        bytes.equals(plain.bytes),
      )
      expect(same).toEqual([true, true, true])
      // Ten languages each: the long one is the inventory.
      expect(gz.bytes.length).toBeLessThan(path === '/record/held' ? 96 * 1024 : 32 * 1024)
    }
  })
  it('ask the store nothing', async () => {
    const before = test.server.queries()
    for (const path of recordPaths) await ask(path)
    expect(test.server.queries()).toBe(before)
  })
  it('lead nowhere that is not there, from any of them', async () => {
    for (const path of recordPaths) {
      const html = (await ask(path)).bytes.toString()
      const found = [...part(html, 'ar').matchAll(/href="([^"#]*)(?:#([^"]*))?"/g)]
      const links = found.map(([, to = '', anchor = '']) => ({ to: to || path, anchor }))
      for (const { to, anchor } of links) {
        // Built pages are not there in this test.
        if (to.startsWith('data:') || to === '/' || to === '/guide' || to.endsWith('.css')) continue
        const answer = await fetch(test.server.address + to)
        expect([path, to, answer.status]).toEqual([path, to, 200])
        const body = await answer.text()
        if (anchor) expect([path, to, anchor, body.includes(`id="${anchor}"`)]).toEqual([path, to, anchor, true])
      }
    }
  })
  it('never take a text for markup', () => {
    const evil = '<script>"&\'</dl>'
    const authority = { citation: evil, text: evil, date: evil, settledBy: evil }
    const state = exampleState({
      cityName: evil,
      cityTexts: { en: { 'site.main_office': evil, 'other.mail': evil, 'other.mail.note': evil } },
      otherRecords: [{ id: 'mail', known: false }],
      versions: [{ version: evil, day: '2026-11-01', id: 'first', says: { en: [evil] } }],
      history: [{ day: '2026-11-20', did: 'way_closed', way: 'counter', site: evil }],
      fingerprint: evil,
      ports: {
        ...exampleState().ports,
        requests: () => ({
          asOf: '2026-11-28',
          release: 'one_person',
          requests: [{ ...exampleRequests[0]!, instrument: evil as 'court_order', issuer: evil as 'court' }],
        }),
        drill: () => ({ build: evil, day: '2026-11-27', people: 1, searched: 1, traces: 0, planted: 1, caught: 1 }),
      },
    })
    state.settings.keep({ ...state.settings.phone, authority })
    for (const page of recordPages) expect(renderers[page](state)).not.toMatch(/<script|"&'|<\/dl>"/)
  })
  it('are written again when something on them changes, and only then', () => {
    let state: RecordState = exampleState()
    const pages = new RecordPages(() => state)
    const before = pages.page('/record/ways')
    expect(pages.page('/record/ways')).toBe(before)
    state.settings.keep({ ...state.settings.phone, open: false, notice: 1 })
    const closed = pages.page('/record/ways')
    expect(closed.bytes.toString()).toContain(en.page.wayClosed)
    state = { ...state, ports: { ...state.ports, requests: () => ({ asOf: '2026-11-29', release: 'two_people', requests: [] }) } }
    expect(pages.page('/record/requests').bytes.toString()).toContain('As of November 29, 2026: 0 legal requests')
  })
})

describe('what is held', () => {
  it('names what else the city keeps of a visit, in the reader’s language, and says where nobody has confirmed it', () => {
    const cityTexts = {
      en: { 'other.cameras': 'Cameras', 'other.cameras.note': 'In the lobby.', 'other.mail': 'E-mail', 'other.mail.note': 'In the lobby.' },
      es: { 'other.cameras': 'Cámaras' },
    }
    const otherRecords = [
      { id: 'cameras', known: false },
      { id: 'mail', known: true },
    ]
    const html = renderers.held(exampleState({ cityTexts, otherRecords, offered: ['es'], reviewed: ['es'] }))
    expect(part(html, 'es')).toContain('<dt>Cámaras</dt><dd>In the lobby. <em>La ciudad no lo ha confirmado.</em></dd>')
    expect(part(html, 'en')).toContain('<dt>E-mail</dt><dd>In the lobby.</dd>')
    // Offered, and checked by a native speaker: no line that says otherwise.
    expect([part(html, 'fr'), html.includes(recordTexts.es.page.unreviewed)]).toEqual(['', false])
  })
  it('says which schedule it follows, or that there is none', () => {
    expect(renderers.held(asked({}))).toContain(en.held.scheduleNone)
    for (const status of ['approved', 'unconfirmed'] as const) {
      const html = part(renderers.held(asked({ schedule: () => ({ version: 3, entered: '2026-11-01', status }) })), 'en')
      expect(html).toContain('These times follow schedule 3, in force since November 1, 2026.')
      expect(html.includes(en.held.scheduleUnconfirmed)).toBe(status === 'unconfirmed')
    }
  })
})

describe('what cannot be known', () => {
  it('names for each line a check that is there', () => {
    const journeys = readFileSync(join(top, 'e2e/run.ts'), 'utf8')
    for (const check of Object.values(unknowns).flat()) {
      const journey = /^npm run e2e -- (\S+)$/.exec(check)?.[1]
      if (journey) expect(journeys).toMatch(new RegExp(`^  '?${journey}'?: `, 'm'))
      else if (check !== 'npm run drill -- quick') expect([check, existsSync(join(top, check))]).toEqual([check, true])
    }
  })
  it('and what is not protected: no line is left out', () => {
    const said = (group: object) => Object.keys(group).sort()
    const listed = [...Object.keys(limitsBy), ...Object.values(limitsBy).flat(), 'title', 'intro'].sort()
    expect(said(en.limits)).toEqual(listed)
    expect(said(en.cannot)).toEqual(['intro', 'check', ...Object.keys(unknowns).flatMap(one => [one, `${one}Says`, `${one}Check`])].sort())
  })
})

describe('versions of the rules', () => {
  it('stand there with their day and what is different, and say which has not begun', () => {
    const html = renderers.rules(
      exampleState({
        cityTexts: { en: { 'change.next': 'Leases count.' }, es: { 'change.next': 'Valen los contratos.' } },
        versions: [
          { version: '2026-2', day: '2026-12-01', id: 'next', says: { en: ['New. Paper: a lease.'], es: ['Nuevo. Papel: un contrato.'] } },
          { version: '2026-1', day: '2026-11-01', id: 'first', says: null },
        ],
      }),
    )
    expect(part(html, 'es')).toContain('1 de diciembre de 2026')
    expect(part(html, 'es')).toContain('<p>Valen los contratos.</p>\n<ul><li>Nuevo. Papel: un contrato.</li></ul>')
    expect(part(html, 'en').split(en.page.versionLater)).toHaveLength(2)
    // The first has none before it: nothing to be sorry for.
    expect(part(html, 'en')).not.toContain(en.page.versionUnknown)
  })
})

describe('notices', () => {
  it('say what stands now and what is ordered for later, soonest first', () => {
    const siteTexts = { en: { 'sites.notice.snow': 'Closed because of snow.', 'sites.notice.moved': 'Moved. Go here: {site}.' } }
    const state = exampleState({ siteTexts })
    const html = part(renderers.notices(state), 'en')
    expect(html).toContain('<strong>North office.</strong> Closed because of snow.')
    expect(html).toContain('<strong>Library day.</strong> Moved. Go here: North office.')
    expect(html).toMatch(/Phone visits closes: December 1, 2026 at 6:00.PM/)
    expect(html).not.toContain(en.notices.none)
    state.settings.keep({ ...state.settings.phone, next: null })
    expect(part(renderers.notices(state), 'en')).toContain(en.notices.laterNone)
  })
})

describe('legal requests', () => {
  const html = (change: Partial<ReturnType<RecordPorts['requests']>>) =>
    part(
      renderers.requests(asked({ requests: () => ({ asOf: '2026-11-28', release: 'two_people', requests: exampleRequests, ...change }) })),
      'en',
    )
  it('are those that may be stated, as of a day, and the number never includes others', () => {
    expect(html({})).toContain(
      'As of November 28, 2026: 2 legal requests whose existence may be stated. This number never includes others.',
    )
    expect(html({ requests: exampleRequests.slice(1) })).toContain('1 legal request whose existence may be stated.')
    expect(html({ requests: [] })).toContain('0 legal requests whose existence may be stated.')
    expect(html({ requests: [] })).not.toContain('<table')
  })
  it('have no number, no place of their own and no order but their days', () => {
    expect(html({ requests: exampleRequests.toReversed() })).toBe(html({}))
    const cells = [...html({}).matchAll(/<td[^>]*>(.*?)<\/td>/g)].map(([, cell]) => cell)
    expect(cells.slice(0, 8)).toEqual([
      '<time datetime="2026-11-20">November 20, 2026</time>',
      'a subpoena from an agency',
      'a federal agency',
      'Not until a court says so.',
      'no date',
      'not yet',
      'not yet',
      'not yet',
    ])
    expect(cells).toHaveLength(16)
  })
  it('have a word in every language for each word of the closed lists', () => {
    for (const { lists } of Object.values(recordTexts)) {
      const known = { instrument: instruments, issuer: issuers, decision: decisions, outcome: outcomes }
      for (const [list, words] of Object.entries(known))
        expect(Object.keys(lists[list as keyof typeof lists]).sort()).toEqual([...words].sort())
    }
  })
  it('say the same of holds whether or not there are any; an office of one says so', () => {
    for (const requests of [[], exampleRequests]) {
      expect(html({ requests })).toContain(en.requests.two)
      expect(html({ requests, release: 'one_person' })).toContain(en.requests.one)
    }
  })
})

describe('the drill', () => {
  const found = { build: 'ab'.repeat(32), day: '2026-11-27', people: 40, searched: 21, traces: 0, planted: 14, caught: 14 }
  it.each([
    ['nothing', null, en.drill.none],
    ['no trace', found, en.drill.clean],
    ['traces', { ...found, traces: 1 }, en.drill.dirty],
    ['not every planted leak', { ...found, caught: 13 }, en.drill.failed],
  ])('found %s, and says so', (_what, report, says) => {
    const html = part(renderers.drill(asked({ drill: () => report })), 'en')
    const verdicts = [en.drill.none, en.drill.clean, en.drill.dirty, en.drill.failed].filter(one => html.includes(one))
    expect(verdicts).toEqual([says])
    // What it cannot see is said whatever it found.
    expect(html).toContain(en.drill.blindSays)
  })
})

it('the quarter is behind a door only where there is one', () => {
  for (const page of recordPages) {
    expect(renderers[page](exampleState())).toContain(doorPaths.quarter)
    expect(renderers[page](asked({}))).not.toContain(doorPaths.quarter)
  }
})
