/**
 * What is not yet ten (DESIGN §4): numbers in process memory, one a cell. Adding to one touches nothing else. The copy on the memory file system changes when the
 * clock closes a day or the server is stopped, and then it has whole tens alone: no file shows the moment at which somebody was the tenth.
 */
import { MemoryFile } from '../memory-files/memory-files.ts'

/** Bytes of the copy: names of cells and their tens as JSON, spaces behind. */
const size = 16_384
/** No cell of a quarter comes near it; a robot's faces stop here. */
const most = 10_000_000

/** A whole number in tens, from below. */
export const inTens = (count: number): number => count - (count % 10)

/** Until when is counted, and what was closed: days of the city. */
export interface Marks {
  /** The Sunday that ends the week. */
  sunday: string
  /** The last day whose closing was counted. */
  closed: string
}

export class Tallies {
  readonly #file: MemoryFile
  readonly #counts = new Map<string, number>()
  /** What the copy said; null: there was none, or it could not be read. */
  readonly found: Marks | null

  constructor(memoryFolder: string | null, owner: Uint8Array) {
    this.#file = new MemoryFile(memoryFolder, 'tallies', size, owner)
    const copy = readCopy(this.#file)
    this.found = copy?.marks ?? null
    for (const [name, tens] of Object.entries(copy?.tens ?? {})) this.#counts.set(name, tens * 10)
  }

  /** How many cells have something. */
  get count(): number {
    return this.#counts.size
  }
  /** Names of the cells that have something. */
  names(): string[] {
    return [...this.#counts.keys()]
  }

  /** Process memory and nothing else. */
  add(name: string, count = 1): void {
    if (!Number.isSafeInteger(count) || count <= 0) return
    this.#counts.set(name, Math.min(most, (this.#counts.get(name) ?? 0) + count))
  }

  /** The whole tens of a cell. */
  tens(name: string): number {
    return inTens(this.#counts.get(name) ?? 0)
  }

  /** Takes these whole tens out; what is under ten stays. @returns puts them back, if they could not be written */
  take(names: readonly string[]): () => void {
    const taken = names.map(name => ({ name, tens: this.tens(name) }))
    for (const { name, tens } of taken) this.#set(name, (this.#counts.get(name) ?? 0) - tens)
    return () => {
      for (const { name, tens } of taken) this.add(name, tens)
    }
  }

  /** The quarter is over: what is under ten is forgotten. */
  forget(): void {
    this.#counts.clear()
  }

  /** Whole tens into the copy. At closing and when the server is stopped, never because of a resident. */
  copy(marks: Marks): void {
    const tens = Object.fromEntries([...this.#counts].map(([name, count]) => [name, Math.floor(count / 10)]))
    const bytes = Buffer.alloc(size, ' ')
    const text = Buffer.from(JSON.stringify({ marks, tens }))
    // More cells than a city can have: nothing is better than a part.
    if (text.length <= size) text.copy(bytes)
    this.#file.put(0, bytes)
  }

  close(): void {
    this.#file.close()
  }

  #set(name: string, count: number): void {
    if (count === 0) this.#counts.delete(name)
    else this.#counts.set(name, count)
  }
}

/** Somebody else on the machine may have written it: anything but what we write is as if there were none. */
function readCopy(file: MemoryFile): { marks: Marks; tens: Record<string, number> } | null {
  if (!file.found) return null
  try {
    const { marks, tens } = JSON.parse(file.bytes.toString('utf8')) as { marks: Marks; tens: Record<string, number> }
    const isDay = (text: unknown) => typeof text === 'string' && /^20\d\d-\d\d-\d\d$/.test(text)
    if (!isDay(marks.sunday) || !isDay(marks.closed)) return null
    const good = Object.entries(tens).filter(([, count]) => Number.isSafeInteger(count) && count >= 0 && count <= most / 10)
    return { marks: { sunday: marks.sunday, closed: marks.closed }, tens: Object.fromEntries(good.filter(([, count]) => count > 0)) }
  } catch {
    return null
  }
}
