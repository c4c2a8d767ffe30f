import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { toText } from '@latchkey/wire/edge.ts'
import { faces } from '@latchkey/wire/feedback.ts'
import { handInCells } from '@latchkey/wire/hand-in.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { momentOf } from '../clock/day.ts'
import { dayAfter } from '../slots/plan.ts'
import type { Store } from '../store/open-store.ts'
import { Tallies } from '../tallies/tallies.ts'
import { Counts } from './counts.ts'
import type { CountsTable } from './declaration.ts'
import { quarterOf, sundayOf, sundaysOf } from './quarters.ts'

const zone = 'America/Chicago'
const hours = { opens: '09:00', closes: '17:00' }
const sites = ['hall', 'north']
const owner = new Uint8Array(32)

/** A disk that keeps what every write left on it. */
class Disk {
  rows: CountsTable[] = []
  readonly snapshots: CountsTable[][] = []
  writes = 0
  fails = false
  readonly store = {
    write: async (run: (tx: unknown) => Promise<void>) => {
      if (this.fails) throw new Error('the disk is full')
      let rows = this.rows
      await run({
        // Each statement names its rows by their keys; here the new ones take their place.
        deleteFrom: () => ({ where: () => ({ execute: async () => {} }) }),
        insertInto: () => ({
          values: (all: CountsTable[]) => ({
            execute: async () => {
              const keys = new Set(all.map(({ quarter, way, cell }) => `${quarter} ${way} ${cell}`))
              rows = [...rows.filter(({ quarter, way, cell }) => !keys.has(`${quarter} ${way} ${cell}`)), ...all.map(row => ({ ...row }))]
            },
          }),
        }),
      })
      this.rows = rows
      this.writes++
      this.snapshots.push(rows)
    },
  } as unknown as Store
}

/** A server's counts over days, with a folder that outlives a killed process. */
class Office {
  readonly disk = new Disk()
  readonly folder = mkdtempSync(join(tmpdir(), 'latchkey-counts-'))
  /** What was, by cell. */
  readonly real = new Map<string, number>()
  now: number
  restarts = 0
  #tallies!: Tallies
  counts!: Counts

  constructor(day: string) {
    this.now = momentOf(day, '08:00', zone)
    this.#open()
  }
  #open() {
    this.#tallies = new Tallies(this.folder, owner)
    const plan = { hours, zone, sites, now: this.now }
    this.counts = new Counts(plan, this.#tallies, this.disk.rows)
  }
  async start() {
    if (this.counts.isDue(this.now)) await this.counts.close(this.disk.store, this.now)
    return this
  }
  #was(cell: string, count = 1) {
    this.real.set(cell, (this.real.get(cell) ?? 0) + count)
  }
  seal() {
    this.#was('issued.all')
    this.counts.issued()
  }
  wait(minutes: number, cell: string) {
    this.#was(`waits.${cell}`)
    this.counts.waited(minutes * 60)
  }
  face(face: (typeof faces)[number]) {
    this.#was(`feedback.${face}`)
    this.now += 1
    this.counts.pressed(face, this.now)
  }
  handIn(site: string | null, tens: Uint8Array, cards: number) {
    for (const [at, cell] of handInCells.entries()) this.#was(cell, tens[at]! * 10)
    if (site) this.#was(`sites.${site}`, cards)
    this.counts.handIn({ site, tens: toText(tens) }, cards)
  }
  /** The evenings of so many days pass, and the clock with them. */
  async days(count: number) {
    for (let day = 0; day < count; day++) {
      this.now += 86_400
      await this.start()
    }
  }
  async stop(seconds = 0) {
    this.restarts++
    this.counts.stop()
    this.now += seconds
    this.#open()
    await this.start()
  }
  stored(cell: string): number {
    return this.disk.rows.filter(row => `${row.way}.${row.cell}` === cell).reduce((sum, row) => sum + row.count, 0)
  }
  end() {
    rmSync(this.folder, { recursive: true, force: true })
  }
}

