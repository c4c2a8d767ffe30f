/** A watcher before a city that is honest, and before each way in which a city can be something else. */
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { describe, expect, it } from 'vitest'
import { hour, listMadeAt, signerOf, TestCity, verify } from './city.test.kit.ts'
import { noteKey } from './note.ts'
import { isWell, type Look, look, type WatchPorts } from './watch.ts'
import { encodeWatched, parseWatched, type Watched } from './watched.ts'

const at = (city: TestCity, before: Watched | null = null, more: Partial<WatchPorts> = {}) =>
  look({ get: city.get, verify, now: city.now, before, pages: true, ...more })
const found = ({ findings }: Look) => findings.map(({ what, alarm }) => `${what}${alarm ? '!' : ''}`)
async function cityOf(hours = 3): Promise<TestCity> {
  const city = new TestCity()
  for (let one = 0; one < hours; one++) await city.tick()
  return city
}
const flip = (bytes: Uint8Array, place = 5) => bytes.map((byte, at) => (at === place ? byte ^ 1 : byte))

describe('an honest city', () => {
  it('is well at the first look, hour after hour, over a full tile, and after days away', async () => {
    const city = await cityOf()
    let seen = await at(city)
    expect([found(seen), seen.newest]).toEqual([
      [],
      { origin: 'city.example/record', size: 3, at: city.at, every: hour, hours: 3, files: 6, witnesses: 1 },
    ])
    for (const hours of [1, 1, 30, 60, 170]) {
      for (let one = 0; one < hours; one++) await city.tick()
      seen = await at(city, parseWatched(encodeWatched(seen.watched as Watched)))
      expect(found(seen)).toEqual([])
      expect(isWell(seen)).toBe(true)
    }
    expect(city.log.size).toBeGreaterThan(256)
  })
  it('whose cancelled list is no longer there to be read, as after a restart, is well by its hash', async () => {
    const city = await cityOf()
    city.served.delete('/record/hours/2/cancelled.txt')
    expect(found(await at(city))).toEqual([])
  })
  it('that changes something is not accused within the hour, nor after it was published', async () => {
    const city = await cityOf()
    const before = (await at(city)).watched
    city.ways = city.ways.map(way => (way.way === 'phone' ? { ...way, open: false, notice: 2 } : way))
    city.version = '2026-2'
    city.fingerprint = 'ffff0000'
    city.pages.set('a/x-1.js', utf8ToBytes('go(2)'))
    city.list = listMadeAt(city.at + 60)
    city.now += 120
    city.serveNow()
    const within = await at(city, before)
    expect(found(within)).toEqual(['served_keys', 'served_lists', 'served_ways', 'served_rules', 'served_pages'])
    expect(isWell(within)).toBe(true)
    await city.tick()
    expect(found(await at(city, within.watched))).toEqual([])
  })
})

