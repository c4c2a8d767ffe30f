import { expect, it } from 'vitest'
import { createTold } from './told.ts'

it('hears a lane that names a language, as a key or a word of a value, and nothing in what is told today', () => {
  const told = createTold()
  told.hear('{"at":1,"serving":3,"given":5,"wait":"about_20"}')
  expect(told.swept('all', ['mam', 'quc'])).toMatchObject({ traces: [], beacon: true })
  told.hear('{"serving":3,"lanes":{"mam":1}}')
  told.hear('{"line":"interpreter-QUC"}')
  expect(told.swept('all', ['mam', 'quc', 'hmn', 'mam']).traces).toEqual([
    'a language that one phone asks in: mam',
    'a language that one phone asks in: quc',
  ])
})

it('has heard nothing where no answer came', () => {
  expect(createTold().swept('all', ['mam']).beacon).toBe(false)
})
