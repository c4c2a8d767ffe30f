import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeCity } from '../running-server.test.kit.ts'
import { builtWith } from './built-with.ts'
import { CityProblem } from './read-city.ts'

describe('a version that was not checked', () => {
  const { directory } = makeCity()
  const build = (value: object) => {
    const path = join(directory, 'build.json')
    writeFileSync(path, JSON.stringify(value))
    return path
  }

  it('does not start beside pages of another version', () => {
    expect(() => builtWith(directory, build({ rules: '2026-1' }))).not.toThrow()
    expect(() => builtWith(directory, build({ rules: '2026-2' }))).toThrow(CityProblem)
    expect(() => builtWith(directory, build({}))).toThrow(CityProblem)
  })

  it('is no matter for a server without pages', () => {
    expect(() => builtWith(directory, join(directory, 'none.json'))).not.toThrow()
  })
})
