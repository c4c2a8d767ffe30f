/** The watcher and the witness as commands, against a real server: files they keep, exit status, and what outlives a kill. */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cosignedAt } from '@latchkey/record/cosignature.ts'
import { verifyEd25519 } from '@latchkey/record/ed25519.ts'
import { encodeKey, noteKey, parseNote, signNote, type VerifierKey } from '@latchkey/record/note.ts'
import { encodeAddCheckpoint } from '@latchkey/record/witness.ts'
import { openWay, startTestServer, type TestServer } from '@latchkey/server/running-server.test.kit.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encodeCheckpoint } from '../record/checkpoint.ts'
import { signerOf } from '../record/city.test.kit.ts'
import { Log } from '../record/log.ts'
import { consistencyProof } from '../record/tree.ts'
import { createGet, originOf } from '../watcher/ask.ts'
import { watchOnce } from './watch.mjs'
import { createWitness } from './witness.mjs'

let folder: string
let test: TestServer
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-watch-'))
  test = await startTestServer()
}, 60_000)
afterAll(async () => {
  await test.end()
  rmSync(folder, { recursive: true, force: true })
})
const nextHour = async () => {
  test.clock.now = (Math.floor(test.clock.now / 60) + 1) * 60
  await test.server.step()
}

describe('npm run watch', () => {
  it('is well at a server of ours, keeps one file, and goes on from it; a change of this hour is no alarm, one that was published no difference', async () => {
    const lines: string[] = []
    const watch = () =>
      watchOnce({ origin: test.server.address, state: join(folder, 'well.json'), say: line => lines.push(line), now: () => test.clock.now })
    expect((await watch()).status).toBe(0)
    await openWay(test)
    expect((await watch()).status).toBe(0)
    expect(lines.join('\n')).toContain('this hour served_ways')
    await nextHour()
    lines.length = 0
    expect((await watch()).status).toBe(0)
    expect(lines.join('\n')).not.toContain('this hour')
    expect(JSON.parse(readFileSync(join(folder, 'well.json'), 'utf8'))).toMatchObject({ size: 2, differences: [] })
  })
  it('says a fork every time it looks, and keeps what it saw', async () => {
    const state = join(folder, 'fork.json')
    const say = () => {}
    const now = () => test.clock.now
    expect((await watchOnce({ origin: test.server.address, state, say, now })).status).toBe(0)
    const seen = JSON.parse(readFileSync(state, 'utf8'))
    const forked = JSON.stringify({ ...seen, root: Buffer.alloc(32, 7).toString('base64') })
    writeFileSync(state, forked)
    const lines: string[] = []
    for (let time = 0; time < 2; time++)
      expect((await watchOnce({ origin: test.server.address, state, say: line => lines.push(line), now })).status).toBe(1)
    expect(lines.filter(line => line.startsWith('ALARM log_forked'))).toHaveLength(2)
    expect(readFileSync(state, 'utf8')).toBe(forked)
  })
  it('does not begin anew by itself over a file that is no state, nor where nothing answers', async () => {
    const state = join(folder, 'bent.json')
    writeFileSync(state, '{}')
    expect((await watchOnce({ origin: test.server.address, state, say: () => {} })).status).toBe(2)
    expect(readFileSync(state, 'utf8')).toBe('{}')
    expect((await watchOnce({ origin: 'http://localhost:1', state: join(folder, 'none.json'), say: () => {} })).status).toBe(2)
  })
  it('ends with the status of its one look', async () => {
    const run = (...args: string[]) =>
      new Promise<number | null>(resolve => {
        spawn(process.execPath, ['--import', 'tsx', 'tools/watch.mjs', ...args], { stdio: 'ignore' }).on('exit', resolve)
      })
    // Its own clock is years away from this server's: the record looks as if it had stopped, or not begun.
    expect(await run('http://localhost:1', '--once', '--state', join(folder, 'a.json'))).toBe(2)
    expect(await run('not a city', '--once')).toBe(2)
    expect(await run(test.server.address, '--once', '--key', 'x', '--state', join(folder, 'b.json'))).toBe(2)
  }, 60_000)
})

