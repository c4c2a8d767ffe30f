/** A process of its own that reads and searches memory, so that neither the searched server nor the people of the drill stand still meanwhile. */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { memoryOf, undone } from './capture.ts'
import type { Pattern } from './matcher.ts'
import { Sweeper, type Swept } from './sweep.ts'

export interface Target {
  artefact: string
  beacon: string
  pids: number[]
}

type Packed = [name: string, bytes: string, notAmidHex: boolean]

interface Order {
  canaries: Packed[]
  phantoms: Packed[]
  beacons: [string, string][]
  targets: Target[]
}

const packed = (patterns: readonly Pattern[]) =>
  patterns.map(({ name, bytes, notAmidHex = false }): Packed => [name, bytes.toString('base64'), notAmidHex])
const unpacked = (list: Packed[]): Pattern[] =>
  list.map(([name, text, notAmidHex]) => ({ name, bytes: Buffer.from(text, 'base64'), notAmidHex }))

/** Sweeps the memory of the targets. What is looked for goes through a pipe and is written nowhere. */
export async function sweepMemory(
  world: { canaries: Pattern[]; phantoms: Pattern[]; beacons: ReadonlyMap<string, Buffer> },
  targets: Target[],
): Promise<Swept[]> {
  const order: Order = {
    canaries: packed(world.canaries),
    phantoms: packed(world.phantoms),
    beacons: [...world.beacons].map(([name, bytes]) => [name, bytes.toString('base64')]),
    targets,
  }
  const child = spawn(process.execPath, ['--import', 'tsx', fileURLToPath(import.meta.url)], { stdio: ['pipe', 'pipe', 'inherit'] })
  let output = ''
  child.stdout.on('data', piece => (output += piece))
  child.stdin.end(JSON.stringify(order))
  const code = await new Promise(done => child.on('close', done))
  if (code !== 0) throw new Error('the memory could not be swept')
  return JSON.parse(output) as Swept[]
}

async function work() {
  let input = ''
  for await (const piece of process.stdin) input += piece
  const { canaries, phantoms, beacons, targets } = JSON.parse(input) as Order
  const sweeper = new Sweeper({
    canaries: unpacked(canaries),
    phantoms: unpacked(phantoms),
    beacons: new Map(beacons.map(([name, text]) => [name, Buffer.from(text, 'base64')])),
  })
  const swept = targets.map(({ artefact, beacon, pids }) =>
    sweeper.sweep(
      artefact,
      beacon,
      (function* () {
        for (const pid of pids)
          for (const piece of memoryOf(pid, sweeper.overlap)) {
            yield piece
            yield* undone(piece.where, piece.bytes, false)
          }
      })(),
    ),
  )
  process.stdout.write(JSON.stringify(swept))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await work()
