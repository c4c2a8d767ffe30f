import { describe, expect, test } from 'vitest'
import type { Action } from '../keys.ts'
import type { DeskPage } from './state.ts'
import { act, arrived, firstView, inView, keyScreenOf, marked, type View } from './view.ts'

const none = { real: false, same_name: false, in_date: false }
const all = { real: true, same_name: true, in_date: true }
const page = (number: number, paper: string, looks = none, side = 1): DeskPage => ({
  number,
  purpose: 'paper',
  paper,
  side,
  screen: false,
  picture: new Uint8Array(),
  looks,
  shared: false,
})
const after = (view: View, pages: readonly DeskPage[], ...actions: Action[]) =>
  actions.reduce((now, action) => act(now, action, pages), view)

describe('the page in view', () => {
  test('the first paper that waits for a look; with all looked at, the last', () => {
    const pages = [page(1, 'passport', all), page(2, 'lease'), page(3, 'utility_bill')]
    expect(inView(pages, null)?.number).toBe(2)
    expect(inView([page(1, 'passport', all), page(2, 'lease', all)], null)?.number).toBe(2)
    expect(inView([], null)).toBe(null)
  })

  test('a page picked by hand stays until a retake takes its place', () => {
    const pages = [page(1, 'passport'), page(2, 'lease')]
    expect(inView(pages, 2)?.number).toBe(2)
    expect(inView([...pages, page(3, 'lease')], 2)?.number).toBe(1)
  })

  test('three looks bring the next paper without a key', () => {
    const pages = [page(1, 'passport', all), page(2, 'lease')]
    const view = marked({ ...firstView, chosen: 1, zoom: 2 }, pages)
    expect(inView(pages, view.chosen)?.number).toBe(2)
    expect(view.zoom).toBe(0)
    expect(marked({ ...firstView, chosen: 2 }, pages).chosen).toBe(2)
  })

  test('a page that comes is shown, but not over a paper that is being read', () => {
    const before = [page(1, 'passport')]
    const other = [...before, page(2, 'lease')]
    expect(inView(other, arrived({ ...firstView, zoom: 1 }, before, other).chosen)?.number).toBe(1)
    const back = [...before, page(2, 'passport', none, 2)]
    expect(inView(back, arrived(firstView, before, back).chosen)?.number).toBe(2)
    const done = [page(1, 'passport', all)]
    expect(arrived(firstView, done, [...done, page(2, 'lease')]).chosen).toBe(2)
  })
})

describe('actions', () => {
  const pages = [page(1, 'passport'), page(2, 'lease')]

  test('next picture goes round; beside another it changes the other', () => {
    expect(after(firstView, pages, 'next_picture').chosen).toBe(2)
    expect(after(firstView, pages, 'next_picture', 'next_picture').chosen).toBe(1)
    expect(after(firstView, pages, 'compare').beside).toBe(2)
    expect(after(firstView, pages, 'compare', 'next_picture').beside).toBe(1)
    expect(after(firstView, pages, 'compare', 'compare').beside).toBe(null)
    expect(after(firstView, [page(1, 'passport')], 'compare').beside).toBe(null)
  })

  test('turning belongs to a page and comes round after four', () => {
    expect(after(firstView, pages, 'turn', 'turn').turns).toEqual({ 1: 2 })
    expect(after(firstView, pages, 'turn', 'turn', 'turn', 'turn').turns).toEqual({ 1: 0 })
  })

  test('zoom has three steps', () => {
    expect(after(firstView, pages, 'zoom', 'zoom').zoom).toBe(2)
    expect(after(firstView, pages, 'zoom', 'zoom', 'zoom').zoom).toBe(0)
  })

  test('Escape takes one thing away at a time', () => {
    const view = after(firstView, pages, 'decide', 'end')
    expect(keyScreenOf('papers', view)).toBe('asks_end')
    expect(keyScreenOf('papers', act(view, 'back', pages))).toBe('decide')
    expect(keyScreenOf('papers', after(view, pages, 'back', 'back'))).toBe('papers')
  })

  test('both answers about the face lead to the decision', () => {
    expect(after(firstView, pages, 'face', 'same').step).toBe('decide')
    expect(after(firstView, pages, 'face', 'other').step).toBe('decide')
  })

  test('a question on top or an open form silences the letters of the screen below', () => {
    expect(keyScreenOf('papers', act(firstView, 'type', pages))).toBe('typing')
    expect(keyScreenOf('papers', act(firstView, 'looks_false', pages))).toBe('asks_false')
    expect(keyScreenOf('touch', firstView)).toBe('touch')
    expect(keyScreenOf('called', firstView)).toBe('joining')
  })
})
