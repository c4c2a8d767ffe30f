import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { plantNames } from './plants.ts'

const top = dirname(dirname(fileURLToPath(import.meta.url)))

// The drill takes a quarter of an hour to find out; a leak that is not planted proves nothing.
it.each(plantNames)('the planted leak %s fits this tree', name => {
  expect(() =>
    execFileSync('git', ['apply', '--check', join(top, 'drill/plants', `${name}.patch`)], { cwd: top, stdio: 'pipe' }),
  ).not.toThrow()
})

it('every patch is planted', () => {
  expect(readdirSync(join(top, 'drill/plants')).sort()).toEqual(plantNames.map(name => `${name}.patch`).sort())
})
