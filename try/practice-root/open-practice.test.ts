import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { verifyClerk } from '@latchkey/certificates/clerk.ts'
import { periodFirst, periodLast, periodOf } from '@latchkey/certificates/period.ts'
import { verifyPeriod } from '@latchkey/certificates/period-certificate.ts'
import { parseRoot, rootJson } from '@latchkey/certificates/root.ts'
import { type RunningServer, startServer } from '@latchkey/server/start.ts'
import { verify } from '@latchkey/ui/platform.ts'
import { parse, toBytes } from '@latchkey/wire/edge.ts'
import { periods } from '@latchkey/wire/record.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import chicago from '../../cities/chicago/root.json'
import { openPractice } from './open-practice.ts'
import { practiceAdministrators, practiceAliases, practiceClerk, practicePasskey, practiceRole } from './practice-people.ts'
import { askPracticeState, askSettings, setPracticeWay } from './practice-way.ts'

const root = parseRoot(chicago)
const now = periodLast(11) - 40 * 86_400

describe('the practice people', () => {
  it('are those of the practice root: their keys, which lie in the repository, are in no other root', () => {
    expect(root.administrators.map(one => one.publicKey)).toEqual(practiceAdministrators().map(one => one.publicKey))
    expect(root.administrators.map(one => one.credentialId)).toEqual(practiceAdministrators().map(one => one.credentialId))
    expect(root.practice).toBe(true)
    expect(() => parseRoot({ ...rootJson(root), city: 'chicago' })).toThrow('malformed')
    expect(() => parseRoot({ ...rootJson(root), practice: false })).toThrow('malformed')
  })

  it('have certificates that follow from it, the same bytes all quarter long', async () => {
    for (const alias of practiceAliases) {
      const certified = await practiceClerk(root.city, alias, now)
      expect(await practiceClerk(root.city, alias, periodFirst(11))).toEqual(certified)
      const { publicKey } = practicePasskey(alias)
      await expect(verifyClerk(root, certified, now, verify)).resolves.toMatchObject({ alias, publicKey, role: practiceRole(alias) })
    }
    expect(practiceAliases.map(practiceRole)).toEqual(['clerk', 'clerk', 'supervisor', 'counsel'])
  })
})

describe('opening the practice city, through the routes of its administrators', () => {
  const data = mkdtempSync(join(tmpdir(), 'latchkey-practice-'))
  let clock = now
  let server: RunningServer
  let address: string
  const look = () => askPracticeState({ address, fetch })

  beforeAll(async () => {
    server = await startServer({
      cityDirectory: fileURLToPath(new URL('../../cities/chicago', import.meta.url)),
      dataDirectory: data,
      practice: true,
      port: 0,
      pagesDirectory: null,
      signer: { command: process.execPath, args: ['--eval', ''] },
      warmSigners: 0,
      clock: () => clock,
      timer: false,
      memoryBase: null,
    })
    address = `http://localhost:${server.port}`
  }, 120_000)
  afterAll(async () => {
    await server.stop()
    rmSync(data, { recursive: true, force: true })
  })

  it('finds an empty city', async () => {
    expect(await look()).toMatchObject({ city: 'chicago/practice', clerks: [], periods: [] })
    expect((await look()).ways[0]).toMatchObject({ way: 'phone', site: '', open: false })
  })

  it('certifies its clerks and the quarter with a pool of blanks, and opens phone visits', async () => {
    await openPractice({ address, fetch, now })
    const state = await look()
    expect(state.clerks.map(one => one.alias).sort()).toEqual([...practiceAliases].sort())
    expect(state.periods).toEqual([
      { period: 11, first: periodFirst(11), last: periodLast(11), blanksLeft: expect.stringMatching(/few|many/) },
    ])
    expect(state.ways.map(({ way, open }) => `${way} ${open}`)).toEqual(['phone true', 'counter true', 'counter true', 'event true'])
  })

  it('has published a period that follows from the practice root and names this server’s list', async () => {
    const answer = await fetch(`${address}/record/periods`)
    const published = parse(periods, await answer.json())
    const [first] = published.periods
    const certificate = await verifyPeriod(root, toBytes(first?.certified ?? ''), verify)
    expect(certificate).toMatchObject({ period: periodOf(now), listAddress: `${address}/cancelled/list/11` })
    const list = await fetch(certificate.listAddress)
    expect(list.status).toBe(200)
    await list.text()
  })

  it('does nothing the second time, and leaves closed what somebody closed', async () => {
    const before = await look()
    await setPracticeWay({ address, fetch }, false, 1)
    await openPractice({ address, fetch, now })
    const after = await look()
    const [phone, ...places] = before.ways
    const standing = after.ways[0]?.standing
    expect(standing).not.toBe(phone?.standing)
    expect(after).toEqual({ ...before, ways: [{ ...phone, open: false, notice: 1, standing }, ...places] })
  })

  it('makes the next quarter when it has come', async () => {
    clock = periodFirst(12) + 60
    await openPractice({ address, fetch, now: clock })
    const state = await look()
    expect(state.periods.map(one => one.period)).toEqual([11, 12])
    expect(state.clerks.every(one => one.to >= periodLast(12))).toBe(true)
    expect(state.ways[0]).toMatchObject({ way: 'phone', open: false })
  })

  it('is refused where the server refuses, with the route and the status and nothing else', async () => {
    await expect(askSettings({ address, fetch }, 'clerk', { certified: '' })).rejects.toThrow(/^practice_refused clerk 400$/)
    const real: typeof fetch = async () => Response.json({ ...(await look()), practice: false })
    await expect(openPractice({ address, fetch: real, now })).rejects.toThrow(/^not_practice$/)
  })
})
