/**
 * A process of its own that reads and searches memory, so that neither the searched server nor the people of the drill stand still meanwhile. It stays for the
 * whole drill: what it looks for is told once.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { memoryOf, undone } from './capture.ts'
import type { Pattern } from './matcher.ts'
import { Sweeper, type Swept } from './sweep.ts'

export interface Target {
  artefact: string
  beacon: string
  pids: number[]
  /** Names of patterns that the inventory declares for it at this moment. */
  declared?: readonly string[]
}

type Packed = [name: string, bytes: string, notAmidHex: boolean]

interface World {
  phantoms: Packed[]
  beacons: [string, string][]
}

interface Order {
  /** Canaries that were not told before. */
  more: Packed[]
  targets: Target[]
}

const packed = (patterns: readonly Pattern[]) =>
  patterns.map(({ name, bytes, notAmidHex = false }): Packed => [name, bytes.toString('base64'), notAmidHex])
const unpacked = (list: Packed[]): Pattern[] =>
  list.map(([name, text, notAmidHex]) => ({ name, bytes: Buffer.from(text, 'base64'), notAmidHex }))

/** Sweeps the memory of the targets, one order after another. What is looked for goes through a pipe and is written nowhere. */
export class MemorySweeper {
  readonly #child: ChildProcess
  readonly #answers: AsyncIterator<string>
  readonly #canaries: readonly Pattern[]
  #told = 0

  /** @param world.canaries a list that may grow */
  constructor(world: { canaries: readonly Pattern[]; phantoms: readonly Pattern[]; beacons: ReadonlyMap<string, Buffer> }) {
    this.#canaries = world.canaries
    this.#child = spawn(process.execPath, ['--import', 'tsx', fileURLToPath(import.meta.url)], { stdio: ['pipe', 'pipe', 'inherit'] })
    // A process that has ended shows in the answer that does not come.
    this.#child.stdin?.on('error', () => {})
    if (!this.#child.stdout) throw new Error('no pipe to the sweeper')
    this.#answers = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]()
    this.#tell({
      phantoms: packed(world.phantoms),
      beacons: [...world.beacons].map(([name, bytes]) => [name, bytes.toString('base64')]),
    } satisfies World)
  }

  /** @throws Error when the process ended before it answered */
  async sweep(targets: Target[]): Promise<Swept[]> {
    const more = packed(this.#canaries.slice(this.#told))
    this.#told += more.length
    this.#tell({ more, targets } satisfies Order)
    const { value, done } = await this.#answers.next()
    if (done) throw new Error('the memory could not be swept')
    return JSON.parse(value) as Swept[]
  }

  async stop() {
    if (this.#child.exitCode !== null) return
    const ended = once(this.#child, 'exit')
    this.#child.stdin?.end()
    await ended
  }

  #tell(line: World | Order) {
    this.#child.stdin?.write(`${JSON.stringify(line)}\n`)
  }
}

async function work() {
  const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]()
  const first = await lines.next()
  if (first.done) return
  const { phantoms, beacons } = JSON.parse(first.value) as World
  const canaries: Pattern[] = []
  const sweeper = new Sweeper({
    canaries,
    phantoms: unpacked(phantoms),
    beacons: new Map(beacons.map(([name, text]) => [name, Buffer.from(text, 'base64')])),
  })
  for (let line = await lines.next(); !line.done; line = await lines.next()) {
    const { more, targets } = JSON.parse(line.value) as Order
    for (const pattern of unpacked(more)) canaries.push(pattern)
    const swept = targets.map(({ artefact, beacon, pids, declared = [] }) => {
      const allowed = new Set(declared)
      return sweeper.sweep(artefact, beacon, piecesOf(pids, sweeper.overlap), ({ name }) => allowed.has(name))
    })
    process.stdout.write(`${JSON.stringify(swept)}\n`)
  }
}

function* piecesOf(pids: readonly number[], overlap: number) {
  for (const pid of pids)
    for (const piece of memoryOf(pid, overlap)) {
      yield piece
      yield* undone(piece.where, piece.bytes, false)
    }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await work()
