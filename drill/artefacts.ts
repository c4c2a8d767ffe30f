/** What the adversary takes: every artefact with its pieces, the beacon that must be found in it, and a floor for its size. */
import { readdirSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { recordPaths } from '@latchkey/server/record/record-pages.ts'
import { laneFolder } from '../tools/lane-folder.mjs'
import { childrenOf, filesBelow, memoryOf, memoryReadable, type Piece, undone } from './sweep/capture.ts'

export interface Artefact {
  name: string
  beacon: string
  /** Fewer bytes than this and the capture itself failed. */
  floor: number
  pieces(overlap: number): Iterable<Piece>
}

/** Files of a folder. */
export const folder = (name: string, path: string, beacon: string, floor: number): Artefact => ({
  name,
  beacon,
  floor,
  pieces: () => filesBelow(path),
})

export const memory = (name: string, pids: () => number[], beacon: string, floor: number): Artefact => ({
  name,
  beacon,
  floor,
  *pieces(overlap) {
    for (const pid of pids()) yield* memoryOf(pid, overlap)
  },
})

export const text = (name: string, take: () => string, beacon: string, floor: number): Artefact => ({
  name,
  beacon,
  floor,
  *pieces() {
    const bytes = Buffer.from(take())
    yield { where: name, bytes }
    yield* undone(name, bytes)
  },
})

/** Public files as anyone can fetch them. */
export async function publicFiles(address: string, period: number): Promise<Piece[]> {
  const paths = ['/now', '/booking/slots', ...recordPaths, '/record/holdings', '/record/periods', `/cancelled/list/${period}`, '/']
  const pieces: Piece[] = []
  for (const path of paths) {
    const answer = await fetch(`${address}${path}`)
    const headers = [...answer.headers].map(([name, value]) => `${name}: ${value}`).join('\n')
    pieces.push({ where: `headers of ${path}`, bytes: Buffer.from(headers) })
    const body = Buffer.from(await answer.arrayBuffer())
    pieces.push({ where: path, bytes: body })
    for (const part of body.toString('latin1').split(/[."]/)) {
      if (part.length < 200) continue
      const decoded = Buffer.from(part, 'base64url')
      pieces.push({ where: `${path} (base64)`, bytes: decoded }, ...undone(path, decoded))
    }
  }
  return pieces
}

export const signersOf = (serverPid: number): number[] => childrenOf(serverPid)

/** Files of the shared temporary folders that came or changed since `since` (milliseconds), ours and the harness's own left out. */
export function* changedFiles(roots: string[], since: number, leaveOut: string[]): Generator<Piece> {
  for (const root of roots) {
    let names: string[]
    try {
      names = readdirSync(root)
    } catch {
      continue
    }
    for (const name of names) {
      const path = join(root, name)
      // Journeys run beside the drill and have browsers of their own.
      if (name.startsWith(laneFolder) || leaveOut.some(one => path.startsWith(one))) continue
      const stat = statSync(path, { throwIfNoEntry: false })
      if (stat && stat.mtimeMs >= since) yield* filesBelow(path)
    }
  }
}

export const plantBeacon = (directory: string, beacon: Buffer) => writeFileSync(join(directory, 'beacon'), beacon)
export const temporary = () => tmpdir()
export { memoryFolderOf } from '@latchkey/server/memory-files/memory-files.ts'
export { memoryReadable }
