import { expect, test } from 'vitest'
import { again, beat, type Shown } from './shown.ts'
import { createWatch, silentFor } from './watch.ts'

const made: Shown = { show: 'made', language: 'en' }

function page() {
  let now = 1000
  const seen: Shown[] = []
  const said: string[] = []
  const watch = createWatch({ clock: () => now, become: shown => seen.push(shown), say: word => said.push(word) })
  const after = (milliseconds: number) => {
    now += milliseconds
    watch.look(false)
  }
  return { watch, seen, said, after }
}

test('a desk that falls silent leaves nothing there, and its page goes blank once', () => {
  const { watch, seen, after } = page()
  watch.hear(made)
  after(silentFor)
  expect(seen).toEqual([made])
  after(1)
  after(500)
  expect(seen).toEqual([made, { show: 'nothing' }])
})

test('a word every second keeps it; anything that is no word of the desk does not', () => {
  const { watch, seen, after } = page()
  watch.hear(made)
  for (let second = 0; second < 5; second++) {
    after(1000)
    watch.hear(beat)
  }
  expect(seen).toEqual([made])
  after(2000)
  watch.hear({ show: 'everything' })
  watch.hear('latchkey/second/hello')
  after(1001)
  expect(seen.at(-1)).toEqual({ show: 'nothing' })
})

test('a desk that was only slow is asked what stands, and shows it again', () => {
  const { watch, seen, said, after } = page()
  watch.hear(made)
  after(silentFor + 1)
  expect(said).toEqual([])
  watch.hear(beat)
  expect(said).toEqual([again])
  watch.hear(made)
  watch.hear(beat)
  expect(said).toEqual([again])
  expect(seen).toEqual([made, { show: 'nothing' }, made])
})

test('a window that was closed is known at once', () => {
  const { watch, seen } = page()
  watch.hear(made)
  watch.look(true)
  expect(seen.at(-1)).toEqual({ show: 'nothing' })
})