/** What nobody may find by comparing two moments: a number between 1 and 9, in a cell, in a total less its parts, in a part less another moment's. */
function tooFine(snapshots: CountsTable[][]): string[] {
  const views = snapshots.map(rows => {
    const view = new Map<string, number>()
    const totals = new Map<string, number>()
    for (const { quarter, way, cell, count } of rows) {
      view.set(`${quarter} ${way} ${cell}`, count)
      totals.set(`${quarter} ${way}`, (totals.get(`${quarter} ${way}`) ?? 0) + count)
    }
    for (const [name, total] of totals) {
      const quarter = name.split(' ')[0]
      const issued = totals.get(`${quarter} issued`) ?? 0
      view.set(`${name}, the total less its parts`, issued - total)
    }
    return view
  })
  const found = new Set<string>()
  for (const one of views)
    for (const other of views)
      for (const [name, count] of one) {
        const differs = Math.abs(count - (other.get(name) ?? 0))
        if ((differs > 0 && differs < 10) || (count !== 0 && Math.abs(count) < 10)) found.add(name)
      }
  return [...found]
}

const act = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('seal' as const), times: fc.integer({ min: 1, max: 23 }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), times: fc.integer({ min: 1, max: 12 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('face' as const), face: fc.constantFrom(...faces) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('hand_in' as const),
      site: fc.constantFrom('hall', 'north', null),
      tens: fc.uint8Array({ minLength: handInCells.length, maxLength: handInCells.length, max: 3 }),
      cards: fc.nat(30),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('days' as const), days: fc.integer({ min: 1, max: 9 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const) }) },
)
type Act = typeof act extends fc.Arbitrary<infer A> ? A : never

async function live(acts: Act[], after: (office: Office) => void = () => {}): Promise<Office> {
  const office = await new Office('2026-12-14').start()
  for (const one of acts) {
    if (one.do === 'seal') for (let at = 0; at < one.times; at++) office.seal()
    else if (one.do === 'wait') for (let at = 0; at < one.times; at++) office.wait(20, '15')
    else if (one.do === 'face') office.face(one.face)
    else if (one.do === 'hand_in') office.handIn(one.site, one.tens, one.cards)
    else if (one.do === 'days') await office.days(one.days)
    else await office.stop()
    after(office)
  }
  return office
}

describe('what anybody finds who compares any two moments of the disk', () => {
  it('is nothing, or ten at least: every cell, every total less its parts, across restarts and quarters', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 60 }), async acts => {
        const office = await live(acts)
        expect(tooFine(office.disk.snapshots)).toEqual([])
        office.end()
      }),
      { numRuns: 150 },
    )
  })
  it('this check finds a write for each person', async () => {
    const office = await new Office('2026-12-14').start()
    for (let at = 0; at < 3; at++) {
      office.seal()
      office.disk.snapshots.push(office.disk.rows.map(row => (row.way === 'issued' ? { ...row, count: row.count + at + 1 } : row)))
    }
    expect(tooFine(office.disk.snapshots)).not.toEqual([])
    office.end()
  })
  it('is at least: what is told is never more than what was, and what is missing is under ten a cell and restart', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 40 }), async acts => {
        const office = await live(acts)
        // To the end of this week, whose quarter is not yet over or just was.
        await office.days(7)
        for (const [cell, real] of office.real) {
          expect(office.stored(cell)).toBeLessThanOrEqual(real)
          const ends = new Set(office.disk.rows.map(row => row.quarter)).size
          expect(real - office.stored(cell)).toBeLessThanOrEqual(9 * (office.restarts + ends))
        }
        office.end()
      }),
      { numRuns: 80 },
    )
  })
})