describe('a city that lies about its log', () => {
  it('is found out by a tile, a bundle, an hour, a tick or a file that was changed', async () => {
    const bend: [string, string][] = [
      ['/record/tile/0/000.p/3', 'tile_tampered!'],
      ['/record/tile/entries/000.p/3', 'tile_tampered!'],
      ['/record/hours/1/files', 'hour_changed!'],
      ['/record/hours/2/files', 'hour_changed!'],
      ['/record/hours/2/tick.json', 'hour_changed!'],
      ['/record/hours/2/rules.json', 'file_changed!'],
      ['/record/hours/2/keys.json', 'file_changed!'],
      ['/record/checkpoint', 'checkpoint_wrong!'],
    ]
    for (const [path, code] of bend) {
      const city = await cityOf()
      const bytes = (await city.get(path)) as Uint8Array
      for (const place of [0, bytes.length >> 1, bytes.length - 2]) {
        city.served.set(path, flip(bytes, place))
        const seen = await at(city)
        expect([path, place, found(seen)[0]]).toEqual([path, place, code])
        expect(isWell(seen)).toBe(false)
      }
    }
  })
  it('is found out by a file that is gone', async () => {
    const city = await cityOf()
    city.served.delete('/record/hours/2/ways.json')
    const seen = await at(city)
    expect(seen.findings).toEqual([{ what: 'file_changed', alarm: true, n: 2, names: ['ways.json'] }])
  })
  it('by a log that forks: what was seen is not the beginning of what is shown, at any later size', async () => {
    for (const size of [1, 2, 3, 7]) {
      const city = await cityOf(size)
      const before = (await at(city)).watched
      const other = new TestCity()
      other.version = 'another past'
      for (let one = 0; one < size; one++) await other.tick()
      for (let more = 0; more < 3; more++) {
        const seen = await at(other, before)
        expect([size, more, found(seen)]).toEqual([size, more, ['log_forked!']])
        // What was seen is kept: the alarm does not go away by looking again.
        expect(seen.watched).toBe(before)
        await other.tick()
      }
    }
  })
  it('by a log that is shorter than it was', async () => {
    const city = await cityOf(4)
    const before = (await at(city)).watched
    const again = await cityOf(3)
    expect(found(await at(again, before))).toEqual(['log_rolled_back!'])
  })
  it('by another key, whether it is pinned, was seen before, or only announced', async () => {
    const city = await cityOf()
    const before = (await at(city)).watched
    const { publicKey } = signerOf(9)
    const key = { name: city.key.name, type: noteKey, publicKey } as const
    expect(found(await at(city, null, { key }))).toEqual(['key_changed!'])
    expect(found(await at(city, { ...(before as Watched), key }))).toEqual(['key_changed!'])
    city.served.set('/record/key', utf8ToBytes(`${new TestCity().witness.name}\n`))
    expect(found(await at(city, before))).toEqual(['checkpoint_wrong!'])
  })
  it('by an hour without an entry, once, and by a log that stands still', async () => {
    const city = await cityOf()
    const before = (await at(city)).watched
    await city.tick(2)
    const seen = await at(city, before)
    expect(seen.findings).toEqual([{ what: 'hour_missing', alarm: true, n: 3 }])
    expect(found(await at(city, seen.watched))).toEqual([])
    city.now = city.at + 2 * hour
    expect(found(await at(city, seen.watched))).toEqual([])
    city.now += 1
    expect(found(await at(city, seen.watched))).toEqual(['hour_late!'])
  })
  it('by hours whose time goes back', async () => {
    const city = await cityOf(2)
    city.at -= 3 * hour
    await city.tick()
    expect(found(await at(city))).toEqual(['hour_changed!'])
  })
})

