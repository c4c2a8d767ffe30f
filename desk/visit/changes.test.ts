import { noLines } from '@latchkey/card/facts.ts'
import { expect, test } from 'vitest'
import { type Correctable, changesOf } from './changes.ts'

const before: Correctable = {
  kind: 'adult',
  name: 'Ana Li',
  nameLatin: null,
  birthDate: '1990-05',
  address: null,
  gender: 'F',
  emergencyContact: null,
  veteran: false,
  lines: { ...noLines, library: '2 1182' },
}

test('every field that differs is named once, each line of the back by itself', () => {
  expect(changesOf(before, { ...before, birthDate: '1990', lines: { library: null, transit: '77', pharmacy: null } })).toEqual([
    { field: 'birthDate', was: '1990-05', is: '1990' },
    { field: 'library', was: '2 1182', is: null },
    { field: 'transit', was: null, is: '77' },
  ])
  expect(changesOf(before, { ...before, lines: { ...before.lines } })).toEqual([])
  expect(changesOf(before, { ...before, veteran: true })).toEqual([{ field: 'veteran', was: null, is: 'yes' }])
})

test('without answers before, everything that is said is new', () => {
  expect(changesOf(null, before).map(({ field }) => field)).toEqual(['name', 'birthDate', 'gender', 'library'])
})