describe('an address', () => {
  it('is a city with TLS, or this computer', () => {
    for (const [typed, origin] of [
      ['id.example.gov', 'https://id.example.gov'],
      [' https://id.example.gov/record?x#y ', 'https://id.example.gov'],
      ['http://localhost:4400/try', 'http://localhost:4400'],
      ['http://id.example.gov', null],
      ['https://me:secret@id.example.gov', null],
      ['javascript:alert(1)', null],
      ['file:///etc/passwd', null],
      ['hello', null],
      ['', null],
    ] as const)
      expect([typed, originOf(typed)]).toEqual([typed, origin])
  })
  it('that answers too much is not read to its end', async () => {
    const endless = async () => new Response(new ReadableStream({ pull: stream => stream.enqueue(new Uint8Array(1024 * 1024)) }))
    await expect(createGet('https://id.example.gov', endless as typeof fetch)('/record')).rejects.toThrow('too large')
  })
})

describe('npm run witness', () => {
  const city = signerOf(5)
  const log: VerifierKey = { name: 'city.example/record', type: noteKey, publicKey: city.publicKey }
  const checkpoint = async (tree: Log, size = tree.size) =>
    signNote(encodeCheckpoint({ origin: log.name, size, root: await tree.root(size) }), log, city.sign)
  const grown = (length: number, first = 0) => {
    const tree = new Log()
    for (let at = 0; at < length; at++) tree.append(new Uint8Array(32).fill(at === 0 ? first : at))
    return tree
  }
  const started = async (directory: string) => {
    const { server, key } = createWitness({ name: 'library.example/w', logs: [log], directory, now: () => 1_795_456_800 })
    await new Promise<void>(resolve => server.listen(0, 'localhost', resolve))
    const url = `http://localhost:${(server.address() as AddressInfo).port}/add-checkpoint`
    const ask = async (body: Uint8Array) => {
      const answer = await fetch(url, { method: 'POST', body: Buffer.from(body) })
      return { status: answer.status, body: await answer.text() }
    }
    return { ask, key, stop: () => new Promise(done => server.close(done).closeAllConnections()) }
  }
  it('cosigns what follows from what it saw, over a restart, and never a fork; of two at once one', async () => {
    const directory = join(folder, 'witness')
    const tree = grown(9)
    const fork = grown(9, 99)
    let one = await started(directory)
    const first = await one.ask(encodeAddCheckpoint({ old: 0, proof: [], note: await checkpoint(tree, 4) }))
    expect(first.status).toBe(200)
    const note = await checkpoint(tree, 4)
    const signed = parseNote(Buffer.from(`${note.text}\n${first.body}`))
    expect(await cosignedAt(signed, one.key, verifyEd25519)).toBe(1_795_456_800)
    const key = encodeKey(one.key)
    await one.stop()
    one = await started(directory)
    expect(encodeKey(one.key)).toBe(key)
    expect(await one.ask(encodeAddCheckpoint({ old: 0, proof: [], note: await checkpoint(fork, 4) }))).toEqual({ status: 409, body: '4\n' })
    const bent = encodeAddCheckpoint({ old: 4, proof: await consistencyProof(fork.nodes(), 4, 9), note: await checkpoint(fork) })
    expect((await one.ask(bent)).status).toBe(422)
    const proof = await consistencyProof(tree.nodes(), 4, 9)
    const both = await Promise.all([1, 2].map(async () => one.ask(encodeAddCheckpoint({ old: 4, proof, note: await checkpoint(tree) }))))
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(JSON.parse(readFileSync(join(directory, 'seen.json'), 'utf8'))[log.name].size).toBe(9)
    expect((await one.ask(new Uint8Array(200_000))).status).toBe(400)
    const other = { ...log, name: 'else.example' }
    const unknown = await signNote(encodeCheckpoint({ origin: other.name, size: 1, root: new Uint8Array(32) }), other, city.sign)
    expect((await one.ask(encodeAddCheckpoint({ old: 0, proof: [], note: unknown }))).status).toBe(404)
    await one.stop()
  })
})
