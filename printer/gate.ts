/**
 * Who may ask the helper: the chosen desk page, in a browser on this computer, paired today. Any page that this browser shows can reach a port of this
 * computer, so each of the three is looked at on every request.
 */
import { timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { HelperFault, pairingHeader, pairingLength, pairingLetters } from './job.ts'

const mostWrong = 5
const minute = 60_000

/** @param random bytes from the computer's own source */
export function makePairingCode(random: (length: number) => Uint8Array): string {
  let code = ''
  while (code.length < pairingLength) {
    // 240 is the last multiple of 20 in a byte: every letter is as likely as every other.
    for (const byte of random(16)) if (byte < 240 && code.length < pairingLength) code += pairingLetters[byte % pairingLetters.length]
  }
  return code
}

export interface GatePorts {
  origin: string
  code: string
  /** The helper's own, once it listens. */
  port(): number
  /** Milliseconds that never go back. */
  now(): number
}

/** Counts wrong codes of everybody together: after five in a minute it listens to nobody for a minute. */
export class Gate {
  readonly #ports: GatePorts
  #wrong: number[] = []
  #closedUntil = 0

  constructor(ports: GatePorts) {
    this.#ports = ports
  }

  /** Whether the browser says that the chosen page asks, and asks this computer by name: a name that someone else made point here is not. */
  knowsPage({ origin, host }: IncomingHttpHeaders): boolean {
    const port = this.#ports.port()
    return origin === this.#ports.origin && (host === `127.0.0.1:${port}` || host === `localhost:${port}`)
  }

  /** @throws HelperFault too_fast, helper_refused */
  checkPairing(headers: IncomingHttpHeaders): void {
    const now = this.#ports.now()
    if (now < this.#closedUntil) throw new HelperFault('too_fast')
    const said = headers[pairingHeader]
    if (typeof said === 'string' && equal(said, this.#ports.code)) return
    this.#wrong = [...this.#wrong.filter(at => now - at < minute), now]
    if (this.#wrong.length >= mostWrong) {
      this.#wrong = []
      this.#closedUntil = now + minute
    }
    throw new HelperFault('helper_refused')
  }
}

/** In a time that does not depend on what was said. */
function equal(said: string, code: string): boolean {
  const padded = Buffer.alloc(pairingLength)
  padded.write(said.slice(0, pairingLength), 'latin1')
  return timingSafeEqual(padded, Buffer.from(code, 'latin1')) && said.length === pairingLength
}
