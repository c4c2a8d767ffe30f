import { expect, it } from 'vitest'
import { Calm } from './calm.ts'

it('counts what began and ended in one calm, and nothing that a kill or the end came between', () => {
  const calm = new Calm()
  const before = calm.begin('answers')
  before()
  const cut = calm.begin('answers')
  calm.kill()
  const during = calm.begin('answers')
  during()
  calm.everyoneAnswered()
  cut()
  const after = calm.begin('cells')
  after()
  const late = calm.begin('answers')
  calm.end()
  late()
  calm.begin('answers')()
  expect([calm.answers.length, calm.cells.length]).toEqual([1, 1])
})
