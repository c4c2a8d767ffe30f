/**
 * `node printer.js --printer ipp://… --origin https://city… [--paper ipp://…] [--labels ipp://…]`: started by the office on the desk's computer. It prints
 * today's pairing code on its console and listens on 127.0.0.1 until it is ended.
 */
import { randomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { ChosenPrinter } from './chosen-printer.ts'
import { makePairingCode } from './gate.ts'
import { hush } from './hush.ts'
import { HelperFault, helperPort } from './job.ts'
import { createPrintHelper } from './print-helper.ts'

const usage = 'node printer.js --printer ipp://PRINTER/ipp/print --origin https://CITY [--paper ipp://…] [--labels ipp://…]'
const known = ['printer', 'paper', 'labels', 'origin', 'port']

function readOptions(args: string[]): Map<string, string> {
  const options = new Map<string, string>()
  for (let at = 0; at < args.length; at += 2) {
    const [name, value] = [args[at]?.replace(/^--/, '') ?? '', args[at + 1]]
    if (!known.includes(name) || value === undefined || options.has(name)) end(`Usage: ${usage}`)
    options.set(name, value)
  }
  return options
}

function end(says: string): never {
  console.error(says)
  process.exit(1)
}

async function choose(uri: string, kind: 'card' | 'paper' | 'labels'): Promise<ChosenPrinter> {
  const pause = () => new Promise<void>(done => setTimeout(done, 400))
  try {
    // Three minutes: a card printer that warms up takes one of them.
    return await ChosenPrinter.choose({ uri, kind, pause, looks: 450 })
  } catch (error) {
    const code = error instanceof HelperFault ? error.code : 'stopped'
    if (code === 'malformed') end(`--${kind === 'card' ? 'printer' : kind} must be an address like ipp://localhost:60000/ipp/print.`)
    if (code === 'printer_other')
      end(`The ${kind} printer takes no pages of this kind (PWG raster or PDF${kind === 'card' ? ', ID-1 cards' : ''}).`)
    end(`The ${kind} printer does not answer.`)
  }
}

/** An origin as a browser writes it. */
function readOrigin(value: string | undefined): string {
  const url = value !== undefined && URL.canParse(value) ? new URL(value) : null
  if (!url || url.origin !== value) end('--origin must be the address of the desk page without a path, like https://id.example.gov.')
  if (url.protocol !== 'https:' && url.hostname !== 'localhost') end('--origin must begin with https://.')
  return url.origin
}

hush()
const options = readOptions(process.argv.slice(2))
const uri = options.get('printer') ?? end(`Usage: ${usage}`)
const origin = readOrigin(options.get('origin'))
const card = await choose(uri, 'card')
const paper = options.has('paper') ? await choose(options.get('paper') as string, 'paper') : null
const labels = options.has('labels') ? await choose(options.get('labels') as string, 'labels') : null
const code = makePairingCode(randomBytes)
const server = createPrintHelper({
  origin,
  code,
  printers: { card, paper, labels },
  now: () => performance.now(),
  say: event => console.log(event),
})
// Somebody else on this port would be asked in our place: then there is no code, and nobody pairs.
server.on('error', () => end('The port is taken: another helper runs, or another program that must not.'))
// Another port is for tests only: the desk page may ask 6310 and no other.
server.listen(Number(options.get('port') ?? helperPort), '127.0.0.1', () => {
  console.log(`Listening on http://127.0.0.1:${(server.address() as AddressInfo).port} for ${origin}`)
  console.log(`Pairing code for today: ${code.slice(0, 4)}-${code.slice(4)}`)
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(0))
