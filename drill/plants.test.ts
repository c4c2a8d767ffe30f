import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { plantCopies, plantNames } from './plants.ts'

const top = dirname(dirname(fileURLToPath(import.meta.url)))

// The drill takes a quarter of an hour to find out; a leak that is not planted proves nothing.
it.each(plantCopies.map(names => [names.join(', ')] as const))('what is planted into one copy fits this tree: %s', names => {
  const patches = names.split(', ').map(name => join(top, 'drill/plants', `${name}.patch`))
  expect(() => execFileSync('git', ['apply', '--check', ...patches], { cwd: top, stdio: 'pipe' })).not.toThrow()
})

it('every patch is planted', () => {
  expect(readdirSync(join(top, 'drill/plants')).sort()).toEqual(plantNames.map(name => `${name}.patch`).sort())
})
