/** *Now serving* of the real server beside nginx with the same bytes: every phone that waits asks for it, so it must cost next to nothing. */
import type { BenchRun } from './bench-run.ts'
import { startNginx } from './controls/nginx.ts'
import { openLoad } from './http-load.ts'
import { inTurns, type Measured } from './measure.ts'
import { ranFor } from './process.ts'
import { startReal } from './real-server.ts'

/** After the first window, which is not counted, the server is warm: thirty thousand are not enough for that. */
const looksAWindow = 100_000

export async function now(run: BenchRun): Promise<Measured> {
  const { server, pid } = await startReal(run)
  const answer = await fetch(`${server.address}/now`)
  const control = await startNginx(run, 'now', { body: await answer.text(), headers: answer.headers })
  const asking = { method: 'GET', path: '/now' } as const
  const [real, nginx] = [await openLoad(server.port, asking), await openLoad(control.port, asking)]
  const { value, peerValue } = await inTurns(
    () => ranFor(pid, looksAWindow, () => real.ask(looksAWindow)),
    () => ranFor(control.pid, looksAWindow, () => nginx.ask(looksAWindow)),
  )
  real.close()
  nginx.close()
  return {
    bench: 'now',
    value,
    unit: 'µs of the server a look',
    peer: 'nginx, one process, the same bytes and headers from an open file',
    peerValue,
    ratio: peerValue / value,
    target: 'ratio (looks a core) ≥ 0.6',
    met: peerValue / value >= 0.6,
  }
}
