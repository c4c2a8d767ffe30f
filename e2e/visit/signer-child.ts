/** A lease of the real thing: signer/signer.ts as its own process, spoken to over its pipe as the serving process does. */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { createFrameReader, encodeToSigner, type FromSigner, parseFromSigner } from '@latchkey/card/pipe.ts'
import { templateOf } from '@latchkey/card/template.ts'
import { rootJson } from '@latchkey/certificates/root.ts'
import { Fault } from '@latchkey/wire/faults.ts'
import { type MemoryCity, now } from './memory-city.ts'
import type { MemorySigner } from './memory-relay.ts'

const program = fileURLToPath(new URL('../../signer/signer.ts', import.meta.url))

export interface SignerChild extends MemorySigner {
  /** Exit code, once it has answered. */
  over: Promise<number | null>
}

export async function leaseChild(city: MemoryCity): Promise<SignerChild> {
  const child = spawn(process.execPath, ['--import', 'tsx', program], { stdio: ['pipe', 'pipe', 'inherit'] })
  const frames = createFrameReader()
  const heard: FromSigner[] = []
  let wake = () => {}
  child.stdout.on('data', (piece: Buffer) => {
    heard.push(...frames.push(piece).map(parseFromSigner))
    wake()
  })
  child.stdin.on('error', () => {})
  const over = new Promise<number | null>(resolve =>
    child.once('close', code => {
      resolve(code)
      wake()
    }),
  )
  const next = async (): Promise<FromSigner | null> => {
    while (heard.length === 0) {
      if (child.exitCode !== null) return null
      await new Promise<void>(resolve => {
        wake = resolve
      })
    }
    return heard.shift() ?? null
  }
  child.stdin.write(
    encodeToSigner({
      say: 'open',
      root: JSON.stringify(rootJson(city.made.root)),
      template: templateOf(city.period),
      cancelKey: city.cancelKey,
      poolPrivate: city.poolPrivate,
    }),
  )
  const ready = await next()
  if (ready?.say !== 'ready') throw new Error('the signer is not ready')
  child.stdin.write(encodeToSigner({ say: 'lease', seconds: 60 }))
  return {
    key: ready.key,
    period: city.period.period,
    until: now + 60,
    over,
    async seal(envelope) {
      child.stdin.write(encodeToSigner({ say: 'seal', envelope, blank: city.stock.blanks[0]!, notAfter: now + 60, now }))
      const answer = await next()
      if (answer?.say !== 'answer') throw new Fault('seal_refused')
      return answer.answer
    },
  }
}
