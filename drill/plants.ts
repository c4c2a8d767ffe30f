/**
 * The planted leaks: each a patch in drill/plants/ applied to a copy of the tree, never a switch in the product. The same people go through
 * each copy; a plant counts when the artefact it names shows a trace of the kind it names and the same sweep of the unplanted copy shows none of any. As
 * many go into one copy as fit, where no other could show that kind in that artefact.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { copyTree } from '../tools/copy-tree.mjs'
import type { Plant } from './report.ts'

export const plantCopies = [
  ['name-in-a-log', 'face-in-a-temp-file', 'spool-kept', 'job-title-with-name', 'write-per-person', 'recording-while-held'],
  ['hash-in-settings', 'request-kept', 'refusal-by-length', 'second-look-in-a-log', 'lane-of-one'],
  ['signer-kept-alive', 'paper-in-a-message', 'refusals-in-a-row', 'booking-row'],
] as const
export type PlantCopy = (typeof plantCopies)[number]
export type PlantName = PlantCopy[number]
export const plantNames: readonly PlantName[] = plantCopies.flat()

/** The artefact that must show it, and what its traces are called there (canaries.ts), or which word on the line it is (wire-watch.ts). */
export const showsIn: Record<PlantName, { artefact: string; trace: RegExp }> = {
  'name-in-a-log': { artefact: 'log', trace: /: name, utf-8, / },
  'hash-in-settings': { artefact: 'store', trace: /: name, sha256 hex, / },
  'face-in-a-temp-file': { artefact: 'temporary', trace: /: face, raw, / },
  'request-kept': { artefact: 'server memory', trace: /: digest, raw, / },
  'signer-kept-alive': { artefact: 'signer memory', trace: /: digest, raw, / },
  'spool-kept': { artefact: 'temporary', trace: /: picture, pixels / },
  'job-title-with-name': { artefact: 'job history of the printer', trace: /: name, utf-8, / },
  'paper-in-a-message': { artefact: 'what passes', trace: /"paper":"consular_id"/ },
  'refusal-by-length': { artefact: 'what passes', trace: /"goodbye"\} $/ },
  'second-look-in-a-log': { artefact: 'log', trace: /: signature of the refusal slip, base64/ },
  'refusals-in-a-row': { artefact: 'store', trace: /: way back, base64/ },
  'booking-row': { artefact: 'store', trace: /: booking code, utf-8/ },
  'lane-of-one': { artefact: 'what everyone is told', trace: /^a language that one phone asks in/ },
  'recording-while-held': { artefact: 'store', trace: /: way back, base64/ },
  'write-per-person': { artefact: 'writes', trace: /^a write when somebody took a number/ },
}

/** Printing and a second look cost seconds: only where a plant could show there, and where nothing may. */
const parts: Readonly<Record<string, readonly PlantName[]>> = {
  print: ['spool-kept', 'job-title-with-name'],
  'second look': ['second-look-in-a-log', 'refusals-in-a-row'],
}

export interface Traces {
  [artefact: string]: { traces: string[]; beacon: boolean }
}

/** @param without what the copy without a plant showed @param www the pages that its server offers; nobody opens them */
export async function runPlants(names: PlantCopy, without: Promise<Traces>, home: string, www: string): Promise<Plant[]> {
  const after = await runCopy(names, home, www)
  const before = await without
  return names.map(name => {
    const { artefact, trace } = showsIn[name]
    const clean = before[artefact]
    const found = after[artefact]
    if (!clean?.beacon || !found?.beacon) return { name, caught: false, why: `the sweep of ${artefact} did not find its beacon` }
    if (clean.traces.length > 0)
      return { name, caught: false, why: `${artefact} showed ${clean.traces.length} traces without it: ${clean.traces[0]}` }
    const count = found.traces.filter(one => trace.test(one)).length
    return { name, caught: count > 0, why: `${count} traces of its kind in ${artefact}, 0 of any without it` }
  })
}

/** Copies the tree, applies the patches, builds server and signer, sends people through, sweeps. All code that runs is the copy's. */
export async function runCopy(names: readonly PlantName[], home: string, www: string): Promise<Traces> {
  const copy = join(home, names[0] ?? 'unplanted')
  copyTree(copy, ...names)
  const needed = Object.keys(parts).filter(part => names.length === 0 || names.some(name => parts[part]?.includes(name)))
  const child = spawn(process.execPath, ['--import', 'tsx', 'drill/plant-world.ts', www, ...needed], {
    cwd: copy,
    stdio: ['ignore', 'pipe', 'pipe'],
    // Not among what the drill searches meanwhile: an id of sixteen bits may be somebody's in both worlds.
    env: { ...process.env, TMPDIR: home },
  })
  let output = ''
  let errors = ''
  child.stdout.on('data', data => (output += data))
  child.stderr.on('data', data => (errors += data))
  const code = await new Promise(done => child.on('close', done))
  const line = output.split('\n').find(one => one.startsWith('traces '))
  if (code !== 0 || !line)
    throw new Error(`the copy ${names.join(' and ') || 'without a plant'} did not run:\n${output.slice(-2000)}${errors.slice(-4000)}`)
  return JSON.parse(line.slice('traces '.length)) as Traces
}
