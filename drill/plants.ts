/**
 * The nine planted leaks: each a patch in drill/plants/ applied to a copy of the tree, never a switch in the product. The same people go through
 * each copy; a plant counts when the artefact it names shows a trace and the same sweep of the unplanted copy shows none. Two go into one copy
 * where neither can show in the other's artefact: what is written to a temporary folder is not in the log or the store, what is kept in memory does not pass
 * on the line.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { buildCity } from '../tools/build.mjs'
import { copyTree } from '../tools/copy-tree.mjs'
import type { Plant } from './report.ts'

export const plantCopies = [
  ['name-in-a-log', 'face-in-a-temp-file'],
  ['hash-in-settings', 'spool-kept'],
  ['request-kept', 'refusal-by-length'],
  ['signer-kept-alive', 'paper-in-a-message'],
  ['job-title-with-name'],
] as const
export type PlantCopy = (typeof plantCopies)[number]
export type PlantName = PlantCopy[number]
export const plantNames: readonly PlantName[] = plantCopies.flat()

/** The artefact that must show it. */
export const artefactOf: Record<PlantName, string> = {
  'name-in-a-log': 'log',
  'hash-in-settings': 'store',
  'face-in-a-temp-file': 'temporary',
  'request-kept': 'server memory',
  'signer-kept-alive': 'signer memory',
  'spool-kept': 'temporary',
  'job-title-with-name': 'job history of the printer',
  'paper-in-a-message': 'what passes',
  'refusal-by-length': 'what passes',
}

const printed: readonly PlantName[] = ['spool-kept', 'job-title-with-name']

export interface Traces {
  [artefact: string]: { traces: number; beacon: boolean }
}

let unplanted: Promise<Traces> | undefined

export async function runPlants(names: PlantCopy, home: string): Promise<Plant[]> {
  unplanted ??= runCopy([], home)
  const before = await unplanted
  const after = await runCopy(names, home)
  return names.map(name => {
    const artefact = artefactOf[name]
    const without = before[artefact]
    const found = after[artefact]
    if (!without?.beacon || !found?.beacon) return { name, caught: false, why: `the sweep of ${artefact} did not find its beacon` }
    if (without.traces > 0) return { name, caught: false, why: `${artefact} showed ${without.traces} traces without it` }
    return { name, caught: found.traces > 0, why: `${found.traces} traces in ${artefact}, 0 without it` }
  })
}

/** Copies the tree, applies the patches, builds server and signer, sends two people through, sweeps. All code that runs is the copy's. */
async function runCopy(names: readonly PlantName[], home: string): Promise<Traces> {
  const copy = join(home, names[0] ?? 'unplanted')
  copyTree(copy, ...names)
  const pages = (await buildCity({ say: () => {} })).out
  // Printing costs seconds: only where a plant could show there, and where nothing may.
  const prints = names.length === 0 || names.some(name => printed.includes(name)) ? ['print'] : []
  const child = spawn(process.execPath, ['--import', 'tsx', 'drill/plant-world.ts', join(pages, 'www'), ...prints], {
    cwd: copy,
    stdio: ['ignore', 'pipe', 'pipe'],
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
