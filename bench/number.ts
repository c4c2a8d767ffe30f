/** A number of the real server beside the same framework answering a constant: what counting, the day's key, two MACs and telling the desks cost. */
import { openDesk, until } from '@latchkey/drill/world/people.ts'
import type { BenchRun } from './bench-run.ts'
import { headersToSend, openLoad } from './http-load.ts'
import { inTurns, type Measured } from './measure.ts'
import { ranFor } from './process.ts'
import { startUnbounded } from './real-server.ts'

/** Until Node has compiled what it will compile, in turns: a server ends a connection that is silent for a minute. With six windows less than a day's 99,999. */
const before = { turns: 9, numbers: 4000 }
const numbersAWindow = 10_000

export async function number(run: BenchRun): Promise<Measured> {
  const { port, pid, root, rules, clerks } = await startUnbounded(run)
  const address = `http://localhost:${port}`
  const [clerk] = clerks
  if (!clerk) throw new Error('no clerk')
  // With no desk on duty no number is given.
  const line = await openDesk({ address, root, rules }, clerk)
  run.later(() => line.close())
  line.start()
  await until(() => line.state.at === 'line', 'the desk is signed in')
  const asking = { method: 'POST', path: '/waiting/number', body: '{"way":"phone"}' } as const
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(address + asking.path, { method: asking.method, body: asking.body, headers })
  const control = await run.control('constant-reply', { args: [JSON.stringify(Object.fromEntries(headersToSend(answer.headers)))] })
  const [numbers, constants] = [await openLoad(port, asking), await openLoad(control.port, asking)]
  for (let turn = 0; turn < before.turns; turn++) for (const load of [numbers, constants]) await load.ask(before.numbers)
  const { value, peerValue } = await inTurns(
    () => ranFor(pid, numbersAWindow, () => numbers.ask(numbersAWindow)),
    () => ranFor(control.pid, numbersAWindow, () => constants.ask(numbersAWindow)),
  )
  numbers.close()
  constants.close()
  return {
    bench: 'number',
    value,
    unit: 'µs of the server a number',
    peer: 'a constant reply of the same framework, the same bytes and headers',
    peerValue,
    ratio: peerValue / value,
    target: 'ratio (numbers to replies a core) ≥ 0.55',
    met: peerValue / value >= 0.55,
  }
}
