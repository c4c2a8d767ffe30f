import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { siteList as siteListSchema, sites as sitesSchema } from '@latchkey/wire/sites.ts'
import fc from 'fast-check'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { get, post, startTestServer, type TestServer, wayAct } from '../running-server.test.kit.ts'
import { Settings, type Way } from '../settings/settings.ts'
import { WaysNow } from '../settings/ways-now.ts'
import { renderFeed } from './feed.ts'
import { renderOperators } from './operators-page.ts'
import type { SitesPorts } from './sites.ts'
import { renderSites } from './sites-page.ts'

const top = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const json = (path: string) => JSON.parse(readFileSync(join(top, path), 'utf8'))
const codes = readdirSync(join(top, 'ui/languages')).filter(name => !name.endsWith('.json'))
const read = (path: (code: string) => string) => Object.fromEntries(codes.map(code => [code, json(path(code))]))
const cityTexts = read(code => `cities/chicago/texts/${code}.json`)
const texts = read(code => `ui/languages/${code}/sites.json`)
const staff = ['en', 'es', 'ar']
for (const code of staff) Object.assign(texts[code], json(`ui/languages/${code}/operators.json`))
const file = v.parse(sitesSchema, json('cities/chicago/sites.json'))
const zone = 'America/Chicago'
/** Friday. */
const today = '2026-11-27'
const saturday = '2026-11-28'

function portsOf(change: Partial<Way> & { site?: string } = {}): SitesPorts {
  const untouched = { open: true, notice: null, to: null, authority: null, next: null, pause: null }
  const ways: Way[] = [
    { way: 'phone', site: '', ...untouched },
    { way: 'counter', site: 'main_office', ...untouched },
    { way: 'counter', site: 'north_office', ...untouched },
    { way: 'event', site: 'library_day', ...untouched },
  ]
  const settings = new Settings(
    ways.map(way => (way.site === change.site ? { ...way, ...change } : way)),
    { practice: true, laws: { phone: null, counter: null }, today: () => today },
    '',
  )
  const clock = () => Date.parse('2026-11-27T18:00:00Z') / 1000
  const plan = { opens: '00:00', closes: '23:59', secondsAVisit: 240 }
  return {
    file,
    settings,
    ways: new WaysNow({ settings, sites: file.sites, plan, clock, zone }),
    today: () => today,
    zone,
    practice: true,
    offered: codes,
    reviewed: [],
    cityTexts,
    texts,
  }
}
const moved = { site: 'library_day', open: false, notice: 61, to: 'north_office' }
const partOf = (page: string, code: string) => new RegExp(`<main id="${code}"[^]*?</main>`).exec(page)?.[0] ?? ''

describe('the list of places', () => {
  it('says in every language what each place is, when it is there and what is different', () => {
    const page = renderSites(portsOf(moved))
    expect(page).not.toMatch(/<script|style=|\son\w+=/i)
    for (const code of codes) {
      const part = partOf(page, code)
      expect(part).toContain(cityTexts[code]['site.library_day'])
      expect(part).toContain(texts[code]['sites.notice.moved'].replace('{site}', cityTexts[code]['site.north_office']))
      // No text shows its own name.
      expect(part).not.toMatch(/\b(sites|site|notice)\.[a-z_.]+\b/)
    }
    expect(partOf(page, 'en')).toContain('Monday – Friday, 9:00 AM – 5:00 PM')
    expect(partOf(page, 'en')).toContain('Saturday, November 28')
    expect(partOf(page, 'ar')).toContain('dir="rtl"')
  })
  it('says of phone visits why they are closed', () => {
    const page = renderSites(portsOf({ site: '', open: false, notice: 2 }))
    expect(partOf(page, 'es')).toContain(cityTexts.es['notice.2'])
  })
  it('says where a law is missing, and never takes a text for markup', () => {
    const ports = portsOf()
    const settings = new Settings(
      ports.settings.all(),
      { practice: false, laws: { phone: null, counter: null }, today: () => '2026-11-23' },
      '',
    )
    expect(partOf(renderSites({ ...ports, settings }), 'en')).toContain(texts.en['sites.law'])
    const evil = { en: { ...cityTexts.en, 'site.main_office': '<script>', 'site.main_office.where': '"<b>' } }
    expect(renderSites({ ...ports, cityTexts: evil })).not.toMatch(/<script|<b>/)
  })
})

describe('the page for 311 operators', () => {
  it('says how things stand, in the languages that staff reads, and has nothing to look up', () => {
    const page = renderOperators(portsOf(moved))
    expect(page).not.toMatch(/<script|<form|<input/)
    for (const code of staff) {
      expect(partOf(page, code)).toContain(texts[code]['operators.never'])
      expect(partOf(page, code)).toContain(texts[code]['sites.notice.moved'].replace('{site}', cityTexts[code]['site.north_office']))
      expect(partOf(page, code)).not.toMatch(/\b(sites|operators|notice)\.[a-z_.]+\b/)
    }
    expect(partOf(page, 'pl')).toBe('')
  })
})

describe('what is ordered for later', () => {
  const at = Date.parse('2026-12-01T20:00:00Z') / 1000
  const next = { open: false, notice: 61, to: 'north_office', at }
  it('stands with its place on the list and for 311 operators, in every language, beside what stands now', () => {
    const ports = portsOf({ site: 'main_office', next })
    const says = 'Later: Tuesday, December 1 at 2:00 PM: Moved. Go here: North office.'
    expect(partOf(renderSites(ports), 'en').replaceAll('\u202f', ' ')).toContain(says)
    expect(partOf(renderOperators(ports), 'en').replaceAll('\u202f', ' ')).toContain(says)
    for (const code of codes) expect(partOf(renderSites(ports), code)).toContain(`${texts[code]['sites.later']}: `)
    expect(partOf(renderSites(portsOf()), 'en')).not.toContain(texts.en['sites.later'])
  })
  it('of phone visits stands with what is open now', () => {
    const page = partOf(renderSites(portsOf({ site: '', next: { ...next, notice: 2, to: null } })), 'en').replaceAll('\u202f', ' ')
    expect(page).toContain('Phone visits close: Tuesday, December 1 at 2:00 PM.')
  })
})

