import { expect, test } from 'vitest'
import { screenNames, undrawn } from './screen-names.ts'

test('a screen that nobody drew is named, with its package: the same name elsewhere does not stand for it', () => {
  const missing = undrawn(['desk home', 'resident papers'])
  expect(missing).toContain('resident home')
  expect(missing).toContain('desk line')
  expect(missing).toContain('verifier check-home')
  expect(missing).toContain('lobby wall')
  expect(missing).not.toContain('resident papers')
})

test('a name that is made of parts is drawn by any of its forms', () => {
  const [name] = [...screenNames().keys()].filter(one => one.startsWith('resident visit-barred'))
  expect(undrawn([])).toContain(name)
  expect(undrawn(['resident visit-barred-closed'])).not.toContain(name)
  expect(undrawn(['resident visit-over'])).toContain(name)
})
