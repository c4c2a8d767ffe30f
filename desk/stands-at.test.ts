import { expect, test } from 'vitest'
import { standsAt } from './stands-at.ts'

const texts = {
  'site.main_office': 'Main office',
  'site.main_office.where': '1 Street',
  'site.north_office': 'North office',
  'name.card': 'City ID',
}

test.each([
  ['#main_office', 'main_office'],
  ['#supervisor,north_office', 'north_office'],
  ['', null],
  ['#settings', null],
  ['#main_ofice', null],
  ['#main_office.where', null],
])('the address ending in %o is of a desk at %o', (hash, site) => {
  expect(standsAt(hash, texts)).toBe(site)
})
