import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { writesWhile } from './quiet-store.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-quiet-'))
  mkdirSync(join(folder, 'store'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))
let bytes = ''
const write = (name: string) => writeFileSync(join(folder, 'store', name), (bytes += '.'))
const ports = { settle: async () => {}, tick: async () => write('list') }

it('finds an act that writes, and says of it nothing but which act it was', async () => {
  const acts = [
    { when: 'somebody took a number', do: async () => write('counter') },
    { when: 'somebody booked a time', do: async () => {} },
  ]
  expect(await writesWhile(acts, { folder, ...ports })).toEqual({
    traces: ['a write when somebody took a number, in 1 files'],
    beacon: true,
  })
})

it('does not take the clock for a resident, and believes no folder that the clock does not write to', async () => {
  let acted = 0
  const once = { when: 'somebody booked a time', do: async () => acted++ === 0 && write('list') }
  expect(await writesWhile([once], { folder, ...ports })).toEqual({ traces: [], beacon: true })
  expect(await writesWhile([], { folder, ...ports, tick: async () => {} })).toEqual({ traces: [], beacon: false })
})
