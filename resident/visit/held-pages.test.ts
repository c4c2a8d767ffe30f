import type { PageName } from '@latchkey/channel/messages.ts'
import { describe, expect, test } from 'vitest'
import { createHeldPages } from './held-pages.ts'

const photo = (fill: number) => new Uint8Array(10).fill(fill)
const passport = (fill: number) => ({ purpose: 'paper' as const, paper: 'passport', side: 1, screen: false, picture: photo(fill) })
const name = ({ number, purpose, paper, side }: PageName): PageName => ({ number, purpose, paper, side })

describe('photos of a visit', () => {
  test('are missing at the desk until it says that it has them', () => {
    const pages = createHeldPages()
    const first = pages.add(passport(1))
    const second = pages.add({ ...passport(2), side: 2 })
    expect(pages.missing().map(page => page.number)).toEqual([1, 2])
    pages.setSeen([name(first)])
    expect(pages.missing()).toEqual([second])
  })

  test('leave once an epoch', () => {
    const pages = createHeldPages()
    const { number } = pages.add(passport(1))
    expect([pages.send(number, 1), pages.send(number, 1), pages.send(number, 2), pages.send(99, 2)]).toEqual([true, false, true, false])
  })

  test('for another desk: none was shown, the last of each side can be shown again', () => {
    const pages = createHeldPages()
    pages.add(passport(1))
    const retake = pages.add(passport(2))
    const face = pages.add({ purpose: 'portrait', paper: null, side: 0, screen: false, picture: photo(3) })
    pages.setSeen([name(retake)])
    pages.fresh()
    expect(pages.missing()).toEqual([])
    expect(pages.again()).toEqual([name(retake), name(face)])
    pages.markShown(retake.number)
    expect(pages.again()).toEqual([name(face)])
    expect(pages.missing()).toEqual([retake])
  })

  test('taken anew instead: the old one is not offered', () => {
    const pages = createHeldPages()
    pages.add(passport(1))
    pages.fresh()
    const anew = pages.add(passport(2))
    pages.setSeen([name(anew)])
    expect(pages.again()).toEqual([])
  })

  test('after a reload numbers go on where the desk stands', () => {
    const pages = createHeldPages()
    pages.setSeen([{ number: 7, purpose: 'paper', paper: 'lease', side: 1 }])
    expect(pages.add(passport(1)).number).toBe(8)
  })

  test('empty: every byte is zero', () => {
    const pages = createHeldPages()
    const page = pages.add(passport(9))
    pages.empty()
    expect(page.picture.every(byte => byte === 0)).toBe(true)
    expect([pages.seen, pages.missing(), pages.again(), pages.page(1)]).toEqual([[], [], [], null])
  })
})
