import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseRules } from './rules.ts'
import { hasStarted, versionsOf } from './versions.ts'

const read = (name: string) => JSON.parse(readFileSync(new URL(`../cities/chicago/${name}`, import.meta.url), 'utf8'))
const rules = parseRules(read('rules.json'))
const earlier = parseRules(read('earlier/2026-2.json'))

describe('versions', () => {
  it('stand newest first, each with what it changed, where both files are there', () => {
    const versions = versionsOf(rules, [earlier])
    expect(versions.map(one => one.version)).toEqual(rules.changes.map(one => one.version))
    expect(versions[0]!.differences?.length).toBeGreaterThan(0)
    expect(versions.slice(1).map(one => one.differences)).toEqual(versions.slice(1).map(() => null))
    expect(versionsOf(rules, [])[0]!.differences).toBe(null)
  })

  it('start on their day and not before', () => {
    const { day } = rules.changes[0]!
    expect(hasStarted(rules, day)).toBe(true)
    expect(hasStarted(rules, '2026-01-01')).toBe(false)
  })
})
