import { describe, expect, test } from 'vitest'
import { createSecondScreen, type Windows } from './second-screen.ts'
import { again, beat, emptyShown, hello, port as portWord, readAnswered, readShown, type Shown } from './shown.ts'

const origin = 'https://city.example'
const drawing = () => ({
  width: 1011,
  height: 638,
  ops: [{ op: 'picture' as const, file: new Uint8Array([1, 2, 3]), box: { x: 0, y: 0, width: 9, height: 9 } }],
})
const card = (round: number): Shown => ({
  show: 'card',
  round,
  language: 'ar',
  name: 'نور',
  nameLatin: 'Nour',
  front: drawing(),
  back: drawing(),
})

/** A desk's window that can open another, in the hands of a test. */
function desk() {
  type Hear = Parameters<Windows['listen']>[0]
  let hear: Hear = () => {}
  let look = () => {}
  const given: { word: unknown; to: string; port: MessagePort }[] = []
  const other = {
    closed: false,
    focus() {},
    postMessage: (word: unknown, to: string, [port]: MessagePort[]) => given.push({ word, to, port: port! }),
  }
  const screen = createSecondScreen({
    origin,
    open: () => other as unknown as Window,
    listen: listener => (hear = listener),
    often: listener => {
      look = listener
      return () => {
        look = () => {}
      }
    },
  })
  const says = (data: unknown, more: { from?: string; source?: unknown } = {}) =>
    hear({ data, origin: more.from ?? origin, source: ('source' in more ? more.source : other) as Window })
  return { screen, other, given, says, look: () => look() }
}
const next = (port: MessagePort) => new Promise<unknown>(done => (port.onmessage = ({ data }) => done(data)))

describe('the desk gives its port', () => {
  test('to the very window it opened, at its own origin, and says there what stands', async () => {
    const { screen, given, says } = desk()
    screen.show(card(1))
    screen.open()
    says(hello)
    expect(given).toHaveLength(1)
    expect(given[0]).toMatchObject({ word: portWord, to: origin })
    expect(readShown(await next(given[0]!.port))).toMatchObject({ show: 'card', round: 1, name: 'نور' })
    expect(screen.here).toBe(true)
    given[0]!.port.close()
  })

  test.each([
    ['a page of another origin', hello, { from: 'https://other.example' }],
    ['another window of the city', hello, { source: {} }],
    ['no window at all', hello, { source: null }],
    ['another word', 'latchkey/second/please', {}],
  ])('not to %s', (_, word, more) => {
    const { screen, given, says } = desk()
    screen.open()
    says(word, more)
    expect(given).toEqual([])
    expect(screen.here).toBe(false)
  })

  test('not before it opened one', () => {
    const { given, says } = desk()
    says(hello)
    expect(given).toEqual([])
  })
})

test('a yes is heard with the card it is for; anything else said there is nothing', async () => {
  const { screen, given, says } = desk()
  screen.open()
  says(hello)
  const { port } = given[0]!
  const heard: unknown[] = []
  const done = new Promise<void>(resolve => {
    screen.answered = answer => {
      heard.push(answer)
      resolve()
    }
  })
  for (const word of ['yes', { yes: true }, { round: 1.5, yes: true }, { round: 2, yes: 1 }]) port.postMessage(word)
  port.postMessage({ round: 2, yes: true })
  await done
  expect(heard).toEqual([{ round: 2, yes: true }])
  port.close()
})

test('a window that was closed by hand is no second screen any more', () => {
  const { screen, other, given, says, look } = desk()
  let told = 0
  screen.subscribe(() => told++)
  screen.open()
  says(hello)
  other.closed = true
  look()
  expect(screen.here).toBe(false)
  expect(told).toBe(2)
  given[0]!.port.close()
})

test('a dark desk, and one whose page goes, shows nothing; lit again it shows what stood there, and it says that it lives', async () => {
  const { screen, given, says, look } = desk()
  screen.show({ show: 'made', language: 'en' })
  screen.open()
  says(hello)
  const { port } = given[0]!
  expect(await next(port)).toEqual({ show: 'made', language: 'en' })
  screen.hide(true)
  expect(await next(port)).toEqual({ show: 'nothing' })
  screen.show(card(2))
  expect(await next(port)).toEqual({ show: 'nothing' })
  look()
  expect(await next(port)).toBe(beat)
  screen.hide(false)
  expect(await next(port)).toMatchObject({ show: 'card', round: 2 })
  port.postMessage(again)
  expect(await next(port)).toMatchObject({ show: 'card', round: 2 })
  port.close()
})

describe('what is shown', () => {
  test.each([
    ['no word', null],
    ['a list', []],
    ['another thing', { show: 'everything', language: 'en' }],
    ['thanks in no language', { show: 'making' }],
    ['a card without a side', { ...card(1), back: undefined }],
    ['a card without a round', { ...card(1), round: '1' }],
    ['a refusal whose lines are no text', { show: 'refused', language: 'en', title: '', lines: [1], mends: [] }],
  ])('is whole or is not shown: %s', (_, word) => expect(readShown(word)).toBe(null))

  test('leaves no face behind', () => {
    const shown = card(1)
    emptyShown(shown)
    const bytes =
      shown.show === 'card'
        ? [shown.front, shown.back].flatMap(({ ops }) => ops.flatMap(op => (op.op === 'picture' ? [...op.file] : [])))
        : [1]
    expect(bytes).toEqual([0, 0, 0, 0, 0, 0])
  })

  test('an answer names a card and says yes or no', () => {
    expect(readAnswered({ round: 3, yes: false })).toEqual({ round: 3, yes: false })
    expect(readAnswered({ round: 3 })).toBe(null)
  })
})
