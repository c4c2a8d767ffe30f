/**
 * The print helper: on the desk's computer, for one page and the printers that were chosen at its start. A job is in this process's memory while it is
 * printed and nowhere else; no file is opened, and what is printed to the console are fixed words.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { ChosenPrinter } from './chosen-printer.ts'
import { Gate, type GatePorts } from './gate.ts'
import { HelperFault, type HelperStatus, helperFaults, helperVersion, longestJob, pairingHeader, parseJob, printerFor } from './job.ts'

export interface HelperPorts extends Omit<GatePorts, 'port'> {
  printers: { card: ChosenPrinter; paper: ChosenPrinter | null; labels: ChosenPrinter | null }
  /** One of a closed list of words. */
  say(event: 'printed' | 'not printed' | 'purged' | 'cannot purge' | 'refused' | 'closed for a minute' | 'broken'): void
}

/** @returns a server that still has to listen, on 127.0.0.1 only */
export function createPrintHelper(ports: HelperPorts): Server {
  const gate = new Gate({
    ...ports,
    port: () => {
      const address = server.address()
      return address && typeof address === 'object' ? address.port : 0
    },
  })
  let isBusy = false

  async function hear(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!gate.knowsPage(request.headers)) throw new HelperFault('helper_refused')
    response.setHeader('access-control-allow-origin', ports.origin)
    response.setHeader('vary', 'origin')
    if (request.method === 'OPTIONS') return allow(request, response)
    gate.checkPairing(request.headers)
    const route = `${request.method} ${request.url}`
    if (route === 'GET /printer') {
      bodyLength(request, 0)
      return answer(response, 200, await status(ports.printers))
    }
    if (route !== 'POST /print' && route !== 'POST /purge') throw new HelperFault('malformed')
    const length = bodyLength(request, route === 'POST /print' ? longestJob : 0)
    // One at a time: two half-printed cards could not be told apart.
    if (isBusy) throw new HelperFault('busy')
    isBusy = true
    try {
      if (route === 'POST /purge') {
        const left = await purge(ports.printers)
        ports.say(left === 'purged' ? 'purged' : 'cannot purge')
        return answer(response, 200, { left })
      }
      await print(request, length)
      ports.say('printed')
      answer(response, 200, { printed: true })
    } finally {
      isBusy = false
    }
  }

  async function print(request: IncomingMessage, length: number): Promise<void> {
    if (request.headers['content-type'] !== 'application/octet-stream') throw new HelperFault('malformed')
    const bytes = await readBody(request, length)
    try {
      const job = parseJob(bytes)
      const printer = ports.printers[printerFor(job.what)]
      if (!printer) throw new HelperFault('printer_absent')
      await printer.print(job)
    } catch (error) {
      ports.say('not printed')
      throw error
    } finally {
      bytes.fill(0)
    }
  }

  const server = createServer({ requestTimeout: 30_000, headersTimeout: 5_000, maxHeaderSize: 8_192 }, (request, response) => {
    hear(request, response).catch((error: unknown) => {
      const code = error instanceof HelperFault ? error.code : 'stopped'
      if (!(error instanceof HelperFault)) ports.say('broken')
      if (code === 'helper_refused') ports.say('refused')
      if (code === 'too_fast') ports.say('closed for a minute')
      if (response.headersSent || response.destroyed) return
      // What was not read is not read any more.
      response.setHeader('connection', 'close')
      answer(response, helperFaults[code].status, { fault: code })
    })
  })
  server.on('clientError', (_, socket) => socket.destroy())
  return server
}

/** What a browser asks before it lets a page of the city reach this computer. */
function allow(request: IncomingMessage, response: ServerResponse): void {
  response.setHeader('access-control-allow-methods', 'GET, POST')
  response.setHeader('access-control-allow-headers', `content-type, ${pairingHeader}`)
  if (request.headers['access-control-request-private-network']) response.setHeader('access-control-allow-private-network', 'true')
  response.writeHead(204, { 'content-length': 0 }).end()
}

function answer(response: ServerResponse, code: number, value: unknown): void {
  const bytes = Buffer.from(JSON.stringify(value))
  response.writeHead(code, {
    'content-type': 'application/json',
    'content-length': bytes.length,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
  })
  response.end(bytes)
}

/** @returns the length that was announced @throws HelperFault malformed */
function bodyLength({ headers }: IncomingMessage, most: number): number {
  const said = headers['content-length'] ?? '0'
  if (headers['transfer-encoding'] !== undefined || headers['content-encoding'] !== undefined) throw new HelperFault('malformed')
  if (!/^\d{1,9}$/.test(said) || Number(said) > most) throw new HelperFault('malformed')
  return Number(said)
}

/** Exactly `length` bytes in one place, so that zeroing it leaves none behind. */
async function readBody(request: IncomingMessage, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length)
  let at = 0
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      if (at + chunk.length > length) throw new HelperFault('malformed')
      bytes.set(chunk, at)
      at += chunk.length
      chunk.fill(0)
    }
    if (at !== length) throw new HelperFault('malformed')
    return bytes
  } catch {
    bytes.fill(0)
    throw new HelperFault('malformed')
  }
}

type Printers = HelperPorts['printers']
const chosen = ({ card, paper, labels }: Printers) => [...new Set([card, paper, labels])].filter(one => one !== null)

async function status({ card, paper, labels }: Printers): Promise<HelperStatus> {
  const of = async (printer: ChosenPrinter | null) => printer && (await printer.status())
  const [cardStatus, paperStatus, labelsStatus] = await Promise.all([card.status(), of(paper), of(labels)])
  return { version: helperVersion, printers: { card: cardStatus, paper: paperStatus, labels: labelsStatus } }
}

/** All of them or not: one that is forgotten about would be the one that remembers. */
async function purge(printers: Printers): Promise<'purged' | 'cannot'> {
  let left: 'purged' | 'cannot' = 'purged'
  for (const printer of chosen(printers)) if ((await printer.purge()) === 'cannot') left = 'cannot'
  return left
}
