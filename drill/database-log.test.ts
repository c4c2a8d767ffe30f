import { expect, it } from 'vitest'
import { byTheClock, statementsIn, statementsWhile } from './database-log.ts'

const at = (time: string, text: string) => `2026-11-29 ${time}.123 UTC [77] ${text}`
const log = [
  at('15:00:02', 'LOG:  statement: begin'),
  at('15:00:02', 'LOG:  execute <unnamed>: insert into "events" ("hour", "name") values ($1, $2)'),
  at('15:00:02', "DETAIL:  parameters: $1 = 'Somebody', $2 = 'somewhere'"),
  at('15:20:31', 'LOG:  checkpoint starting: time'),
  at('15:20:31', 'LOG:  execute s1: select * from "keys"'),
  at('15:20:32', "LOG:  statement: update staff set name = 'Somebody'"),
  at('15:20:32', "LOG:  statement: vacuum 'Somebody Else'"),
  'a line of another program',
].join('\n')

it('reads statements, and of each no more than its verb and its table', () => {
  expect(statementsIn(log).map(({ shape }) => shape)).toEqual(['begin', 'insert into "events"', 'select', 'update staff', 'vacuum'])
})

it('tells what the clock said at a full hour from what was said at any other moment', () => {
  expect(statementsIn(log).map(byTheClock)).toEqual([true, true, false, false, false])
})

it('searches between two writes of the clock, and believes only a log in which the second shows', async () => {
  let all = ''
  const tick = (line: string) => async () => void (all += line)
  const seen = statementsWhile(() => all, tick(`${at('15:10:00', 'LOG:  statement: commit')}\n`))
  await seen.begin()
  all += `${log}\n`
  const swept = await seen.end()
  expect(swept.beacon).toBe(true)
  expect(swept.traces).toEqual(['select, 15:20:31', 'update staff, 15:20:32', 'vacuum, 15:20:32'])

  const silent = statementsWhile(() => all, tick(''))
  await silent.begin()
  expect(await silent.end()).toMatchObject({ beacon: false, traces: [] })
})