describe('a city that serves something else than it published', () => {
  it('is accused of ways, rules, keys and pages once they outlive an entry that does not have them', async () => {
    const city = await cityOf()
    const before = (await at(city)).watched
    const bent: [string, Uint8Array, string][] = [
      ['/now', utf8ToBytes('{"open":true,"notice":3}'), 'served_ways'],
      ['/sites/list', utf8ToBytes('{"sites":[]}'), 'served_ways'],
      ['/record', utf8ToBytes('another root'), 'served_keys'],
      ['/record/rules', utf8ToBytes('<bdi dir="ltr">2027-1</bdi>'), 'served_rules'],
      ['/record/periods', utf8ToBytes('{"periods":[]}'), 'served_keys'],
      ['/a/x-1.js', utf8ToBytes('steal()'), 'served_pages'],
      ['/words/w1 es', utf8ToBytes('adiós'), 'served_pages'],
    ]
    for (const [path, bytes, code] of bent) {
      const honest = city.served.get(path) as Uint8Array
      city.served.set(path, bytes)
      const first = await at(city, before)
      expect([path, found(first), isWell(first)]).toEqual([path, [code], true])
      // As often as somebody looks within the hour.
      expect(found(await at(city, first.watched))).toEqual([code])
      await city.tick()
      city.served.set(path, bytes)
      const second = await at(city, first.watched)
      expect([path, found(second)]).toEqual([path, [`${code}!`]])
      city.served.set(path, honest)
      city.serveNow()
    }
  })
  it('is accused at once of a cancelled list that is older than the newest entry and not in it, never of a newer one', async () => {
    const city = await cityOf()
    const serve = async (list: string) => {
      city.served.set('/cancelled/list/11', utf8ToBytes(list))
      return found(await at(city))
    }
    city.now += 1800
    expect(await serve(listMadeAt(city.at - hour))).toEqual(['served_lists!'])
    expect(await serve(listMadeAt(city.at, 'another'))).toEqual(['served_lists!'])
    expect(await serve(listMadeAt(city.at + 900))).toEqual(['served_lists'])
    expect(await serve(listMadeAt(city.now + 3600))).toEqual(['served_lists!'])
    expect(await serve('rubbish')).toEqual(['served_lists!'])
    city.served.delete('/cancelled/list/11')
    expect(found(await at(city))).toEqual(['served_lists!'])
  })
  it('is accused of a witness that does not sign when the next entry has no signature either', async () => {
    const city = await cityOf()
    const before = (await at(city)).watched
    city.cosigns = false
    await city.tick()
    const first = await at(city, before)
    expect(first.findings).toEqual([{ what: 'cosignature_missing', alarm: false, names: ['library.example/w'] }])
    await city.tick()
    const second = await at(city, first.watched)
    expect(found(second)).toEqual(['cosignature_missing!'])
    city.cosigns = true
    await city.tick()
    expect(found(await at(city, second.watched))).toEqual([])
  })
  it('and shows something new at every look, is accused after twelve entries', async () => {
    const city = await cityOf()
    let before = (await at(city)).watched
    const alarms: boolean[] = []
    for (let look = 0; look <= 12; look++) {
      city.served.set('/a/x-1.js', utf8ToBytes(`steal(${look})`))
      const seen = await at(city, before)
      alarms.push(!isWell(seen))
      before = seen.watched
      await city.tick()
    }
    expect(alarms).toEqual([...Array.from({ length: 12 }, () => false), true])
  })
})

it('a city that is not there, breaks off, or has no record is said to be that', async () => {
  const city = await cityOf()
  const gone = async () => {
    throw new Error('no connection')
  }
  expect(found(await at(city, null, { get: gone }))).toEqual(['city_unreachable!'])
  expect(found(await at(city, null, { get: async () => null }))).toEqual(['record_missing!'])
  const breaks = async (path: string) => (path.startsWith('/cancelled') ? gone() : city.get(path))
  expect(found(await at(city, null, { get: breaks }))).toEqual(['city_unreachable!'])
})

it('whatever a city sends, a look ends in findings and never breaks', async () => {
  const fc = (await import('fast-check')).default
  const city = await cityOf()
  const before = (await at(city)).watched
  const paths = [
    '/record/key',
    '/record/checkpoint',
    '/record/tile/0/000.p/3',
    '/record/tile/entries/000.p/3',
    '/record/hours/2/files',
    '/record/hours/2/tick.json',
  ]
  const others = ['/record/periods', '/sites/list', '/now', '/cancelled/list/11', '/record', '/record/rules']
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...paths, ...others),
      fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.json().map(utf8ToBytes)),
      async (path, bytes) => {
        const seen = await at(city, before, { get: async (asked, language) => (asked === path ? bytes : city.get(asked, language)) })
        return (seen.findings.length > 0 || path === '/record/rules') && (others.includes(path) || !isWell(seen))
      },
    ),
    { numRuns: 80 },
  )
})

it('what a watcher keeps is read back, and nothing else is', () => {
  const watched: Watched = {
    key: new TestCity().key,
    size: 7,
    root: new Uint8Array(32).fill(3),
    differences: [{ what: 'served_ways', served: 'a'.repeat(64), size: 6, since: 5 }],
  }
  const text = encodeWatched(watched)
  expect(parseWatched(text)).toEqual(watched)
  for (const bad of [
    '',
    '{}',
    'null',
    text.replace('7', '-7'),
    text.replace('served_ways', 'toString'),
    text.replace('city.example', 'city'),
    text.slice(1),
  ])
    expect(parseWatched(bad)).toBeNull()
})
