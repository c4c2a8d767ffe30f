/** Runs inside a copy of the tree: three people through the copy's own server, then one sweep of each artefact a plant could show in. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseRoot } from '@latchkey/certificates/root.ts'
import { makeCity } from '@latchkey/e2e/city.ts'
import { startServer } from '@latchkey/e2e/server.ts'
import { parseRules } from '@latchkey/rules/rules.ts'
import { random } from '@latchkey/ui/platform.ts'
import { buildPrograms } from '../tools/build.mjs'
import { folder, memory, signersOf, text } from './artefacts.ts'
import { factPatterns, isToldToken, isWayBack, madePatterns, tokenPatterns } from './canaries.ts'
import { writesWhile } from './quiet-store.ts'
import type { Pattern } from './sweep/matcher.ts'
import { Sweeper } from './sweep/sweep.ts'
import { offerAllDay } from './world/all-day-slots.ts'
import { askIn } from './world/ask.ts'
import { freePort } from './world/free-port.ts'
import { beginHold } from './world/hold.ts'
import { makeKeyring, openCity } from './world/open-city.ts'
import { until } from './world/patience.ts'
import { runResident, startClerk, type World } from './world/people.ts'
import { hashOf } from './world/place-in-line.ts'
import { startPrinting } from './world/printing.ts'
import { decider, invent, pictureId } from './world/roster.ts'
import { createTold, rareLanguages } from './world/told.ts'
import { book, giveBack, stateOfCode, takeNumber } from './world/way-to-be-seen.ts'
import { createWireWatch, telling } from './world/wire-watch.ts'

// Practice: the same bytes and checks, and a pool of 256 blanks is made in a moment.
const city = 'planttown/practice'
const [www = '', ...parts] = process.argv.slice(2)
const home = mkdtempSync(join(tmpdir(), 'latchkey-plant-'))
const temporary = join(home, 'tmp')
const data = join(home, 'data')
// Inside the copy: what stays outside the bundle is found from there.
const out = join(process.cwd(), 'dist/plant')
try {
  for (const path of [temporary, data, out]) mkdirSync(path, { recursive: true })
  const port = await freePort()
  const address = `http://localhost:${port}`
  const keys = makeKeyring(city, address, { clerks: ['31'], supervisors: ['32'] }, true)
  const directory = makeCity(join(home, 'city'), keys.rootJson)
  offerAllDay(directory)
  await buildPrograms({ directory, out, names: ['server', 'signer'] })
  rmSync(join(out, 'www'), { recursive: true, force: true })
  symlinkSync(www, join(out, 'www'))
  process.env.TMPDIR = temporary
  const server = await startServer({ out, directory, data, port, practice: true })
  const pid = server.process.pid ?? 0
  // A leak that only a hold starts has to show too.
  await beginHold(address, city, keys)
  const opened = await openCity(address, city, keys)
  const watch = createWireWatch()
  const patterns: Pattern[] = []
  const everyone = createTold()
  const world: World = {
    address,
    watch,
    told: everyone,
    given: (who, token) => void patterns.push(...tokenPatterns(who, token)),
    root: parseRoot(JSON.parse(keys.rootJson)),
    rules: parseRules(JSON.parse(readFileSync(join(directory, 'rules.json'), 'utf8'))),
  }
  // One shows what shows enough, the other papers of another kind: nothing of either may be told from the line.
  const roster = [invent(1, 'approved'), { ...invent(2, 'refused'), papers: ['consular_id', 'bank_statement'] }]
  if (parts.includes('second look')) roster.push(invent(3, 'final'))
  const decide = decider(roster)
  const gate = { seal: <T>(work: () => Promise<T>) => work() }
  const desks = await Promise.all(opened.clerks.map(clerk => startClerk(world, clerk, decide, gate)))
  patterns.push(...roster.flatMap(factPatterns))
  const planted = Buffer.from(`beacon ${port} of this copy`)
  const printing = parts.includes('print') ? await startPrinting(address, planted) : null
  for (const canary of roster) {
    const ids = [...canary.papers, 'portrait', 'turned'].map(pictureId)
    watch.begin(canary.outcome)
    const went = await runResident(world, canary, ids)
    // However it is said: what a plant does to this word is what is looked for.
    const words = () => [...watch.heard(canary.outcome)]
    await until(() => words().some(word => word.startsWith('desk said {"say":"goodbye"')), 'the desk has said goodbye', 60)
    patterns.push(...madePatterns(went))
    if (went.sealed) await printing?.print(ids.at(-2) ?? 0, went.sealed, false)
  }
  // One more, whose phone asks in a language that nobody else's does. Everything they do is looked at by itself, and nobody is at a desk's call meanwhile.
  const last = { id: 9, language: rareLanguages[0] }
  const ask = askIn(world, last.language)
  const next = (when: 'next' | 'another day' = 'next') => book(world, last, 'phone', when)
  const acts = [
    { when: 'somebody took a number', do: () => takeNumber(world, last, 'phone') },
    { when: 'somebody booked a time', do: () => next() },
    { when: 'somebody pressed a face', do: () => ask('/feedback', { face: 'good' }) },
    { when: 'somebody looked a time up', do: async () => stateOfCode(world, await next()) },
    { when: 'somebody moved a time', do: async () => [await next('another day'), await next()] },
    { when: 'somebody gave a time back', do: async () => giveBack(world, last, await next('another day')) },
    {
      when: 'somebody came to a booked time',
      do: async () => ask('/booking/arrive', { code: await next(), placeHash: await hashOf(random(32)) }),
    },
  ]
  // A query of the embedded store runs in the server's own loop: after so many answers it has run.
  const settle = async () => {
    for (let answer = 0; answer < 20; answer++) await ask('/now')
  }
  const writes = await writesWhile(acts, { folder: data, tick: server.tick, settle })
  for (const desk of desks) desk.stop()
  writeFileSync(join(temporary, 'beacon'), planted)
  const beacons = new Map([
    ['city', Buffer.from(city)],
    ['counsel', Buffer.from('Drill counsel')],
    ['planted', planted],
    ['address', Buffer.from(`localhost:${port}`)],
    ['job history', Buffer.from('job-state')],
    ['print job', Buffer.from('Print-Job')],
  ])
  const sweeper = new Sweeper({ canaries: patterns, phantoms: [], beacons })
  const traces: Record<string, { traces: string[]; beacon: boolean }> = {}
  const sweep = (artefact: ReturnType<typeof folder>, allowed?: (pattern: Pattern) => boolean) => {
    const swept = sweeper.sweep(artefact.name, artefact.beacon, artefact.pieces(sweeper.overlap), allowed)
    if (process.env.DRILL_SHOW) console.log(swept)
    traces[artefact.name] = { traces: swept.traces, beacon: swept.beacon }
  }
  sweep(
    memory('server memory', () => [pid], 'city', 0),
    one => isWayBack(one) || isToldToken(one),
  )
  sweep(memory('signer memory', () => signersOf(pid), 'city', 0))
  for (const artefact of (await printing?.artefacts()) ?? []) sweep(artefact)
  await printing?.stop()
  await server.stop()
  sweep(folder('store', data, 'counsel', 0))
  sweep(folder('temporary', temporary, 'planted', 0))
  sweep(text('log', () => server.output(), 'address', 0))
  const [card, refusal] = [watch.heard('approved'), watch.heard('refused')]
  const told = telling(card, refusal)
  if (process.env.DRILL_SHOW) console.log([...card], [...refusal], told)
  const cells = (words: ReadonlySet<string>) => [...words].some(word => word.startsWith('phone said a cell'))
  traces.writes = writes
  for (const word of [...card, ...refusal]) everyone.hear(word)
  traces['what everyone is told'] = everyone.swept('what everyone is told', rareLanguages)
  traces['what passes'] = { traces: told, beacon: cells(card) && cells(refusal) }
  console.log(`traces ${JSON.stringify(traces)}`)
} finally {
  rmSync(home, { recursive: true, force: true })
}
process.exit(0)
