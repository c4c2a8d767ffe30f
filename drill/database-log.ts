/**
 * The log of a database that logs every statement (the drill's does): whatever stands in it while people come was said by the clock, at a full hour. A
 * statement at any other moment is one that a resident caused.
 */
import type { Swept } from './sweep/sweep.ts'

export interface Statement {
  /** Milliseconds since 1970. */
  at: number
  /** Its first words and its table: `insert into "events"`. Never a value. */
  shape: string
}

const line =
  /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}) (?:UTC|GMT) \[\d+\](?: \w+@\w+)? LOG: {2}(?:statement|execute [^:]*|fastpath function call): (.*)$/
const words = /^\s*(\w+)((?:\s+(?:into|from|table|unlogged|if|not|exists))*)(?:\s+(\S{1,40}))?/i
const tables = /^"?[a-z_][a-z_.]*"?$/

/** @param log what was written to it since some moment; a line that is cut in two is none */
export function statementsIn(log: string): Statement[] {
  const found: Statement[] = []
  for (const text of log.split('\n')) {
    const read = line.exec(text)
    if (!read?.[1] || read[2] === undefined) continue
    const [, verb = '', small = '', table = ''] = words.exec(read[2]) ?? []
    const shape = `${verb}${small}`.replaceAll(/\s+/g, ' ').toLowerCase()
    found.push({ at: Date.parse(`${read[1].replace(' ', 'T')}Z`), shape: tables.test(table) ? `${shape} ${table}` : shape })
  }
  return found
}

const hour = 3_600_000
/** Milliseconds after a full hour in which the clock writes: a server that is being searched stands still for some seconds. */
const clockTakes = 60_000

export const byTheClock = ({ at }: Statement): boolean => at % hour < clockTakes

const traceOf = ({ at, shape }: Statement) => `${shape}, ${new Date(at).toISOString().slice(11, 19)}`

/**
 * Between two writes that the clock is told to make. The second is the beacon: a log in which it does not show proves nothing.
 * @param log all of it, as it stands now
 */
export function statementsWhile(log: () => string, tick: () => Promise<void>) {
  let from = 0
  return {
    async begin() {
      await tick()
      from = log().length
    },
    async end(): Promise<Swept> {
      const said = log().slice(from)
      await tick()
      const beacon = statementsIn(log().slice(from + said.length)).length > 0
      const traces = statementsIn(said)
        .filter(one => !byTheClock(one))
        .map(traceOf)
      return { artefact: 'statements while people came', bytes: said.length, traces: [...new Set(traces)], beacon, phantoms: 0 }
    },
  }
}
