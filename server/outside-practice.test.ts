import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Authority } from '@latchkey/wire/settings.ts'
import { describe, expect, it } from 'vitest'
import { CityProblem, readCity } from './city/read-city.ts'
import { readMachine, refuseMachine, refuseRoot, refuseRules, refuseWays } from './outside-practice.ts'
import { makeCity, settled, startTestServer } from './running-server.test.kit.ts'
import { Settings, type Way } from './settings/settings.ts'
import { Refused } from './start.ts'

const good = { coreLimit: '0', corePattern: 'core', swaps: 0, memoryFiles: true }

describe('outside practice a server does not start', () => {
  it('on the practice root; nor practice on a real one', async () => {
    const practice = makeCity()
    const real = makeCity({ practice: false })
    await expect(startTestServer({ city: practice, practice: false })).rejects.toThrow(Refused)
    await expect(startTestServer({ city: real, practice: true })).rejects.toThrow(Refused)
    expect(refuseRoot(readCity(real.directory), false)).toBe(null)
    expect(refuseRoot(readCity(practice.directory), true)).toBe(null)
  })
  it('without a root', async () => {
    const city = makeCity({ practice: false })
    rmSync(join(city.directory, 'root.json'))
    await expect(startTestServer({ city, practice: false })).rejects.toThrow(CityProblem)
    writeFileSync(join(city.directory, 'root.json'), '{"city":"x"}')
    await expect(startTestServer({ city, practice: false })).rejects.toThrow('root.json is not what this version can read')
  })
  it('before the day on which its rules start; practice may try them', async () => {
    const city = makeCity({ practice: false, starts: '2026-11-24' })
    await expect(startTestServer({ city, practice: false })).rejects.toThrow('start on 2026-11-24')
    expect(refuseRules(readCity(city.directory), '2026-11-24')).toBe(null)
    const practice = await startTestServer({ city: makeCity({ starts: '2026-11-24' }) })
    await practice.end()
  }, 60_000)
  it('without a memory file system; practice goes on and says so', async () => {
    const city = makeCity({ practice: false })
    await expect(startTestServer({ city, memoryBase: null })).rejects.toThrow('no memory file system')
    const practice = await startTestServer({ memoryBase: null })
    expect(await (await fetch(`${practice.server.address}/record/held`)).text()).toContain('This machine has no memory files')
    await practice.end()
  }, 60_000)
  it('where cores or swap would keep memory, or where that cannot be known', () => {
    expect(refuseMachine(good)).toEqual([])
    expect(refuseMachine({ ...good, coreLimit: 'unlimited' }).join()).toContain('core files')
    expect(refuseMachine({ ...good, corePattern: '|/usr/lib/crash %p' }).join()).toContain('to a program')
    expect(refuseMachine({ ...good, corePattern: null }).join()).toContain('cannot be found out')
    expect(refuseMachine({ ...good, swaps: 1 }).join()).toContain('swaps')
    expect(refuseMachine({ coreLimit: null, corePattern: null, swaps: null, memoryFiles: false })).toHaveLength(3)
  })
  it('with phone visits open and no law recorded for them', () => {
    const settingsWith = (change: Partial<Way>, law: Authority | null = null) =>
      new Settings(
        [
          { way: 'phone', site: '', open: true, notice: null, to: null, authority: null, next: null, pause: null, ...change },
          { way: 'counter', site: 'hall', open: true, notice: null, to: null, authority: null, next: null, pause: null },
        ],
        { practice: false, laws: { phone: law, counter: null }, today: () => '2026-11-23' },
        '2026-1',
      )
    expect(refuseWays(settingsWith({}))).toContain('no legal authority')
    // A counter that nobody has closed and that has no law is closed, and no reason not to start.
    expect(refuseWays(settingsWith({ open: false }))).toBe(null)
    expect(refuseWays(settingsWith({ authority: settled }))).toBe(null)
    expect(refuseWays(settingsWith({}, settled))).toBe(null)
  })
})

it('reads the machine as the kernel writes it', () => {
  const proc = mkdtempSync(join(tmpdir(), 'latchkey-proc-'))
  mkdirSync(join(proc, 'self'))
  const head = 'Limit                     Soft Limit           Hard Limit           Units     \n'
  writeFileSync(join(proc, 'self/limits'), `${head}Max core file size        unlimited            unlimited            bytes     \n`)
  mkdirSync(join(proc, 'sys/kernel'), { recursive: true })
  writeFileSync(join(proc, 'sys/kernel/core_pattern'), '|/usr/lib/crash %p\n')
  writeFileSync(join(proc, 'swaps'), 'Filename\tType\tSize\tUsed\tPriority\n/swapfile file 1 0 -2\n')
  expect(readMachine('/dev/shm/x', proc)).toEqual({
    coreLimit: 'unlimited',
    corePattern: '|/usr/lib/crash %p',
    swaps: 1,
    memoryFiles: true,
  })
  expect(readMachine(null, join(proc, 'none'))).toEqual({ coreLimit: null, corePattern: null, swaps: null, memoryFiles: false })
  rmSync(proc, { recursive: true })
})
