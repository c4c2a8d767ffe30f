/**
 * *Seize the server* (the tour): three invented residents go through this very server, then everything it has is taken and searched for them:
 * disk, memory file system, memory of server and signers. Then the same is done to a second server that was built with a leak, so that a zero
 * can be believed. The launcher does it; the server never searches itself.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseRoot } from '@latchkey/certificates/root.ts'
import { memoryFolderOf, signersOf } from '@latchkey/drill/artefacts.ts'
import { factPatterns, isWayBack, madePatterns } from '@latchkey/drill/canaries.ts'
import { filesBelow, memoryOf, memoryReadable, type Piece } from '@latchkey/drill/sweep/capture.ts'
import type { Pattern } from '@latchkey/drill/sweep/matcher.ts'
import { Sweeper } from '@latchkey/drill/sweep/sweep.ts'
import { freePort } from '@latchkey/drill/world/free-port.ts'
import { runResident, startClerk, type World } from '@latchkey/drill/world/people.ts'
import { invent, makePhantoms, pictureId } from '@latchkey/drill/world/roster.ts'
import { parseRules } from '@latchkey/rules/rules.ts'
import type { Seizure } from '@latchkey/wire/record.ts'
import { openPractice } from '../practice-root/open-practice.ts'
import { practiceClerk, practicePasskey } from '../practice-root/practice-people.ts'

export interface Seized {
  address: string
  directory: string
  data: string
  serverPid: number
  /** Folder of the built programs; `planted/` in it is the second server. */
  programs: string
  tell(seizure: Seizure): void
}

type Result = Seizure['results'][number]
const people = 3
/** The tour's own clerk is 7; 14 is the launcher's. */
const alias = '14'

let busy = false

export async function seizeTheServer(seized: Seized): Promise<void> {
  if (busy) return
  busy = true
  const results: Result[] = []
  const tell = (state: Seizure['state'], percent: number, step: string) => seized.tell({ state, percent, step, results })
  try {
    results.push(await sendAndSearch('this', seized, (percent, step) => tell('running', Math.round(percent * 0.5), step)))
    results.push(await plantedServer(seized, (percent, step) => tell('running', 50 + Math.round(percent * 0.5), step)))
    tell('done', 100, 'done')
  } catch {
    // What went wrong may quote what somebody sent: only that it failed is told.
    tell('failed', 100, 'failed')
  } finally {
    busy = false
  }
}

async function sendAndSearch(
  server: Result['server'],
  { address, directory, data, serverPid }: Omit<Seized, 'programs' | 'tell'>,
  progress: (percent: number, step: string) => void,
): Promise<Result> {
  const root = parseRoot(JSON.parse(readFileSync(join(directory, 'root.json'), 'utf8')))
  const rules = parseRules(JSON.parse(readFileSync(join(directory, 'rules.json'), 'utf8')))
  const world: World = { address, root, rules }
  const roster = Array.from({ length: people }, (_, at) => invent(at + 1, at === 1 ? 'refused' : 'approved'))
  const names = new Map(roster.map(one => [one.name, one.outcome]))
  const now = Math.floor(Date.now() / 1000)
  const clerk = { alias, passkey: practicePasskey(alias), certificate: await practiceClerk(root.city, alias, now) }
  const patterns: Pattern[] = roster.flatMap(factPatterns)
  progress(5, 'sending')
  const desk = await startClerk(world, clerk, name => (names.get(name) === 'refused' ? 'refuse' : 'approve'), { seal: work => work() })
  try {
    for (const [at, canary] of roster.entries()) {
      const ids = [...canary.papers, 'portrait', 'turned'].map(pictureId)
      patterns.push(...madePatterns(await runResident(world, canary, ids)))
      progress(5 + ((at + 1) * 60) / people, 'sending')
    }
  } finally {
    desk.stop()
  }
  const sweeper = new Sweeper({
    canaries: patterns,
    phantoms: makePhantoms(20).flatMap(factPatterns),
    beacons: new Map([['city', Buffer.from(root.city)]]),
  })
  const result: Result = {
    server,
    residents: people,
    tokens: patterns.length,
    artefacts: 0,
    bytes: 0,
    memorySearched: memoryReadable(),
    traces: 0,
    where: [],
  }
  const search = (name: string, pieces: Iterable<Piece>, allowed?: (pattern: Pattern) => boolean) => {
    const swept = sweeper.sweep(name, 'city', pieces, allowed)
    result.artefacts++
    result.bytes += swept.bytes
    result.traces += swept.traces.length
    if (swept.traces.length > 0) result.where.push(name)
  }
  progress(70, 'disk')
  search('disk', filesBelow(data, { undo: false }))
  progress(80, 'memory_files')
  search('memory_files', memoryFiles())
  if (result.memorySearched) {
    progress(85, 'memory')
    // Who gave somebody a way to come back today may still have it: random, of no person, and good for a place in the line alone.
    search('server_memory', memoryOf(serverPid, sweeper.overlap), isWayBack)
    for (const pid of signersOf(serverPid)) search('signer_memory', memoryOf(pid, sweeper.overlap))
  }
  progress(100, 'searched')
  return result
}

function* memoryFiles(): Generator<Piece> {
  if (!existsSync('/dev/shm')) return
  for (const name of readdirSync('/dev/shm')) if (name.startsWith('latchkey')) yield* filesBelow(join('/dev/shm', name))
}

async function plantedServer({ directory, programs }: Seized, progress: (percent: number, step: string) => void): Promise<Result> {
  const data = mkdtempSync(join(tmpdir(), 'latchkey-planted-'))
  mkdirSync(data, { recursive: true })
  const port = await freePort()
  const address = `http://localhost:${port}`
  progress(2, 'planted')
  const args = [join(programs, 'planted/server.js'), '--directory', directory, '--data', data, '--port', String(port), '--practice']
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
  try {
    await new Promise<void>((ready, failed) => {
      child.on('message', message => (message as { at?: string }).at === 'listening' && ready())
      child.once('exit', () => failed(new Error('the planted server ended')))
    })
    await openPractice({ address, fetch })
    return await sendAndSearch('planted', { address, directory, data, serverPid: child.pid ?? 0 }, progress)
  } finally {
    const ended = new Promise(done => child.once('exit', done))
    child.kill('SIGKILL')
    await ended
    for (const path of [data, memoryFolderOf(data)]) rmSync(path, { recursive: true, force: true })
  }
}
