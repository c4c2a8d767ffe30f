import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const here = new URL('.', import.meta.url)
const sources = readdirSync(here)
  .filter(name => /\.tsx?$/.test(name) && !name.includes('.test.'))
  .map(name => readFileSync(new URL(name, here), 'utf8'))

describe('an address for mail', () => {
  it('is typed in a part of the desk that knows no line, no case, no server and no storage', () => {
    const imports = sources.flatMap(source => [...source.matchAll(/from '([^']+)'/g)].map(([, from]) => from))
    expect(imports).toContain('../print/printer.ts')
    const known = /^(@latchkey\/(card\/drawing|ui\/[a-z-]+)\.tsx?|preact\/hooks|\.\.\/print\/printer\.ts|\.\/label-drawing\.ts)$/
    expect(imports.filter(from => !known.test(from ?? ''))).toEqual([])
    for (const source of sources) expect(source).not.toMatch(/fetch|WebSocket|sendBeacon|Storage|cookie|caches|indexedDB|document\.title/)
  })
})
