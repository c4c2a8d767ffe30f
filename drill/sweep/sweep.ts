/**
 * One sweep: pieces of an artefact against all canaries, its beacon, and phantoms. A hit is a name and a place, never a value.
 * A sweep that did not find its beacon, or swept too little, proves nothing and says so.
 */
import type { Piece } from './capture.ts'
import { Matcher, type Pattern } from './matcher.ts'

export interface Swept {
  artefact: string
  bytes: number
  /** Canaries found, each once: 'resident 3: name, utf-8, in base/1/1234'. */
  traces: string[]
  beacon: boolean
  phantoms: number
}

export class Sweeper {
  readonly #matcher: Matcher
  readonly #canaries: readonly Pattern[]
  #known = 0
  readonly #beacons: ReadonlyMap<string, Buffer>
  readonly #phantoms: ReadonlySet<Pattern>
  readonly #beaconPatterns = new Map<Pattern, string>()

  /** @param options.canaries a list that may grow: a sweep looks for all that stand in it when it begins */
  constructor(options: { canaries: readonly Pattern[]; phantoms: Pattern[]; beacons: Map<string, Buffer> }) {
    this.#beacons = options.beacons
    this.#phantoms = new Set(options.phantoms)
    const beacons = [...options.beacons].map(([name, bytes]) => {
      const pattern = { name: `beacon of ${name}`, bytes }
      this.#beaconPatterns.set(pattern, name)
      return pattern
    })
    this.#canaries = options.canaries
    this.#matcher = new Matcher([...options.phantoms, ...beacons])
  }

  /** A search in pieces must overlap by this many bytes. */
  get overlap(): number {
    this.#learn()
    return this.#matcher.longest
  }

  /**
   * @param artefact its name in the report; its beacon is the one of that name
   * @param allowed hits that the inventory declares for this artefact at this moment
   */
  sweep(artefact: string, beacon: string, pieces: Iterable<Piece>, allowed: (pattern: Pattern) => boolean = () => false): Swept {
    if (!this.#beacons.has(beacon)) throw new Error('an artefact without a beacon proves nothing')
    this.#learn()
    const swept: Swept = { artefact, bytes: 0, traces: [], beacon: false, phantoms: 0 }
    const seen = new Set<string>()
    for (const { where, bytes } of pieces) {
      swept.bytes += bytes.length
      for (const { pattern } of this.#matcher.search(bytes)) {
        const beaconOf = this.#beaconPatterns.get(pattern)
        if (beaconOf !== undefined) {
          if (beaconOf === beacon) swept.beacon = true
        } else if (this.#phantoms.has(pattern)) swept.phantoms++
        else if (!allowed(pattern) && !seen.has(pattern.name)) {
          seen.add(pattern.name)
          swept.traces.push(`${pattern.name}, in ${where}`)
        }
      }
    }
    return swept
  }
  #learn() {
    this.#matcher.add(this.#canaries.slice(this.#known))
    this.#known = this.#canaries.length
  }
}
