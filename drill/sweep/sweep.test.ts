import { deflateSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { undone } from './capture.ts'
import { daysForm, formsOf, idBlockForms } from './encodings.ts'
import { Matcher } from './matcher.ts'
import { Sweeper } from './sweep.ts'

const name = 'Zoraida Quintanilla Peñaloza'
const patterns = formsOf({ kind: 'name', text: name }).map(({ how, bytes }) => ({ name: how, bytes }))
const found = (bytes: Buffer) => new Matcher(patterns).search(bytes).map(({ pattern }) => pattern.name)
const around = (bytes: Buffer, before = 13) => Buffer.concat([Buffer.alloc(before, 7), bytes, Buffer.alloc(9, 7)])

describe('a name is found however it lies around', () => {
  it.each(patterns)('$name', ({ name: how, bytes }) => {
    expect(found(around(bytes))).toContain(how)
  })

  it('in base64 of a longer text, wherever it begins', () => {
    for (let before = 0; before < 6; before++) {
      const text = Buffer.from(`${'x'.repeat(before)}${name}, and more`)
      expect(found(Buffer.from(text.toString('base64'))).length).toBeGreaterThan(0)
      expect(found(Buffer.from(text.toString('base64url'))).length).toBeGreaterThan(0)
    }
  })

  it('under gzip and zlib, in the middle of a file', () => {
    for (const compress of [gzipSync, deflateSync]) {
      const file = around(compress(Buffer.from(`who came: ${name}, at ten`)), 100)
      expect([...undone('file', file)].some(({ bytes }) => found(bytes).length > 0)).toBe(true)
    }
  })
})

describe('the matcher', () => {
  // Few values, so that windows of zeros and doubled windows come up; pages so that a pattern lies across two, beside an empty one.
  const bytes = (minLength: number, maxLength: number) =>
    fc.array(fc.constantFrom(0, 0, 1, 65, 200), { minLength, maxLength }).map(values => Buffer.from(values))
  const page = 4096

  it('finds what a plain search finds, wherever it lies', () => {
    fc.assert(
      fc.property(
        fc.array(
          bytes(6, 40).filter(one => one.some(byte => byte !== 0)),
          { minLength: 1, maxLength: 12 },
        ),
        fc.array(fc.tuple(fc.nat(3 * page - 41), fc.nat(11)), { maxLength: 6 }),
        bytes(0, 200),
        (all, places, noise) => {
          const haystack = Buffer.alloc(3 * page)
          noise.copy(haystack, page - 100)
          for (const [at, which] of places) all[which % all.length]?.copy(haystack, at)
          const found = new Matcher(all.map((one, at) => ({ name: String(at), bytes: one }))).search(haystack)
          expect(new Set(found.map(({ pattern }) => pattern.name))).toEqual(
            new Set(all.flatMap((one, at) => (haystack.includes(one) ? [String(at)] : []))),
          )
          for (const { pattern, offset } of found) expect(haystack.subarray(offset).indexOf(pattern.bytes)).toBe(0)
        },
      ),
    )
  })

  it('tells one picture from a thousand that share its windows', () => {
    const all = Array.from({ length: 1000 }, (_, at) => 0b1010_1000_0000_0000 + at).flatMap(id =>
      idBlockForms(id).map(({ how, bytes }) => ({ name: `${id} ${how}`, bytes })),
    )
    const matcher = new Matcher(all)
    for (const [at, kind] of ['grey', 'rgb', 'rgba'].entries()) {
      const id = 0b1010_1000_0000_0000 + 577
      const hits = matcher.search(around(idBlockForms(id)[at]?.bytes ?? Buffer.alloc(0), 4091))
      expect(hits.map(({ pattern }) => pattern.name)).toEqual([`${id} pixels ${kind}`])
    }
  })

  it('refuses what would be found everywhere', () => {
    expect(() => new Matcher([{ name: 'short', bytes: Buffer.from('short') }])).toThrow(RangeError)
    expect(() => new Matcher([{ name: 'emptied', bytes: Buffer.alloc(16) }])).toThrow(RangeError)
  })
})

describe('dates and pictures', () => {
  it('finds a birth date as text, as numbers and beside its end in days', () => {
    const forms = formsOf({ kind: 'birth date', date: '1991-03-07' }).map(({ bytes }) => bytes.toString())
    expect(forms).toEqual(expect.arrayContaining(['1991-03-07', '07/03/1991', '03/07/1991', '19910307', String(Date.UTC(1991, 2, 7))]))
    expect(daysForm('1991-03-07', '2031-11-23')?.bytes.toString('hex')).toBe('191e3719584e')
    expect(daysForm('1991-03-07', null)).toBeNull()
  })

  it('does not take eight digits amid hex for a birth date', () => {
    const dates = formsOf({ kind: 'birth date', date: '1951-03-07' }).map(({ how, ...form }) => ({ name: how, ...form }))
    const hits = (text: string) => new Matcher(dates).search(Buffer.from(text)).length
    expect(hits('\\x00a19510307f4')).toBe(0)
    expect(hits('born19510307 f4')).toBe(1)
    expect(hits('00a19510307f4, born=19510307')).toBe(1)
    expect(hits('19510307')).toBe(1)
  })

  it('draws an id as rows of pixels', () => {
    const [grey, rgb, rgba] = idBlockForms(0b1010_0000_0000_0001)
    expect(grey?.bytes.length).toBe(128)
    expect(rgb?.bytes.length).toBe(384)
    expect(rgba?.bytes.length).toBe(512)
    expect([...(grey?.bytes.subarray(0, 24) ?? [])]).toEqual([...Array(8).fill(255), ...Array(8).fill(0), ...Array(8).fill(255)])
  })
})

describe('a sweep proves itself', () => {
  const sweeper = new Sweeper({
    canaries: patterns,
    phantoms: [{ name: 'phantom', bytes: Buffer.from('nobody at all') }],
    beacons: new Map([['store', Buffer.from('City Hall')]]),
  })

  it('reports a trace once, by name and place, without its value', () => {
    const { traces } = sweeper.sweep('store', 'store', [{ where: 'base/1', bytes: Buffer.from(`${name} ${name} City Hall`) }])
    expect(traces).toEqual(['utf-8, in base/1'])
  })

  it('says when the beacon was not there', () => {
    expect(sweeper.sweep('store', 'store', [{ where: 'empty', bytes: Buffer.from('nothing here') }]).beacon).toBe(false)
    expect(sweeper.sweep('store', 'store', [{ where: 'full', bytes: Buffer.from('the City Hall site') }]).beacon).toBe(true)
  })

  it('looks for who came after it began', () => {
    const canaries = [...patterns]
    const growing = new Sweeper({ canaries, phantoms: [], beacons: new Map([['store', Buffer.from('City Hall')]]) })
    const store = [{ where: 'base/1', bytes: Buffer.from('Ottokar Weissenberg') }]
    expect(growing.sweep('store', 'store', store).traces).toEqual([])
    canaries.push({ name: 'another', bytes: Buffer.from('Ottokar Weissenberg') })
    expect(growing.sweep('store', 'store', store).traces).toEqual(['another, in base/1'])
  })

  it('counts phantoms', () => {
    expect(sweeper.sweep('store', 'store', [{ where: 'x', bytes: Buffer.from('nobody at all') }]).phantoms).toBe(1)
  })
})
