/** The report of one run: what was swept, how much, what was found. Red when anything it needs to be believed is missing. */
import type { DrillReport } from '@latchkey/wire/drill-report.ts'
import type { Swept } from './sweep/sweep.ts'

export interface Plant {
  name: string
  caught: boolean
  why: string
}

/** A run that planted fewer proves less. */
const plantCount = 15

/** What the quick drill plays. */
const games: DrillReport['games'] = ['find']

export class Report {
  readonly sweeps: Swept[] = []
  readonly problems: string[] = []
  readonly plants: Plant[] = []
  arrived = 0
  expected = 0
  /** Who had a number or a time and was seen not to come with it. */
  stayedAway = 0
  /** Overdue rows that a legal request has kept. */
  held = 0

  add(swept: Swept, floor: number) {
    this.sweeps.push(swept)
    if (!swept.beacon) this.problems.push(`${swept.artefact}: the beacon was not found`)
    if (swept.bytes < floor) this.problems.push(`${swept.artefact}: only ${swept.bytes} bytes were swept`)
    if (swept.phantoms > 0) this.problems.push(`${swept.artefact}: ${swept.phantoms} phantoms`)
  }

  get traces(): string[] {
    return this.sweeps.flatMap(({ artefact, traces }) => traces.map(trace => `${artefact}: ${trace}`))
  }

  print() {
    const byName = new Map<string, Swept[]>()
    for (const swept of this.sweeps) byName.set(swept.artefact, [...(byName.get(swept.artefact) ?? []), swept])
    for (const [name, list] of byName) {
      const bytes = list.reduce((sum, one) => sum + one.bytes, 0)
      const traces = list.reduce((sum, one) => sum + one.traces.length, 0)
      console.log(
        `${traces === 0 ? 'ok    ' : 'FOUND '} ${name}: ${traces} traces in ${list.length} sweeps of ${Math.round(bytes / 1024)} KiB`,
      )
    }
    for (const trace of this.traces.slice(0, 40)) console.log(`       ${trace}`)
    console.log(`${this.stayedAway} had a number or a booked time and did not come`)
    console.log(`a legal request was open from before the first: ${this.held} overdue rows kept`)
    for (const problem of this.problems) console.log(`FAILED ${problem}`)
    for (const plant of this.plants) console.log(`${plant.caught ? 'ok    ' : 'FAILED'} plant, ${plant.name}: ${plant.why}`)
    const caught = this.plants.filter(plant => plant.caught).length
    const artefacts = byName.size
    console.log(
      `drill quick: ${this.traces.length} traces, ${caught}/${this.plants.length} planted found, ${artefacts} artefacts, ${this.arrived} canaries arrived`,
    )
  }

  /** What a server may tell of this run: numbers, and no name, trace or text. @param seconds it took */
  told(software: string, day: string, seconds: number): DrillReport {
    return {
      software,
      day,
      drill: 'quick',
      games,
      green: this.green,
      artefacts: new Set(this.sweeps.map(({ artefact }) => artefact)).size,
      sweeps: this.sweeps.length,
      kib: Math.round(this.sweeps.reduce((sum, { bytes }) => sum + bytes, 0) / 1024),
      traces: this.traces.length,
      planted: this.plants.length,
      found: this.plants.filter(({ caught }) => caught).length,
      expected: this.expected,
      arrived: this.arrived,
      stayedAway: this.stayedAway,
      problems: this.problems.length,
      seconds,
    }
  }

  get green(): boolean {
    const allCaught = this.plants.length === plantCount && this.plants.every(plant => plant.caught)
    return this.traces.length === 0 && this.problems.length === 0 && allCaught && this.arrived === this.expected && this.arrived > 0
  }
}
