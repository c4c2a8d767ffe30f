import { deflateSync, gzipSync } from 'node:zlib'
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

  it('counts phantoms', () => {
    expect(sweeper.sweep('store', 'store', [{ where: 'x', bytes: Buffer.from('nobody at all') }]).phantoms).toBe(1)
  })
})
