import { describe, expect, it, vi } from 'vitest'
import { type Photo, PhotoStore } from './photo-store.ts'

const photo = (paper: string | null, side: number, byte: number): Photo => ({
  purpose: paper ? 'paper' : 'portrait',
  paper,
  side,
  picture: new Uint8Array(64).fill(byte),
})
const empty = (picture: Uint8Array) => picture.every(byte => byte === 0)

describe('PhotoStore', () => {
  it('keeps one photo of each name, in the order first taken', () => {
    const store = new PhotoStore()
    store.put(photo('lease', 1, 1))
    store.put(photo('lease', 2, 2))
    store.put(photo(null, 0, 3))
    store.put(photo('lease', 1, 4))
    expect(store.all.map(p => [p.paper, p.side, p.picture[0]])).toEqual([
      ['lease', 1, 4],
      ['lease', 2, 2],
      [null, 0, 3],
    ])
    expect(store.find({ purpose: 'portrait', paper: null, side: 0 })?.picture[0]).toBe(3)
    expect(store.find({ purpose: 'turned', paper: null, side: 0 })).toBeNull()
  })

  it('overwrites the bytes of a photo taken again, erased or cleared', () => {
    const store = new PhotoStore()
    const [first, second, third] = [photo('lease', 1, 1), photo('lease', 1, 2), photo('passport', 1, 3)]
    store.put(first)
    store.put(second)
    expect(empty(first.picture)).toBe(true)
    expect(empty(second.picture)).toBe(false)
    store.put(third)
    store.erase(second)
    expect(empty(second.picture)).toBe(true)
    expect(empty(third.picture)).toBe(false)
    store.clear()
    expect(empty(third.picture)).toBe(true)
    expect(store.all).toEqual([])
  })

  it('does not wipe a picture that is put again unchanged', () => {
    const store = new PhotoStore()
    const one = photo('lease', 1, 9)
    store.put(one)
    store.put({ ...one })
    expect(store.all[0]?.picture[0]).toBe(9)
  })

  it('forgets that photos were lost as soon as one is taken', () => {
    const store = new PhotoStore()
    store.lost = true
    store.put(photo('lease', 1, 1))
    expect(store.lost).toBe(false)
  })

  it('tells its listeners until they leave', () => {
    const store = new PhotoStore()
    const listener = vi.fn()
    const leave = store.subscribe(listener)
    store.put(photo('lease', 1, 1))
    store.erase({ purpose: 'paper', paper: 'passport', side: 1 })
    store.clear()
    expect(listener).toHaveBeenCalledTimes(2)
    leave()
    store.put(photo('lease', 1, 1))
    expect(listener).toHaveBeenCalledTimes(2)
  })

  it('between two cards of a party keeps what is named and overwrites the rest', () => {
    const store = new PhotoStore()
    const [own, theirs] = [photo('birth_certificate', 1, 1), photo('caretaker.passport', 1, 2)]
    store.put(own)
    store.put(theirs)
    store.keep(name => (name.paper?.startsWith('caretaker.') ? name : null))
    expect(empty(own.picture)).toBe(true)
    expect(store.all.map(({ paper, picture }) => [paper, picture[0]])).toEqual([['caretaker.passport', 2]])
  })
})
