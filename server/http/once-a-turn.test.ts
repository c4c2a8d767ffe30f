import { expect, it } from 'vitest'
import { onceATurn } from './once-a-turn.ts'

const nextTurn = () => new Promise<void>(done => setImmediate(done))

it('tells all of one turn the same, and who asks later what is so by then', async () => {
  let given = 1
  const told = onceATurn(() => given)
  expect(told()).toBe(1)
  given = 2
  // A promise is not a turn: these are questions that came together.
  await Promise.resolve()
  expect(told()).toBe(1)
  await nextTurn()
  expect(told()).toBe(2)
})