describe('the feed of a site and day', () => {
  const unfolded = (feed: string | null) => feed?.replaceAll('\r\n ', '').split('\r\n') ?? []
  it('holds nothing when nothing changed', () => {
    const lines = unfolded(renderFeed(portsOf(), 'library_day', saturday))
    expect(lines).toEqual(['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Latchkey//Places//EN', 'METHOD:PUBLISH', 'END:VCALENDAR', ''])
  })
  it('says where an event has moved, in UTC and in every language, and a cancelled one as cancelled', () => {
    const lines = unfolded(renderFeed(portsOf(moved), 'library_day', saturday))
    expect(lines).toContain('DTSTART:20261128T160000Z')
    expect(lines).toContain('DTEND:20261128T210000Z')
    expect(lines).toContain('STATUS:CONFIRMED')
    expect(lines).toContain('SUMMARY:City ID day at a library: Moved. Go here: North office.')
    expect(lines.find(line => line.startsWith('DESCRIPTION:'))).toContain(cityTexts.ar['site.north_office'])
    const cancelled = unfolded(renderFeed(portsOf({ ...moved, notice: 63, to: null }), 'library_day', saturday))
    expect(cancelled).toContain('STATUS:CANCELLED')
  })
  it('has no line above 75 octets, breaks none inside a character, and is the same for whoever asks', () => {
    const feed = renderFeed(portsOf(moved), 'library_day', saturday) as string
    for (const line of feed.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    expect(feed).not.toContain('\uFFFD')
    expect(renderFeed(portsOf(moved), 'library_day', saturday)).toBe(feed)
  })
  it('of a later day tells what is ordered for it, and nothing of the snow of today', () => {
    const snow = { site: 'main_office', open: false, notice: 53 }
    const isSaid = (change: Partial<Way>, day: string) => renderFeed(portsOf(change), 'main_office', day)?.includes('BEGIN:VEVENT')
    expect(isSaid(snow, today)).toBe(true)
    expect(isSaid(snow, '2026-11-30')).toBe(false)
    const ordered = { site: 'main_office', next: { open: false, notice: 53, to: null, at: Date.parse('2026-11-30T00:00:00Z') / 1000 } }
    expect(isSaid(ordered, today)).toBe(false)
    expect(isSaid(ordered, '2026-11-30')).toBe(true)
  })
  it('of today tells what a supervisor has closed for today; a later day, and what administrators have settled, are as they were', () => {
    const paused = { site: 'main_office', pause: { day: today, notice: 52 } }
    const feed = (change: Partial<Way>, day: string) => renderFeed(portsOf(change), 'main_office', day)
    expect(feed(paused, today)).toContain('STATUS:CANCELLED')
    expect(feed(paused, '2026-11-30')).not.toContain('BEGIN:VEVENT')
    expect(feed({ ...paused, pause: { day: '2026-11-26', notice: 52 } }, today)).not.toContain('BEGIN:VEVENT')
    const settled = { ...paused, open: false, notice: 54 }
    expect(feed(settled, today)).toBe(feed({ ...settled, pause: null }, today))
  })
  it('is of a site and a coming day, whatever stands in the address', () => {
    const ports = portsOf(moved)
    for (const [site, day] of [
      ['moon', saturday],
      ['library_day', '2026-11-26'],
      ['library_day', '2026-02-30'],
      ['library_day', '2028-01-01'],
      ['', ''],
    ] as const)
      expect([site, day, renderFeed(ports, site, day)]).toEqual([site, day, null])
    fc.assert(
      fc.property(fc.string(), fc.string(), (site, day) => {
        const feed = renderFeed(ports, site, day)
        if (feed !== null) expect(file.sites.map(({ id }) => id)).toContain(site)
      }),
    )
  })
})

describe('a running server', () => {
  let test: TestServer
  beforeAll(async () => void (test = await startTestServer()), 120_000)
  afterAll(() => test.end())

  it('gives page, list and feed out of memory, as they stand now', async () => {
    await post(test.server, '/settings/way', await wayAct(test, { way: 'event', where: ['fair'], open: false, notice: 61, to: 'north' }))
    const before = test.server.queries()
    const page = await fetch(`${test.server.address}/sites`)
    expect(page.headers.get('content-security-policy')).toContain("script-src 'none'")
    expect(await page.text()).toContain('sites.notice.moved')
    const list = v.parse(siteListSchema, (await get(test.server, '/sites/list')).body)
    expect(list.sites.map(({ id, open, to }) => [id, open, to])).toEqual([
      ['hall', true, null],
      ['north', true, null],
      ['fair', false, 'north'],
    ])
    const feed = await fetch(`${test.server.address}/sites/feed/fair/2026-11-28.ics`)
    expect(feed.headers.get('content-type')).toContain('text/calendar')
    expect(await feed.text()).toContain('BEGIN:VEVENT')
    for (const path of ['/sites/feed/fair/2026-11-28', '/sites/feed/moon/2026-11-28.ics', '/sites/feed/fair/yesterday.ics'])
      expect((await get(test.server, path)).body).toEqual({ fault: 'unknown_route' })
    expect(test.server.queries()).toBe(before)
  })
})