describe('the clock writes', () => {
  it('and nothing else does: whatever happens, the disk is the same until closing', async () => {
    let writes = 0
    await live(
      [
        { do: 'seal', times: 23 },
        { do: 'wait', times: 12 },
        { do: 'face', face: 'good' },
        { do: 'hand_in', site: 'hall', tens: new Uint8Array(handInCells.length).fill(1), cards: 20 },
      ],
      office => {
        writes = office.disk.writes
        if (office.disk.writes > 1) office.end()
      },
    ).then(office => office.end())
    // The one at the start.
    expect(writes).toBe(1)
  })
  it('the total at each closing, all others on Sunday, every row each time', async () => {
    const office = await new Office('2026-12-14').start()
    const cells = office.disk.rows.length
    for (let at = 0; at < 34; at++) office.seal()
    office.handIn('hall', new Uint8Array(handInCells.length).fill(2), 30)
    // Monday evening.
    await office.days(1)
    expect([office.stored('issued.all'), office.stored('sites.hall'), office.stored('weeks.2026-12-20')]).toEqual([30, 0, 0])
    expect(office.disk.rows).toHaveLength(cells)
    // Of a day on which nothing changed too.
    const { writes } = office.disk
    await office.days(1)
    expect(office.disk.writes).toBe(writes + 1)
    await office.days(5)
    expect([office.stored('issued.all'), office.stored('sites.hall'), office.stored('weeks.2026-12-20')]).toEqual([30, 30, 30])
    expect(office.stored('unmet.doubt')).toBe(20)
    // Four were left over, and six make ten.
    for (let at = 0; at < 6; at++) office.seal()
    await office.days(1)
    expect(office.stored('issued.all')).toBe(40)
    office.end()
  })
  it('a quarter takes nothing of the one before: what is under ten is forgotten with its last Sunday', async () => {
    const office = await new Office('2026-12-21').start()
    for (let at = 0; at < 19; at++) office.seal()
    await office.days(7)
    expect([quarterOf('2026-12-27'), quarterOf('2027-01-03')]).toEqual(['2026-4', '2027-1'])
    office.seal()
    await office.days(7)
    expect(office.disk.rows.filter(row => row.way === 'issued')).toEqual([
      { quarter: '2026-4', way: 'issued', cell: 'all', count: 10 },
      { quarter: '2027-1', way: 'issued', cell: 'all', count: 0 },
    ])
    office.end()
  })
  it('a closing that passed while no server ran is written at the start, with what was added before', async () => {
    const office = await new Office('2026-12-18').start()
    for (let at = 0; at < 40; at++) office.seal()
    office.handIn('north', new Uint8Array(handInCells.length).fill(1), 20)
    // Friday to Tuesday.
    await office.stop(4 * 86_400)
    expect([office.stored('issued.all'), office.stored('sites.north'), office.stored('weeks.2026-12-20')]).toEqual([40, 20, 40])
    office.end()
  })
  it('a disk that fails loses nothing: the next closing writes it', async () => {
    const office = await new Office('2026-12-14').start()
    for (let at = 0; at < 25; at++) office.seal()
    office.disk.fails = true
    await expect(office.days(1)).rejects.toThrow('the disk is full')
    expect(office.stored('issued.all')).toBe(0)
    office.disk.fails = false
    await office.start()
    expect(office.stored('issued.all')).toBe(20)
    office.end()
  })
  it('who writes into the memory file is not believed', () => {
    const folder = mkdtempSync(join(tmpdir(), 'latchkey-counts-'))
    new Tallies(folder, owner).copy({ sunday: '../../..', closed: '2026-12-14' })
    expect(new Tallies(folder, owner).found).toBe(null)
    rmSync(folder, { recursive: true, force: true })
  })
})

describe('what is published', () => {
  it('is the same bytes for the same state, in whatever order the store gives its rows', async () => {
    const office = await new Office('2026-12-14').start()
    for (let at = 0; at < 34; at++) office.seal()
    office.handIn('hall', new Uint8Array(handInCells.length).fill(2), 30)
    await office.days(7)
    const published = JSON.stringify(office.counts.published())
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(office.disk.rows, { minLength: office.disk.rows.length }), async rows => {
        const folder = mkdtempSync(join(tmpdir(), 'latchkey-counts-'))
        const tallies = new Tallies(folder, owner)
        tallies.copy({ sunday: office.counts.published().next, closed: office.counts.published().closed })
        const again = new Counts({ hours, zone, sites, now: office.now }, new Tallies(folder, owner), rows)
        expect(JSON.stringify(again.published())).toBe(published)
        rmSync(folder, { recursive: true, force: true })
      }),
      { numRuns: 20 },
    )
    expect(Object.keys(office.counts.published().quarters[0]!.waits)).toEqual(['0', '15', '30', '60', '120'])
    office.end()
  })
})

describe('weeks and quarters', () => {
  it('every day is of one week, every week of one quarter, and the quarters follow each other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 25_000 }), days => {
        const day = dayAfter('2026-01-01', days)
        const sunday = sundayOf(day)
        expect(new Date(sunday).getUTCDay()).toBe(0)
        expect(sunday >= day && sunday <= dayAfter(day, 6)).toBe(true)
        expect(sundaysOf(quarterOf(sunday))).toContain(sunday)
        expect([12, 13, 14]).toContain(sundaysOf(quarterOf(sunday)).length)
      }),
    )
  })
})
